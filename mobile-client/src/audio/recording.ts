import { encodeFrame } from "../wire/frame";
import type { Codec, Sound } from "../wire/frame";
import { OpusVoice, PlainVoice, type SendSound, type Voice } from "./voice";

/** A sentence in one piece: every frame of the wire after its length, as `POST /v1/visits/words` takes it. */
export class Recording {
  private readonly frames: ArrayBuffer[] = [];
  private readonly voice: Voice;

  constructor(codec: Codec) {
    const keep: SendSound = (position, _length, sound) => this.keep(position, sound);
    this.voice = codec === "opus" ? new OpusVoice(keep) : new PlainVoice(keep);
  }

  /** 20 ms of whoever speaks. */
  feed(samples: Int16Array): void {
    this.voice.feed(samples);
  }

  /** All of it, once the encoder has given back its last packet. */
  finish(): Promise<Uint8Array> {
    return new Promise((done) => {
      this.voice.after(() => {
        done(this.joined());
        this.close();
      });
    });
  }

  close(): void {
    this.voice.close();
  }

  private keep(position: number, sound: Sound): void {
    this.frames.push(encodeFrame({ stream: 0, sequence: this.frames.length, position, ...sound }));
  }

  private joined(): Uint8Array {
    const size = this.frames.reduce((sum, { byteLength }) => sum + 2 + byteLength, 0);
    const all = new Uint8Array(size);
    const view = new DataView(all.buffer);
    let at = 0;
    for (const frame of this.frames) {
      view.setUint16(at, frame.byteLength, true);
      all.set(new Uint8Array(frame), at + 2);
      at += 2 + frame.byteLength;
    }
    return all;
  }
}
