import { Clip } from "../audio/clip";
import { type AudioFailure, AudioUnavailable } from "../audio/failure";
import { AudioRoom } from "../audio/room";
import type { Ear } from "../kept/settings";
import { WIRE_RATE_HZ } from "../wire/frame";
import { type Heard, Hearing, type PlaceLevel } from "./hearing";

export interface CheckView {
  /** `stopped`: the page went out of sight, or a call came, and the microphone is given back. */
  at: "opening" | "listening" | "recording" | "playing" | "stopped" | "failed";
  failure: AudioFailure | null;
  heard: Heard;
  place: PlaceLevel | null;
  /** What the phone calls its microphone. */
  name: string;
}

/** The microphone tried out: how it hears whoever speaks, and two seconds of it to listen to. Nothing is sent or kept. */
export class MicrophoneCheck {
  view: CheckView = { at: "opening", failure: null, heard: "waiting", place: null, name: "" };
  private readonly listeners = new Set<() => void>();
  private readonly hearing = new Hearing();
  private room: AudioRoom | null = null;
  private clip = new Clip();

  /** Call straight from the tap: iOS gives sound only to a context made in it. */
  constructor(ear: Ear) {
    void this.open(ear);
    document.addEventListener("visibilitychange", this.onHidden);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Of the last 20 ms, and of the place; in dB under full scale, null while not known. */
  levels(): { now_dbfs: number | null; place_dbfs: number | null } {
    const hears = this.view.at === "listening" || this.view.at === "recording";
    return { now_dbfs: hears ? this.room!.microphone.dbfs : null, place_dbfs: this.hearing.place_dbfs };
  }

  /** Take the next two seconds, then play them. */
  repeat(): void {
    if (this.view.at !== "listening") return;
    this.clip = new Clip();
    this.show({ at: "recording" });
  }

  /** Give the microphone back. */
  close(): void {
    this.leave("stopped");
    this.listeners.clear();
  }

  private async open(ear: Ear): Promise<void> {
    try {
      const room = await AudioRoom.open(ear);
      if (this.isOver) return room.close();
      this.room = room;
    } catch (cause) {
      const failure = cause instanceof AudioUnavailable ? cause.failure : "unsupported";
      return this.leave("failed", failure);
    }
    const { microphone, context } = this.room;
    context.onstatechange = () => {
      if (context.state !== "running") this.leave("stopped");
    };
    microphone.onFrame = (samples) => this.hear(samples, microphone.dbfs);
    microphone.onLost = () => this.leave("failed", "missing");
    this.show({ at: "listening", name: microphone.name });
  }

  private get isOver(): boolean {
    return this.view.at === "stopped" || this.view.at === "failed";
  }

  private hear(samples: Int16Array, dbfs: number): void {
    if (this.view.at === "playing" || this.isOver) return;
    this.hearing.push(dbfs);
    const { heard, place } = this.hearing;
    if (heard !== this.view.heard || place !== this.view.place) this.show({ heard, place });
    if (this.view.at !== "recording") return;
    this.clip.push(samples);
    if (this.clip.isFull) this.play();
  }

  private play(): void {
    const { context, output } = this.room!;
    const { samples } = this.clip;
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: WIRE_RATE_HZ });
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.onended = () => {
      if (!this.isOver) this.show({ at: "listening" });
    };
    source.connect(output);
    source.start();
    this.show({ at: "playing" });
  }

  private leave(at: "stopped" | "failed", failure: AudioFailure | null = null): void {
    if (this.isOver) return;
    this.room?.close();
    document.removeEventListener("visibilitychange", this.onHidden);
    this.show({ at, failure });
  }

  private show(changed: Partial<CheckView>): void {
    this.view = { ...this.view, ...changed };
    for (const listener of this.listeners) listener();
  }

  /** The microphone's light goes out with the page. */
  private readonly onHidden = (): void => {
    if (document.hidden) this.leave("stopped");
  };
}
