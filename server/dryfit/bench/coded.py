"""What Opus costs in words: recognition of recordings as they are, and as the wire carries them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import soxr

from dryfit.bench.stt import read_sound, scored_clips, word_error_rate
from dryfit.engines import Engines
from dryfit_audio.framing import SAMPLE_RATE_HZ
from dryfit_audio.opus import RATE_HZ, OpusDecoder, encode
from dryfit_audio.samples import Samples

Progress = Callable[[str, int, int], None]


def run(
    speech: Path, progress: Progress = lambda _name, _done, _of: None, limit: int | None = None
) -> dict[str, object]:
    """Recognise every clip with exact words twice.

    Returns `clips, wer, wer_opus` (fractions), `difference_points` (percent points; above 0 where
    Opus is worse), `changed` (clips that are heard otherwise) and `kbit_s` (packets alone).

    Raises:
        DryfitError: no manifest, or no clip with exact words in it.
    """
    clips = scored_clips(speech)[:limit]
    transcriber = Engines().transcriber
    transcriber.warm_up()
    said: list[str] = []
    heard: list[str] = []
    heard_coded: list[str] = []
    bits, seconds = 0, 0.0
    for number, clip in enumerate(clips, start=1):
        progress(clip.path.name, number, len(clips))
        sound = read_sound(clip.path)
        packets, coded = through_opus(sound)
        bits += 8 * sum(map(len, packets))
        seconds += sound.size / SAMPLE_RATE_HZ
        said.append(clip.transcript or "")
        heard.append(transcriber.transcribe(sound).text)
        heard_coded.append(transcriber.transcribe(coded).text)
    wer, wer_opus = word_error_rate(said, heard), word_error_rate(said, heard_coded)
    return {
        "clips": len(clips),
        "wer": round(wer, 4),
        "wer_opus": round(wer_opus, 4),
        "difference_points": round(100 * (wer_opus - wer), 2),
        "changed": sum(a != b for a, b in zip(heard, heard_coded, strict=True)),
        "kbit_s": round(bits / seconds / 1000, 1),
    }


def through_opus(sound: Samples) -> tuple[list[bytes], Samples]:
    """The packets of 16 kHz sound, and what comes out of them, 16 kHz again."""
    lead_in, *packets = encode(soxr.resample(sound, SAMPLE_RATE_HZ, RATE_HZ))
    decoder = OpusDecoder()
    decoder.decode(lead_in)
    pcm16 = b"".join(decoder.decode(packet) for packet in packets)
    decoded = np.frombuffer(pcm16, dtype="<i2").astype(np.float32) / np.float32(32768)
    back = soxr.resample(decoded, RATE_HZ, SAMPLE_RATE_HZ)[: sound.size]
    return packets, np.ascontiguousarray(back, dtype=np.float32)
