import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { reduce } from "../src/session/reduce";
import { OPENING_VIEW, lastCaption, visibleText } from "../src/session/view";
import type { ServerEvent } from "../src/wire/events";
import { type Sound, decodeFrame } from "../src/wire/frame";
import { LastingSocket, type LineHandlers, type LineLeft } from "../src/wire/lasting";
import { mayComeBack, wait_ms } from "../src/wire/patience";
import { SentLog } from "../src/wire/sent";

const bytes = (n: number): ArrayBuffer => new ArrayBuffer(n);

describe("what was sent", () => {
  const log = (): SentLog => {
    const made = new SentLog();
    made.keepSound(480, bytes(1));
    made.keepEvent("c1", "one");
    made.keepSound(960, bytes(2));
    made.keepEvent("c2", "two");
    made.keepSound(1440, bytes(3));
    return made;
  };
  const sizes = (missing: (ArrayBuffer | string)[]): (number | string)[] =>
    missing.map((m) => (typeof m === "string" ? m : m.byteLength));

  test.each([
    ["nothing came", 0, "", [1, "one", 2, "two", 3]],
    ["all came", 1440, "c2", []],
    ["the sound came, and the first event", 960, "c1", ["two", 3]],
    ["half a frame came", 500, "c2", [2, 3]],
    ["an event that is no longer kept came", 1440, "c0", ["one", "two"]],
    ["just under the end", 1439, "c2", [3]],
  ] as const)("%s", (_, samples, received, missing) => {
    expect(sizes(log().missing(samples, received))).toEqual(missing);
  });

  test("sound is kept for a minute, and no longer", () => {
    const long = new SentLog();
    for (let end = 24_000; end <= 62 * 24_000; end += 24_000) long.keepSound(end, bytes(1));
    expect(long.missing(0, "")).toHaveLength(60);
  });

  test("events are kept up to a number, also where sound stands before them", () => {
    const long = new SentLog();
    long.keepSound(480, bytes(1));
    for (let n = 1; n <= 205; n++) long.keepEvent(`c${n}`, `${n}`);
    const missing = long.missing(480, "");
    expect([missing.length, missing[0]]).toEqual([200, "6"]);
    expect(long.missing(0, "")).toHaveLength(201);
  });
});

test.each([
  [1000, false],
  [1006, true],
  [1012, true],
  [4503, true],
  [4404, false],
  [4409, false],
])("after close code %i a session may still be there: %s", (code, may) => {
  expect(mayComeBack(code)).toBe(may);
});

test("the first try is at once, later ones wait longer, never more than four seconds", () => {
  expect([0, 1, 2, 5, 6, 60].map(wait_ms)).toEqual([0, 250, 500, 4_000, 4_000, 4_000]);
});

class FakeWebSocket {
  static OPEN = 1;
  static all: FakeWebSocket[] = [];
  readyState = 0;
  bufferedAmount = 0;
  sent: (string | ArrayBuffer)[] = [];
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;

  constructor(readonly url: string) {
    FakeWebSocket.all.push(this);
  }
  send(message: string | ArrayBuffer): void {
    this.sent.push(message);
  }
  close(): void {
    this.readyState = 3;
  }
  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  drops(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  says(event: Record<string, unknown>): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }
  get heard(): (number | Record<string, unknown>)[] {
    return this.sent.map((m) => (typeof m === "string" ? JSON.parse(m) : decodeFrame(m)!.position));
  }
}

const newest = (): FakeWebSocket => FakeWebSocket.all.at(-1)!;
const SCENARIO = { type: "dryfit.scenario", event_id: "event_2", session_id: "s", resume_key: "k", away_s: 120 };
const RESUMED = { type: "dryfit.resumed", session_id: "s", continued: true, item_id: "" };

