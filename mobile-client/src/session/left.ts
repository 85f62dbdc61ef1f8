import type { Playing, ScenarioOpened, TurnState } from "../wire/events";
import type { LineLeft } from "../wire/lasting";
import type { TalkChoice } from "./choice";
import type { DrillView } from "./drill";
import { type Caption, OPENING_VIEW, type SessionView } from "./view";

/** What a page that is loaded again needs to go on with a talk. Plain JSON, and no sound: a voice is never stored. */
export interface TalkLeft {
  choice: TalkChoice;
  line: LineLeft;
  scenario: ScenarioOpened;
  captions: readonly Caption[];
  turn: TurnState;
  elapsed_s: number;
  /** The persona's line that is not heard to its end; its sound comes again, from there on. */
  playing: Playing | null;
  /** Where a drill was; null or missing in any other session. */
  drill?: DrillView | null;
}

/** A talk as it is left; null where it never began. The line that is playing is told again, words and all. Pure. */
export function leave(
  view: SessionView,
  choice: TalkChoice,
  line: LineLeft,
  elapsed_s: number,
  playing: Playing | null,
): TalkLeft | null {
  const { scenario, turn, drill } = view;
  if (!scenario || view.critique || view.scores || view.failure) return null;
  const captions = view.captions.filter(({ item, growing }) => item !== playing?.item_id && !growing);
  // Its sound is lost with the page: what was received is what was heard.
  const heard = playing && { ...playing, held_ms: playing.played_ms };
  return { choice, line, scenario, captions, turn, elapsed_s, playing: heard, drill };
}

/** What is seen of it until the line is back. Pure. */
export function viewOf({ scenario, captions, turn, drill = null }: TalkLeft): SessionView {
  return { ...OPENING_VIEW, link: "lost", scenario, captions, turn, drill };
}
