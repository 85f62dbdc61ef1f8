import { AudioUnavailable } from "../audio/failure";
import { bestCodec } from "../audio/opus";
import { AudioRoom } from "../audio/room";
import { NOTHING_DBFS, SilenceWatch } from "../audio/silence";
import type { Playing, Resumed, ServerEvent, TurnState } from "../wire/events";
import { isTokenRefused } from "../wire/http";
import type { Codec } from "../wire/frame";
import type { Opening } from "../wire/socket";
import { TalkButton, turnUpdate } from "./button";
import type { TalkChoice } from "./choice";
import { tell } from "./cues";
import { type TalkLeft, leave, viewOf } from "./left";
import { TalkLine, type TalkLineHandlers } from "./line";
import { Place } from "./place";
import { reduce } from "./reduce";
import { soundAs } from "./sounding";
import { Stopwatch } from "./stopwatch";
import { typedTurn } from "./typed";
import { NOBODY_THERE, OPENING_VIEW, type SessionEvent, type SessionView } from "./view";
import { keepAwake } from "./wake";

/** While held, the server is told again this often, so that it does not take a long phone call for an idle client. */
const HELD_REPEAT_MS = 20_000;

/** One session on the phone: the room (sound), the line (wire) and the view (screen), tied together. */
export class TalkSession {
  /** Tells one session from the next. */
  readonly born = performance.now();
  view: SessionView;
  private readonly listeners = new Set<() => void>();
  private readonly watch: Stopwatch = new Stopwatch();
  private room: AudioRoom | null = null;
  private line: TalkLine | null = null;
  private heldRepeat = 0;
  private readonly place: Place;
  private readonly silence = new SilenceWatch();
  private readonly button = new TalkButton((event) => this.line?.send(event));
  private closed = false;
  /** The pause was pressed, or came with a call or a locked screen. */
  private isPressed = false;
  private wasTapped = false;
  private sleep: () => void = () => undefined;

