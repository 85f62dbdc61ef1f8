// One session with @openai/agents-realtime, unmodified, told what to do by lines of JSON on standard
// input. Writes a line of JSON for everything that its session lets a user of the library see.
import { createInterface } from "node:readline";
import {
  OpenAIRealtimeWebSocket,
  RealtimeAgent,
  RealtimeSession,
} from "@openai/agents-realtime";
// The library validates with these and lets pass what does not fit; here it is told.
import { realtimeServerEventSchema } from "./node_modules/@openai/agents-realtime/dist/openaiRealtimeEvents.mjs";

const [url, apiKey] = process.argv.slice(2);
const PIECE_BYTES = 4_800; // 100 ms
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const session = new RealtimeSession(new RealtimeAgent({ name: "learner", instructions: "Practise." }), {
  transport: new OpenAIRealtimeWebSocket({ url, useInsecureApiKey: true }),
});

session.transport.on("*", (event) => {
  const read = realtimeServerEventSchema.safeParse(event);
  tell({ event, misread: read.success ? null : read.error.message });
});
session.on("audio", ({ data }) => tell({ audio_bytes: data.byteLength }));
session.on("audio_interrupted", () => tell({ interrupted: true }));
session.on("history_updated", (history) => tell({ history }));
session.on("error", ({ error }) => tell({ error: error?.error ?? String(error) }));
session.transport.on("disconnected", () => tell({ closed: true }));

/** As a microphone would: piece after piece, each as long as it sounds. */
async function speak(base64) {
  const sound = Buffer.from(base64, "base64");
  for (let at = 0; at < sound.length; at += PIECE_BYTES) {
    const piece = sound.subarray(at, at + PIECE_BYTES);
    session.sendAudio(new Uint8Array(piece).buffer);
    await new Promise((done) => setTimeout(done, piece.length / 48));
  }
}

await session.connect({ apiKey, url });
tell({ connected: true });
for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  if (told.speak) speak(told.speak).then(() => tell({ spoken: true }));
  else if (told.message) session.sendMessage(told.message);
  else if (told.interrupt) session.interrupt();
  else if (told.send) session.transport.sendEvent(told.send);
  else if (told.close) break;
}
session.close();
process.exit(0);
