/** What no sound at all measures. */
const FLOOR = 1e-12;

/** Root mean square in dB under full scale; −120 for digital silence. */
export function decibels(samples: ArrayLike<number>, fullScale: number): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i]! / fullScale) ** 2;
  return 10 * Math.log10(sum / Math.max(1, samples.length) + FLOOR);
}

/** On a scale the eye reads as loudness: −54 dBFS and below is 0, −14 dBFS and above 1. */
export function loudness(dbfs: number): number {
  return Math.min(1, Math.max(0, (dbfs + 54) / 40));
}
