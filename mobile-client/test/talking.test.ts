import { describe, expect, test } from "vitest";
import { cueBetween, cueFor } from "../src/session/cues";
import { MAX_TYPED, inWriting, typedTurn } from "../src/session/typed";
import type { TurnState } from "../src/wire/events";

describe("a typed turn", () => {
  test.each(["", "   ", "\n\t"])("of blanks is nothing: %j", (text) => {
    expect(typedTurn(text)).toEqual([]);
  });

  test("is a message and the request to answer it", () => {
    const [create, answer] = typedTurn("  ¿Qué pasó?\n");
    expect(create).toMatchObject({
      type: "conversation.item.create",
      item: { role: "user", content: [{ type: "input_text", text: "¿Qué pasó?" }] },
    });
    expect(answer).toEqual({ type: "response.create" });
  });

  test.each([
    [MAX_TYPED, MAX_TYPED],
    [MAX_TYPED + 1, MAX_TYPED],
    [1_000_000, MAX_TYPED],
  ])("of %i letters is sent with %i", (typed, sent) => {
    const [create] = typedTurn("x".repeat(typed));
    if (create?.type !== "conversation.item.create") throw new Error("not a message");
    expect(create.item.content?.[0]?.text).toHaveLength(sent);
  });

  test("goes to a session in writing", () => {
    expect(inWriting("wss://host/v1/realtime?model=a&token=b")).toBe(
      "wss://host/v1/realtime?model=a&token=b&mode=text",
    );
  });
});

describe("cues", () => {
  const TURNS: (TurnState | "opening")[] = [
    "opening",
    "listening",
    "hearing",
    "pausing",
    "thinking",
    "speaking",
    "yielding",
    "held",
    "ended",
  ];

  test("no change has none", () => {
    for (const turn of TURNS) expect(cueFor(turn, turn, true)).toBeNull();
  });

  test("your turn, heard, paused, fits and over differ in tones and in buzz", () => {
    const cues = [
      cueFor("speaking", "listening", false),
      cueFor("pausing", "thinking", false),
      cueFor("listening", "held", false),
      cueFor("speaking", "ended", true),
      cueFor("speaking", "ended", false),
    ];
    expect(new Set(cues.map((cue) => JSON.stringify(cue?.tones))).size).toBe(5);
    expect(new Set(cues.map((cue) => JSON.stringify(cue?.buzz))).size).toBe(5);
  });

  test("voices are cue enough", () => {
    for (const to of ["hearing", "pausing", "speaking", "yielding"] as const) {
      expect(cueFor("listening", to, false)).toBeNull();
    }
  });

  test("a cough that was nothing does not say your turn again", () => {
    expect(cueFor("hearing", "listening", false)).toBeNull();
    expect(cueFor("pausing", "listening", false)).toBeNull();
  });

  test("a microphone that gives nothing is told of once, and before a turn", () => {
    const floor = { scenario: null, turn: "listening", ended: null, silent: false } as const;
    const silent = { ...floor, silent: true, turn: "thinking" } as const;
    const cue = cueBetween(floor, silent);
    expect(cue?.tones.length).toBeGreaterThan(0);
    expect(cue).not.toEqual(cueFor("listening", "thinking", false));
    expect(cueBetween(silent, silent)).toBeNull();
    expect(cueBetween(silent, { ...silent, silent: false })).toBeNull();
  });

  test("none lasts as long as half a second", () => {
    for (const from of TURNS) {
      for (const to of TURNS) {
        const cue = cueFor(from, to, true);
        if (cue) expect(cue.tones.length * cue.tone_ms).toBeLessThan(500);
      }
    }
  });
});
