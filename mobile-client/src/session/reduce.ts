import type { Item, ServerEvent } from "../wire/events";
import { drillWith, floorShown } from "./drill";
import type { Caption, LocalEvent, Notice, SessionEvent, SessionView } from "./view";

/** Close codes of docs/protocol.md, and what they say where no `error` event came before them. */
const CLOSED_BECAUSE: Readonly<Record<number, string>> = {
  1008: "token-needed",
  1009: "frame-too-large",
  4400: "invalid-event",
  4401: "token-needed",
  4403: "unknown-session",
  4404: "unknown-scenario",
  4409: "elsewhere",
  4422: "scenario-broken",
  4429: "busy",
  4503: "not-ready",
  4507: "journal-full",
};

/** Errors after which the session goes on and which the learner can do nothing about: not shown. */
const QUIET: ReadonlySet<string> = new Set([
  "invalid-audio",
  "audio-too-fast",
  "unknown-event",
  // Races: the turn was over, or the persona had finished, just before the finger said so.
  "input_audio_buffer_commit_empty",
  "response_cancel_not_active",
]);

/** One event, one new view. Pure; events that change nothing on the screen give the same view back. */
export function reduce(view: SessionView, event: SessionEvent): SessionView {
  return event.type.startsWith("local.")
    ? reduceLocal(view, event as LocalEvent)
    : reduceServer(view, event as ServerEvent);
}

function reduceServer(view: SessionView, event: ServerEvent): SessionView {
  switch (event.type) {
    case "dryfit.scenario":
      return { ...view, scenario: event };
    case "dryfit.resumed":
      return { ...view, link: "open", notice: null, ...(!event.continued && { captions: [], drill: null }) };
    case "conversation.item.done":
      return view.captions.some((c) => c.item === event.item.id) ? view : addWhole(view, event.item);
    case "dryfit.state":
      return { ...view, turn: floorShown(view.drill, view.turn, event.state) };
    case "dryfit.level":
      return { ...view, advice: event.advice === "fine" ? null : event.advice };
    case "dryfit.ended":
      return { ...view, turn: "ended", ended: { outcome: event.outcome, won: event.won } };
    case "dryfit.redo":
      return { ...view, redo: { session: event.session_id, turn: event.turn } };
    case "dryfit.drill":
      return { ...view, drill: drillWith(view.drill, event) };
    case "dryfit.scores":
      return { ...view, turn: "ended", scores: event };
    case "dryfit.debrief":
      return { ...view, turn: "ended", critique: event.critique };
    case "response.output_item.added":
      return openItem(view, event.item.id, typeof event.item.audio_stream === "number", event.item.by);
    case "response.output_audio_transcript.delta":
      return addPiece(view, event.item_id, event.delta, event.start_ms ?? null);
    case "response.output_text.delta":
      return addPiece(view, event.item_id, event.delta, null);
    case "response.output_audio_transcript.done":
      return completeText(view, event.item_id, event.transcript);
    case "response.output_text.done":
      return completeText(view, event.item_id, event.text);
    case "conversation.item.input_audio_transcription.delta":
      return growLearner(view, event.item_id, event.delta);
    case "input_audio_buffer.cleared":
      return dropGrowing(view);
    case "conversation.item.input_audio_transcription.completed":
      return addLearner(view, event.item_id, event.transcript);
    case "conversation.item.truncated":
      return cutCaption(view, event.item_id, event.audio_end_ms);
    case "error":
      return QUIET.has(event.error.code) ? view : { ...view, notice: noticeOf(event.error) };
    default:
      return view;
  }
}

function reduceLocal(view: SessionView, event: LocalEvent): SessionView {
  switch (event.type) {
    case "local.opened":
      return { ...view, link: "open" };
    case "local.lost":
      return { ...view, link: "lost" };
    case "local.closed":
      return close(view, event.code);
    case "local.audio-failed":
      return { ...view, failure: { code: `microphone-${event.failure}`, message: "" } };
    case "local.refused":
      return { ...view, link: "closed", failure: { code: event.code, message: "" } };
    case "local.held":
      return { ...view, turn: event.on ? "held" : view.turn === "held" ? "listening" : view.turn };
    case "local.silent":
      return { ...view, silent: event.on, advice: view.advice === "no-sound" ? null : view.advice };
    case "local.playhead":
      return movePlayhead(view, event.item, event.played_ms, event.final);
    case "local.notice-read":
      return { ...view, notice: null };
  }
}

