import type { AudioFailure } from "../audio/failure";
import type { DrillResult } from "../wire/drill";
import type { Critique, LevelAdvice, ScenarioOpened, ServerEvent, TurnState } from "../wire/events";
import type { DrillView } from "./drill";

/** A stretch of a persona's line and where in its sound it begins; null: it has no sound and shows at once. */
export interface Piece {
  text: string;
  start_ms: number | null;
}

export interface Caption {
  item: string;
  who: "learner" | "persona";
  pieces: readonly Piece[];
  played_ms: number;
  /** Cut off before its end; what was not heard is gone from the pieces. */
  cut: boolean;
  /** Words of a turn that is not over; its whole text replaces them. */
  growing?: true;
  /** Said by the assistant that a drill is about. */
  assistant?: true;
  /** Who says it, where it is not the persona. */
  by?: string;
}

/** Something the learner should know; `code` picks the words, `message` is the server's own. */
export interface Notice {
  code: string;
  message: string;
}

export interface SessionView {
  link: "opening" | "open" | "lost" | "closed";
  turn: TurnState;
  scenario: ScenarioOpened | null;
  captions: readonly Caption[];
  /** The persona's item whose sound has not yet been heard to its end. */
  sounding: string | null;
  ended: { outcome: string; won: boolean } | null;
  critique: Critique | null;
  /** Where the drill is; null in any other session. */
  drill: DrillView | null;
  scores: DrillResult | null;
  /** The moment that the learner wants to do again; said aloud, as a tap needs no server. */
  redo: { session: string; turn: number } | null;
  /** What the server measured of the place; null where nothing is to be said. */
  advice: Exclude<LevelAdvice, "fine"> | null;
  /** The microphone gives nothing at all, as the phone itself hears. */
  silent: boolean;
  /** The session goes on. */
  notice: Notice | null;
  /** The session cannot go on. */
  failure: Notice | null;
}

/** What happens on the phone itself, beside the server's events. */
export type LocalEvent =
  | { type: "local.opened" }
  | { type: "local.lost" }
  | { type: "local.closed"; code: number }
  | { type: "local.audio-failed"; failure: AudioFailure }
  | { type: "local.refused"; code: string }
  | { type: "local.held"; on: boolean }
  | { type: "local.silent"; on: boolean }
  | { type: "local.playhead"; item: string; played_ms: number; final: boolean }
  | { type: "local.notice-read" };

export type SessionEvent = ServerEvent | LocalEvent;

export const OPENING_VIEW: SessionView = {
  link: "opening",
  turn: "listening",
  scenario: null,
  captions: [],
  sounding: null,
  ended: null,
  critique: null,
  drill: null,
  scores: null,
  redo: null,
  advice: null,
  silent: false,
  notice: null,
  failure: null,
};

/** Ends after which nobody is there to look back with. */
export const NOBODY_THERE: ReadonlySet<string> = new Set(["idle", "disconnected", "server_stopped", "journal_failed"]);

/** How far ahead of the sound a caption may run; the eye takes this long to get there. */
const CAPTION_LEAD_MS = 250;

/** What of a caption may be read now. */
export function visibleText(caption: Caption): string {
  return caption.pieces
    .filter(({ start_ms }) => start_ms === null || start_ms <= caption.played_ms + CAPTION_LEAD_MS)
    .map(({ text }) => text)
    .join("")
    .trim();
}

/** The newest caption of one side that has words to read. */
export function lastCaption(view: SessionView, who: Caption["who"]): Caption | null {
  return view.captions.findLast((c) => c.who === who && visibleText(c) !== "") ?? null;
}
