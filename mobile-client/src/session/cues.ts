import type { AudioRoom } from "../audio/room";
import type { TurnState } from "../wire/events";
import type { SessionView } from "./view";

type Floor = Pick<SessionView, "scenario" | "turn" | "ended" | "silent">;

/** What the learner hears and feels when the floor changes hands. */
export interface Cue {
  /** Tones one after the other, in hertz. */
  tones: readonly number[];
  tone_ms: number;
  /** As `navigator.vibrate` takes it, in milliseconds. */
  buzz: readonly number[];
}

/** Loudness of a tone, of full scale: heard beside a compressor, and too quiet for the echo canceller to trip over. */
const GAIN = 0.12;
const FADE_S = 0.012;

const YOURS: Cue = { tones: [523, 784], tone_ms: 70, buzz: [40] };
const HEARD: Cue = { tones: [440], tone_ms: 60, buzz: [20] };
const HELD: Cue = { tones: [523, 392], tone_ms: 90, buzz: [60, 60, 60] };
const FITS: Cue = { tones: [523, 659, 784, 1047], tone_ms: 110, buzz: [80, 60, 160] };
/** The microphone gives nothing: low, twice, and like none of the others. */
const NOTHING: Cue = { tones: [262, 262], tone_ms: 140, buzz: [120, 80, 120, 80, 120] };
const OVER: Cue = { tones: [392, 330], tone_ms: 160, buzz: [160] };

/** The cue for a change of state; null where the voices themselves say it. Pure. */
export function cueFor(from: TurnState | "opening", to: TurnState | "opening", won: boolean): Cue | null {
  if (from === to) return null;
  switch (to) {
    case "listening":
      return from === "hearing" || from === "pausing" ? null : YOURS;
    case "thinking":
      return HEARD;
    case "held":
      return HELD;
    case "ended":
      return won ? FITS : OVER;
    default:
      return null;
  }
}

/** Play a cue's tones; sine waves with soft edges, so that they do not click. */
function sound(cue: Cue, { context, output }: AudioRoom): void {
  if (context.state !== "running") return;
  cue.tones.forEach((frequency_hz, i) => {
    const from_s = context.currentTime + (i * cue.tone_ms) / 1000;
    const to_s = from_s + cue.tone_ms / 1000;
    const tone = new OscillatorNode(context, { frequency: frequency_hz });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, from_s);
    volume.gain.linearRampToValueAtTime(GAIN, from_s + FADE_S);
    volume.gain.setValueAtTime(GAIN, to_s - FADE_S);
    volume.gain.linearRampToValueAtTime(0, to_s);
    tone.connect(volume).connect(output);
    tone.start(from_s);
    tone.stop(to_s);
  });
}

/** What of a cue the learner wants. */
interface Wanted {
  sounds: boolean;
  vibration: boolean;
}

/** The cue for what changed. A microphone that gives nothing is told of once, and before all else. Pure. */
export function cueBetween(before: Floor, now: Floor): Cue | null {
  if (now.silent && !before.silent) return NOTHING;
  const at = ({ scenario, turn }: Floor): TurnState | "opening" => (scenario ? turn : "opening");
  return cueFor(at(before), at(now), now.ended?.won ?? false);
}

/** Let what changed be heard and felt. */
export function tell(before: Floor, now: Floor, wanted: Wanted, room: AudioRoom | null): void {
  const cue = cueBetween(before, now);
  if (!cue) return;
  if (wanted.sounds && room) sound(cue, room);
  if (wanted.vibration) buzz(cue);
}

/** Buzz, where the phone can. */
function buzz(cue: Cue): void {
  if ("vibrate" in navigator) navigator.vibrate([...cue.buzz]);
}
