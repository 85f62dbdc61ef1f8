import { expect, test } from "vitest";
import { Recording } from "../src/audio/recording";
import { keepVisit, readVisits } from "../src/kept/visits";
import { SentenceEnd } from "../src/session/sentence";
import type { ScenarioCard } from "../src/wire/events";
import { decodeFrame } from "../src/wire/frame";
import { refusalOf } from "../src/wire/visits";
import MADE from "../../tests/contract/visits/made.json";
import FAR from "../../tests/contract/visits/nothing-near.json";
import { memory, refusing } from "./shelf";

const CARD = MADE.scenario as ScenarioCard;
const VOICE = 0.8;
const HUSH = 0.1;

/** After how many frames a sentence of these levels is over; −1: not at all. */
function endOf(...spans: [level: number, frames: number][]): number {
  const end = new SentenceEnd();
  let at = 0;
  for (const [level, frames] of spans) {
    for (let i = 0; i < frames; i++, at++) if (end.push(level)) return at;
  }
  return -1;
}

test.each<[string, [number, number][], number]>([
  ["a pause of 1.8 s ends it", [[VOICE, 50], [HUSH, 200]], 50 + 89],
  ["a shorter pause does not", [[VOICE, 50], [HUSH, 89], [VOICE, 5]], -1],
  ["a cough is no sentence", [[VOICE, 19], [HUSH, 500]], -1],
  ["just enough voice is one", [[VOICE, 20], [HUSH, 90]], 20 + 89],
  ["silence alone ends with the time", [[HUSH, 2000]], 949],
  ["noise that drowns the pause ends with the time", [[VOICE, 50], [VOICE - 0.24, 2000]], 949],
  ["noise 10 dB below the voice is a pause", [[VOICE, 50], [VOICE - 0.26, 200]], 50 + 89],
])("%s", (_, spans, at) => {
  expect(endOf(...spans)).toBe(at);
});

test("a recording is frames, each after its length", async () => {
  const recording = new Recording("pcm16");
  for (let i = 0; i < 3; i++) recording.feed(Int16Array.of(i, 7));
  const bytes = await recording.finish();
  const view = new DataView(bytes.buffer);
  const frames = [];
  for (let at = 0; at < bytes.length; at += 2 + view.getUint16(at, true)) {
    frames.push(decodeFrame(bytes.slice(at + 2, at + 2 + view.getUint16(at, true)).buffer));
  }
  expect(frames.map((frame) => frame?.position)).toEqual([0, 2, 4]);
  expect(frames.map((frame) => frame?.codec === "pcm16" && [...frame.samples])).toEqual([
    [0, 7],
    [1, 7],
    [2, 7],
  ]);
});

test("nothing recorded is nothing", async () => {
  expect((await new Recording("pcm16").finish()).length).toBe(0);
});

test("a refusal names the nearest", () => {
  const refused = refusalOf(FAR);
  expect(refused.code).toBe("nothing-near");
  expect(refused.nearest.map(({ id }) => id)).toEqual(["hesitant-customer", "bar-owner"]);
});

test.each([null, 5, "x", {}, { error: null }, { error: { code: 7, nearest: "none" } }])(
  "a refusal of another shape is one without a reason: %j",
  (told) => {
    expect(refusalOf(told)).toMatchObject({ code: "", nearest: [] });
  },
);

test("visits are kept on the phone, newest first, twelve of them", () => {
  const shelf = memory();
  for (let n = 0; n < 14; n++) keepVisit(shelf, { ...CARD, id: `visit-${n}` });
  keepVisit(shelf, { ...CARD, id: "visit-5" });
  const ids = readVisits(shelf).map(({ id }) => id);
  expect(ids).toHaveLength(12);
  expect(ids.slice(0, 2)).toEqual(["visit-5", "visit-13"]);
});

test("what is no visit is left out, and a closed shelf is no error", () => {
  const shelf = memory();
  shelf.setItem("dryfit.visits", JSON.stringify([null, 4, {}, { ...CARD, persona: null }, CARD]));
  expect(readVisits(shelf)).toEqual([CARD]);
  shelf.setItem("dryfit.visits", "{");
  expect(readVisits(shelf)).toEqual([]);
  keepVisit(refusing(), CARD);
  expect(readVisits(null)).toEqual([]);
});
