import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Unpacker } from "../src/audio/decode";
import { bestCodec } from "../src/audio/opus";
import { Order } from "../src/audio/order";
import { OpusVoice, PlainVoice } from "../src/audio/voice";
import type { AudioFrame, Sound } from "../src/wire/frame";

describe("order around a coder", () => {
  const told: (number | string)[] = [];
  let order: Order<number>;
  beforeEach(() => {
    told.length = 0;
    order = new Order();
    for (const n of [0, 1, 2]) {
      order.ask(n * 20_000, n);
      order.after(() => told.push(`after ${n}`));
    }
  });
  const answer = (at_us: number): void => order.answer(at_us, (n) => told.push(n));

  test("what comes after waits for what is being coded", () => {
    expect(told).toEqual([]);
    answer(0);
    expect(told).toEqual([0, "after 0"]);
    answer(20_000);
    answer(40_000);
    expect(told).toEqual([0, "after 0", 1, "after 1", 2, "after 2"]);
    order.after(() => told.push("now"));
    expect(told.at(-1)).toBe("now");
  });

  test("what the coder left out holds nothing up", () => {
    answer(40_000);
    expect(told).toEqual(["after 0", "after 1", 2, "after 2"]);
  });

  test.each([
    ["just under half a packet off", 29_999, ["after 0", 1, "after 1"]],
    ["half a packet off is the next one", 30_000, ["after 0", "after 1", 2, "after 2"]],
    ["a little early, as after an encoder's own delay", -6_500, [0, "after 0"]],
  ])("%s", (_, at_us, expected) => {
    answer(at_us);
    expect(told).toEqual(expected);
  });

  test("an answer to nothing is let pass", () => {
    new Order<number>().answer(0, (n) => told.push(n));
    expect(told).toEqual([]);
  });

  test("a coder that breaks leaves all that is open, in its order", () => {
    order.abandon((n) => told.push(`left ${n}`));
    expect(told).toEqual(["left 0", "after 0", "left 1", "after 1", "left 2", "after 2"]);
    expect(order.length).toBe(0);
  });
});

/** Stands for a browser's coder: answers when it is told to. */
class FakeCoder {
  static made: FakeCoder[] = [];
  static refuses = false;
  state = "unconfigured";
  asked: { timestamp: number }[] = [];
  constructor(readonly init: { output: (made: object) => void; error: (cause: Error) => void }) {
    FakeCoder.made.push(this);
  }
  static isConfigSupported(): Promise<{ supported: boolean }> {
    return Promise.resolve({ supported: !FakeCoder.refuses });
  }
  configure(): void {
    this.state = "configured";
  }
  encode(data: { timestamp: number }): void {
    this.asked.push({ timestamp: data.timestamp });
  }
  decode(chunk: { timestamp: number }): void {
    if (this.state === "closed") throw new Error("closed");
    this.asked.push({ timestamp: chunk.timestamp });
  }
  close(): void {
    this.state = "closed";
  }
  breaks(): void {
    this.state = "closed";
    this.init.error(new Error("broken"));
  }
  /** The oldest question is answered: with a packet of one byte, or with 20 ms at 48 kHz. */
  answers(): void {
    const { timestamp } = this.asked.shift()!;
    this.init.output({
      timestamp,
      byteLength: 1,
      numberOfFrames: 960,
      sampleRate: 48_000,
      copyTo: (into: Uint8Array | Float32Array) => into.fill(into instanceof Float32Array ? 0.5 : 7),
      close: () => undefined,
    });
  }
}

class FakeData {
  timestamp: number;
  constructor(init: { timestamp: number }) {
    this.timestamp = init.timestamp;
  }
  close(): void {}
}

const coder = (): FakeCoder => FakeCoder.made.at(-1)!;

beforeEach(() => {
  FakeCoder.made = [];
  FakeCoder.refuses = false;
  vi.stubGlobal("AudioEncoder", FakeCoder);
  vi.stubGlobal("AudioDecoder", FakeCoder);
  vi.stubGlobal("AudioData", FakeData);
  vi.stubGlobal("EncodedAudioChunk", FakeData);
});
afterEach(() => vi.unstubAllGlobals());

describe("which codec", () => {
  test("Opus where the browser has it both ways", async () => {
    expect(await bestCodec()).toBe("opus");
  });
  test("PCM16 where it does not know Opus", async () => {
    FakeCoder.refuses = true;
    expect(await bestCodec()).toBe("pcm16");
  });
  test.each(["AudioEncoder", "AudioDecoder"])("PCM16 where there is no %s", async (name) => {
    vi.stubGlobal(name, undefined);
    expect(await bestCodec()).toBe("pcm16");
  });
});

const LOUD = (): Int16Array => new Int16Array(480).fill(8_000);
const QUIET = (): Int16Array => new Int16Array(480);

