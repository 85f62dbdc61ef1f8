import { NOTHING_DBFS, SilenceWatch } from "../audio/silence";

/** What is to be said of how the microphone hears the learner. */
export type Heard = "waiting" | "nothing" | "faint" | "drowned" | "good" | "loud";

/** How loud the place is. */
export type PlaceLevel = "quiet" | "lively" | "loud";

/** The voice is judged by so much of the past: 3 s in frames of 20 ms. Longer: the word lags behind whoever comes closer. */
const VOICE_FRAMES = 150;
/** And the place by so much: 10 s. Shorter: whoever talks on without a pause is taken for the place. */
const PLACE_FRAMES = 500;
/** From so much on, the place is known: 1 s. */
const KNOWN_FRAMES = 50;
/** It is weighed ten times a second; oftener only warms the phone. */
const WEIGHED_FRAMES = 5;
/** So much voice and it is a word, not a cough: 0.4 s. */
const VOICED_FRAMES = 20;
/** A frame this far over the place is a voice. Lower: a gust is one; higher: a voice beside a compressor is none. */
const VOICE_DB = 6;
/** Nothing softer is a voice: a sleeve on the phone, somebody in the next room. */
const VOICE_DBFS = -58;
/** A learner softer than this is asked to come closer. The server's bound too. */
export const FAINT_DBFS = -48;
/** From here on, peaks are cut off: a voice reaches some 10 dB over its mean. */
export const LOUD_DBFS = -10;
/** Voice over noise under which words are lost. The server's bound too. */
const DROWNED_DB = 10;
/** From here on one would have to speak up; and from there on a button is better, as the server says. */
const LIVELY_DBFS = -52;
const LOUD_PLACE_DBFS = -36;
const PLACE_SHARE = 0.2;
const VOICE_SHARE = 0.75;

/** What a voice of this level, over a place of that level, is called. Pure. */
export function wordFor(voice_dbfs: number, place_dbfs: number): Heard {
  if (voice_dbfs - place_dbfs < DROWNED_DB) return "drowned";
  if (voice_dbfs < FAINT_DBFS) return "faint";
  return voice_dbfs < LOUD_DBFS ? "good" : "loud";
}

/** What a place of this level is called. Pure. */
export function placeFor(dbfs: number): PlaceLevel {
  if (dbfs < LIVELY_DBFS) return "quiet";
  return dbfs < LOUD_PLACE_DBFS ? "lively" : "loud";
}

/** Hears from the levels alone how well the microphone hears. What was said of the last words stands until the next. Pure. */
export class Hearing {
  heard: Heard = "waiting";
  /** The level of the place without voices; null until a second of it was heard. */
  place_dbfs: number | null = null;
  private readonly silence = new SilenceWatch();
  /** From the first sound on: a microphone that wakes says nothing of the place, one that shuts between words does. */
  private past: number[] = [];
  private frames = 0;

  get place(): PlaceLevel | null {
    return this.place_dbfs === null ? null : placeFor(this.place_dbfs);
  }

  /** Take the level of 20 ms. */
  push(dbfs: number): void {
    if (this.silence.push(dbfs)) {
      this.heard = "nothing";
      this.past = [];
    } else if (this.heard === "nothing") {
      this.heard = "waiting";
    }
    if (this.past.length === 0 && dbfs < NOTHING_DBFS) return;
    this.past.push(dbfs);
    if (this.past.length > PLACE_FRAMES) this.past.shift();
    this.frames++;
    if (this.past.length >= KNOWN_FRAMES && this.frames % WEIGHED_FRAMES === 0) this.weigh();
  }

  private weigh(): void {
    const place = percentile(this.past, PLACE_SHARE);
    this.place_dbfs = place;
    const least = Math.max(VOICE_DBFS, place + VOICE_DB);
    const voiced = this.past.slice(-VOICE_FRAMES).filter((dbfs) => dbfs >= least);
    if (voiced.length >= VOICED_FRAMES) this.heard = wordFor(percentile(voiced, VOICE_SHARE), place);
  }
}

/** The value that this share of them lies under. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))]!;
}
