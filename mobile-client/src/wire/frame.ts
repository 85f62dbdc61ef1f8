/** Binary frames of `dryfit.v1`: 12 bytes of little-endian header, then PCM16 mono 24 kHz or one Opus packet. */

export const WIRE_RATE_HZ = 24_000;
export const HEADER_BYTES = 12;
const KIND_AUDIO = 0x01;
const PCM16 = 0x00;
const OPUS = 0x01;

/** What a session's sound is carried as. */
export type Codec = "pcm16" | "opus";

export type Sound = { codec: "pcm16"; samples: Int16Array } | { codec: "opus"; packet: Uint8Array };

export type AudioFrame = Sound & {
  stream: number;
  sequence: number;
  /** Where the first sample stands in its item (down) or in the input (up), in 24 kHz samples; may lie before it. */
  position: number;
};

/** Lay out one frame. Numbers wrap at 32 bits, as the header has room for no more. */
export function encodeFrame(frame: AudioFrame): ArrayBuffer {
  const size = frame.codec === "opus" ? frame.packet.length : frame.samples.length * 2;
  const bytes = new ArrayBuffer(HEADER_BYTES + size);
  const view = new DataView(bytes);
  view.setUint8(0, KIND_AUDIO);
  view.setUint8(1, frame.codec === "opus" ? OPUS : PCM16);
  view.setUint16(2, frame.stream, true);
  view.setUint32(4, frame.sequence >>> 0, true);
  view.setInt32(8, frame.position | 0, true);
  if (frame.codec === "opus") {
    new Uint8Array(bytes, HEADER_BYTES).set(frame.packet);
    return bytes;
  }
  for (let i = 0; i < frame.samples.length; i++) {
    view.setInt16(HEADER_BYTES + i * 2, frame.samples[i]!, true);
  }
  return bytes;
}

/** Read one frame. Null: too short, cut mid-sample, or of a kind or codec this client has not. */
export function decodeFrame(bytes: ArrayBuffer): AudioFrame | null {
  if (bytes.byteLength < HEADER_BYTES) return null;
  const view = new DataView(bytes);
  const codec = view.getUint8(1);
  if (view.getUint8(0) !== KIND_AUDIO || codec > OPUS) return null;
  const place = {
    stream: view.getUint16(2, true),
    sequence: view.getUint32(4, true),
    position: view.getInt32(8, true),
  };
  if (codec === OPUS) {
    const packet = new Uint8Array(bytes, HEADER_BYTES);
    return packet.length > 0 ? { ...place, codec: "opus", packet } : null;
  }
  if (bytes.byteLength % 2 !== 0) return null;
  const samples = new Int16Array((bytes.byteLength - HEADER_BYTES) / 2);
  for (let i = 0; i < samples.length; i++) {
    samples[i] = view.getInt16(HEADER_BYTES + i * 2, true);
  }
  return { ...place, codec: "pcm16", samples };
}
