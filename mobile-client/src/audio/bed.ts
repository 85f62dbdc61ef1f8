import type { NoiseBed } from "../wire/events";
import { BED_RATE_HZ, bedKind } from "./bed-sound";
import BedWorker from "./bed.worker.ts?worker";

/** How loud the persona's voice is, root mean square over its speech; a bed stands `snr_db` below. */
const VOICE_DBFS = -23;
/** Never louder than this, whatever the scenario asks for: the phone must still hear the learner. */
const LOUDEST_DBFS = -30;
/** So much quieter while the learner talks. Less: the microphone hears it; more: the place seems to come and go. */
const DUCK_DB = 14;
/** Time to go down and to come back. Shorter: it pumps; longer: the first word is said into the noise. */
const DUCK_S = 0.12;
const RETURN_S = 0.8;
/** It comes in slowly, so that nobody is startled. */
const FADE_IN_S = 1.5;

/** How loud a bed is to be, as a gain for a sound of level 1. Pure. */
export function bedGain(snr_db: number, ducked: boolean): number {
  const dbfs = Math.min(LOUDEST_DBFS, VOICE_DBFS - snr_db) - (ducked ? DUCK_DB : 0);
  return 10 ** (dbfs / 20);
}

/** The noise of the place, played round and round in the phone: nothing of it goes over the line. */
export class Bed {
  private readonly worker = new BedWorker();
  private readonly volume: GainNode;
  private isDucked = false;
  private isSilent = false;

  constructor(
    private readonly context: AudioContext,
    output: AudioNode,
    private readonly place: NoiseBed,
  ) {
    this.volume = new GainNode(context, { gain: 0 });
    this.volume.connect(output);
    this.worker.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) => this.begin(data);
    this.worker.postMessage(bedKind(place.preset));
  }

  /** The learner talks, or is about to be heard. */
  duck(on: boolean): void {
    if (on === this.isDucked) return;
    this.isDucked = on;
    this.glide(on ? DUCK_S : RETURN_S);
  }

  /** Paused: there is nothing to be heard. */
  silence(on: boolean): void {
    if (on === this.isSilent) return;
    this.isSilent = on;
    this.glide(DUCK_S);
  }

  close(): void {
    this.worker.terminate();
    this.volume.disconnect();
  }

  private begin(sound: Float32Array<ArrayBuffer>): void {
    this.worker.terminate();
    const buffer = new AudioBuffer({ length: sound.length, sampleRate: BED_RATE_HZ });
    buffer.copyToChannel(sound, 0);
    const source = new AudioBufferSourceNode(this.context, { buffer, loop: true });
    source.connect(this.volume);
    source.start();
    this.glide(FADE_IN_S);
  }

  private glide(over_s: number): void {
    const gain = this.isSilent ? 0 : bedGain(this.place.snr_db, this.isDucked);
    // A third of the time is the time constant: 95 % of the way is done by then.
    this.volume.gain.setTargetAtTime(gain, this.context.currentTime, over_s / 3);
  }
}
