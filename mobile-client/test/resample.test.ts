import { expect, test } from "vitest";
import { Resampler } from "../src/audio/resample";

const SETTLE = 200;

function convert(fromHz: number, toHz: number, signal: (i: number) => number, seconds = 0.25): number[] {
  const resampler = new Resampler(fromHz, toHz);
  const out: number[] = [];
  for (let i = 0; i < fromHz * seconds; i++) {
    resampler.feed(signal(i));
    while (!resampler.needsInput) out.push(resampler.take());
  }
  return out;
}

/** Amplitude of one frequency, and how far below it everything else lies, in dB. */
function measure(line: number[], hz: number, rateHz: number): { amplitude: number; snr_db: number } {
  const part = line.slice(SETTLE);
  let sine = 0;
  let cosine = 0;
  part.forEach((s, i) => {
    sine += s * Math.sin((2 * Math.PI * hz * i) / rateHz);
    cosine += s * Math.cos((2 * Math.PI * hz * i) / rateHz);
  });
  const [a, b] = [(2 * sine) / part.length, (2 * cosine) / part.length];
  const rest = part.map(
    (s, i) =>
      s - a * Math.sin((2 * Math.PI * hz * i) / rateHz) - b * Math.cos((2 * Math.PI * hz * i) / rateHz),
  );
  const power = rest.reduce((sum, s) => sum + s * s, 0) / rest.length;
  const amplitude = Math.hypot(a, b);
  return { amplitude, snr_db: 10 * Math.log10(amplitude ** 2 / 2 / power) };
}

const rates = [
  [48_000, 24_000],
  [44_100, 24_000],
  [16_000, 24_000],
  [24_000, 48_000],
  [24_000, 44_100],
  [24_000, 96_000],
  [24_000, 24_000],
] as const;

test.each(rates)("%i Hz → %i Hz keeps a voice's 1 kHz", (from, to) => {
  const line = convert(from, to, (i) => 0.5 * Math.sin((2 * Math.PI * 1000 * i) / from));
  const { amplitude, snr_db } = measure(line, 1000, to);
  expect(amplitude).toBeCloseTo(0.5, 2);
  expect(snr_db).toBeGreaterThan(55);
});

test.each(rates)("%i Hz → %i Hz gives as many samples as the rates say", (from, to) => {
  expect(Math.abs(convert(from, to, () => 0).length - to / 4)).toBeLessThanOrEqual(2);
});

test("what lies above the new rate does not fold into the voice", () => {
  const line = convert(48_000, 24_000, (i) => 0.5 * Math.sin((2 * Math.PI * 16_000 * i) / 48_000));
  const loudest = Math.max(...line.slice(SETTLE).map(Math.abs));
  expect(20 * Math.log10(loudest / 0.5)).toBeLessThan(-50);
});

test("a steady level stays steady at every phase", () => {
  const line = convert(44_100, 24_000, () => 1).slice(SETTLE);
  expect(Math.max(...line) - Math.min(...line)).toBeLessThan(1e-4);
});
