import { decibels, loudness } from "./level";

/** 20 ms frames from the capture worklet, and how loud the learner is, for the shape on the screen. */
export class Microphone {
  /** Of the last frame. */
  dbfs = -120;
  /** What the phone calls it; empty where it does not say. */
  readonly name: string;
  /** Called with 480 samples of 24 kHz PCM16; the array is the receiver's. */
  onFrame: (samples: Int16Array) => void = () => undefined;
  /** The device went away (Bluetooth out of reach, unplugged). */
  onLost: () => void = () => undefined;

  constructor(node: AudioWorkletNode, stream: MediaStream) {
    node.port.onmessage = (message: MessageEvent<Int16Array>) => this.receive(message.data);
    const tracks = stream.getAudioTracks();
    this.name = tracks[0]?.label ?? "";
    for (const track of tracks) track.onended = () => this.onLost();
  }

  /** 0 to 1, the last frame. */
  get level(): number {
    return loudness(this.dbfs);
  }

  private receive(samples: Int16Array): void {
    this.dbfs = decibels(samples, 32_768);
    this.onFrame(samples);
  }
}
