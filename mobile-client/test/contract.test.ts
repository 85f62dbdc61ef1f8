import { describe, expect, test } from "vitest";
import { reduce } from "../src/session/reduce";
import { OPENING_VIEW, lastCaption, visibleText } from "../src/session/view";
import type { ServerEvent } from "../src/wire/events";
import { KNOWN_EVENTS, parseServerEvent } from "../src/wire/parse";

const FOLDER = "../../tests/contract/";
const TEXTS = import.meta.glob<string>("../../tests/contract/*.json", {
  query: "?raw",
  import: "default",
  eager: true,
});
const FILES = Object.keys(TEXTS).map((path) => path.slice(FOLDER.length));

/** What the client sends; it never meets these coming down. */
const UPWARD = new Set([
  "session.update",
  "input_audio_buffer.append",
  "input_audio_buffer.commit",
  "input_audio_buffer.clear",
  "conversation.item.create",
  "conversation.item.retrieve",
  "conversation.item.delete",
  "conversation.item.truncate",
  "response.create",
  "response.cancel",
  "dryfit.playhead",
  "dryfit.hold",
  "dryfit.names",
  "dryfit.resume",
  "dryfit.finish",
]);

function fixture(name: string): ServerEvent {
  const event = parseServerEvent(TEXTS[`${FOLDER}${name}.json`] ?? "");
  if (!event) throw new Error(`${name} is not an event the client knows`);
  return event;
}

const typeOf = (file: string): string => file.replace(/(--.*)?\.json$/, "");
const downward = FILES.filter((file) => !UPWARD.has(typeOf(file)));

describe("every example event", () => {
  test("stands for each event the client knows", () => {
    expect(new Set(downward.map(typeOf))).toEqual(KNOWN_EVENTS);
  });

  test.each(downward)("%s is named after its type and reduces to a whole view", (file) => {
    const event = fixture(file.replace(/\.json$/, ""));
    expect(event.type).toBe(typeOf(file));
    const view = reduce({ ...OPENING_VIEW, link: "open" }, event);
    expect(Object.keys(view).sort()).toEqual(Object.keys(OPENING_VIEW).sort());
  });
});

test("the examples, in the order of a talk, draw the talk", () => {
  const talk = [
    "session.created",
    "dryfit.scenario",
    "dryfit.state--speaking",
    "response.created",
    "response.output_item.added",
    "response.output_audio_transcript.delta",
    "response.output_audio_transcript.delta--later",
    "response.output_audio_transcript.done",
    "conversation.item.input_audio_transcription.completed",
    "conversation.item.truncated",
    "dryfit.ended",
    "dryfit.debrief",
  ].map(fixture);
  const view = talk.reduce(reduce, OPENING_VIEW);
  expect(view.scenario?.persona.name).toBe("Dot Kowalski");
  expect(visibleText(lastCaption(view, "persona")!)).toBe("We don't do bands.");
  expect(visibleText(lastCaption(view, "learner")!)).toContain("last time");
  expect(view.critique?.won).toBe(true);
  expect(view.turn).toBe("ended");
});
