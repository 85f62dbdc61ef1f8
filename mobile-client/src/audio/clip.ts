/** Two seconds of 24 kHz: long enough for a sentence, short enough to wait for. */
export const CLIP_SAMPLES = 48_000;

/** Two seconds of whoever speaks, to be heard once and forgotten. Pure. */
export class Clip {
  /** Full scale is 1. */
  readonly samples = new Float32Array(CLIP_SAMPLES);
  private filled = 0;

  get isFull(): boolean {
    return this.filled === CLIP_SAMPLES;
  }

  /** Take PCM16; what is more than two seconds is let pass. */
  push(frame: Int16Array): void {
    const end = Math.min(CLIP_SAMPLES, this.filled + frame.length);
    for (let i = 0; this.filled < end; i++) this.samples[this.filled++] = frame[i]! / 32_768;
  }
}