describe("a line that is lost", () => {
  const told: string[] = [];
  let line: LastingSocket;
  let position = 0;
  /** 20 ms of the learner. */
  const say = (sound: Sound = { codec: "pcm16", samples: new Int16Array(480) }): void => {
    line.sendSound(position, 480, sound);
    position += 480;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeWebSocket);
    vi.stubGlobal("window", globalThis);
    FakeWebSocket.all = [];
    told.length = 0;
    position = 0;
    line = new LastingSocket("ws://new", (session) => `ws://back/${session}`, {
      opened: () => told.push("opened"),
      event: (event) => told.push(event.type),
      audio: () => told.push("audio"),
      lost: () => told.push("lost"),
      closed: (code) => told.push(`closed ${code}`),
      playing: () => ({ item_id: "p1", played_ms: 100, held_ms: 900 }),
    });
    newest().opens();
    newest().says(SCENARIO);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const comeBack = (input_samples: number, received_event_id: string): FakeWebSocket => {
    vi.advanceTimersByTime(0);
    newest().opens();
    newest().says({ ...RESUMED, input_samples, received_event_id });
    return newest();
  };

  test("is made anew at once, and says where it was", () => {
    newest().says({ type: "dryfit.state", event_id: "event_41", state: "listening" });
    newest().drops();
    vi.advanceTimersByTime(0);
    expect(newest().url).toBe("ws://back/s");
    newest().opens();
    expect(newest().heard).toEqual([
      { type: "dryfit.resume", resume_key: "k", last: 41, item_id: "p1", played_ms: 100, held_ms: 900 },
    ]);
    expect(told.at(-1)).toBe("lost");
  });

  test("tells the names that it keeps back again, since a session that is rebuilt has forgotten them", () => {
    line.send({ type: "dryfit.names", names: ["Dave"] });
    newest().drops();
    const [resume] = comeBack(0, "c1").heard;
    expect(resume).toMatchObject({ type: "dryfit.resume", names: ["Dave"] });
  });

  test("sends what did not come, in order, once", () => {
    say();
    line.send({ type: "dryfit.hold", on: true });
    newest().drops();
    say();
    line.send({ type: "dryfit.playhead", item_id: "p1", played_ms: 5, final: false });
    line.send({ type: "dryfit.hold", on: false });
    const back = comeBack(480, "c1");
    say();
    expect(back.heard.slice(1)).toEqual([480, { type: "dryfit.hold", on: false, event_id: "c2" }, 960]);
  });

  test("sends Opus from 160 ms before what did not come, for a new decoder", () => {
    for (let n = 0; n < 20; n++) say({ codec: "opus", packet: Uint8Array.of(0x7b, 1) });
    newest().drops();
    expect(comeBack(12 * 480, "").heard.slice(1)).toEqual(Array.from({ length: 16 }, (_, n) => (n + 4) * 480));
  });

  test("keeps back what is said before the server has told what it has", () => {
    newest().drops();
    vi.advanceTimersByTime(0);
    newest().opens();
    say();
    expect(newest().heard).toHaveLength(1);
    newest().says({ ...RESUMED, input_samples: 0, received_event_id: "" });
    expect(newest().heard.slice(1)).toEqual([0]);
  });

  test("waits longer from try to try, and tells of the loss once", () => {
    newest().drops();
    for (const wait of [0, 250, 500, 1_000]) {
      const before = FakeWebSocket.all.length;
      vi.advanceTimersByTime(Math.max(0, wait - 1));
      if (wait > 0) expect(FakeWebSocket.all).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(FakeWebSocket.all).toHaveLength(before + 1);
      newest().drops();
    }
    expect(told.filter((what) => what === "lost")).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    comeBack(0, "");
    newest().drops();
    expect(told.filter((what) => what === "lost")).toHaveLength(2);
  });

  test("gives up when the server no longer waits", () => {
    for (let s = 0; s < 140 && !told.includes("closed 1006"); s++) {
      newest().drops();
      vi.advanceTimersByTime(4_000);
    }
    expect(told.at(-1)).toBe("closed 1006");
    expect(performance.now()).toBeGreaterThan(120_000);
  });

  test("tries again where a try hangs", () => {
    newest().drops();
    vi.advanceTimersByTime(0);
    const hanging = newest();
    vi.advanceTimersByTime(5_000 + 250);
    expect(newest()).not.toBe(hanging);
    hanging.opens();
    expect(hanging.sent).toEqual([]);
  });

  test("is noticed when sound piles up", () => {
    newest().bufferedAmount = 1;
    say();
    vi.advanceTimersByTime(4_000);
    say();
    expect(told).not.toContain("lost");
    vi.advanceTimersByTime(1);
    say();
    expect(told).toContain("lost");
  });

  test("is not taken for lost because the frame of this very moment still waits", () => {
    const socket = newest();
    socket.send = () => (socket.bufferedAmount = 1);
    for (let frame = 0; frame < 1_000; frame++) {
      say();
      vi.advanceTimersByTime(20);
      socket.bufferedAmount = 0;
    }
    expect(told).not.toContain("lost");
  });

  test.each([1000, 4404, 4409, 4429])("is not made anew after close code %i", (code) => {
    newest().drops(code);
    vi.advanceTimersByTime(10_000);
    expect(FakeWebSocket.all).toHaveLength(1);
    expect(told.at(-1)).toBe(`closed ${code}`);
  });

  test("is not made anew once the critique is there, or the learner has left", () => {
    newest().says({ type: "dryfit.debrief", critique: {} });
    newest().drops();
    expect(told.at(-1)).toBe("closed 1006");
    line.close();
    vi.advanceTimersByTime(10_000);
    expect(FakeWebSocket.all).toHaveLength(1);
  });
});

