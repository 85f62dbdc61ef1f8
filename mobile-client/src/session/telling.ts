import { AudioUnavailable } from "../audio/failure";
import { bestCodec } from "../audio/opus";
import { Recording } from "../audio/recording";
import { AudioRoom } from "../audio/room";
import { SentenceEnd } from "./sentence";

/** One sentence into the microphone: from the tap that opens it to the pause, or the tap, that ends it. */
export class Telling {
  private room: AudioRoom | null = null;
  private recording: Recording | null = null;
  private isOver = false;

  /**
   * Call straight from the tap: iOS gives sound only to a context made in it.
   * @param opened told once the microphone hears.
   * @param ended told once: the recording, or why there is none. Nothing is told after {@link drop}.
   */
  constructor(
    private readonly opened: () => void,
    private readonly ended: (recording: Uint8Array | AudioUnavailable) => void,
  ) {
    void this.open();
    document.addEventListener("visibilitychange", this.onHidden);
  }

  /** How loud it is now, 0 to 1. */
  level(): number {
    return this.room?.microphone.level ?? 0;
  }

  /** That was all. */
  async finish(): Promise<void> {
    if (this.isOver) return;
    const { recording } = this;
    this.leave();
    this.ended((await recording?.finish()) ?? new Uint8Array());
  }

  /** Forget what was said. */
  drop(): void {
    this.leave();
    this.recording?.close();
  }

  private async open(): Promise<void> {
    try {
      const [room, codec] = await Promise.all([AudioRoom.open("both"), bestCodec()]);
      if (this.isOver) return room.close();
      this.room = room;
      this.recording = new Recording(codec);
    } catch (cause) {
      if (this.isOver) return;
      this.leave();
      this.ended(cause instanceof AudioUnavailable ? cause : new AudioUnavailable("unsupported"));
      return;
    }
    const { microphone } = this.room;
    const end = new SentenceEnd();
    microphone.onFrame = (samples) => {
      this.recording?.feed(samples);
      if (end.push(microphone.level)) void this.finish();
    };
    microphone.onLost = () => void this.finish();
    this.opened();
  }

  private leave(): void {
    this.isOver = true;
    if (this.room) this.room.microphone.onFrame = () => undefined;
    this.room?.close();
    document.removeEventListener("visibilitychange", this.onHidden);
  }

  /** A page in the background loses its microphone: what was said so far is what there is. */
  private readonly onHidden = (): void => {
    if (document.hidden) void this.finish();
  };
}
