import { describe, expect, test } from "vitest";
import { decibels, loudness } from "../src/audio/level";
import { latencyOf, playheadFrom } from "../src/audio/playhead";
import { labelHeights, plot } from "../src/screens/curve";
import { Stopwatch } from "../src/session/stopwatch";
import { clock } from "../src/strings";
import { poseOf, towards } from "../src/ui/pose";
import { readLink } from "../src/wire/access";
import { parseServerEvent } from "../src/wire/parse";
import { type Opening, resumeAddress, sessionAddress } from "../src/wire/socket";

test.each(["", "{", "[]", "null", "7", '{"type":"dryfit.unheard_of"}', '{"typ":"error"}'])(
  "text that is no known event is let pass: %s",
  (text) => {
    expect(parseServerEvent(text)).toBeNull();
  },
);

describe("the link", () => {
  test("gives scenario and token, and an address without the token", () => {
    const link = readLink("https://10.0.0.4:8443/?s=bar-owner&token=a%2Bb#top");
    expect(link).toEqual({ scenario: "bar-owner", drill: null, token: "a+b", seed: null, cleaned: "/?s=bar-owner#top" });
  });

  test("may name a drill, or the list of them", () => {
    expect(readLink("https://10.0.0.4:8443/?d=plumbing").drill).toBe("plumbing");
    expect(readLink("https://10.0.0.4:8443/?d=").drill).toBe("");
  });

  test("may carry nothing", () => {
    expect(readLink("https://10.0.0.4:8443/")).toEqual({ scenario: null, drill: null, token: null, seed: null, cleaned: "/" });
  });

  test("leads to the session's socket", () => {
    const options = { scenario: "bar-owner", difficulty: "hard", token: "a+b", seed: null, codec: "opus", opening: { kind: "talk" } } as const;
    expect(sessionAddress("https://host:1/?s=x", options)).toBe(
      "wss://host:1/v1/realtime?codec=opus&token=a%2Bb&model=bar-owner&difficulty=hard",
    );
    expect(sessionAddress("http://host/", { ...options, token: null, seed: "7" })).toBe(
      "ws://host/v1/realtime?codec=opus&model=bar-owner&difficulty=hard&seed=7",
    );
  });

  test("leads to a moment again, and to a look back", () => {
    const options = { scenario: "x", difficulty: "hard", token: "a+b", seed: "7", codec: "opus" } as const;
    const at = (opening: Opening): string => sessionAddress("https://host/", { ...options, opening });
    expect(at({ kind: "redo", session: "sess_1", turn: 3 })).toBe(
      "wss://host/v1/realtime?codec=opus&token=a%2Bb&redo=sess_1&turn=3",
    );
    expect(at({ kind: "debrief", session: "a&b" })).toBe(
      "wss://host/v1/realtime?codec=opus&token=a%2Bb&debrief=a%26b",
    );
  });

  test("leads back to it in the same codec", () => {
    expect(resumeAddress("https://host/", "s1", { token: "t", codec: "pcm16" })).toBe(
      "wss://host/v1/realtime?codec=pcm16&token=t&resume=s1",
    );
  });
});

describe("the playhead told to the server", () => {
  const report = (kind: "progress" | "ended" | "stopped", played: number) => ({ kind, stream: 1, played });
  test.each([
    ["running counts are less the way to the ear", report("progress", 4800), 150, false, 0],
    ["never below nothing", report("progress", 240), 0, false, 0],
    ["an end waits until the last of it is heard", report("ended", 4800), 200, true, 50],
    ["a stop is told at once", report("stopped", 4800), 200, true, 0],
  ] as const)("%s", (_, told, played_ms, final, after_ms) => {
    expect(playheadFrom(told, 50)).toEqual({ stream: 1, played_ms, final, after_ms });
  });

  test.each([
    [{ outputLatency: 0.04, baseLatency: 0.01 }, 40],
    [{ outputLatency: 0, baseLatency: 0.01 }, 10],
    [{ baseLatency: 0.01 }, 10],
    [{}, 0],
  ])("latency of %o", (context, ms) => {
    expect(latencyOf(context)).toBeCloseTo(ms);
  });
});

describe("loudness for the eye", () => {
  test.each([
    ["silence", 0, 0],
    ["just under −54 dBFS", 10 ** (-54.01 / 20), 0],
    ["−34 dBFS", 10 ** (-34 / 20), 0.5],
    ["−14 dBFS", 10 ** (-14 / 20), 1],
    ["full scale", 1, 1],
  ])("%s", (_, amplitude, level) => {
    expect(loudness(decibels(new Float32Array(480).fill(amplitude), 1))).toBeCloseTo(level, 4);
  });
});

test("the stopwatch stands still while held", () => {
  const watch = new Stopwatch();
  expect(watch.read(5)).toBe(0);
  watch.start(10);
  watch.start(11);
  expect(watch.read(14)).toBe(4);
  watch.stop(15);
  expect(watch.read(100)).toBe(5);
  watch.start(100);
  expect(watch.read(101.5)).toBe(6.5);
});

test.each([
  [180, "3:00"],
  [59.2, "1:00"],
  [9, "0:09"],
  [0, "0:00"],
  [-3, "0:00"],
])("%f s on the clock is %s", (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});

describe("the living shape", () => {
  test("closes for a won ending alone", () => {
    expect(poseOf("ended", true).gap).toBe(0);
    expect(poseOf("ended", false).gap).toBeGreaterThan(0);
    expect(poseOf("speaking", true).gap).toBeGreaterThan(0);
  });

  test("shows what the microphone hears while it may be heard, and grows the board with the floor alone", () => {
    const hears = (["opening", "listening", "hearing", "speaking"] as const).map((turn) => poseOf(turn, false).youBars);
    expect(Math.min(...hears)).toBeGreaterThan(0);
    expect(poseOf("speaking", false)).toMatchObject({ themSwell: 1, youSwell: 0 });
    expect(poseOf("hearing", false)).toMatchObject({ themSwell: 0, youSwell: 1 });
  });

  test("starts at its first pose and moves by the share asked for", () => {
    const owner = {};
    const far = poseOf("held", false);
    const near = poseOf("ended", true);
    expect(towards(owner, far, 0.5).gap).toBe(far.gap);
    expect(towards(owner, near, 0.5).gap).toBe(far.gap / 2);
  });
});

describe("the curve", () => {
  test("keeps within its frame", () => {
    const ys = plot([-5, 0, 100, 140]).map(({ y }) => y);
    expect(ys[0]).toBe(ys[1]);
    expect(ys[2]).toBe(ys[3]);
    expect(ys[2]).toBeLessThan(ys[1]!);
  });

  test.each([
    [100, 122, 100, 122],
    [100, 121, 99.5, 121.5],
    [100, 100, 89, 111],
    [121, 100, 121.5, 99.5],
  ])("labels at %i and %i stand at %f and %f", (trust, patience, a, b) => {
    expect(labelHeights(trust, patience)).toEqual({ trust: a, patience: b });
  });
});
