/** Binary frames of `dryfit.v1`: 12 bytes of little-endian header, then PCM16 mono 24 kHz. */

export const WIRE_RATE_HZ = 24_000;
export const HEADER_BYTES = 12;
const KIND_AUDIO = 0x01;
const CODEC_PCM16 = 0x00;

export interface AudioFrame {
  stream: number;
  sequence: number;
  /** Where the first sample stands in its item (down) or in the input (up), in 24 kHz samples. */
  position: number;
  samples: Int16Array;
}

/** Lay out one frame. Numbers wrap at 32 bits, as the header has room for no more. */
export function encodeFrame(frame: AudioFrame): ArrayBuffer {
  const bytes = new ArrayBuffer(HEADER_BYTES + frame.samples.length * 2);
  const view = new DataView(bytes);
  view.setUint8(0, KIND_AUDIO);
  view.setUint8(1, CODEC_PCM16);
  view.setUint16(2, frame.stream, true);
  view.setUint32(4, frame.sequence >>> 0, true);
  view.setUint32(8, frame.position >>> 0, true);
  for (let i = 0; i < frame.samples.length; i++) {
    view.setInt16(HEADER_BYTES + i * 2, frame.samples[i]!, true);
  }
  return bytes;
}

/** Read one frame. Null: too short, cut mid-sample, or of a kind or codec this client has not. */
export function decodeFrame(bytes: ArrayBuffer): AudioFrame | null {
  if (bytes.byteLength < HEADER_BYTES || bytes.byteLength % 2 !== 0) return null;
  const view = new DataView(bytes);
  if (view.getUint8(0) !== KIND_AUDIO || view.getUint8(1) !== CODEC_PCM16) return null;
  const samples = new Int16Array((bytes.byteLength - HEADER_BYTES) / 2);
  for (let i = 0; i < samples.length; i++) {
    samples[i] = view.getInt16(HEADER_BYTES + i * 2, true);
  }
  return {
    stream: view.getUint16(2, true),
    sequence: view.getUint32(4, true),
    position: view.getUint32(8, true),
    samples,
  };
}
