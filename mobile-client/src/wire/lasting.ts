import type { ClientEvent, Playing, Resumed, ServerEvent } from "./events";
import { type AudioFrame, type Codec, type Sound, encodeFrame } from "./frame";
import { mayComeBack, wait_ms } from "./patience";
import { type SentEvent, SentLog } from "./sent";
import { WireSocket } from "./socket";

/** A try to connect that has not succeeded by then is given up for the next one. */
const TRY_MS = 5_000;
/** Sent again from before what the server has (24 kHz): a new decoder needs so much to come into its own. */
const WARM_UP_SAMPLES = 8 * 480;
/** Sound that waits this long to leave the phone: the connection is dead, though nobody has said so. */
const STALLED_MS = 4_000;

export interface LineHandlers {
  opened(): void;
  event(event: ServerEvent): void;
  audio(frame: AudioFrame): void;
  /** The connection is lost and is being made anew. */
  lost(): void;
  /** The session is over, or cannot be reached any more; `code` as in docs/protocol.md. */
  closed(code: number): void;
  /** The persona's line that is at the loudspeaker. */
  playing(): Playing | null;
}

/** What a page that is loaded again needs to come back to its session. */
export interface LineLeft {
  /** What the server codes her sound in: in another it would have to rebuild the session. */
  codec: Codec;
  session: string;
  key: string;
  away_ms: number;
  last: number;
  eventCount: number;
  sequence: number;
  /** Where in the learner's sound it goes on, in 24 kHz samples. */
  position: number;
  events: SentEvent[];
  names: string[];
}

/** One session over as many sockets as it takes; see "A lost connection" in docs/protocol.md. */
export class LastingSocket {
  private readonly sent: SentLog;
  private socket: WireSocket;
  private ticket: { session: string; key: string; away_ms: number } | null = null;
  private last = 0;
  private eventCount = 0;
  private sequence = 0;
  private needsWarmUp = false;
  /** Told again whenever the line is back: a session that is rebuilt has forgotten them. */
  private names: string[] = [];
  /** What is sent goes out: false between a loss and the server's `dryfit.resumed`. */
  private isOpen = false;
  private isOver = false;
  private tries = 0;
  private lost_at_ms: number | null = null;
  /** When nothing was waiting to leave the phone; null: not known on this socket. */
  private drained_at_ms: number | null = null;
  private timer = 0;
  /** The line opened last, and the number before it: from there its sound can be had again. */
  private opened = { item: "", before: 0 };

  /** `from`: the address of a new session, or what a page before this one left. */
  constructor(
    from: string | LineLeft,
    private readonly resumeAddress: (session: string) => string,
    private readonly handlers: LineHandlers,
  ) {
    if (typeof from === "string") {
      this.sent = new SentLog();
      this.socket = this.connect(from, () => {
        this.isOpen = true;
        handlers.opened();
      });
      return;
    }
    const { session, key, away_ms } = from;
    this.sent = new SentLog(from.position, from.events);
    this.ticket = { session, key, away_ms };
    ({ last: this.last, eventCount: this.eventCount, sequence: this.sequence, names: this.names } = from);
    this.lost_at_ms = performance.now();
    this.socket = this.comeBack(this.ticket);
  }

  /** What another page needs to go on from here; null where there is nothing to come back to. */
  get left(): Omit<LineLeft, "codec"> | null {
    if (!this.ticket || this.isOver) return null;
    const { eventCount, sequence, names, opened } = this;
    const isSounding = this.handlers.playing()?.item_id === opened.item;
    const { position, keptEvents: events } = this.sent;
    return { ...this.ticket, last: isSounding ? opened.before : this.last, eventCount, sequence, position, events, names };
  }

  /** Where the learner's sound goes on, in 24 kHz samples. */
  get position(): number {
    return this.sent.position;
  }

  /** The page is about to go: nothing is sent from here on, unless it comes back. */
  suspend(): void {
    if (this.isOpen) this.giveUpSocket();
  }

