import type { Consulted, DrillLine, DrillResult } from "./drill";

/** The events of docs/protocol.md, as TypeScript sees them. One interface an event, named by its `type`. */

/** Who may speak, as the server's turn machine says it. */
export type TurnState =
  | "listening"
  | "hearing"
  | "pausing"
  | "thinking"
  | "speaking"
  | "yielding"
  | "held"
  | "ended";

export type Difficulty = "easy" | "normal" | "hard";

export interface ContentPart {
  type: string;
  text?: string;
  transcript?: string;
}

export interface Item {
  id: string;
  type: string;
  role?: "user" | "assistant" | "system";
  status?: string;
  content?: ContentPart[];
  /** `dryfit.v1` only: the number that the item's binary audio frames carry. */
  audio_stream?: number | null;
  /** `dryfit.v1` only: who speaks, where it is not the persona. */
  by?: string | null;
}

export interface ResponseBody {
  id: string;
  status: "in_progress" | "completed" | "cancelled" | "failed" | "incomplete";
  status_details?: { type?: string; reason?: string } | null;
}

export interface WireError {
  type: string;
  code: string;
  message: string;
  param?: string | null;
  event_id?: string | null;
  /** With `busy`: when a place will probably be free. */
  retry_after_s?: number | null;
}

interface ItemRef {
  item_id: string;
  content_index?: number;
}

/** What would help in this place. */
export type LevelAdvice = "fine" | "push-to-talk" | "come-closer" | "no-sound";

export type ServerEvent = { event_id?: string } & (
  | { type: "session.created" | "session.updated"; session: Record<string, unknown> }
  | { type: "input_audio_buffer.speech_started"; item_id: string; audio_start_ms: number }
  | { type: "input_audio_buffer.speech_stopped"; item_id: string; audio_end_ms: number }
  | { type: "input_audio_buffer.committed"; item_id: string; previous_item_id?: string | null }
  | { type: "input_audio_buffer.cleared" }
  | {
      type: "conversation.item.added" | "conversation.item.done";
      item: Item;
      previous_item_id?: string | null;
    }
  | { type: "conversation.item.retrieved"; item: Item }
  | ({ type: "conversation.item.input_audio_transcription.delta"; delta: string } & ItemRef)
  | ({
      type: "conversation.item.input_audio_transcription.completed";
      transcript: string;
    } & ItemRef)
  | ({ type: "conversation.item.truncated"; audio_end_ms: number } & ItemRef)
  | { type: "response.created" | "response.done"; response: ResponseBody }
  | {
      type: "response.output_item.added" | "response.output_item.done";
      response_id: string;
      output_index: number;
      item: Item;
    }
  | ({
      type: "response.content_part.added" | "response.content_part.done";
      part: ContentPart;
    } & ItemRef)
  | ({
      type: "response.output_audio_transcript.delta";
      delta: string;
      start_ms?: number | null;
    } & ItemRef)
  | ({ type: "response.output_audio_transcript.done"; transcript: string } & ItemRef)
  | ({ type: "response.output_audio.delta"; delta: string } & ItemRef)
  | ({ type: "response.output_audio.done" } & ItemRef)
  | ({ type: "response.output_text.delta"; delta: string } & ItemRef)
  | ({ type: "response.output_text.done"; text: string } & ItemRef)
  | { type: "error"; error: WireError }
  | ({ type: "dryfit.scenario" } & ScenarioOpened)
  | ({ type: "dryfit.resumed" } & Resumed)
  | { type: "dryfit.state"; state: TurnState }
  | { type: "dryfit.playback"; action: "duck" | "resume" | "stop"; item_id: string }
  | {
      type: "dryfit.level";
      noise_dbfs: number;
      speech_dbfs?: number | null;
      snr_db?: number | null;
      advice: LevelAdvice;
    }
  | { type: "dryfit.ended"; outcome: string; won: boolean }
  | { type: "dryfit.redo"; session_id: string; turn: number }
  | ({ type: "dryfit.drill" } & DrillLine)
  | ({ type: "dryfit.scores" } & DrillResult)
  | { type: "dryfit.debrief"; critique: Critique }
);

export type ServerEventType = ServerEvent["type"];

/** A place by its name in plain words, as the scenario's author wrote it. */
export interface NoiseBed {
  preset: string;
  snr_db: number;
}

/** What opened: enough to draw the talk screen without asking anything else. */
export interface ScenarioOpened {
  session_id: string;
  id: string;
  title: string;
  persona: { name: string; role: string };
  brief: string;
  goal: string;
  difficulty: Difficulty;
  time_limit_s: number;
  /** What is to be heard around the talk, and how far the persona's voice stands above it. */
  noise_bed?: NoiseBed | null;
  /** A secret of this client, with which it may come back after a lost connection. */
  resume_key?: string;
  /** How long the server waits for it. */
  away_s?: number;
  /** The session of which this one does a moment again, and the learner's turn. */
  redo_of?: string;
  redo_turn?: number;
  /** The session that a coach looks back on here. */
  debrief_of?: string;
}

