import { describe, expect, test } from "vitest";
import { reduce } from "../src/session/reduce";
import {
  OPENING_VIEW,
  type SessionEvent,
  type SessionView,
  lastCaption,
  visibleText,
} from "../src/session/view";
import type { Critique } from "../src/wire/events";

const OPEN: SessionView = { ...OPENING_VIEW, link: "open" };
const after = (events: SessionEvent[], from: SessionView = OPEN): SessionView =>
  events.reduce(reduce, from);

const opened = (audio_stream: number | null = 1): SessionEvent => ({
  type: "response.output_item.added",
  response_id: "r",
  output_index: 0,
  item: { id: "p1", type: "message", audio_stream },
});
const said = (delta: string, start_ms: number | null): SessionEvent => ({
  type: "response.output_audio_transcript.delta",
  item_id: "p1",
  delta,
  start_ms,
});
const played = (played_ms: number, final = false): SessionEvent => ({
  type: "local.playhead",
  item: "p1",
  played_ms,
  final,
});
const closed = (code: number): SessionEvent => ({ type: "local.closed", code });
const failed = (code: string): SessionEvent => ({
  type: "error",
  error: { type: "server_error", code, message: "words of the server" },
});
const shown = (view: SessionView): string => visibleText(lastCaption(view, "persona")!);

describe("captions keep pace with the voice", () => {
  const line = [opened(), said("One.", 0), said(" Two.", 1000)];
  test.each([
    [0, "One."],
    [749, "One."],
    [750, "One. Two."],
    [1000, "One. Two."],
  ])("at %i ms of the item: %s", (ms, text) => {
    expect(shown(after([...line, played(ms)]))).toBe(text);
  });

  test("words without sound show at once", () => {
    expect(shown(after([opened(null), said("No voice today.", null)]))).toBe("No voice today.");
  });

  test("what was cut off before it began is gone", () => {
    const cut: SessionEvent = { type: "conversation.item.truncated", item_id: "p1", audio_end_ms: 1000 };
    const view = after([...line, played(900), cut]);
    expect(shown(view)).toBe("One.");
    expect(lastCaption(view, "persona")!.cut).toBe(true);
  });

  test("the whole text stands in where no deltas came", () => {
    const done: SessionEvent = {
      type: "response.output_audio_transcript.done",
      item_id: "p1",
      transcript: "All of it.",
    };
    expect(shown(after([opened(), done]))).toBe("All of it.");
    expect(shown(after([...line, done, played(5000)]))).toBe("One. Two.");
  });

  test("a learner's turn without words leaves the one before it", () => {
    const heard = (item_id: string, transcript: string): SessionEvent => ({
      type: "conversation.item.input_audio_transcription.completed",
      item_id,
      transcript,
    });
    const view = after([heard("u1", "Hello."), heard("u2", "  ")]);
    expect(visibleText(lastCaption(view, "learner")!)).toBe("Hello.");
  });
});

describe("whether the persona is still to be heard", () => {
  test.each<[string, SessionEvent[], string | null]>([
    ["announced", [opened()], "p1"],
    ["announced without sound", [opened(null)], null],
    ["playing", [opened(), played(200)], "p1"],
    ["played out", [opened(), played(900, true)], null],
    ["cut off", [opened(), { type: "conversation.item.truncated", item_id: "p1", audio_end_ms: 5 }], null],
  ])("%s", (_, events, item) => {
    expect(after(events).sounding).toBe(item);
  });
});

describe("how a session ends", () => {
  test.each<[string, SessionEvent[], SessionView, string | null]>([
    ["the server is not there", [closed(1006)], OPENING_VIEW, "unreachable"],
    ["the line breaks", [closed(1006)], OPEN, "connection-lost"],
    ["all places are taken", [closed(4429)], OPEN, "busy"],
    ["an error, then the close", [failed("not-ready"), closed(4503)], OPEN, "not-ready"],
    ["an unknown close code", [closed(4999)], OPEN, "connection-lost"],
    [
      "over, but no critique came",
      [{ type: "dryfit.ended", outcome: "time_limit", won: false }, closed(1000)],
      OPEN,
      "no-critique",
    ],
    [
      "over, with its critique",
      [{ type: "dryfit.debrief", critique: { won: true } as Critique }, closed(1000)],
      OPEN,
      null,
    ],
    ["the microphone was refused", [{ type: "local.audio-failed", failure: "refused" }], OPENING_VIEW, "microphone-refused"],
    ["refused, and closed after it", [{ type: "local.audio-failed", failure: "refused" }, closed(1005)], OPEN, "microphone-refused"],
  ])("%s", (_, events, from, code) => {
    expect(after(events, from).failure?.code ?? null).toBe(code);
  });

  test.each([
    ["no-sound", null],
    ["come-closer", "come-closer"],
  ] as const)("a microphone that is heard again takes back %s", (advice, left) => {
    const level: SessionEvent = { type: "dryfit.level", noise_dbfs: -95, speech_dbfs: null, snr_db: null, advice };
    const silent = after([level, { type: "local.silent", on: true }]);
    expect(silent.silent).toBe(true);
    expect(after([{ type: "local.silent", on: false }], silent)).toMatchObject({ silent: false, advice: left });
  });

  test("an error in mid-talk is a notice, and goes when the learner is heard again", () => {
    const view = after([failed("stage-failed")]);
    expect(view.notice).toEqual({ code: "stage-failed", message: "words of the server" });
    expect(view.failure).toBeNull();
    expect(after([{ type: "local.notice-read" }], view).notice).toBeNull();
  });

  test("errors about single frames are not the learner's business", () => {
    expect(after([failed("invalid-audio")])).toBe(OPEN);
  });
});

test("a pause shows at once, and going on waits for the server's word", () => {
  const held = after([{ type: "local.held", on: true }]);
  expect(held.turn).toBe("held");
  expect(after([{ type: "local.held", on: false }], held).turn).toBe("listening");
  expect(after([{ type: "dryfit.state", state: "speaking" }], held).turn).toBe("speaking");
});

describe("what the learner is saying", () => {
  const grown = (delta: string): SessionEvent => ({
    type: "conversation.item.input_audio_transcription.delta",
    item_id: "u1",
    delta,
  });
  const whole = (transcript: string): SessionEvent => ({
    type: "conversation.item.input_audio_transcription.completed",
    item_id: "u1",
    transcript,
  });
  const learner = (view: SessionView): string | null => {
    const caption = lastCaption(view, "learner");
    return caption && visibleText(caption);
  };

  test("grows, and the whole text replaces it", () => {
    const talking = after([grown("We could"), grown(" stop")]);
    expect(learner(talking)).toBe("We could stop");
    const done = after([whole("We could start.")], talking);
    expect(learner(done)).toBe("We could start.");
    expect(done.captions).toHaveLength(1);
  });

  test("is taken back when it was no turn", () => {
    const cleared: SessionEvent = { type: "input_audio_buffer.cleared" };
    expect(learner(after([grown("Hm"), cleared]))).toBeNull();
    expect(learner(after([whole("Yes."), cleared]))).toBe("Yes.");
  });

  test("comes too late for a turn that is known whole", () => {
    expect(learner(after([whole("Yes."), grown(" Yes")]))).toBe("Yes.");
  });
});