  send(event: ClientEvent): void {
    if (event.type === "dryfit.playhead" && !event.final) return this.sendPassing(event);
    if (event.type === "dryfit.names") this.names = event.names;
    const event_id = `c${++this.eventCount}`;
    const message = JSON.stringify({ ...event, event_id });
    this.sent.keepEvent(event_id, message);
    if (this.isOpen) this.socket.send(message);
  }

  /** Send what may be lost, as the next one says as much. */
  sendPassing(event: ClientEvent): void {
    if (this.isOpen) this.socket.send(JSON.stringify(event));
  }

  /** Send the learner's sound, now or once the line is back; `position` and `length` in 24 kHz samples. */
  sendSound(position: number, length: number, sound: Sound): void {
    const message = encodeFrame({ stream: 0, sequence: this.sequence++, position, ...sound });
    this.needsWarmUp ||= sound.codec === "opus";
    this.sent.keepSound(position + length, message);
    this.watchForStall();
    if (this.isOpen) this.socket.send(message);
  }

  close(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.socket.close();
  }

  private connect(address: string, opened: () => void): WireSocket {
    const socket: WireSocket = new WireSocket(address, {
      opened,
      event: (event) => this.receive(event),
      audio: (frame) => {
        this.last = frame.sequence;
        this.handlers.audio(frame);
      },
      closed: (code) => this.onClosed(code),
    });
    return socket;
  }

  private receive(event: ServerEvent): void {
    const number = Number(event.event_id?.match(/^event_(\d+)$/)?.[1]);
    if (number) this.last = number;
    if (event.type === "dryfit.scenario" && event.resume_key) {
      const away_ms = 1000 * (event.away_s ?? 0);
      this.ticket = { session: event.session_id, key: event.resume_key, away_ms };
    }
    if (event.type === "response.output_item.added") this.opened = { item: event.item.id, before: number - 1 };
    if (event.type === "dryfit.debrief" || event.type === "dryfit.scores") this.isOver = true;
    this.handlers.event(event);
    if (event.type === "dryfit.resumed") this.goOn(event);
  }

  private goOn({ input_samples, received_event_id }: Resumed): void {
    clearTimeout(this.timer);
    this.tries = 0;
    this.lost_at_ms = null;
    this.isOpen = true;
    this.drained_at_ms = null;
    const from = input_samples - (this.needsWarmUp ? WARM_UP_SAMPLES : 0);
    for (const message of this.sent.missing(from, received_event_id)) {
      this.socket.send(message);
    }
  }

  private onClosed(code: number): void {
    clearTimeout(this.timer);
    this.isOpen = false;
    const { ticket } = this;
    const now_ms = performance.now();
    const gaveUp = this.lost_at_ms !== null && ticket && now_ms - this.lost_at_ms > ticket.away_ms;
    if (this.isOver || !ticket || gaveUp || !mayComeBack(code)) {
      this.handlers.closed(code);
      return;
    }
    this.lost_at_ms ??= now_ms;
    if (this.tries === 0) this.handlers.lost();
    this.timer = window.setTimeout(() => {
      this.socket = this.comeBack(ticket);
    }, wait_ms(this.tries++));
  }

  private comeBack({ session, key }: { session: string; key: string }): WireSocket {
    const socket = this.connect(this.resumeAddress(session), () => {
      const playing = this.handlers.playing() ?? { item_id: "", played_ms: 0, held_ms: 0 };
      const names = this.names.length ? { names: this.names } : {};
      const resume = { type: "dryfit.resume", resume_key: key, last: this.last, ...playing, ...names };
      this.socket.send(JSON.stringify(resume));
    });
    this.timer = window.setTimeout(() => this.giveUpSocket(), TRY_MS);
    return socket;
  }

  private giveUpSocket(): void {
    this.socket.abandon();
    this.onClosed(1006);
  }

  /**
   * A phone that left its network is not told so: what it sends piles up. Asked before a frame is sent, as what was sent
   * a moment ago always waits.
   */
  private watchForStall(): void {
    if (!this.isOpen) return;
    const now_ms = performance.now();
    if (this.socket.bufferedBytes === 0 || this.drained_at_ms === null) this.drained_at_ms = now_ms;
    else if (now_ms - this.drained_at_ms > STALLED_MS) this.giveUpSocket();
  }
}
