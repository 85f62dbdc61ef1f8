const RATE_HZ = 24_000;
/** Sound gathered before an item starts, on a good line. Less: it stutters; more: the answer comes later. */
const LEAST_MS = 60;
/** The same on the worst. More: the persona seems slow of mind. */
const MOST_MS = 480;
/** Sound gathered after running dry in mid-item, at least. Less: stutter follows stutter; more: a longer hole. */
const REFILL_MS = 200;
/** After this much sound without running dry, a little less is gathered. Shorter: it stutters again soon. */
const CALM_SAMPLES = 10 * RATE_HZ;
const LESS_MS = 20;

/** How much sound to gather before it is played: twice as much after running dry, and little by little less again. Pure. */
export class Jitter {
  private gather_ms = LEAST_MS;
  private calm = 0;

  /** Before an item starts, in samples. */
  get toStart(): number {
    return (RATE_HZ * this.gather_ms) / 1000;
  }

  /** Before it goes on after running dry, in samples. */
  get toGoOn(): number {
    return (RATE_HZ * Math.max(REFILL_MS, this.gather_ms)) / 1000;
  }

  /** One sample went out in time. */
  played(): void {
    this.calm += 1;
    if (this.calm < CALM_SAMPLES) return;
    this.calm = 0;
    this.gather_ms = Math.max(LEAST_MS, this.gather_ms - LESS_MS);
  }

  /** The network did not keep up. */
  ranDry(): void {
    this.calm = 0;
    this.gather_ms = Math.min(MOST_MS, 2 * this.gather_ms);
  }
}
