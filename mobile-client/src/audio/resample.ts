/**
 * Streaming sample-rate conversion by windowed sinc, one sample at a time, so that it can run inside an audio worklet:
 * everything is allocated in the constructor.
 *
 * Feed while {@link needsInput}, then take. Delay: half of {@link TAPS} input samples (0.5 ms at 48 kHz).
 */

/** Length of the filter. Fewer: consonants lose their edge or alias; more: battery. */
const TAPS = 48;
/** Rows of the filter table between two input samples; values between rows are interpolated. */
const PHASES = 64;
/** Share of the lower Nyquist frequency that passes. Higher: hiss folds into the voice; lower: a duller voice. */
const PASS_SHARE = 0.92;

export class Resampler {
  private readonly table: Float32Array;
  private readonly delay = new Float32Array(TAPS * 2);
  private readonly step: number;
  private head = 0;
  private phase = 1;

  constructor(fromHz: number, toHz: number) {
    this.step = fromHz / toHz;
    this.table = sincTable(Math.min(1, toHz / fromHz) * PASS_SHARE);
  }

  /** True when a sample must be fed before the next can be taken. */
  get needsInput(): boolean {
    return this.phase >= 1;
  }

  feed(sample: number): void {
    // Written twice, so that the last TAPS samples always lie in one run.
    this.delay[this.head] = sample;
    this.delay[this.head + TAPS] = sample;
    this.head = (this.head + 1) % TAPS;
    this.phase -= 1;
  }

  take(): number {
    const place = this.phase * PHASES;
    const row = Math.floor(place);
    const share = place - row;
    const low = row * TAPS;
    const high = low + TAPS;
    let sum = 0;
    for (let tap = 0; tap < TAPS; tap++) {
      const a = this.table[low + tap]!;
      const weight = a + (this.table[high + tap]! - a) * share;
      sum += weight * this.delay[this.head + tap]!;
    }
    this.phase += this.step;
    return sum;
  }

  /** Forget what was fed, as at the start of another recording. */
  reset(): void {
    this.delay.fill(0);
    this.phase = 1;
  }
}

/** PHASES + 1 rows of TAPS weights: a Blackman-windowed sinc, each row summing to one. */
function sincTable(cutoff: number): Float32Array {
  const table = new Float32Array((PHASES + 1) * TAPS);
  for (let row = 0; row <= PHASES; row++) {
    const centre = TAPS / 2 - 1 + row / PHASES;
    let sum = 0;
    for (let tap = 0; tap < TAPS; tap++) {
      const weight = sinc((tap - centre) * cutoff) * blackman((tap - centre) / TAPS + 0.5);
      table[row * TAPS + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < TAPS; tap++) table[row * TAPS + tap]! /= sum;
  }
  return table;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function blackman(x: number): number {
  if (x <= 0 || x >= 1) return 0;
  return 0.42 - 0.5 * Math.cos(2 * Math.PI * x) + 0.08 * Math.cos(4 * Math.PI * x);
}
