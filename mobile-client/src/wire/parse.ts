import type { ServerEvent, ServerEventType } from "./events";

/** Every event the client understands; any other is let pass, so that an older client survives a newer server. */
export const KNOWN_EVENTS: ReadonlySet<ServerEventType> = new Set<ServerEventType>([
  "session.created",
  "session.updated",
  "input_audio_buffer.speech_started",
  "input_audio_buffer.speech_stopped",
  "input_audio_buffer.committed",
  "input_audio_buffer.cleared",
  "conversation.item.added",
  "conversation.item.done",
  "conversation.item.retrieved",
  "conversation.item.input_audio_transcription.delta",
  "conversation.item.input_audio_transcription.completed",
  "conversation.item.truncated",
  "response.created",
  "response.done",
  "response.output_item.added",
  "response.output_item.done",
  "response.content_part.added",
  "response.content_part.done",
  "response.output_audio_transcript.delta",
  "response.output_audio_transcript.done",
  "response.output_audio.delta",
  "response.output_audio.done",
  "response.output_text.delta",
  "response.output_text.done",
  "error",
  "dryfit.scenario",
  "dryfit.resumed",
  "dryfit.state",
  "dryfit.playback",
  "dryfit.level",
  "dryfit.ended",
  "dryfit.redo",
  "dryfit.drill",
  "dryfit.scores",
  "dryfit.debrief",
]);

/** Read one text frame. Null: not an event this client knows. */
export function parseServerEvent(text: string): ServerEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  const type = value.type as ServerEventType;
  return KNOWN_EVENTS.has(type) ? (value as ServerEvent) : null;
}
