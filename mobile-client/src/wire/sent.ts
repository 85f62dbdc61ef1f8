/**
 * What this client sent, for as long as the server may not have it: after a lost connection what is missing goes again,
 * in its old order. Pure.
 */

/** How much sound is kept (24 kHz). Less: a sentence is lost with a killed server; more: memory, 3 MB a minute at most. */
const KEEP_SAMPLES = 60 * 24_000;
/** How many events are kept; a talk has a handful a minute. */
const KEEP_EVENTS = 200;

export interface SentEvent {
  id: string;
  message: string;
}

type Sent = { end: number; message: ArrayBuffer } | SentEvent;

export class SentLog {
  private kept: Sent[];
  private events: number;

  /** A page that was loaded again goes on after `end` samples, with the events that may not have come. */
  constructor(
    private end = 0,
    events: readonly SentEvent[] = [],
  ) {
    this.kept = [...events];
    this.events = events.length;
  }

  /** Where in the stream the next sample stands. */
  get position(): number {
    return this.end;
  }

  /** The events that are kept, without the sound: a voice is never stored. */
  get keptEvents(): SentEvent[] {
    return this.kept.filter((sent) => "id" in sent);
  }

  /** A frame of sound; `end` is the place in the stream after its last sample. */
  keepSound(end: number, message: ArrayBuffer): void {
    this.kept.push({ end, message });
    this.end = Math.max(this.end, end);
    this.forget();
  }

  keepEvent(id: string, message: string): void {
    this.kept.push({ id, message });
    this.events += 1;
    this.forget();
  }

  /** What the server has not had, if it has the sound up to `input_samples` and the event `received`. */
  missing(input_samples: number, received: string): (ArrayBuffer | string)[] {
    const known = this.kept.findIndex((sent) => "id" in sent && sent.id === received);
    return this.kept
      .filter((sent, place) => ("id" in sent ? place > known : sent.end > input_samples))
      .map(({ message }) => message);
  }

  private forget(): void {
    const isOld = (sent: Sent | undefined): boolean =>
      sent !== undefined &&
      ("id" in sent ? this.events > KEEP_EVENTS : sent.end <= this.end - KEEP_SAMPLES);
    // Sound is old in its order, and so are events; the older of both go first.
    while (isOld(this.kept[0])) {
      if ("id" in this.kept.shift()!) this.events -= 1;
    }
    if (this.events <= KEEP_EVENTS) return;
    this.kept.splice(
      this.kept.findIndex((sent) => "id" in sent),
      1,
    );
    this.events -= 1;
  }
}