/** Where the session is, after a lost connection. */
export interface Resumed {
  session_id: string;
  /** False: the server has rebuilt the session, and tells it anew. */
  continued: boolean;
  /** The server has the microphone's sound up to here, in 24 kHz samples. */
  input_samples: number;
  /** The last of this client's events that came; empty: none did. */
  received_event_id: string;
  /** The line that goes on, after a rebuild. */
  item_id: string;
}

/** The persona's line that is playing: how much of it was heard, and how much has come. */
export interface Playing {
  item_id: string;
  played_ms: number;
  held_ms: number;
}

export type ClientEvent =
  | { type: "session.update"; session: Record<string, unknown> }
  | { type: "input_audio_buffer.commit" }
  | { type: "input_audio_buffer.clear" }
  | { type: "conversation.item.create"; item: Item | Omit<Item, "id"> }
  | { type: "response.create" }
  | { type: "response.cancel" }
  | {
      type: "conversation.item.truncate";
      item_id: string;
      content_index: number;
      audio_end_ms: number;
    }
  | { type: "dryfit.playhead"; item_id: string; played_ms: number; final: boolean }
  | { type: "dryfit.hold"; on: boolean }
  | { type: "dryfit.names"; names: string[] }
  | ({ type: "dryfit.resume"; resume_key: string; last: number; names?: string[] } & Playing)
  | { type: "dryfit.finish" };

/** One card of `GET /v1/scenarios`. */
export interface ScenarioCard {
  id: string;
  title: string;
  role: string;
  persona: { name: string; role: string };
  brief: string;
  goal: string;
  minutes: number;
  difficulty_levels: Difficulty[];
  default_difficulty: Difficulty;
  tags: string[];
  language: string;
  /** Whom a visit is to: kept on this phone, and told to a server only to be replaced. */
  met?: string;
}

export interface ScenarioList {
  scenarios: ScenarioCard[];
  errors: { file: string; code: string; message: string }[];
  /** The model that words the persona's lines, and who gets what is said for that ("": nobody); null: none. */
  language_model?: { name: string; sent_to: string } | null;
}

export interface Critique {
  outcome: string;
  won: boolean;
  summary: string;
  strength: { quote: string; turn: number; why: string; led_to: string | null } | null;
  fix: { quote: string; turn: number; why: string; model_line: string | null } | null;
  rubric: Criterion[];
  score: { earned: number; possible: number };
  measures: Measures;
  curve: { turn: number; at_s: number; trust: number; patience: number }[];
  concerns: ConcernReport[];
  /** The learner's turn worth doing again. */
  retry_turn: number | null;
  transcript: TranscriptLine[];
  /** Missing in what an older client kept. */
  practice?: Practice[];
  /** What an assistant told the learner in the talk; missing in what an older client kept. */
  consulted?: Consulted[];
}

/** One piece of practice, so many days from now; `turn` is the moment to redo, `line` a line to try. */
export interface Practice {
  in_days: number;
  what: string;
  turn: number | null;
  line: string | null;
}

/** One way a moment was done; `trust` is what it changed, null where she did not answer. */
export interface Attempt {
  session: string;
  turn: number;
  said: string;
  answer: string;
  trust: number | null;
  patience: number | null;
  came_out: "" | "hint" | "partial" | "full";
  outcome: string | null;
  won: boolean;
}

export interface Attempts {
  turn: number;
  attempts: Attempt[];
  /** The first beside the last, in words. */
  compared: string;
}

/** A learner's line, word for word. */
export interface Quote {
  quote: string;
  turn: number;
}

export interface Criterion {
  id: string;
  behaviour: string;
  met: "yes" | "no" | "not_applicable";
  quote: string | null;
  turn: number | null;
  weight: number;
  critical: boolean;
  why: string;
}

/** Advisory numbers; any of them is null where the session was too short to say. */
export interface Measures {
  talk_share: number | null;
  open_questions: number;
  closed_questions: number;
  longest_turn_s: number | null;
  words_per_minute: number | null;
  fillers: number | null;
  pause_after_objection_s: number | null;
  explored_before_answering: boolean | null;
  interruptions: number;
}

export interface ConcernReport {
  id: string;
  concern: string;
  hinted_turn: number | null;
  revealed_turn: number | null;
  resolved_turn: number | null;
  opened_by: Quote | null;
  shut_by: Quote | null;
  walked_past: Quote | null;
  resolved_by: Quote | null;
}

export interface TranscriptLine {
  turn: number;
  who: "learner" | "persona";
  text: string;
  start_s: number | null;
  /** False: a persona's line that was cut off, or a learner's that was not understood for sure. */
  heard: boolean;
}
