import { LEARNER_PREFIX, type Scores } from "../wire/drill";
import { noteSession } from "./forget";
import { type Shelf, read, write } from "./shelf";

const NAME = "learner";
const SCORES = "drills";
const KEY = /^p-[0-9a-f]{32}$/;

/** What this phone's answers count under on the computer, a number that says nothing of anybody: made when it is first needed and deleted with everything else. */
export function learnerKey(on: Shelf | null): string {
  const kept = read(on, NAME);
  if (typeof kept === "string" && KEY.test(kept)) return kept;
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  const key = LEARNER_PREFIX + bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  write(on, NAME, key);
  noteSession(on, key);
  return key;
}

/** What all drills on this phone came to, as of the last one; null where there was none, or it cannot be read. */
export function keptScores(on: Shelf | null): Scores | null {
  const kept = read(on, SCORES) as Scores | null;
  const counts = [kept?.judged, kept?.wrong, kept?.caught, kept?.right, kept?.used];
  return kept && counts.every(Number.isFinite) && typeof kept.dial === "string" ? kept : null;
}

export function keepScores(on: Shelf | null, scores: Scores): void {
  write(on, SCORES, scores);
}
