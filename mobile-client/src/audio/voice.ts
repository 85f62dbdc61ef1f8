import { type Sound, WIRE_RATE_HZ } from "../wire/frame";
import { Gate, SILENCE_FRAMES } from "./gate";
import { ENCODER, PACKET_SAMPLES, PACKET_US } from "./opus";
import { Order } from "./order";

/** So much sound waits for the encoder and it is taken to be dead: one second. */
const STALLED_PACKETS = 50;
/** A packet of three frames of 20 ms with nothing in them (RFC 6716, 3.1): the decoder goes on with the background. */
const NOTHING = Uint8Array.of(0x7b, SILENCE_FRAMES);

/** The way of the learner's sound to the wire: frames of 20 ms in, sound with its place in the input out. */
export interface Voice {
  feed(samples: Int16Array): void;
  /** Do this once all that was fed has gone out: what ends a turn must not overtake its last word. */
  after(run: () => void): void;
  /** Send all that was fed now, as there will be no later. */
  flush(): void;
  close(): void;
}

export type SendSound = (position: number, length: number, sound: Sound) => void;

/** Sound as it is. */
export class PlainVoice implements Voice {
  /** `position`: where in the session's sound this voice begins, in 24 kHz samples. */
  constructor(
    protected readonly send: SendSound,
    protected position = 0,
  ) {}

  feed(samples: Int16Array): void {
    this.put(samples.length, { codec: "pcm16", samples });
  }

  after(run: () => void): void {
    run();
  }

  flush(): void {}

  close(): void {}

  protected put(length: number, sound: Sound): void {
    this.send(this.position, length, sound);
    this.position += length;
  }
}

/** Opus, and hardly anything while there is nothing to hear. An encoder that breaks is done without. */
export class OpusVoice extends PlainVoice {
  private readonly order = new Order<Int16Array>();
  private readonly gate = new Gate({
    sound: (frame) => this.encode(frame),
    silence: () => this.order.after(() => this.putNothing()),
  });
  private encoder: AudioEncoder | null;
  private asked_us = 0;

  constructor(send: SendSound, position = 0) {
    super(send, position);
    this.encoder = new AudioEncoder({
      output: (chunk) => this.order.answer(chunk.timestamp, () => this.putPacket(chunk)),
      error: () => this.doWithout(),
    });
    this.encoder.configure(ENCODER);
  }

  override feed(samples: Int16Array): void {
    if (this.encoder) this.gate.push(samples);
    else super.feed(samples);
  }

  override after(run: () => void): void {
    this.order.after(run);
  }

  override flush(): void {
    this.doWithout();
  }

  override close(): void {
    if (this.encoder?.state !== "closed") this.encoder?.close();
    this.encoder = null;
  }

  private encode(samples: Int16Array): void {
    const timestamp = this.asked_us;
    this.asked_us += PACKET_US;
    this.order.ask(timestamp, samples);
    try {
      const data = new AudioData({
        format: "s16",
        sampleRate: WIRE_RATE_HZ,
        numberOfFrames: samples.length,
        numberOfChannels: 1,
        timestamp,
        data: samples as Int16Array<ArrayBuffer>,
      });
      this.encoder?.encode(data);
      data.close();
    } catch {
      this.doWithout();
    }
    if (this.order.length > STALLED_PACKETS) this.doWithout();
  }

  private putPacket(chunk: EncodedAudioChunk): void {
    const packet = new Uint8Array(chunk.byteLength);
    chunk.copyTo(packet);
    this.put(PACKET_SAMPLES, { codec: "opus", packet });
  }

  private putNothing(): void {
    this.put(SILENCE_FRAMES * PACKET_SAMPLES, { codec: "opus", packet: NOTHING });
  }

  private doWithout(): void {
    this.close();
    this.order.abandon((samples) => super.feed(samples));
  }
}
