import { PLAYBACK_PROCESSOR, type PlaybackCommand, type PlaybackReport } from "./names";
import { Playout } from "./playout";
import { Resampler } from "./resample";

const WIRE_RATE_HZ = 24_000;
/** How often the playhead is told, in samples (200 ms). Rarer: a cut-off line is cut at the wrong word. */
const REPORT_SAMPLES = 4_800;

/** The playout buffer at the loudspeaker: 24 kHz items in, the context's rate out, the playhead reported. */
class PlaybackProcessor extends AudioWorkletProcessor {
  private readonly report: PlaybackReport = { kind: "progress", stream: -1, played: 0 };
  private readonly playout = new Playout({
    started: (stream) => this.tell("started", stream, this.playout.played),
    ended: (stream, played, stopped) => this.tell(stopped ? "stopped" : "ended", stream, played),
  });
  private readonly resampler = new Resampler(WIRE_RATE_HZ, sampleRate);
  private sinceReport = 0;

  constructor() {
    super();
    this.port.onmessage = (message: MessageEvent<PlaybackCommand>) => this.obey(message.data);
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channel = outputs[0]?.[0];
    if (!channel) return true;
    for (let i = 0; i < channel.length; i++) {
      while (this.resampler.needsInput) this.resampler.feed(this.pull());
      channel[i] = this.resampler.take();
    }
    return true;
  }

  private pull(): number {
    const sample = this.playout.next();
    if (!this.playout.isSounding) return sample;
    this.sinceReport += 1;
    if (this.sinceReport >= REPORT_SAMPLES) {
      this.tell("progress", this.playout.stream, this.playout.played);
    }
    return sample;
  }

  private tell(kind: PlaybackReport["kind"], stream: number, played: number): void {
    this.sinceReport = 0;
    this.report.kind = kind;
    this.report.stream = stream;
    this.report.played = played;
    this.port.postMessage(this.report);
  }

  private obey(command: PlaybackCommand): void {
    if (command.do === "push") {
      this.playout.push(command.stream, command.position, command.samples);
    } else if (command.do === "finish") {
      this.playout.finish(command.stream);
    } else if (command.do === "stop" && this.playout.stream < 0) {
      this.tell("stopped", -1, 0);
    } else {
      this.playout[command.do]();
    }
  }
}

registerProcessor(PLAYBACK_PROCESSOR, PlaybackProcessor);