describe("a page that is loaded again", () => {
  const told: string[] = [];
  let sounding = "p1";
  const handlers: LineHandlers = {
    opened: () => told.push("opened"),
    event: (event) => told.push(event.type),
    audio: () => told.push("audio"),
    lost: () => told.push("lost"),
    closed: (code) => told.push(`closed ${code}`),
    playing: () => (sounding ? { item_id: sounding, played_ms: 100, held_ms: 900 } : null),
  };
  const open = (from: string | LineLeft): LastingSocket =>
    new LastingSocket(from, (session) => `ws://back/${session}`, handlers);
  const leave = (line: LastingSocket): LineLeft => {
    line.suspend();
    return JSON.parse(JSON.stringify({ ...line.left, codec: "pcm16" })) as LineLeft;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeWebSocket);
    vi.stubGlobal("window", globalThis);
    FakeWebSocket.all = [];
    told.length = 0;
    sounding = "p1";
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** A line on which all has happened: a persona's item at event 7, two events and a second of sound sent. */
  const played = (): LastingSocket => {
    const line = open("ws://new");
    newest().opens();
    newest().says(SCENARIO);
    newest().says({ type: "response.output_item.added", event_id: "event_7", item: { id: "p1" } });
    newest().says({ type: "dryfit.state", event_id: "event_30", state: "speaking" });
    line.send({ type: "dryfit.hold", on: true });
    line.sendSound(0, 24_000, { codec: "pcm16", samples: new Int16Array(2) });
    line.send({ type: "dryfit.hold", on: false });
    return line;
  };

  test("asks again for the line that is not heard to its end", () => {
    const left = leave(played());
    open(left);
    newest().opens();
    expect(newest().url).toBe("ws://back/s");
    expect(newest().heard).toEqual([
      { type: "dryfit.resume", resume_key: "k", last: 6, item_id: "p1", played_ms: 100, held_ms: 900 },
    ]);
  });

  test("asks for what follows where nothing was playing", () => {
    const line = played();
    sounding = "";
    open(leave(line));
    newest().opens();
    expect(newest().heard[0]).toMatchObject({ last: 30, item_id: "" });
  });

  test("sends the events again that did not come, and its sound goes on where it was", () => {
    const line = open(leave(played()));
    expect(line.position).toBe(24_000);
    newest().opens();
    line.send({ type: "dryfit.finish" });
    newest().says({ ...RESUMED, input_samples: 24_000, received_event_id: "c1" });
    expect(newest().heard.slice(1)).toEqual([
      { type: "dryfit.hold", on: false, event_id: "c2" },
      { type: "dryfit.finish", event_id: "c3" },
    ]);
  });

  test("leaves no sound behind", () => {
    expect(JSON.stringify(leave(played()))).not.toContain("samples");
    expect(leave(played()).events.map(({ id }) => id)).toEqual(["c1", "c2"]);
  });

  test("sends nothing after it has gone, and comes back by itself where it has not", () => {
    const line = played();
    leave(line);
    const before = newest();
    line.send({ type: "dryfit.finish" });
    expect(before.heard.at(-1)).toMatchObject({ type: "dryfit.hold" });
    vi.advanceTimersByTime(0);
    expect(newest()).not.toBe(before);
  });

  test("has nothing to come back to before it began, or once it is over", () => {
    const line = open("ws://new");
    expect(line.left).toBeNull();
    newest().opens();
    newest().says(SCENARIO);
    newest().says({ type: "dryfit.debrief", critique: {} });
    expect(line.left).toBeNull();
  });

  test("tries for as long as the server waits", () => {
    const left = leave(played());
    told.length = 0;
    open(left);
    for (let s = 0; s < 140 && !told.includes("closed 1006"); s++) {
      newest().drops();
      vi.advanceTimersByTime(4_000);
    }
    expect(told.at(-1)).toBe("closed 1006");
  });
});

test("a rebuilt session is drawn anew, and a continued one goes on", () => {
  const item = (id: string, role: string, transcript: string): ServerEvent =>
    ({
      type: "conversation.item.done",
      item: { id, type: "message", role, content: [{ type: "audio", transcript }] },
    }) as ServerEvent;
  const resumed = (continued: boolean): ServerEvent => ({
    type: "dryfit.resumed",
    session_id: "s",
    continued,
    input_samples: 0,
    received_event_id: "",
    item_id: "",
  });
  const before = [item("p1", "assistant", "Who are you?"), item("l1", "user", "The band.")];
  const talk = before.reduce(reduce, { ...OPENING_VIEW, link: "lost" as const });
  expect(reduce(talk, resumed(true))).toMatchObject({ link: "open", captions: talk.captions });
  const anew = [resumed(false), ...before, item("p2", "assistant", "No.")].reduce(reduce, talk);
  expect(anew.captions.map((c) => c.item)).toEqual(["p1", "l1", "p2"]);
  expect(visibleText(lastCaption(anew, "persona")!)).toBe("No.");
});
