/** What the wire says of drills; see "A drill" in docs/protocol.md. A field that would be null is left out. */

import type { Quote } from "./events";

/** How the key of a phone begins, under which the computer counts its answers. */
export const LEARNER_PREFIX = "p-";

export type DrillStep = "decision" | "sureness" | "fault" | "mend" | "checking" | "over";
export type Decision = "use" | "reject" | "check";

/** A line of a drill that begins now, and where the drill is. */
export interface DrillLine {
  item_id: string;
  speaker: "coach" | "assistant";
  /** Another line comes before it is the learner's turn. */
  follows: boolean;
  number: number;
  of: number;
  step: DrillStep;
  asks: string;
  answer: string;
  /** An expert has signed for it. */
  checked: boolean;
  /** What is right about the item before, where this line tells it. */
  verdict?: Verdict | null;
}

export interface Verdict {
  asks: string;
  answer: string;
  correct: boolean;
  decision?: Decision | null;
  sureness?: number | null;
  wrong: string;
  right: string;
  source: string;
  look: string;
  checked: boolean;
}

/** Plain counts; under twenty answers the dial is empty. */
export interface Scores {
  judged: number;
  wrong: number;
  caught: number;
  right: number;
  used: number;
  rejected: number;
  recovered: number;
  recovery_chances: number;
  verification?: number | null;
  dial: string;
  /** -1 trusts nothing, 1 trusts everything. */
  position?: number | null;
  about: string[];
}

export interface DrillResult {
  title: string;
  answers: Verdict[];
  run: Scores;
  all: Scores;
}

/** One set of `GET /v1/drills`. */
export interface DrillCard {
  id: string;
  title: string;
  trade: string;
  language: string;
  items: number;
  minutes: number;
  checked: number;
}

export interface DrillList {
  drills: DrillCard[];
  errors: { file: string; code: string; message: string }[];
}

/** One answer of an assistant that was asked in the talk, and what the learner made of it. */
export interface Consulted {
  turn: number;
  asks: string;
  answer: string;
  correct: boolean;
  /** Where a wrong one was told to the persona as a fact. */
  passed_on: Quote | null;
  checked: Quote | null;
  wrong: string;
  right: string;
  source: string;
  signed: boolean;
}
