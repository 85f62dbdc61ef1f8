import { describe, expect, test } from "vitest";
import { TalkButton, WAYS, rememberWay, rememberedWay, turnUpdate } from "../src/session/button";
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
  test.each(WAYS)("%s is kept on the phone", (way) => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    rememberWay(store, way);
    expect(rememberedWay(store)).toBe(way);
  });

  test.each([null, "", "shouting", "HANDS-FREE"])("%s in the store is hands-free", (kept) => {
    expect(rememberedWay({ getItem: () => kept })).toBe("hands-free");
  });

  test("a store that refuses is no failure", () => {
    const refuse = (): never => {
      throw new Error("refused");
    };
    rememberWay({ setItem: refuse }, "half-duplex");
    expect(rememberedWay({ getItem: refuse })).toBe("hands-free");
    expect(rememberedWay(null)).toBe("hands-free");
  });

  test("is told in the words of the wire", () => {
    const detections = WAYS.map((way) => {
      const event = turnUpdate(way);
      if (event.type !== "session.update") throw new Error(event.type);
      return (event.session as { audio: { input: { turn_detection: unknown } } }).audio.input
        .turn_detection;
    });
    expect(detections).toEqual([
      { type: "semantic_vad", interrupt_response: true },
      { type: "semantic_vad", interrupt_response: false },
      null,
    ]);
  });
});
