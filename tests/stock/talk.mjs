// Talk to a persona with @openai/agents-realtime. Each file (WAV, 24 kHz, mono, 16 bit) is one thing you say.
//
//     node talk.mjs "ws://127.0.0.1:8765/v1/realtime?model=bar-owner" hello.wav question.wav
//
// Prints both sides as the session's own history has them in the end, and keeps her voice in persona.pcm.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";
import {
  OpenAIRealtimeWebSocket,
  RealtimeAgent,
  RealtimeSession,
} from "@openai/agents-realtime";

const BYTES_A_MS = 48;
const WAV_HEADER_BYTES = 44;
const [url, ...recordings] = process.argv.slice(2);

const session = new RealtimeSession(new RealtimeAgent({ name: "learner" }), {
  transport: new OpenAIRealtimeWebSocket({ url, useInsecureApiKey: true }),
});

let soundBytes = 0;
writeFileSync("persona.pcm", "");
session.on("audio", ({ data }) => {
  soundBytes += data.byteLength;
  appendFileSync("persona.pcm", Buffer.from(data));
});
session.on("error", ({ error }) => console.error("Error:", error));

/** Her next reply; resolves when it has sounded. */
const reply = () =>
  new Promise((heard) => {
    soundBytes = 0;
    session.transport.once("turn_done", () => after(soundBytes / BYTES_A_MS).then(heard));
  });

/** A file, as fast as it sounds, and the silence that ends a turn. */
async function say(path) {
  const sound = Buffer.concat([readFileSync(path).subarray(WAV_HEADER_BYTES), Buffer.alloc(2_000 * BYTES_A_MS)]);
  for (let at = 0; at < sound.length; at += 100 * BYTES_A_MS) {
    session.sendAudio(new Uint8Array(sound.subarray(at, at + 100 * BYTES_A_MS)).buffer);
    await after(100);
  }
}

const opening = reply();
await session.connect({ apiKey: "the server's token, if it asks for one", url });
await opening;
for (const path of recordings) {
  const answer = reply();
  await say(path);
  await answer;
}
for (const { role, content } of session.history) {
  const words = content.map((part) => part.transcript ?? part.text).join(" ");
  console.log(`${role === "user" ? "You" : "Persona"}: ${words}`);
}
session.close();
process.exit(0);
