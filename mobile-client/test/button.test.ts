import { describe, expect, test } from "vitest";
import { type Patience, TalkButton, type TurnTaking, WAYS, turnUpdate } from "../src/session/button";
import type { ClientEvent } from "../src/wire/events";

function pressed(): { button: TalkButton; sent: string[] } {
  const sent: string[] = [];
  return { button: new TalkButton((event: ClientEvent) => sent.push(event.type)), sent };
}

describe("the button to talk", () => {
  test("forgets what was before, and commits as it comes up", () => {
    const { button, sent } = pressed();
    button.press(false);
    expect(button.isDown).toBe(true);
    button.release();
    expect(button.isDown).toBe(false);
    expect(sent).toEqual(["input_audio_buffer.clear", "input_audio_buffer.commit"]);
  });

  test("stops the persona first", () => {
    const { button, sent } = pressed();
    button.press(true);
    expect(sent).toEqual(["response.cancel", "input_audio_buffer.clear"]);
  });

  test("counts two fingers as one, and a release without a press as none", () => {
    const { button, sent } = pressed();
    button.release();
    button.press(false);
    button.press(false);
    button.release();
    button.release();
    expect(sent).toEqual(["input_audio_buffer.clear", "input_audio_buffer.commit"]);
  });
});

describe("the way to take turns", () => {
  const detection = (way: TurnTaking, patience: Patience): unknown => {
    const event = turnUpdate(way, patience);
    if (event.type !== "session.update") throw new Error(event.type);
    return (event.session as { audio: { input: { turn_detection: unknown } } }).audio.input
      .turn_detection;
  };

  test("is told in the words of the wire", () => {
    expect(WAYS.map((way) => detection(way, "normal"))).toEqual([
      { type: "semantic_vad", eagerness: "medium", interrupt_response: true },
      { type: "semantic_vad", eagerness: "medium", interrupt_response: false },
      null,
    ]);
  });

  test.each([
    ["quick", "high"],
    ["normal", "medium"],
    ["patient", "low"],
  ] as const)("%s is told as %s eagerness", (patience, eagerness) => {
    expect(detection("hands-free", patience)).toMatchObject({ eagerness });
  });
});
