/** So much voice and it is a sentence, not a cough: 0.4 s in frames of 20 ms. */
const SPOKEN_FRAMES = 20;
/** Quieter than the loudest for this long, and the sentence is over. Shorter: cut off while thinking of a name. */
const PAUSE_FRAMES = 90;
/** The server takes 20 s; a little less, so that nothing said is refused for its length. */
const LONGEST_FRAMES = 19 * 50;
/** A level below the loudest by this share of the scale is a pause: 10 dB of 40. */
const DROP = 0.25;
/** Nothing below this is a voice: −40 dBFS. */
const VOICE = 0.35;

/** Hears from the levels alone when a sentence is over, so that no second tap is needed. Pure. */
export class SentenceEnd {
  private frames = 0;
  private voiced = 0;
  private quiet = 0;
  private loudest = 0;

  /** Take the level of 20 ms, 0 to 1; whether it is over. Where noise drowns the pause, a tap or the time ends it. */
  push(level: number): boolean {
    this.frames++;
    this.loudest = Math.max(this.loudest, level);
    if (level >= Math.max(VOICE, this.loudest - DROP)) {
      this.voiced++;
      this.quiet = 0;
    } else {
      this.quiet++;
    }
    return (this.voiced >= SPOKEN_FRAMES && this.quiet >= PAUSE_FRAMES) || this.frames >= LONGEST_FRAMES;
  }
}
