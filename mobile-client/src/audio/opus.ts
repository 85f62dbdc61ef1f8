import { type Codec, WIRE_RATE_HZ } from "../wire/frame";

/** What the learner's voice may cost. Lower: consonants blur in noise; higher: beyond the traffic budget. */
const BITS_PER_SECOND = 24_000;
export const PACKET_SAMPLES = 480;
export const PACKET_US = 20_000;

/** As the server's own encoder is set; see what lower complexity costs in `dryfit bench stt --against opus`. */
const TUNING = { application: "voip", signal: "voice", complexity: 10, frameDuration: PACKET_US } as const;

export const ENCODER: AudioEncoderConfig = {
  codec: "opus",
  sampleRate: WIRE_RATE_HZ,
  numberOfChannels: 1,
  bitrate: BITS_PER_SECOND,
  opus: TUNING,
};

/** Opus decodes to 48 kHz, whatever it was made from. */
export const DECODER: AudioDecoderConfig = { codec: "opus", sampleRate: 48_000, numberOfChannels: 1 };

/** Opus where this browser codes and decodes it; else PCM16, which needs nothing, and fifteen times the traffic. */
export async function bestCodec(): Promise<Codec> {
  try {
    const answers = await Promise.all([
      AudioEncoder.isConfigSupported(ENCODER),
      AudioDecoder.isConfigSupported(DECODER),
    ]);
    return answers.every(({ supported }) => supported) ? "opus" : "pcm16";
  } catch {
    return "pcm16"; // no WebCodecs here, or none that knows the question
  }
}
