import captureUrl from "./capture.worklet.ts?worker&url";
import { type AudioFailure, AudioUnavailable } from "./failure";
import { CAPTURE_PROCESSOR, PLAYBACK_PROCESSOR } from "./names";
import playbackUrl from "./playback.worklet.ts?worker&url";
import { Microphone } from "./microphone";
import { Speaker } from "./speaker";

/** Microphone and loudspeaker of one session, in one context, so that the browser's echo canceller hears both. */
export class AudioRoom {
  private constructor(
    readonly context: AudioContext,
    readonly microphone: Microphone,
    readonly speaker: Speaker,
    private readonly stream: MediaStream,
  ) {}

  /**
   * Open both. Call it straight from a tap: iOS gives sound only to a context made before the first await.
   * Raises {@link AudioUnavailable}.
   */
  static async open(): Promise<AudioRoom> {
    if (!window.isSecureContext) throw new AudioUnavailable("insecure");
    if (!("mediaDevices" in navigator) || typeof AudioWorkletNode === "undefined") {
      throw new AudioUnavailable("unsupported");
    }
    routeToLoudspeaker();
    const context = new AudioContext({ latencyHint: "interactive" });
    try {
      const running = context.resume();
      const worklets = [captureUrl, playbackUrl].map((url) => context.audioWorklet.addModule(url));
      const stream = await openMicrophone();
      await Promise.all([running, ...worklets]);
      return AudioRoom.wire(context, stream);
    } catch (cause) {
      void context.close();
      throw cause;
    }
  }

  private static wire(context: AudioContext, stream: MediaStream): AudioRoom {
    const source = context.createMediaStreamSource(stream);
    const capture = new AudioWorkletNode(context, CAPTURE_PROCESSOR, {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
    });
    source.connect(capture);
    const playback = new AudioWorkletNode(context, PLAYBACK_PROCESSOR, {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      outputChannelCount: [1],
    });
    const meter = context.createAnalyser();
    meter.fftSize = 512;
    playback.connect(meter);
    meter.connect(context.destination);
    return new AudioRoom(
      context,
      new Microphone(capture, stream),
      new Speaker(playback, meter, context),
      stream,
    );
  }

  /** Whether sound flows; false after a phone call took the context. */
  get isRunning(): boolean {
    return this.context.state === "running";
  }

  /** Call from a tap. */
  async wake(): Promise<void> {
    await this.context.resume();
  }

  /** Stop listening now, and playing after a while. */
  leave(after_ms: number): void {
    for (const track of this.stream.getTracks()) track.stop();
    setTimeout(() => this.close(), after_ms);
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop();
    if (this.context.state !== "closed") void this.context.close();
  }
}

async function openMicrophone(): Promise<MediaStream> {
  const audio = {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: 1,
  };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (cause) {
    throw new AudioUnavailable(failureFrom(cause));
  }
}

function failureFrom(cause: unknown): AudioFailure {
  const name = cause instanceof DOMException ? cause.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return name === "NotReadableError" || name === "AbortError" ? "taken" : "unsupported";
}

/** iOS 16.4+: without it the persona whispers from the earpiece once the microphone is open. */
function routeToLoudspeaker(): void {
  const session = (navigator as { audioSession?: { type: string } }).audioSession;
  if (session) session.type = "play-and-record";
}
