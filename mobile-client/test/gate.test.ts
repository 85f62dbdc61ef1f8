import { describe, expect, test } from "vitest";
import { Gate } from "../src/audio/gate";

/** 20 ms of a tone at this level, marked by its number. */
const frame = (dbfs: number, number = 0): Int16Array => {
  const samples = new Int16Array(480);
  for (let i = 0; i < 480; i++) samples[i] = Math.SQRT2 * 32_768 * 10 ** (dbfs / 20) * Math.sin(i);
  samples[0] = number;
  return samples;
};

/** What goes out: the number of a frame, or "…" for 60 ms of nothing. */
const run = (levels: number[]): (number | string)[] => {
  const out: (number | string)[] = [];
  const gate = new Gate({ sound: (sent) => out.push(sent[0]!), silence: () => out.push("…") });
  levels.forEach((dbfs, number) => gate.push(frame(dbfs, number)));
  return out;
};
const times = (n: number, dbfs: number): number[] => Array<number>(n).fill(dbfs);
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe("the gate", () => {
  test.each([
    ["just under two seconds", 99, 99],
    ["exactly two seconds", 100, 99],
  ])("sends all of %s of silence", (_, frames, sent) => {
    expect(run(times(frames, -80))).toEqual(numbers(0, sent));
  });

  test("then tells of nothing, 60 ms at a time, and stays 300 ms behind", () => {
    expect(run(times(99 + 17, -80))).toEqual(numbers(0, 99));
    expect(run(times(99 + 18, -80))).toEqual([...numbers(0, 99), "…"]);
    expect(run(times(99 + 21, -80))).toEqual([...numbers(0, 99), "…", "…"]);
  });

  test("opens with the 300 ms before the sound, every frame once and in order", () => {
    const out = run([...times(99 + 18 + 2, -80), -30, ...times(3, -80)]);
    expect(out).toEqual([...numbers(0, 99), "…", ...numbers(102, 99 + 18 + 2 + 4)]);
  });

  test("accounts for every frame, whatever comes", () => {
    const levels = Array.from({ length: 5_000 }, (_, i) => (i % 701 < 60 ? -25 : -70 + (i % 7)));
    const out = run(levels);
    const frames = out.reduce<number>((sum, sent) => sum + (sent === "…" ? 3 : 1), 0);
    expect(levels.length - frames).toBeLessThan(18);
    expect(out.filter((sent) => sent === "…").length).toBeGreaterThan(500);
  });

  test.each([
    ["digital silence never opens", -120, -66, false],
    ["just under what a silent room is", -90, -65.5, false],
    ["just above it", -90, -64.5, true],
    ["just under 5 dB over the background", -50, -45.2, false],
    ["just over", -50, -44.8, true],
  ])("%s", (_, background, sound, opens) => {
    expect(run([...times(140, background), sound]).at(-1)).toBe(opens ? 140 : "…");
  });

  test("a machine that starts is background after a while, and speech over it opens", () => {
    const out = run([...times(120, -70), ...times(2_000, -45)]);
    expect(out.at(-1)).toBe("…");
    expect(run([...times(120, -70), ...times(2_000, -45), -35]).at(-1)).toBe(2_120);
  });

  test("a long speech does not shut it: words have gaps", () => {
    const speech = Array.from({ length: 3_000 }, (_, i) => (i % 25 < 20 ? -28 : -60));
    expect(run([...times(50, -60), ...speech])).not.toContain("…");
  });
});
