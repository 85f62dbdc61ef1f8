import type { Ear } from "../kept/settings";
import type { SessionChoice } from "../wire/socket";
import type { Patience, TurnTaking } from "./button";

/** What the learner chose for one talk. */
export interface TalkChoice extends SessionChoice {
  way: TurnTaking;
  patience: Patience;
  /** Both sides write; no microphone and no loudspeaker. */
  text: boolean;
  /** Tones and buzzing as the floor changes hands. */
  sounds: boolean;
  vibration: boolean;
  /** The noise of the place. */
  noise: boolean;
  /** People who are named on this phone alone: replaced in all that a language model is sent. */
  names: readonly string[];
  ear: Ear;
}
