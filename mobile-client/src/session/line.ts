import { Unpacker, type Play } from "../audio/decode";
import { OpusVoice, PlainVoice, type SendSound, type Voice } from "../audio/voice";
import { token } from "../wire/access";
import type { ClientEvent } from "../wire/events";
import type { Codec } from "../wire/frame";
import { LastingSocket, type LineHandlers, type LineLeft } from "../wire/lasting";
import { type SessionChoice, resumeAddress, sessionAddress } from "../wire/socket";
import { inWriting } from "./typed";

export interface TalkLineHandlers extends Omit<LineHandlers, "audio"> {
  /** The persona's sound, ready to be played. */
  sound: Play;
}

/** The line of one session: events and sound both ways, coded on the way, in their order. */
export class TalkLine {
  private readonly socket: LastingSocket;
  private readonly voice: Voice;
  private readonly unpacker: Unpacker;
  private readonly codec: Codec;

  /** Without a `codec` both sides write, and no sound goes either way. `left`: by a page before this one. */
  constructor(
    codec: Codec | null,
    choice: SessionChoice,
    handlers: TalkLineHandlers,
    left: LineLeft | null,
  ) {
    this.unpacker = new Unpacker(handlers.sound);
    const base = document.baseURI;
    this.codec = codec ?? left?.codec ?? "pcm16";
    const key = { token: token(), codec: this.codec };
    const address = sessionAddress(base, { ...choice, ...key });
    this.socket = new LastingSocket(
      left ?? (codec ? address : inWriting(address)),
      (session) => resumeAddress(base, session, key),
      { ...handlers, audio: (frame) => this.unpacker.receive(frame) },
    );
    const Way = codec === "opus" ? OpusVoice : PlainVoice;
    const send: SendSound = (position, length, sound) => this.socket.sendSound(position, length, sound);
    this.voice = new Way(send, this.socket.position);
  }

  /** Send an event, after the sound that was spoken before it. */
  send(event: ClientEvent): void {
    this.voice.after(() => this.socket.send(event));
  }

  /** Send what may be lost. */
  sendPassing(event: ClientEvent): void {
    this.socket.sendPassing(event);
  }

  /** What another page needs to go on from here; nothing goes out after that, unless this one comes back. */
  get left(): LineLeft | null {
    const { left } = this.socket;
    return left && { ...left, codec: this.codec };
  }

  suspend(): void {
    this.voice.flush();
    this.socket.suspend();
  }

  /** 20 ms of the learner. */
  speak(samples: Int16Array): void {
    this.voice.feed(samples);
  }

  /** Do this once the sound that has come so far is on its way to the loudspeaker. */
  afterSound(run: () => void): void {
    this.unpacker.after(run);
  }

  close(): void {
    this.socket.close();
    this.voice.close();
    this.unpacker.close();
  }
}
