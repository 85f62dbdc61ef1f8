import { Unpacker, type Play } from "../audio/decode";
import { OpusVoice, PlainVoice, type Voice } from "../audio/voice";
import { token } from "../wire/access";
import type { ClientEvent } from "../wire/events";
import type { Codec } from "../wire/frame";
import { LastingSocket, type LineHandlers } from "../wire/lasting";
import { type SessionChoice, resumeAddress, sessionAddress } from "../wire/socket";

export interface TalkLineHandlers extends Omit<LineHandlers, "audio"> {
  /** The persona's sound, ready to be played. */
  sound: Play;
}

/** The line of one session: events and sound both ways, coded on the way, in their order. */
export class TalkLine {
  private readonly socket: LastingSocket;
  private readonly voice: Voice;
  private readonly unpacker: Unpacker;

  constructor(
    codec: Codec,
    choice: SessionChoice,
    handlers: TalkLineHandlers,
  ) {
    this.unpacker = new Unpacker(handlers.sound);
    const base = document.baseURI;
    this.socket = new LastingSocket(
      sessionAddress(base, { ...choice, token: token(), codec }),
      (session) => resumeAddress(base, session, { token: token(), codec }),
      { ...handlers, audio: (frame) => this.unpacker.receive(frame) },
    );
    const Way = codec === "opus" ? OpusVoice : PlainVoice;
    this.voice = new Way((position, length, sound) => this.socket.sendSound(position, length, sound));
  }

  /** Send an event, after the sound that was spoken before it. */
  send(event: ClientEvent): void {
    this.voice.after(() => this.socket.send(event));
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
