import type { TurnState } from "../wire/events";

/** Bars on a board. */
export const BAR_COUNT = 9;

/** How the two boards stand. Lengths in the shape's own units (a board is 300 wide). */
export interface Pose {
  /** Between the boards. */
  gap: number;
  /** Of your board, in degrees. */
  tilt: number;
  /** How far your board moves up and down, and theirs from side to side, on each beat. */
  breath: number;
  slide: number;
  beat_hz: number;
  /** 0: that side's bars are not drawn; 1: drawn. */
  themBars: number;
  youBars: number;
  thinks: boolean;
  /** How much each board grows with loudness, 0 to 1: the one that has the floor. */
  themSwell: number;
  youSwell: number;
}

const REST: Pose = {
  gap: 44,
  tilt: 0,
  breath: 0,
  slide: 0,
  beat_hz: 0.5,
  themBars: 0,
  youBars: 0,
  thinks: false,
  themSwell: 0,
  youSwell: 0,
};

const POSES: Record<TurnState | "opening", Pose> = {
  // Yours already shows what the microphone hears.
  opening: { ...REST, gap: 76, slide: 3, beat_hz: 0.7, youBars: 1 },
  // Yours moves: it is your turn.
  listening: { ...REST, gap: 48, breath: 5, beat_hz: 0.45, youBars: 1 },
  hearing: { ...REST, gap: 44, youBars: 1, youSwell: 1 },
  pausing: { ...REST, gap: 36, youBars: 1 },
  // Theirs is tried against yours.
  thinking: { ...REST, gap: 34, slide: 6, beat_hz: 1.1, themBars: 1, thinks: true },
  // Yours still shows what the microphone hears.
  speaking: { ...REST, gap: 48, themBars: 1, youBars: 1, themSwell: 1 },
  yielding: { ...REST, gap: 60, themBars: 0.6, youBars: 1 },
  held: { ...REST, gap: 80 },
  ended: { ...REST, gap: 66, tilt: -5 },
};

const FITTED: Pose = { ...REST, gap: 0 };

/** The pose of a state; a won ending is the only one where the boards close. */
export function poseOf(turn: TurnState | "opening", won: boolean): Pose {
  return turn === "ended" && won ? FITTED : POSES[turn];
}

/** What moves gradually. */
const MIXED = ["gap", "tilt", "breath", "slide", "themBars", "youBars", "themSwell", "youSwell"] as const;

const current = new WeakMap<object, Pose>();

/** Move an owner's pose a share of the way to its target; the first call starts there. */
export function towards(owner: object, target: Pose, share: number): Pose {
  const from = current.get(owner) ?? target;
  const next: Pose = { ...target };
  for (const key of MIXED) next[key] = from[key] + (target[key] - from[key]) * share;
  current.set(owner, next);
  return next;
}
