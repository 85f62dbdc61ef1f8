import { AudioUnavailable } from "../audio/failure";
import { language } from "../strings";
import { HttpError } from "../wire/http";
import { type VisitMade, VisitRefused, makeVisit, wordsOf } from "../wire/visits";
import { Telling } from "./telling";

/** Where the description of a visit stands. */
export type VisitView =
  | { at: "asking"; failure: string }
  | { at: "opening" | "listening" | "working" }
  | { at: "understood"; made: VisitMade }
  | { at: "nothing-near"; refused: VisitRefused };

/** One visit being described: by voice or by typing, until a scenario is made of it. */
export class VisitTold {
  view: VisitView = { at: "asking", failure: "" };
  /** The sentence, as typed or as it was heard. */
  text = "";
  private telling: Telling | null = null;
  private readonly listeners = new Set<() => void>();
  /** Answers to an older question are not for this one. */
  private asked = 0;

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Listen; call it straight from the tap. */
  listen(): void {
    this.telling = new Telling(
      () => this.show({ at: "listening" }),
      (recording) => this.hear(recording),
    );
    this.show({ at: "opening" });
  }

  /** That was all: do not wait for the pause. */
  finish(): void {
    void this.telling?.finish();
  }

  level(): number {
    return this.telling?.level() ?? 0;
  }

  /** Take the sentence as it was typed; `like` chooses the scenario. */
  find(text: string, like = ""): void {
    this.text = text;
    void this.work(() => makeVisit(text, like));
  }

  /** Back to the question, with what was said. */
  change(): void {
    this.asked++;
    this.telling?.drop();
    this.telling = null;
    this.show({ at: "asking", failure: "" });
  }

  /** Give back the microphone. */
  close(): void {
    this.listeners.clear();
    this.change();
  }

  private hear(recording: Uint8Array | AudioUnavailable): void {
    this.telling = null;
    if (recording instanceof AudioUnavailable) {
      this.show({ at: "asking", failure: `microphone-${recording.failure}` });
    } else {
      void this.work(() => this.understand(recording));
    }
  }

  private async understand(recording: Uint8Array): Promise<VisitMade> {
    this.text = await wordsOf(recording, language);
    return makeVisit(this.text);
  }

  private async work(make: () => Promise<VisitMade>): Promise<void> {
    const number = ++this.asked;
    this.show({ at: "working" });
    let next: VisitView;
    try {
      next = { at: "understood", made: await make() };
    } catch (cause) {
      next = viewOf(cause);
    }
    if (number === this.asked) this.show(next);
  }

  private show(view: VisitView): void {
    this.view = view;
    for (const listener of this.listeners) listener();
  }
}

function viewOf(cause: unknown): VisitView {
  if (cause instanceof VisitRefused) {
    return cause.nearest.length > 0 ? { at: "nothing-near", refused: cause } : { at: "asking", failure: cause.code || "other" };
  }
  const isToken = cause instanceof HttpError && cause.failure === "token";
  return { at: "asking", failure: isToken ? "token-needed" : "unreachable" };
}
