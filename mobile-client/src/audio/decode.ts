import { type AudioFrame, WIRE_RATE_HZ } from "../wire/frame";
import { DECODER, PACKET_US } from "./opus";
import { Order } from "./order";
import { Resampler } from "./resample";

interface Place {
  stream: number;
  position: number;
}

export type Play = (stream: number, position: number, samples: Int16Array) => void;

/** The way of the persona's sound from the wire to the loudspeaker: frames in either codec in, PCM16 out, in order. */
export class Unpacker {
  private readonly order = new Order<Place>();
  private decoder: AudioDecoder | null = null;
  private resampler: Resampler | null = null;
  private asked_us = 0;

  constructor(private readonly play: Play) {}

  receive(frame: AudioFrame): void {
    const { stream, position } = frame;
    if (frame.codec === "opus") this.decode({ stream, position }, frame.packet);
    else this.order.after(() => this.play(stream, position, frame.samples));
  }

  /** Do this once all that came before has been played. */
  after(run: () => void): void {
    this.order.after(run);
  }

  close(): void {
    if (this.decoder && this.decoder.state !== "closed") this.decoder.close();
    this.decoder = null;
  }

  private decode(place: Place, packet: Uint8Array): void {
    const timestamp = this.asked_us;
    this.asked_us += PACKET_US;
    this.order.ask(timestamp, place);
    try {
      this.decoder ??= this.open();
      this.decoder.decode(
        new EncodedAudioChunk({ type: "key", timestamp, duration: PACKET_US, data: packet as Uint8Array<ArrayBuffer> }),
      );
    } catch {
      this.startAnew();
    }
  }

  private open(): AudioDecoder {
    const decoder = new AudioDecoder({
      output: (data) => {
        const samples = this.samplesOf(data);
        this.order.answer(data.timestamp, ({ stream, position }) => this.play(stream, position, samples));
        data.close();
      },
      error: () => this.startAnew(),
    });
    decoder.configure(DECODER);
    return decoder;
  }

  /** A packet that is none costs what is being decoded; the next one is decoded afresh. */
  private startAnew(): void {
    this.close();
    this.order.abandon(() => undefined);
  }

  private samplesOf(data: AudioData): Int16Array {
    const given = new Float32Array(data.numberOfFrames);
    data.copyTo(given, { planeIndex: 0, format: "f32-planar" });
    this.resampler ??= new Resampler(data.sampleRate, WIRE_RATE_HZ);
    const samples = new Int16Array(Math.round((given.length * WIRE_RATE_HZ) / data.sampleRate));
    let filled = 0;
    for (const sample of given) {
      this.resampler.feed(sample);
      while (!this.resampler.needsInput && filled < samples.length) {
        samples[filled++] = Math.max(-1, Math.min(1, this.resampler.take())) * 32_767;
      }
    }
    return samples;
  }
}
