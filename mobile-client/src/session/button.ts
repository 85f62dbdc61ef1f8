import type { ClientEvent } from "../wire/events";

/** How the learner gets the floor. */
export type TurnTaking = "hands-free" | "half-duplex" | "push-to-talk";

export const WAYS: readonly TurnTaking[] = ["hands-free", "half-duplex", "push-to-talk"];
const KEY = "dryfit.turn-taking";

/** The way chosen on this phone before; hands-free where none was. */
export function rememberedWay(store: Pick<Storage, "getItem"> | null): TurnTaking {
  try {
    const kept = store?.getItem(KEY);
    return WAYS.find((way) => way === kept) ?? "hands-free";
  } catch {
    return "hands-free";
  }
}

/** Private browsing can refuse storage; the choice then lasts as long as the page. */
export function rememberWay(store: Pick<Storage, "setItem"> | null, way: TurnTaking): void {
  try {
    store?.setItem(KEY, way);
  } catch {
    return;
  }
}

/** What tells the server of it. */
export function turnUpdate(way: TurnTaking): ClientEvent {
  const detection =
    way === "push-to-talk"
      ? null
      : { type: "semantic_vad", interrupt_response: way === "hands-free" };
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
