import { Jitter } from "./jitter";
import { SegmentQueue } from "./segments";

/**
 * What the persona says, between the wire and the loudspeaker: a jitter buffer that knows how much of each item was
 * played, and can duck, pause and stop. Pure arithmetic at 24 kHz; nothing is allocated after the constructor.
 *
 * The server sends faster than is played, so the buffer holds whole answers; it waits only where the network starves it.
 */

const RATE_HZ = 24_000;
/** Longest answer held. Shorter: the end of a long answer is lost; longer: memory (48 kB a second). */
const CAPACITY_S = 90;
/** Loudness while ducked. Higher: the learner talks against the persona; lower: it seems to have stopped. */
const DUCK_GAIN = 0.25;
/** Time to duck and to come back. Shorter: a click; longer: the learner is talked over. */
const DUCK_MS = 30;
/** Fade at a stop. Shorter: a click; longer: the persona seems not to have noticed. */
const STOP_MS = 20;

export interface PlayoutListener {
  /** The first sample of an item goes out. */
  started(stream: number): void;
  /** An item has played out or was stopped; `played` in 24 kHz samples of that item. */
  ended(stream: number, played: number, stopped: boolean): void;
}

export class Playout {
  private readonly ring = new Int16Array(RATE_HZ * CAPACITY_S);
  private readonly segments = new SegmentQueue();
  private readonly jitter = new Jitter();
  private read = 0;
  private held = 0;
  private gain = 1;
  private gainTarget = 1;
  private gainStep = 0;
  private sounding = false;
  private starved = false;
  private paused = false;
  private stopping = false;

  constructor(private readonly listener: PlayoutListener) {}

  /** Samples waiting to be played, all items together. */
  get waiting(): number {
    return this.held;
  }

  /** True while samples go out. */
  get isSounding(): boolean {
    return this.sounding && !this.paused;
  }

  /** The item at the loudspeaker, and how much of it went out, in 24 kHz samples; stream −1 where there is none. */
  get stream(): number {
    return this.segments.isEmpty ? -1 : this.segments.stream;
  }
  get played(): number {
    return this.segments.isEmpty ? 0 : this.segments.position;
  }

  /** Append an item's samples. Returns how many fitted. */
  push(stream: number, position: number, samples: Int16Array): number {
    const room = Math.min(samples.length, this.ring.length - this.held);
    if (!this.segments.append(stream, position, room)) return 0;
    let write = (this.read + this.held) % this.ring.length;
    for (let i = 0; i < room; i++) {
      this.ring[write] = samples[i]!;
      write = write + 1 === this.ring.length ? 0 : write + 1;
    }
    this.held += room;
    return room;
  }

  /** No more of this item will come: play what there is, without waiting for more. */
  finish(stream: number): void {
    this.segments.finish(stream);
  }

  duck(): void {
    this.glide(DUCK_GAIN, DUCK_MS);
  }

  /** Take back a duck or a pause. */
  resume(): void {
    this.paused = false;
    this.glide(1, DUCK_MS);
  }

  /** Hold everything where it is. */
  pause(): void {
    this.paused = true;
  }

  /** Fade out and forget all that waits. The listener hears at once how far the item got. */
  stop(): void {
    if (this.segments.isEmpty || this.stopping) return;
    const fade = this.sounding ? (RATE_HZ * STOP_MS) / 1000 : 0;
    this.listener.ended(this.segments.stream, this.segments.position, true);
    this.held = this.segments.keepOnly(fade);
    this.stopping = this.held > 0;
    this.paused = false;
    if (this.stopping) this.glide(0, STOP_MS);
    else this.rest();
  }

  /** The next 24 kHz sample, −1 to 1; silence where there is nothing to play. */
  next(): number {
    if (this.paused || !this.isReady()) return 0;
    const sample = this.ring[this.read]! / 32_768;
    this.read = this.read + 1 === this.ring.length ? 0 : this.read + 1;
    this.held -= 1;
    this.segments.advance();
    this.jitter.played();
    this.moveGain();
    const out = sample * this.gain;
    if (this.segments.isDrained) this.leaveSegment();
    return out;
  }

  private isReady(): boolean {
    if (this.segments.isEmpty) return false;
    if (this.sounding) return true;
    if (this.segments.isDrained) return this.leaveSegment() && this.isReady();
    const enough = this.starved ? this.jitter.toGoOn : this.jitter.toStart;
    if (this.segments.remaining < enough && !this.segments.isClosed) return false;
    if (!this.starved) this.listener.started(this.segments.stream);
    this.sounding = true;
    this.starved = false;
    return true;
  }

  /** The front segment has run dry: end the item, or wait for more of it. Returns true if another follows. */
  private leaveSegment(): boolean {
    if (!this.segments.isClosed && !this.stopping) {
      if (this.sounding) this.jitter.ranDry();
      this.starved ||= this.sounding;
      this.sounding = false;
      return false;
    }
    const { stream, position, isContinued } = this.segments;
    this.segments.drop();
    if (isContinued) return true;
    if (!this.stopping) this.listener.ended(stream, position, false);
    this.rest();
    return !this.segments.isEmpty;
  }

  private rest(): void {
    this.stopping = false;
    this.sounding = false;
    this.starved = false;
    this.gain = 1;
    this.gainTarget = 1;
  }

  private glide(target: number, ms: number): void {
    if (this.stopping && target !== 0) return;
    this.gainTarget = target;
    this.gainStep = Math.max(1e-9, Math.abs(target - this.gain)) / ((RATE_HZ * ms) / 1000);
  }

  private moveGain(): void {
    const gap = this.gainTarget - this.gain;
    if (Math.abs(gap) <= this.gainStep) this.gain = this.gainTarget;
    else this.gain += Math.sign(gap) * this.gainStep;
  }
}
