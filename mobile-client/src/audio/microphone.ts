/** 20 ms frames from the capture worklet, and how loud the learner is, for the shape on the screen. */
export class Microphone {
  /** 0 to 1, the last frame. */
  level = 0;
  /** Called with 480 samples of 24 kHz PCM16; the array is the receiver's. */
  onFrame: (samples: Int16Array) => void = () => undefined;
  /** The device went away (Bluetooth out of reach, unplugged). */
  onLost: () => void = () => undefined;

  constructor(node: AudioWorkletNode, stream: MediaStream) {
    node.port.onmessage = (message: MessageEvent<Int16Array>) => this.receive(message.data);
    for (const track of stream.getAudioTracks()) track.onended = () => this.onLost();
  }

  private receive(samples: Int16Array): void {
    this.level = loudness(samples, 32_768);
    this.onFrame(samples);
  }
}

/** Root mean square on a scale the eye reads as loudness: −54 dBFS and below is 0, −14 dBFS and above 1. */
export function loudness(samples: ArrayLike<number>, fullScale: number): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i]! / fullScale) ** 2;
  const dbfs = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, (dbfs + 54) / 40));
}