describe("the learner's sound", () => {
  let sent: string[];
  const send = (position: number, length: number, sound: Sound): void => {
    const what = sound.codec === "opus" ? (sound.packet[0] === 7 ? "packet" : "nothing") : "plain";
    sent.push(`${what} ${position}+${length}`);
  };
  beforeEach(() => {
    sent = [];
  });

  test("as it is goes out at once", () => {
    const voice = new PlainVoice(send);
    voice.feed(LOUD());
    voice.feed(LOUD());
    voice.after(() => sent.push("commit"));
    expect(sent).toEqual(["plain 0+480", "plain 480+480", "commit"]);
  });

  test("as Opus goes out when it is coded, and what ends the turn after it", () => {
    const voice = new OpusVoice(send);
    voice.feed(LOUD());
    voice.feed(LOUD());
    voice.after(() => sent.push("commit"));
    expect(sent).toEqual([]);
    coder().answers();
    coder().answers();
    expect(sent).toEqual(["packet 0+480", "packet 480+480", "commit"]);
  });

  test("is told of and not sent where there is none, without a hole", () => {
    const voice = new OpusVoice(send);
    for (let n = 0; n < 99 + 21; n++) {
      voice.feed(QUIET());
      if (n < 99) coder().answers();
    }
    expect(coder().asked).toHaveLength(0);
    expect(sent.slice(-3)).toEqual(["packet 47040+480", "nothing 47520+1440", "nothing 48960+1440"]);
    voice.feed(LOUD());
    for (let n = 0; n < 16; n++) coder().answers();
    expect(sent.at(-1)).toBe(`packet ${50_400 + 15 * 480}+480`);
  });

  test.each([
    ["breaks", (): void => coder().breaks()],
    ["cannot take more", (voice: OpusVoice): void => {
      coder().encode = () => {
        throw new Error("full");
      };
      voice.feed(LOUD());
      sent.pop();
    }],
  ])("is all there, as PCM16, where the encoder %s", (_, fail) => {
    const voice = new OpusVoice(send);
    voice.feed(LOUD());
    voice.feed(LOUD());
    coder().answers();
    voice.after(() => sent.push("commit"));
    fail(voice);
    expect(sent).toEqual(["packet 0+480", "plain 480+480", "commit"]);
    sent = [];
    voice.feed(LOUD());
    voice.after(() => sent.push("commit"));
    expect(sent.at(-1)).toBe("commit");
    expect(sent[0]).toMatch(/^plain/);
  });

  test("is all there, as PCM16, where the encoder falls silent for a second", () => {
    const voice = new OpusVoice(send);
    for (let n = 0; n < 50; n++) voice.feed(LOUD());
    expect(sent).toEqual([]);
    voice.feed(LOUD());
    expect(sent).toHaveLength(51);
    expect(sent.at(-1)).toBe("plain 24000+480");
    expect(coder().state).toBe("closed");
  });
});

describe("the persona's sound", () => {
  let played: string[];
  let unpacker: Unpacker;
  beforeEach(() => {
    played = [];
    unpacker = new Unpacker((stream, position, samples) =>
      played.push(`${stream}: ${position}+${samples.length} at ${(samples.at(-1)! / 32_768).toFixed(1)}`),
    );
  });
  const frame = (position: number): AudioFrame => ({
    stream: 3,
    sequence: 0,
    position,
    codec: "opus",
    packet: Uint8Array.of(1),
  });

  test("is played when it is decoded, and the end of the item after it", () => {
    unpacker.receive(frame(-480));
    unpacker.receive(frame(0));
    unpacker.after(() => played.push("end"));
    expect(played).toEqual([]);
    coder().answers();
    coder().answers();
    expect(played).toEqual(["3: -480+480 at 0.5", "3: 0+480 at 0.5", "end"]);
  });

  test("as PCM16 keeps its place among Opus", () => {
    unpacker.receive(frame(0));
    unpacker.receive({ stream: 4, sequence: 0, position: 0, codec: "pcm16", samples: LOUD() });
    coder().answers();
    expect(played.map((line) => line.slice(0, 2))).toEqual(["3:", "4:"]);
  });

  test("loses what is being decoded where the decoder breaks, and the rest is heard", () => {
    unpacker.receive(frame(0));
    unpacker.after(() => played.push("end"));
    coder().breaks();
    expect(played).toEqual(["end"]);
    unpacker.receive(frame(480));
    coder().answers();
    expect(FakeCoder.made).toHaveLength(2);
    expect(played.at(-1)).toBe("3: 480+480 at 0.5");
  });

  test("needs no decoder where all is PCM16", () => {
    unpacker.receive({ stream: 4, sequence: 0, position: 0, codec: "pcm16", samples: LOUD() });
    expect([FakeCoder.made.length, played.length]).toEqual([0, 1]);
  });
});
