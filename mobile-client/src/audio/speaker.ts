import type { Playing } from "../wire/events";
import { decibels, loudness } from "./level";
import type { PlaybackCommand, PlaybackReport } from "./names";
import { latencyOf, playheadFrom } from "./playhead";

export interface PlayheadListener {
  (item: string, played_ms: number, final: boolean): void;
}

/** The loudspeaker, by item: what to play, what to do with it now, how far it got. */
export class Speaker {
  onPlayhead: PlayheadListener = () => undefined;
  private readonly items = new Map<number, string>();
  /** How much of each stream's sound has come, in 24 kHz samples. */
  private readonly held = new Map<number, number>();
  /** Streams that were stopped: their frames still on the wire must not sound. */
  private readonly stopped = new Set<number>();
  /** The item that a stop was asked for, and how far each item got: a stop is answered even where nothing sounds. */
  private stopping: string | null = null;
  private readonly reached_ms = new Map<string, number>();
  /** The item that was opened last and has not ended. */
  private current: { item: string; stream: number } | null = null;
  private readonly scope = new Float32Array(512);

  constructor(
    private readonly node: AudioWorkletNode,
    private readonly meter: AnalyserNode,
    private readonly context: AudioContext,
  ) {
    node.port.onmessage = (message: MessageEvent<PlaybackReport>) => this.receive(message.data);
  }

  /** An item is announced; its frames will carry this stream number. */
  open(stream: number, item: string): void {
    this.items.set(stream, item);
    this.stopped.delete(stream);
    if (this.current?.item === item) return;
    this.current = { item, stream };
    this.held.delete(stream);
    const heard_ms = this.reached_ms.get(item);
    if (heard_ms) this.held.set(stream, Math.round(24 * heard_ms));
  }

  /** A line of which so much was heard from a page before this one: it goes on there. */
  goOnFrom(item: string, heard_ms: number): void {
    this.reached_ms.set(item, heard_ms);
  }

  /** Sound of an item; what lies before its beginning, or has come before, is let pass. */
  play(stream: number, position: number, samples: Int16Array): void {
    if (this.stopped.has(stream)) return;
    const held = this.held.get(stream) ?? 0;
    const known = Math.max(0, held - position);
    if (known >= samples.length) return;
    this.held.set(stream, position + samples.length);
    this.command({ do: "push", stream, position: position + known, samples: samples.subarray(known) });
  }

  /** Forget every item: another session begins, and counts its streams anew. */
  reset(): void {
    this.items.clear();
    this.held.clear();
    this.stopped.clear();
    this.reached_ms.clear();
    this.current = this.stopping = null;
    this.command({ do: "stop" });
    this.command({ do: "resume" });
  }

  /** No more of this item comes. One that had no sound at all has been heard by that. */
  finish(item: string): void {
    const stream = this.streamOf(item);
    if (stream === null) return;
    if (this.held.has(stream)) this.command({ do: "finish", stream });
    else this.onPlayhead(item, 0, true);
  }

  duck(): void {
    this.command({ do: "duck" });
  }

  resume(): void {
    this.command({ do: "resume" });
  }

  pause(): void {
    this.command({ do: "pause" });
  }

  /** Stop everything; frames of this item still on their way are dropped. */
  stop(item: string): void {
    const stream = this.streamOf(item);
    if (stream !== null) this.stopped.add(stream);
    this.stopping = item;
    this.command({ do: "stop" });
  }

  /** The item that sounds or is about to, how much of it was heard, and how much has come. */
  playing(): Playing | null {
    if (!this.current) return null;
    const { item, stream } = this.current;
    const held_ms = (this.held.get(stream) ?? 0) / 24;
    return { item_id: item, played_ms: this.reached_ms.get(item) ?? 0, held_ms };
  }

  /** 0 to 1, what the loudspeaker is doing now. */
  level(): number {
    this.meter.getFloatTimeDomainData(this.scope);
    return loudness(decibels(this.scope, 1));
  }

  private command(command: PlaybackCommand): void {
    this.node.port.postMessage(command);
  }

  private streamOf(item: string): number | null {
    for (const [stream, name] of this.items) if (name === item) return stream;
    return null;
  }

  private receive(report: PlaybackReport): void {
    if (report.stream < 0) {
      const item = this.stopping;
      if (item !== null) this.onPlayhead(item, this.reached_ms.get(item) ?? 0, true);
      return;
    }
    const item = this.items.get(report.stream);
    if (item === undefined) return;
    const head = playheadFrom(report, latencyOf(this.context));
    this.reached_ms.set(item, head.played_ms);
    if (head.final && this.current?.item === item) this.current = null;
    const tell = (): void => this.onPlayhead(item, head.played_ms, head.final);
    if (head.after_ms > 0) setTimeout(tell, head.after_ms);
    else tell();
  }
}
