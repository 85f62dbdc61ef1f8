import captureUrl from "./capture.worklet.ts?worker&url";
import { type AudioFailure, AudioUnavailable } from "./failure";
import { CAPTURE_PROCESSOR, PLAYBACK_PROCESSOR } from "./names";
import playbackUrl from "./playback.worklet.ts?worker&url";
import type { Ear } from "../kept/settings";
import { Microphone } from "./microphone";
import { Speaker } from "./speaker";

/** So long the loudspeaker stays after "all places are taken", which is also said. */
const LAST_LINE_MS = 8_000;

/** Microphone and loudspeaker of one session, in one context, so that the browser's echo canceller hears both. */
export class AudioRoom {
  private constructor(
    readonly context: AudioContext,
    readonly microphone: Microphone,
    readonly speaker: Speaker,
    /** Where all that is heard goes through. */
    readonly output: AudioNode,
    private readonly stream: MediaStream,
  ) {}

  /**
   * Open both; `ear`: where it is to be heard. Call it straight from a tap: iOS gives sound only to a context made before the first await.
   * Raises {@link AudioUnavailable}.
   */
  static async open(ear: Ear): Promise<AudioRoom> {
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
      return AudioRoom.wire(context, stream, ear);
    } catch (cause) {
      void context.close();
      throw cause;
    }
  }

  private static wire(context: AudioContext, stream: MediaStream, ear: Ear): AudioRoom {
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
    const output = outputTo(ear, context);
    meter.connect(output);
    return new AudioRoom(
      context,
      new Microphone(capture, stream),
      new Speaker(playback, meter, context),
      output,
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

  /** Stop listening now, and playing too unless there is a last line to be heard. */
  leave(lastLine: boolean): void {
    for (const track of this.stream.getTracks()) track.stop();
    setTimeout(() => this.close(), lastLine ? LAST_LINE_MS : 0);
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop();
    if (this.context.state !== "closed") void this.context.close();
  }
}

/** Both, or the one that has a bud in it: the other stays free for the site. */
function outputTo(ear: Ear, context: AudioContext): AudioNode {
  if (ear === "both") return context.destination;
  const side = new StereoPannerNode(context, { pan: ear === "left" ? -1 : 1 });
  side.connect(context.destination);
  return side;
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
