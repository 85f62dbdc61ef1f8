import { describe, expect, test } from "vitest";
import { CLIP_SAMPLES, Clip } from "../src/audio/clip";
import { SilenceWatch } from "../src/audio/silence";
import { Hearing, placeFor, wordFor } from "../src/session/hearing";
import { MARKS, share } from "../src/ui/scale";

/** Frames of 20 ms at a level. */
type Span = [dbfs: number, frames: number];

describe("a silent microphone", () => {
  const watched = (...spans: Span[]): boolean => {
    const watch = new SilenceWatch();
    let isSilent = false;
    for (const [dbfs, frames] of spans) for (let i = 0; i < frames; i++) isSilent = watch.push(dbfs);
    return isSilent;
  };

  test.each<[string, Span[], boolean]>([
    ["just under 3 s of nothing", [[-120, 149]], false],
    ["exactly 3 s of nothing", [[-120, 150]], true],
    ["just under what any room gives", [[-90.01, 150]], true],
    ["what a very quiet room gives", [[-90, 150]], false],
    ["one frame of sound", [[-120, 400], [-90, 1]], false],
    ["just under 15 s of nothing after sound", [[-40, 1], [-120, 749]], false],
    ["exactly 15 s of nothing after sound", [[-40, 1], [-120, 750]], true],
    ["a word within the 15 s", [[-40, 1], [-120, 749], [-40, 1], [-120, 749]], false],
  ])("%s", (_, spans, isSilent) => {
    expect(watched(...spans)).toBe(isSilent);
  });

  test("is not looked for while the other one talks, and a sound then is heard", () => {
    const watch = new SilenceWatch();
    for (let i = 0; i < 149; i++) watch.push(-120);
    for (let i = 0; i < 1000; i++) expect(watch.push(-120, true)).toBe(false);
    expect(watch.push(-120)).toBe(true);
    expect(watch.push(-60, true)).toBe(false);
  });
});

describe("a level in a word", () => {
  test.each([
    [-20, -60, "good"],
    [-48.1, -70, "faint"],
    [-48, -70, "good"],
    [-10.1, -50, "good"],
    [-10, -50, "loud"],
    [-30, -39.9, "drowned"],
    [-30, -40, "good"],
    [-9, -15, "drowned"],
  ] as const)("a voice at %d dBFS over a place at %d is %s", (voice, place, word) => {
    expect(wordFor(voice, place)).toBe(word);
  });

  test.each([
    [-120, "quiet"],
    [-52.1, "quiet"],
    [-52, "lively"],
    [-36.1, "lively"],
    [-36, "loud"],
  ] as const)("a place at %d dBFS is %s", (dbfs, word) => {
    expect(placeFor(dbfs)).toBe(word);
  });
});

describe("what the microphone hears", () => {
  const after = (...spans: Span[]): Hearing => {
    const hearing = new Hearing();
    for (const [dbfs, frames] of spans) for (let i = 0; i < frames; i++) hearing.push(dbfs);
    return hearing;
  };

  test("of the place is known after a second", () => {
    expect(after([-60, 49]).place).toBeNull();
    expect(after([-60, 50]).place).toBe("quiet");
    expect(after([-30, 50]).place).toBe("loud");
  });

  test("of a microphone that wakes says nothing of the place", () => {
    expect(after([-120, 140], [-45, 50]).place).toBe("lively");
  });

  test("is a voice where the microphone shuts between the words", () => {
    const words = Array.from({ length: 8 }, (): Span[] => [[-25, 15], [-120, 10]]).flat();
    expect(after([-120, 100], ...words).heard).toBe("good");
  });

  test("of the place is forgotten once there is nothing", () => {
    const hearing = after([-30, 100], [-120, 750]);
    expect(hearing.heard).toBe("nothing");
    for (let i = 0; i < 50; i++) hearing.push(-55);
    expect([hearing.heard, hearing.place]).toEqual(["waiting", "quiet"]);
  });

  test.each<[string, Span[], string]>([
    ["nobody", [[-60, 200]], "waiting"],
    ["a cough", [[-60, 200], [-25, 19]], "waiting"],
    ["a short word", [[-60, 200], [-25, 20]], "good"],
    ["a murmur, just too soft for a voice", [[-70, 200], [-58.1, 40]], "waiting"],
    ["a murmur", [[-70, 200], [-58, 40]], "faint"],
    ["a shout", [[-60, 200], [-6, 40]], "loud"],
    ["a voice beside a compressor", [[-30, 200], [-22, 40]], "drowned"],
    ["a gust, under 6 dB", [[-30, 200], [-24.1, 40]], "waiting"],
    ["what was said of the last words", [[-60, 200], [-25, 40], [-60, 1000]], "good"],
    ["somebody who comes closer", [[-70, 200], [-55, 50], [-70, 100], [-25, 50]], "good"],
    ["nothing", [[-120, 150]], "nothing"],
    ["a microphone that is switched on again", [[-120, 150], [-60, 1]], "waiting"],
  ])("of %s", (_, spans, heard) => {
    expect(after(...spans).heard).toBe(heard);
  });

  test("takes whoever talks without a pause for a voice, not for the place", () => {
    const hearing = after([-60, 150], [-25, 350]);
    expect([hearing.heard, hearing.place]).toEqual(["good", "quiet"]);
  });
});

describe("the meter", () => {
  test.each([
    [null, 0],
    [-120, 0],
    [-70, 0],
    [-59, MARKS.faint / 2],
    [-48, MARKS.faint],
    [-10, MARKS.loud],
    [0, 1],
    [3, 1],
  ])("is at %o dBFS filled to %d", (dbfs, filled) => {
    expect(share(dbfs)).toBeCloseTo(filled);
  });
});

test("a clip is two seconds, and what is more is let pass", () => {
  const clip = new Clip();
  for (let i = 0; i < 99; i++) clip.push(new Int16Array(480).fill(16_384));
  clip.push(new Int16Array(479).fill(16_384));
  expect(clip.isFull).toBe(false);
  clip.push(new Int16Array(480).fill(-16_384));
  expect(clip.isFull).toBe(true);
  expect(clip.samples).toHaveLength(CLIP_SAMPLES);
  expect([clip.samples[0], clip.samples.at(-1)]).toEqual([0.5, -0.5]);
});
