import { beforeEach, describe, expect, test } from "vitest";
import { Jitter } from "../src/audio/jitter";
import { Playout } from "../src/audio/playout";

const MS = 24;
let jitter: Jitter;

beforeEach(() => {
  jitter = new Jitter();
});

const play = (seconds: number): void => {
  for (let i = 0; i < seconds * 24_000; i++) jitter.played();
};

test("a good line starts after 60 ms and goes on after 200", () => {
  expect([jitter.toStart, jitter.toGoOn]).toEqual([60 * MS, 200 * MS]);
});

test("running dry doubles it, up to 480 ms", () => {
  const starts = [1, 2, 3, 4].map(() => (jitter.ranDry(), jitter.toStart / MS));
  expect(starts).toEqual([120, 240, 480, 480]);
  expect(jitter.toGoOn).toBe(480 * MS);
});

test.each([
  ["just under ten seconds of calm change nothing", 10 - 1 / 24_000, 240],
  ["ten seconds take 20 ms off", 10, 220],
  ["a minute and a half takes it back to the least", 90, 60],
  ["and never below", 200, 60],
])("%s", (_, seconds, start_ms) => {
  jitter.ranDry();
  jitter.ranDry();
  play(seconds);
  expect(jitter.toStart).toBe(start_ms * MS);
});

test("calm is counted anew after running dry", () => {
  play(9);
  jitter.ranDry();
  play(9);
  expect(jitter.toStart).toBe(120 * MS);
});

describe("the playout buffer", () => {
  const tone = (samples: number): Int16Array => new Int16Array(samples).fill(16_384);

  test("gathers more for the next item after a stutter", () => {
    const playout = new Playout({ started: () => undefined, ended: () => undefined });
    const pull = (samples: number): number =>
      Array.from({ length: samples }, () => playout.next()).filter((s) => s !== 0).length;
    playout.push(1, 0, tone(60 * MS));
    expect(pull(100 * MS)).toBe(60 * MS);
    playout.push(1, 60 * MS, tone(10 * MS));
    playout.finish(1);
    pull(100 * MS);
    playout.push(2, 0, tone(120 * MS - 1));
    expect(pull(10 * MS)).toBe(0);
    playout.push(2, 120 * MS - 1, tone(1));
    expect(pull(10 * MS)).toBe(10 * MS);
  });
});