  /**
   * Call straight from the tap: the audio context has to be made in it. A session that follows on another takes over its
   * `room`, so that nobody has to tap. `left`: what a page before this one left of the session.
   */
  constructor(
    private readonly choice: TalkChoice,
    private readonly given: AudioRoom | null = null,
    private left: TalkLeft | null = null,
  ) {
    this.view = left ? viewOf(left) : OPENING_VIEW;
    if (left) this.watch = Stopwatch.at(left.elapsed_s);
    this.place = new Place(choice.noise && choice.opening.kind !== "debrief");
    void this.open();
    document.addEventListener("visibilitychange", this.onHidden);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Seconds of talk so far. */
  elapsed_s(): number {
    return this.watch.read(performance.now() / 1000);
  }

  /** How loud the two are now, 0 to 1. */
  levels(): { learner: number; persona: number } {
    if (!this.room || this.view.turn === "held") return { learner: 0, persona: 0 };
    return { learner: this.room.microphone.level, persona: this.room.speaker.level() };
  }

  /** Whether "go on" is heard: the pause was said. After a tap the microphone is not listened to. */
  get hearsGoOn(): boolean {
    return this.view.turn === "held" && !this.isPressed && !this.byButton && !this.inWriting;
  }

  /** Pause, or go on; call from a tap, for the context may have to be woken. */
  hold(on: boolean): void {
    this.isPressed = on;
    this.dispatch({ type: "local.held", on });
    this.line?.send({ type: "dryfit.hold", on });
    clearInterval(this.heldRepeat);
    this.keepTime(on ? "held" : "listening");
    if (on) {
      this.button.release();
      this.room?.speaker.pause();
      this.heldRepeat = window.setInterval(() => {
        this.line?.sendPassing({ type: "dryfit.hold", on: true });
      }, HELD_REPEAT_MS);
    } else {
      void this.room?.wake();
      this.room?.speaker.resume();
    }
  }

  /** Whether the learner talks by a button. */
  get byButton(): boolean {
    return this.choice.way === "push-to-talk" && !this.inWriting;
  }

  /** Whether both sides write. */
  get inWriting(): boolean {
    return this.choice.text;
  }

  /** A whole turn, typed. */
  say(text: string): void {
    for (const event of typedTurn(text)) this.line?.send(event);
  }

  /** The button to talk goes down, or comes up. */
  talk(down: boolean): void {
    const { turn } = this.view;
    if (down) this.button.press(turn === "speaking" || turn === "thinking" || turn === "yielding");
    else this.button.release();
    this.place.follow(this.room, this.view, this.button.isDown);
  }

  get opening(): Opening {
    return this.choice.opening;
  }

  /** The session that was played, or that is looked back on. */
  get played(): string {
    const { opening } = this.choice;
    return opening.kind === "debrief" ? opening.session : (this.view.scenario?.session_id ?? "");
  }

  /** Whether a spoken debrief should follow by itself: it ended without a tap, and somebody is there. */
  get leadsToDebrief(): boolean {
    const { ended } = this.view;
    const isTalk = this.opening.kind === "talk" || this.opening.kind === "redo";
    return isTalk && !this.inWriting && !this.wasTapped && ended !== null && !NOBODY_THERE.has(ended.outcome);
  }

  /** What another page needs to go on from here; null where there is nothing to go on with. */
  get leftBehind(): TalkLeft | null {
    if (this.closed) return null;
    const line = this.line?.left;
    return line ? leave(this.view, this.choice, line, this.elapsed_s(), this.playing) : this.left;
  }

  /** The page is about to go: what happens from here on is not told, unless it comes back. */
  suspend(): void {
    this.button.release();
    this.line?.suspend();
  }

  /** Close all but the room, for the session that follows. */
  handOver(): AudioRoom | null {
    const { room } = this;
    this.room = null;
    this.close();
    room?.speaker.reset();
    return room;
  }

  /** End the talk; the critique follows. */
  finish(): void {
    this.wasTapped = true;
    this.line?.send({ type: "dryfit.finish" });
  }

  readNotice(): void {
    this.dispatch({ type: "local.notice-read" });
  }

  /** Give back microphone, loudspeaker and socket. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.heldRepeat);
    document.removeEventListener("visibilitychange", this.onHidden);
    this.sleep();
    this.line?.close();
    this.place.leave();
    this.room?.close();
    this.listeners.clear();
  }

  private async open(): Promise<void> {
    if (this.choice.text) {
      this.line = this.openLine(null);
      return;
    }
    let codec: Codec;
    try {
      [this.room, codec] = await Promise.all([this.given ?? AudioRoom.open(this.choice.ear), bestCodec()]);
    } catch (cause) {
      const failure = cause instanceof AudioUnavailable ? cause.failure : "unsupported";
      return this.dispatch({ type: "local.audio-failed", failure });
    }
    if (this.closed) return this.room.close();
    this.sleep = keepAwake();
    this.tieRoom(this.room);
    if (this.left?.playing) this.room.speaker.goOnFrom(this.left.playing.item_id, this.left.playing.played_ms);
    this.line = this.openLine(codec);
  }

  private tieRoom(room: AudioRoom): void {
    room.microphone.onFrame = (samples) => {
      this.watchSilence(room);
      const talks = this.choice.way !== "push-to-talk" || this.button.isDown;
      const { turn } = this.view;
      if (talks && (turn !== "held" || this.hearsGoOn) && turn !== "ended") this.line?.speak(samples);
    };
    room.microphone.onLost = () => {
      if (this.closed || this.view.ended) return;
      this.dispatch({ type: "local.audio-failed", failure: "missing" });
      this.line?.close();
    };
    room.context.onstatechange = () => {
      if (!room.isRunning && this.isLive && !this.closed) this.hold(true);
    };
    room.speaker.onPlayhead = (item, played_ms, final) => {
      this.line?.send({ type: "dryfit.playhead", item_id: item, played_ms, final });
      this.dispatch({ type: "local.playhead", item, played_ms, final });
    };
  }

  /** A microphone that gives nothing is told of before anybody talks into it for long. */
  private watchSilence({ microphone }: AudioRoom): void {
    const { turn, sounding, silent, advice } = this.view;
    if (turn === "held" || turn === "ended") return;
    const isSilent = this.silence.push(microphone.dbfs, sounding !== null);
    // A headset may still have been waking when the server listened.
    const isHeardAfterAll = advice === "no-sound" && microphone.dbfs >= NOTHING_DBFS;
    if (isSilent !== silent || isHeardAfterAll) this.dispatch({ type: "local.silent", on: isSilent });
  }

  private openLine(codec: Codec | null): TalkLine {
    const handlers: TalkLineHandlers = {
      opened: () => {
        this.watch.start(performance.now() / 1000);
        const { way, patience, names } = this.choice;
        if (names.length > 0) this.line?.send({ type: "dryfit.names", names: [...names] });
        if (codec && (way !== "hands-free" || patience !== "normal")) this.line?.send(turnUpdate(way, patience));
        this.dispatch({ type: "local.opened" });
      },
      event: (event) => this.receive(event),
      sound: (stream, position, samples) => this.room?.speaker.play(stream, position, samples),
      lost: () => {
        this.watch.stop(performance.now() / 1000);
        this.dispatch({ type: "local.lost" });
      },
      closed: (code) => void this.onClosed(code),
      playing: () => this.playing,
    };
    return new TalkLine(codec, this.choice, handlers, this.left?.line ?? null);
  }

  private receive(event: ServerEvent): void {
    if (this.room) soundAs(event, this.room.speaker, (run) => this.line?.afterSound(run));
    if (event.type === "dryfit.resumed") this.resume(event);
    this.dispatch(event);
    if (event.type === "dryfit.state" || event.type === "dryfit.ended") this.keepTime(this.view.turn);
  }

  /** "Pause" may have been said, not pressed, and so may "go on". */
  private keepTime(turn: TurnState): void {
    const now_s = performance.now() / 1000;
    if (turn === "held" || turn === "ended") this.watch.stop(now_s);
    else this.watch.start(now_s);
  }

  private resume({ continued, item_id }: Resumed): void {
    const playing = this.room?.speaker.playing();
    if (!continued && playing && playing.item_id !== item_id) this.room?.speaker.stop(playing.item_id);
    // Whoever opened the page again wants to go on.
    if (this.left && this.view.turn === "held") this.hold(false);
    this.left = null;
    this.keepTime(this.view.turn);
  }

  private async onClosed(code: number): Promise<void> {
    if (this.view.link === "opening" && code === 1006 && (await isTokenRefused())) {
      return this.dispatch({ type: "local.refused", code: "token-needed" });
    }
    this.dispatch({ type: "local.closed", code });
    // The microphone's light goes out with the talk; after a debrief the last line is still being heard.
    if (this.view.failure) this.room?.leave(this.view.failure.code === "busy");
  }

  /** The persona's line that is not heard to its end, on this page or on the one before. */
  private get playing(): Playing | null {
    return this.room?.speaker.playing() ?? this.left?.playing ?? null;
  }

  private get isLive(): boolean {
    return this.view.link === "open" && this.view.turn !== "held" && !this.view.ended;
  }

  /** A page in the background loses its microphone: better held than half heard. */
  private readonly onHidden = (): void => {
    // Nothing has to be woken by a tap where both sides write: it goes on as soon as the page is back.
    if (this.choice.text && this.view.turn === "held" && !document.hidden) this.hold(false);
    if (document.hidden && this.isLive) this.hold(true);
    this.isPressed ||= document.hidden && this.view.turn === "held"; // nobody is listened to in the background
  };

  private dispatch(event: SessionEvent): void {
    const before = this.view;
    this.view = reduce(before, event);
    if (!this.closed) {
      tell(before, this.view, this.choice, this.room);
      this.place.follow(this.room, this.view, this.button.isDown);
    }
    for (const listener of this.listeners) listener();
  }
}
