import type { ClientEvent } from "../wire/events";

/** How the learner gets the floor. */
export type TurnTaking = "hands-free" | "half-duplex" | "push-to-talk";

export const WAYS: readonly TurnTaking[] = ["hands-free", "half-duplex", "push-to-talk"];

/** How long a pause may be before it is taken for the end of a turn. */
export type Patience = "quick" | "normal" | "patient";

export const PATIENCES: readonly Patience[] = ["quick", "normal", "patient"];
const EAGERNESS: Readonly<Record<Patience, string>> = { quick: "high", normal: "medium", patient: "low" };

/** What tells the server of both. */
export function turnUpdate(way: TurnTaking, patience: Patience): ClientEvent {
  const detection =
    way === "push-to-talk"
      ? null
      : {
          type: "semantic_vad",
          eagerness: EAGERNESS[patience],
          interrupt_response: way === "hands-free",
        };
  return {
    type: "session.update",
    session: { type: "realtime", audio: { input: { turn_detection: detection } } },
  };
}

/** The button to talk: sound leaves the phone while it is down, and the turn ends as it comes up. */
export class TalkButton {
  isDown = false;

  constructor(private readonly send: (event: ClientEvent) => void) {}

  /** `sheAnswers`: the persona talks, or is about to; pressing stops her. */
  press(sheAnswers: boolean): void {
    if (this.isDown) return;
    this.isDown = true;
    if (sheAnswers) this.send({ type: "response.cancel" });
    this.send({ type: "input_audio_buffer.clear" });
  }

  release(): void {
    if (!this.isDown) return;
    this.isDown = false;
    this.send({ type: "input_audio_buffer.commit" });
  }
}
