/** Under this a microphone is off: less than any room, and no more than the last bit of a sample. The server's bound too. */
export const NOTHING_DBFS = -90;
/** So long nothing at the start, and it is said: 3 s in frames of 20 ms. Shorter: said of a headset that is still waking. */
const AT_FIRST_FRAMES = 150;
/** So long nothing after there was sound: 15 s. Shorter: said of a headset that sends nothing between two sentences. */
const LATER_FRAMES = 750;

/** Tells a microphone that gives nothing at all from somebody who says nothing. Pure. */
export class SilenceWatch {
  private nothing = 0;
  private hasHeard = false;

  /**
   * Take the level of 20 ms; whether the microphone is silent.
   * @param waits this frame does not count where it is empty: an echo canceller may give nothing while the other one talks.
   */
  push(dbfs: number, waits = false): boolean {
    if (dbfs >= NOTHING_DBFS) {
      this.hasHeard = true;
      this.nothing = 0;
    } else if (!waits) {
      this.nothing++;
    }
    return this.nothing >= (this.hasHeard ? LATER_FRAMES : AT_FIRST_FRAMES);
  }
}
