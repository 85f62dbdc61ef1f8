import { describe, expect, test } from "vitest";
import examples from "../../tests/contract/frames/examples.json";
import { type AudioFrame, decodeFrame, encodeFrame } from "../src/wire/frame";

const bytes = (hex: string): ArrayBuffer =>
  Uint8Array.from(hex.replaceAll(" ", "").match(/../g)!, (byte) => Number.parseInt(byte, 16)).buffer;
const hexOf = (data: ArrayBuffer): string =>
  Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, "0")).join("");

describe("the examples that the server reads too", () => {
  test.each(examples)("$name", (example) => {
    const frame = decodeFrame(bytes(example.hex))!;
    const { stream, sequence, position } = example;
    expect(frame).toMatchObject({ stream, sequence, position, codec: example.codec === 1 ? "opus" : "pcm16" });
    if (frame.codec === "pcm16") expect(frame.samples).toHaveLength(example.samples);
    expect(hexOf(encodeFrame(frame))).toBe(example.hex.replaceAll(" ", ""));
  });
});

describe("binary frames", () => {
  const place = { stream: 7, sequence: 4_000_000_000, position: -480 };
  const plain: AudioFrame = { ...place, codec: "pcm16", samples: Int16Array.of(0, 1, -1, 32_767, -32_768) };
  const packed: AudioFrame = { ...place, codec: "opus", packet: Uint8Array.of(120, 0, 255) };

  test.each([plain, packed])("come back as they went: $codec", (frame) => {
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  });

  test.each([
    ["just under a header", new ArrayBuffer(11)],
    ["half a sample", new ArrayBuffer(13)],
    ["another kind", Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).buffer],
    ["another codec", Uint8Array.of(1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).buffer],
    ["Opus without a packet", Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).buffer],
  ])("%s is no frame", (_, data) => {
    expect(decodeFrame(data)).toBeNull();
  });

  test("exactly a header is a frame without samples", () => {
    const empty = decodeFrame(encodeFrame({ ...place, codec: "pcm16", samples: new Int16Array() }));
    expect(empty).toMatchObject({ samples: new Int16Array() });
  });
});
