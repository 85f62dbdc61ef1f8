import type { SessionView } from "./view";

/** What the phone's Back button does to a talk. */
export type BackStep = "pause" | "finish" | "leave";

/** A glove may have pressed it: a talk is paused first, and only a second press ends it. Pure. */
export function backStep({ scenario, failure, ended, turn }: SessionView, inWriting: boolean): BackStep {
  if (!scenario || failure) return "leave";
  return ended || turn === "held" || inWriting ? "finish" : "pause";
}
