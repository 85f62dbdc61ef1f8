import type { TalkLeft } from "../session/left";
import type { TalkSession } from "../session/talk";
import type { DrillCard } from "../wire/drill";
import type { ScenarioCard } from "../wire/events";
import { type Shelf, drop, read, write } from "./shelf";

/** What a session is on: a scenario, or a drill set. */
export type Subject = { card: ScenarioCard; set?: never } | { set: DrillCard; card?: never };

/** A talk or a drill that this phone went away from: loaded anew, put away, or stopped by the phone. */
export type Left = TalkLeft & Subject & { /** When: milliseconds since 1970. */ at: number };
/** The same, where it is known to be a drill. */
export type DrillLeft = Left & { set: DrillCard };

const NAME = "left";
/** So long it is offered. Longer: a question about a talk nobody remembers; its report is on the computer anyway. */
const OFFERED_MS = 12 * 3_600_000;

export function keepLeft(on: Shelf | null, left: Left): void {
  write(on, NAME, left);
}

export function dropLeft(on: Shelf | null): void {
  drop(on, NAME);
}

/** The talk to go on with; null where there is none, or it is too old, or what is kept is not one. */
export function readLeft(on: Shelf | null, now_ms: number): Left | null {
  const kept = read(on, NAME) as Left | null;
  const isOne =
    typeof kept?.line?.session === "string" &&
    typeof kept.line.key === "string" &&
    Array.isArray(kept.line.events) &&
    Array.isArray(kept.line.names) &&
    Array.isArray(kept.captions) &&
    typeof kept.scenario?.goal === "string" &&
    typeof (kept.set?.title ?? kept.card?.persona?.name) === "string" &&
    typeof kept.choice?.opening?.kind === "string" &&
    Number.isFinite(kept.at);
  return isOne && now_ms - kept.at < OFFERED_MS ? kept : null;
}

/** Whether the server still waits: else the talk has ended, and there is its report. Pure. */
export function isAwaited({ at, line }: Pick<Left, "at" | "line">, now_ms: number): boolean {
  return now_ms - at < line.away_ms;
}

/** Keep a talk whenever the page goes out of sight, and no longer than that. Returns what ends it. */
export function keepWhileAway(on: Shelf | null, session: TalkSession, of: Subject): () => void {
  const keep = (): void => {
    const left = session.leftBehind;
    if (left) keepLeft(on, { ...left, ...of, at: Date.now() });
    else dropLeft(on);
  };
  const onHidden = (): void => (document.hidden ? keep() : dropLeft(on));
  const onGone = (): void => {
    session.suspend();
    keep();
  };
  const onBack = (): void => dropLeft(on);
  document.addEventListener("visibilitychange", onHidden);
  addEventListener("pagehide", onGone);
  addEventListener("pageshow", onBack);
  dropLeft(on);
  return () => {
    document.removeEventListener("visibilitychange", onHidden);
    removeEventListener("pagehide", onGone);
    removeEventListener("pageshow", onBack);
    dropLeft(on);
  };
}
