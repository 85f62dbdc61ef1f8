import { beforeEach, describe, expect, test } from "vitest";
import { Playout } from "../src/audio/playout";

const MS = 24; // samples
let events: string[];
let playout: Playout;

beforeEach(() => {
  events = [];
  playout = new Playout({
    started: (stream) => events.push(`started ${stream}`),
    ended: (stream, played, stopped) =>
      events.push(`${stopped ? "stopped" : "ended"} ${stream} at ${played}`),
  });
});

/** A steady tone level: every sample half of full scale. */
const tone = (samples: number): Int16Array => new Int16Array(samples).fill(16_384);
const pull = (samples: number): number[] => Array.from({ length: samples }, () => playout.next());
const sounded = (samples: number[]): number => samples.filter((s) => s !== 0).length;

describe("starting", () => {
  test.each([
    ["just under 60 ms waits", 60 * MS - 1, 0],
    ["exactly 60 ms plays", 60 * MS, 60 * MS],
  ])("%s", (_, samples, heard) => {
    playout.push(1, 0, tone(samples));
    expect(sounded(pull(100 * MS))).toBe(heard);
  });

  test("a finished short item does not wait", () => {
    playout.push(1, 0, tone(10));
    playout.finish(1);
    expect(sounded(pull(100))).toBe(10);
    expect(events).toEqual(["started 1", "ended 1 at 10"]);
  });

  test("silence where there is nothing", () => {
    expect(sounded(pull(500))).toBe(0);
    expect(events).toEqual([]);
  });
});

describe("running dry", () => {
  beforeEach(() => {
    playout.push(1, 0, tone(60 * MS));
    pull(80 * MS);
  });

  test.each([
    ["just under 200 ms waits", 200 * MS - 1, 0],
    ["exactly 200 ms goes on", 200 * MS, 200 * MS],
  ])("in mid-item, %s", (_, samples, heard) => {
    playout.push(1, 60 * MS, tone(samples));
    expect(sounded(pull(300 * MS))).toBe(heard);
    expect(events).toEqual(["started 1"]);
  });

  test("the end that comes late ends the item where it was", () => {
    playout.finish(1);
    pull(1);
    expect(events.at(-1)).toBe(`ended 1 at ${60 * MS}`);
  });
});

describe("the playhead", () => {
  test("counts from the position of the first sample", () => {
    playout.push(3, 1000, tone(2000));
    pull(500);
    expect([playout.stream, playout.played]).toEqual([3, 1500]);
  });

  test("jumps over a gap without ending the item", () => {
    playout.push(3, 0, tone(60 * MS));
    playout.push(3, 5000, tone(60 * MS));
    playout.finish(3);
    pull(200 * MS);
    expect(events).toEqual(["started 3", `ended 3 at ${5000 + 60 * MS}`]);
  });

  test("one item after the other", () => {
    playout.push(1, 0, tone(60 * MS));
    playout.push(2, 0, tone(60 * MS));
    playout.finish(2);
    pull(200 * MS);
    expect(events).toEqual(["started 1", `ended 1 at ${60 * MS}`, "started 2", `ended 2 at ${60 * MS}`]);
  });
});

describe("ducking", () => {
  test("reaches a quarter after 30 ms and comes back in 30", () => {
    playout.push(1, 0, tone(1000 * MS));
    pull(1);
    playout.duck();
    const down = pull(30 * MS);
    expect(down.at(-2)).toBeGreaterThan(0.125);
    expect(down.at(-1)).toBeCloseTo(0.125, 3);
    expect(pull(100 * MS).at(-1)).toBeCloseTo(0.125, 6);
    playout.resume();
    expect(pull(30 * MS).at(-1)).toBeCloseTo(0.5, 3);
  });

  test("does not step: no two neighbours differ by more than the ramp", () => {
    playout.push(1, 0, tone(1000 * MS));
    pull(1);
    playout.duck();
    const line = pull(60 * MS);
    const jump = Math.max(...line.slice(1).map((s, i) => Math.abs(s - line[i]!)));
    expect(jump).toBeLessThan(0.001);
  });
});

describe("stopping", () => {
  test("tells the playhead at once, fades for 20 ms, then is silent", () => {
    playout.push(1, 0, tone(1000 * MS));
    pull(100 * MS);
    playout.stop();
    expect(events.at(-1)).toBe(`stopped 1 at ${100 * MS}`);
    const tail = pull(100 * MS);
    expect(sounded(tail)).toBeLessThanOrEqual(20 * MS);
    expect(sounded(tail)).toBeGreaterThan(19 * MS);
    expect(playout.waiting).toBe(0);
  });

  test("what waited for its start is forgotten without a sound", () => {
    playout.push(1, 0, tone(10));
    playout.stop();
    expect(events).toEqual(["stopped 1 at 0"]);
    expect(sounded(pull(100))).toBe(0);
  });

  test("an answer that follows during the fade plays at full loudness", () => {
    playout.push(1, 0, tone(1000 * MS));
    pull(100 * MS);
    playout.duck();
    playout.stop();
    playout.push(2, 0, tone(100 * MS));
    playout.finish(2);
    const line = pull(200 * MS);
    expect(line[50 * MS]).toBeCloseTo(0.5, 3);
    expect(events.at(-1)).toBe(`ended 2 at ${100 * MS}`);
  });

  test("with nothing there, nothing happens", () => {
    playout.stop();
    expect(events).toEqual([]);
  });
});

test("a pause keeps the place", () => {
  playout.push(1, 0, tone(1000 * MS));
  pull(100);
  playout.pause();
  expect(sounded(pull(500))).toBe(0);
  expect(playout.played).toBe(100);
  playout.resume();
  pull(1);
  expect(playout.played).toBe(101);
});

test("an answer longer than the buffer loses its end, not its beginning", () => {
  const capacity = 90_000 * MS;
  expect(playout.push(1, 0, tone(capacity))).toBe(capacity);
  expect(playout.push(1, capacity, tone(10))).toBe(0);
  pull(5);
  expect(playout.push(1, capacity, tone(10))).toBe(5);
});
