import { CAPTURE_FRAME_SAMPLES, CAPTURE_PROCESSOR } from "./names";
import { Resampler } from "./resample";

const WIRE_RATE_HZ = 24_000;

/** Microphone samples at the context's rate → 20 ms of PCM16 at 24 kHz, posted as they fill. */
class CaptureProcessor extends AudioWorkletProcessor {
  private readonly resampler = new Resampler(sampleRate, WIRE_RATE_HZ);
  private readonly frame = new Int16Array(CAPTURE_FRAME_SAMPLES);
  private filled = 0;

  override process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (!channel) return true;
    for (let i = 0; i < channel.length; i++) {
      this.resampler.feed(channel[i]!);
      while (!this.resampler.needsInput) this.write(this.resampler.take());
    }
    return true;
  }

  private write(sample: number): void {
    const limited = sample < -1 ? -1 : sample > 1 ? 1 : sample;
    this.frame[this.filled] = limited * 32_767;
    this.filled += 1;
    if (this.filled < CAPTURE_FRAME_SAMPLES) return;
    this.filled = 0;
    // Not transferred: the frame is used again, and the port copies it.
    this.port.postMessage(this.frame);
  }
}

registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
