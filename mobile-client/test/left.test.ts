import { describe, expect, test } from "vitest";
import { type Left, dropLeft, isAwaited, keepLeft, readLeft } from "../src/kept/left";
import { drillWith } from "../src/session/drill";
import { leave, viewOf } from "../src/session/left";
import type { TalkChoice } from "../src/session/choice";
import { type Caption, OPENING_VIEW, type SessionView } from "../src/session/view";
import type { Critique, ScenarioCard, ScenarioOpened } from "../src/wire/events";
import type { DrillCard, DrillLine, DrillResult } from "../src/wire/drill";
import drillLine from "../../tests/contract/dryfit.drill.json";
import { memory, refusing } from "./shelf";

const scenario = { session_id: "s", goal: "A date.", time_limit_s: 300 } as ScenarioOpened;
const choice = { scenario: "bar-owner", opening: { kind: "talk" }, text: false } as TalkChoice;
const line = {
  codec: "opus" as const,
  session: "s",
  key: "k",
  away_ms: 120_000,
  last: 9,
  eventCount: 3,
  sequence: 4,
  position: 480,
  events: [],
  names: [],
};
const caption = (item: string, more: Partial<Caption> = {}): Caption => ({
  item,
  who: "persona",
  pieces: [{ text: item, start_ms: null }],
  played_ms: 0,
  cut: false,
  ...more,
});
const view: SessionView = {
  ...OPENING_VIEW,
  link: "open",
  turn: "speaking",
  scenario,
  captions: [caption("p1"), caption("l1", { who: "learner" }), caption("p2"), caption("l2", { growing: true })],
};
const playing = { item_id: "p2", played_ms: 700, held_ms: 2_000 };

describe("what a talk leaves behind", () => {
  test("is what was heard and said; the line that plays is told again from where it was", () => {
    const left = leave(view, choice, line, 61.5, playing)!;
    expect(left.captions.map(({ item }) => item)).toEqual(["p1", "l1"]);
    expect(left.playing).toEqual({ item_id: "p2", played_ms: 700, held_ms: 700 });
    expect(viewOf(left)).toMatchObject({ link: "lost", turn: "speaking", scenario, captions: left.captions });
  });

  test("holds where a drill was", () => {
    const drill = drillWith(null, drillLine as DrillLine);
    expect(viewOf(leave({ ...view, drill }, choice, line, 0, null)!).drill).toEqual(drill);
    const { drill: _, ...before } = leave(view, choice, line, 0, null)!;
    expect(viewOf(before).drill).toBeNull();
  });

  test.each([
    ["it never began", { ...view, scenario: null }],
    ["it is over", { ...view, critique: {} as Critique }],
    ["the drill is over", { ...view, scores: {} as DrillResult }],
    ["it failed", { ...view, failure: { code: "busy", message: "" } }],
  ])("is nothing where %s", (_, at) => {
    expect(leave(at, choice, line, 0, null)).toBeNull();
  });
});

describe("a talk that was left", () => {
  const card = { id: "bar-owner", persona: { name: "Dot Kowalski", role: "owner" } } as ScenarioCard;
  const left: Left = { ...leave(view, choice, line, 61.5, playing)!, card, at: 1_000 };

  test("is found again, until it is dropped", () => {
    const shelf = memory();
    keepLeft(shelf, left);
    expect(readLeft(shelf, 2_000)).toEqual(left);
    dropLeft(shelf);
    expect(readLeft(shelf, 2_000)).toBeNull();
  });

  test("may be a drill", () => {
    const shelf = memory();
    const { card: _, ...rest } = left;
    const drill: Left = { ...rest, set: { id: "plumbing", title: "Plumbing" } as DrillCard };
    keepLeft(shelf, drill);
    expect(readLeft(shelf, 2_000)).toEqual(drill);
  });

  test.each([
    [1_000 + 12 * 3_600_000 - 1, true],
    [1_000 + 12 * 3_600_000, false],
  ])("at %i ms is offered: %s", (now_ms, offered) => {
    const shelf = memory();
    keepLeft(shelf, left);
    expect(readLeft(shelf, now_ms) !== null).toBe(offered);
  });

  test.each([
    [120_999, true],
    [121_000, false],
  ])("at %i ms is waited for: %s", (now_ms, awaited) => {
    expect(isAwaited(left, now_ms)).toBe(awaited);
  });

  test.each([
    ["nothing", null],
    ["a number", 7],
    ["a list", []],
    ["no line", { ...left, line: null }],
    ["a key that is none", { ...left, line: { ...line, key: 7 } }],
    ["events that are none", { ...left, line: { ...line, events: "c1" } }],
    ["captions that are none", { ...left, captions: {} }],
    ["no time", { ...left, at: "now" }],
    ["no card", { ...left, card: undefined }],
    ["a drill set that is none", { ...left, card: undefined, set: { title: 7 } }],
  ])("is not made of %s", (_, kept) => {
    const shelf = memory();
    shelf.setItem("dryfit.left", JSON.stringify(kept));
    expect(readLeft(shelf, 2_000)).toBeNull();
  });

  test("is not kept where the phone keeps nothing", () => {
    for (const shelf of [refusing(), null, memory(10)]) {
      keepLeft(shelf, left);
      dropLeft(shelf);
      expect(readLeft(shelf, 2_000)).toBeNull();
    }
  });
});
