import { decibels } from "./level";

/** Nothing but the background for this long, and no more of it is sent. Shorter: the ends of turns are no longer heard. */
const HANG_FRAMES = 100;
/** Sound from before the one that opens is sent too. Less: soft first consonants are lost; more: sent in a larger burst. */
const PREROLL_FRAMES = 15;
/** So many frames are told of at once while nothing is sent: 60 ms, the most that a packet without sound may stand for. */
export const SILENCE_FRAMES = 3;
/** So far above the background a sound opens. Less: wind keeps it open; more: a murmur is not sent. */
const OPENS_DB = 5;
/** Never opens for less than this: what a microphone makes of a silent room. */
const SILENT_DBFS = -65;
/** How fast the background is believed to grow louder. Slower: a machine keeps it open for long; faster: speech shuts it. */
const RISE_DB_A_FRAME = 0.02;
const FULL_SCALE = 32_768;

export interface GateListener {
  /** A frame to send. */
  sound(frame: Int16Array): void;
  /** `SILENCE_FRAMES` frames that need not be sent. */
  silence(): void;
}

/**
 * Discontinuous transmission: frames of 20 ms come in, and go out in their order, as sound, or as a word that there was
 * none. Shut only after two seconds of background, so that a turn's end and all that is judged by it is real sound. Pure.
 */
export class Gate {
  private floor_dbfs = 0;
  private quiet = 0;
  private held: Int16Array[] = [];

  constructor(private readonly listener: GateListener) {}

  get isOpen(): boolean {
    return this.quiet < HANG_FRAMES;
  }

  push(frame: Int16Array): void {
    const wasOpen = this.isOpen;
    this.quiet = this.isLoud(frame) ? 0 : this.quiet + 1;
    if (!this.isOpen) {
      this.hold(frame);
      return;
    }
    if (!wasOpen) this.release();
    this.listener.sound(frame);
  }

  private hold(frame: Int16Array): void {
    this.held.push(frame);
    if (this.held.length < PREROLL_FRAMES + SILENCE_FRAMES) return;
    this.held.splice(0, SILENCE_FRAMES);
    this.listener.silence();
  }

  private release(): void {
    for (const frame of this.held) this.listener.sound(frame);
    this.held = [];
  }

  private isLoud(frame: Int16Array): boolean {
    const dbfs = decibels(frame, FULL_SCALE);
    this.floor_dbfs = Math.min(dbfs, this.floor_dbfs + RISE_DB_A_FRAME);
    return dbfs > Math.max(this.floor_dbfs + OPENS_DB, SILENT_DBFS);
  }
}
