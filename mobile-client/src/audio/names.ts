/** What the page and its worklets call each other, and what passes between them. */

export const CAPTURE_PROCESSOR = "dryfit-capture";
export const PLAYBACK_PROCESSOR = "dryfit-playback";

/** 20 ms at 24 kHz. Longer: the server hears later; shorter: more packets on a weak signal. */
export const CAPTURE_FRAME_SAMPLES = 480;

export type PlaybackCommand =
  | { do: "push"; stream: number; position: number; samples: Int16Array }
  | { do: "finish"; stream: number }
  | { do: "duck" | "resume" | "pause" | "stop" };

/** `played` counts 24 kHz samples of the item that have left the buffer. */
export interface PlaybackReport {
  kind: "started" | "progress" | "ended" | "stopped";
  stream: number;
  played: number;
}
