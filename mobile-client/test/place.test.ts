import { describe, expect, test } from "vitest";
import { bedGain } from "../src/audio/bed";
import { BED_RATE_HZ, BED_S, type BedKind, bedKind, bedSound, random } from "../src/audio/bed-sound";
import { backStep } from "../src/session/back";
import { OPENING_VIEW } from "../src/session/view";
import type { ScenarioOpened } from "../src/wire/events";

const KINDS: BedKind[] = ["bar", "kitchen", "compressor", "traffic", "warehouse", "room"];

describe("the noise of a place", () => {
  test.each([
    ["bar-stockroom", "bar"],
    ["restaurant-kitchen", "kitchen"],
    ["boiler-room", "compressor"],
    ["Excavator-Idle", "compressor"],
    ["street", "traffic"],
    ["loading-dock", "traffic"],
    ["warehouse-counter", "warehouse"],
    ["saw-in-corridor", "warehouse"],
    ["porch-morning", "room"],
    ["barn", "room"],
    ["", "room"],
  ])("%s is a %s", (preset, kind) => {
    expect(bedKind(preset)).toBe(kind);
  });

  test.each(KINDS)("of a %s has a level of 1, the same each time, and joins its ends", (kind) => {
    const sound = bedSound(kind);
    expect(sound).toHaveLength(BED_S * BED_RATE_HZ);
    expect(sound.every(Number.isFinite)).toBe(true);
    const power = sound.reduce((sum, s) => sum + s * s, 0) / sound.length;
    expect(power).toBeCloseTo(1, 3);
    expect(bedSound(kind).subarray(0, 100)).toEqual(sound.subarray(0, 100));
    const steps = sound.subarray(1).map((s, i) => Math.abs(s - sound[i]!));
    expect(Math.abs(sound[0]! - sound.at(-1)!)).toBeLessThanOrEqual(steps.reduce((a, b) => Math.max(a, b)));
  });

  test("differs from place to place", () => {
    const starts = KINDS.map((kind) => bedSound(kind).subarray(0, 50).join());
    expect(new Set(starts).size).toBe(KINDS.length);
  });

  test("is made of numbers from 0 to 1, the same for the same seed", () => {
    const [a, b] = [random(3), random(3)];
    for (let n = 0; n < 1_000; n++) {
      const drawn = a();
      expect(drawn).toBe(b());
      expect(drawn >= 0 && drawn < 1).toBe(true);
    }
  });

  test.each([
    [20, false, -43],
    [10, false, -33],
    [7, false, -30],
    [6, false, -30],
    [-40, false, -30],
    [10, true, -47],
  ])("stands %i dB below the voice (ducked: %s) at %i dBFS", (snr_db, ducked, dbfs) => {
    expect(20 * Math.log10(bedGain(snr_db, ducked))).toBeCloseTo(dbfs, 6);
  });
});

describe("the phone's Back button", () => {
  const talking = { ...OPENING_VIEW, link: "open" as const, scenario: {} as ScenarioOpened };
  test.each([
    ["leaves a talk that never began", OPENING_VIEW, false, "leave"],
    ["leaves one that failed", { ...talking, failure: { code: "busy", message: "" } }, false, "leave"],
    ["pauses one", talking, false, "pause"],
    ["pauses one whose line is lost", { ...talking, link: "lost" as const }, false, "pause"],
    ["finishes one that is paused", { ...talking, turn: "held" as const }, false, "finish"],
    ["finishes one in writing", talking, true, "finish"],
  ])("%s", (_, view, inWriting, step) => {
    expect(backStep(view, inWriting)).toBe(step);
  });
});
