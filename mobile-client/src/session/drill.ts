import type { DrillLine, DrillStep, Verdict } from "../wire/drill";
import type { TurnState } from "../wire/events";

/** Where a drill is on the screen. */
export interface DrillView extends DrillLine {
  /** The assistant's answer has been begun, and so may be read and judged. */
  shown: boolean;
}

/** The drill with the next line of it. Pure. */
export function drillWith(before: DrillView | null, line: DrillLine): DrillView {
  const isSame = before?.shown === true && before.number === line.number;
  return { ...line, shown: line.step !== "over" && (isSame || line.speaker === "assistant") };
}

/** Who has the floor as it is shown: between two lines that follow on each other nobody's turn has come. Pure. */
export function floorShown(drill: DrillView | null, before: TurnState, now: TurnState): TurnState {
  const between = now === "listening" || now === "thinking";
  return drill?.follows && before === "speaking" && between ? "speaking" : now;
}

/** What is asked now; null while something else is told. */
export function askedStep(drill: DrillView | null): DrillStep | null {
  return !drill || !drill.shown || drill.verdict || drill.step === "over" ? null : drill.step;
}

/** Sureness that can be tapped; more buttons, and none is hit with gloves. */
export const SURENESS = [50, 60, 70, 80, 90, 100] as const;

/** What a tap says for the learner: in English, which the coach understands. */
export const DECISIONS = { use: "use it", reject: "don't use it", check: "check first" } as const;
export const SOURCES = {
  sheet: "I would look at the data sheet",
  manual: "I would look at the manual",
  code: "I would look it up in the code book",
  plate: "I would read the name plate",
  gauge: "I would measure it",
  boss: "I would ask my foreman",
} as const;
export const UNKNOWN = "I don't know";

const PIECE_WORDS = 4;

/** An answer in pieces to put a finger on: a few words each, never across a comma or a full stop. Pure. */
export function pieces(answer: string): string[] {
  const found: string[] = [];
  for (const clause of answer.split(/(?<=[,.;:!?])\s+/)) {
    const words = clause.split(/\s+/).filter((word) => word !== "");
    const count = Math.ceil(words.length / PIECE_WORDS);
    const size = Math.ceil(words.length / Math.max(1, count));
    for (let at = 0; at < words.length; at += size) found.push(words.slice(at, at + size).join(" "));
  }
  return found;
}

/** A piece as it is said: without the mark that happens to end it. */
export function spokenPiece(piece: string): string {
  return piece.replace(/[,.;:!?]+$/, "");
}

/** An answer around the part that is wrong; the part is empty where nothing is, or it cannot be found. Pure. */
export function aroundWrong({ answer, wrong }: Verdict): [string, string, string] {
  const at = wrong === "" ? -1 : answer.toLowerCase().indexOf(wrong.toLowerCase());
  if (at < 0) return [answer, "", ""];
  return [answer.slice(0, at), answer.slice(at, at + wrong.length), answer.slice(at + wrong.length)];
}

/** Whether an item was judged as it should be: a wrong answer not used, a right one used. Null: not judged. */
export function judgedWell({ correct, decision = null }: Verdict): boolean | null {
  return decision === null ? null : (decision === "use") === correct;
}
