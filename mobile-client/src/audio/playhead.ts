import type { PlaybackReport } from "./names";

const SAMPLES_PER_MS = 24;

export interface Playhead {
  stream: number;
  played_ms: number;
  final: boolean;
  /** Wait this long before telling: the last samples are still on their way to the ear. */
  after_ms: number;
}

/**
 * What has been heard, from what has left the buffer: running counts are less the way to the ear (`latency_ms`). A
 * stopped item counts what left the buffer, for that will still be heard, and is told at once.
 */
export function playheadFrom(report: PlaybackReport, latency_ms: number): Playhead {
  const left_ms = report.played / SAMPLES_PER_MS;
  const { stream } = report;
  switch (report.kind) {
    case "started":
    case "progress":
      return { stream, played_ms: whole(left_ms - latency_ms), final: false, after_ms: 0 };
    case "ended":
      return { stream, played_ms: whole(left_ms), final: true, after_ms: Math.max(0, latency_ms) };
    case "stopped":
      return { stream, played_ms: whole(left_ms), final: true, after_ms: 0 };
  }
}

function whole(ms: number): number {
  return Math.max(0, Math.round(ms));
}

/** Latency of a context in milliseconds; browsers that tell only one of the two numbers give that one. */
export function latencyOf(context: { baseLatency?: number; outputLatency?: number }): number {
  const output_s = context.outputLatency ?? 0;
  return 1000 * (output_s > 0 ? output_s : (context.baseLatency ?? 0));
}