/** A closed socket is an end where the critique is there, and a failure where it is not. */
function close(view: SessionView, code: number): SessionView {
  const closed: SessionView = { ...view, link: "closed" };
  if (view.critique || view.scores || view.failure) return closed;
  const reason = CLOSED_BECAUSE[code];
  const lost = view.link === "opening" ? "unreachable" : "connection-lost";
  const failure = view.notice ?? { code: reason ?? (view.ended ? "no-critique" : lost), message: "" };
  return { ...closed, turn: "ended", notice: null, failure };
}

function openItem(view: SessionView, item: string, hasSound: boolean, name?: string | null): SessionView {
  const isAssistant = view.drill?.item_id === item && view.drill.speaker === "assistant";
  const by: Partial<Caption> = { ...(isAssistant && { assistant: true }), ...(name && { by: name }) };
  const caption: Caption = { item, who: "persona", pieces: [], played_ms: 0, cut: false, ...by };
  const captions = [...view.captions.filter((c) => c.item !== item), caption];
  return { ...view, captions, sounding: hasSound ? item : view.sounding };
}

function addPiece(view: SessionView, item: string, text: string, start_ms: number | null): SessionView {
  const known = view.captions.some((c) => c.item === item) ? view : openItem(view, item, false);
  return change(known, item, (c) => ({ ...c, pieces: [...c.pieces, { text, start_ms }] }));
}

/** The whole text, for a server that sent no deltas; where there were deltas, they keep their times. */
function completeText(view: SessionView, item: string, text: string): SessionView {
  const has = view.captions.some((c) => c.item === item && c.pieces.length > 0);
  return has ? view : addPiece(view, item, text, null);
}

/** A turn that is told as a whole: the session was rebuilt, or it was typed. */
function addWhole(view: SessionView, item: Item): SessionView {
  const part = item.content?.[0];
  const text = part?.transcript ?? part?.text ?? "";
  if (item.role === "user") return addLearner(view, item.id, text);
  return { ...addPiece(view, item.id, text, null), sounding: view.sounding };
}

function addLearner(view: SessionView, item: string, text: string): SessionView {
  if (text.trim() === "") return view;
  const caption: Caption = {
    item,
    who: "learner",
    pieces: [{ text, start_ms: null }],
    played_ms: 0,
    cut: false,
  };
  return { ...view, notice: null, captions: [...view.captions.filter((c) => c.item !== item), caption] };
}

/** A caption of what is being said. Late words of a turn that is already known whole change nothing. */
function growLearner(view: SessionView, item: string, text: string): SessionView {
  const known = view.captions.find((c) => c.item === item);
  if (known) return known.growing ? addPiece(view, item, text, null) : view;
  const pieces = [{ text, start_ms: null }];
  const caption: Caption = { item, who: "learner", pieces, played_ms: 0, cut: false, growing: true };
  return { ...view, captions: [...view.captions, caption] };
}

/** It was no turn after all. */
function dropGrowing(view: SessionView): SessionView {
  const captions = view.captions.filter((c) => !c.growing);
  return captions.length === view.captions.length ? view : { ...view, captions };
}

function cutCaption(view: SessionView, item: string, end_ms: number): SessionView {
  const sounding = view.sounding === item ? null : view.sounding;
  return change({ ...view, sounding }, item, (c) => ({
    ...c,
    pieces: c.pieces.filter(({ start_ms }) => start_ms === null || start_ms < end_ms),
    cut: true,
  }));
}

function movePlayhead(
  view: SessionView,
  item: string,
  played_ms: number,
  final: boolean,
): SessionView {
  const sounding = final ? (view.sounding === item ? null : view.sounding) : item;
  return change({ ...view, sounding }, item, (c) => ({ ...c, played_ms }));
}

function change(view: SessionView, item: string, edit: (c: Caption) => Caption): SessionView {
  return { ...view, captions: view.captions.map((c) => (c.item === item ? edit(c) : c)) };
}

function noticeOf(error: { code: string; message: string }): Notice {
  return { code: error.code, message: error.message };
}
