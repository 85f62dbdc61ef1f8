"""Recognition against plain faster-whisper: same model, same clips, one run.

Words are compared after the Whisper authors' English normaliser, over the whole corpus. Clips
whose words are not exact are left out. Each clip is read by both ways in turn, and which way goes
first alternates, so that a busy machine slows both alike.
"""

import functools
import re
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import jiwer
import numpy as np
import soundfile
import soxr

from dryfit.bench.manifest import Clip, read_manifest
from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit_audio.framing import SAMPLE_RATE_HZ
from dryfit_audio.samples import Samples
from dryfit_audio.transcribe import Transcriber

Progress = Callable[[str, int, int], None]

NOISE_PIECE_S = 6.0
_ONE = re.compile(r"\bone\b")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s*(?=\d)")


@dataclass(slots=True)
class _Tally:
    references: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    heard_by_stock: list[str] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)
    stock_took_ms: list[float] = field(default_factory=list)
    noise_pieces: int = 0
    noise_words: int = 0
    guards: dict[str, int] = field(default_factory=dict)


def run(
    speech: Path, progress: Progress = lambda _name, _done, _of: None, limit: int | None = None
) -> dict[str, object]:
    """Read the clips of `speech` (a folder with a `manifest.jsonl`) both ways.

    Returns `clips, wer, wer_stock` (fractions), `ms_median, ms_stock_median, speedup` (the median
    over clips of stock time / own time), and what was heard on noise beds cut in 6 s pieces.

    Raises:
        DryfitError: no manifest, or no clip with exact words in it.
    """
    noise = [clip for clip in read_manifest(speech) if clip.kind == "noise"][:limit]
    spoken = scored_clips(speech)[:limit]
    transcriber = Engines().transcriber
    transcriber.warm_up()
    tally = _Tally()
    total = len(spoken) + len(noise)
    for number, clip in enumerate([*spoken, *noise], start=1):
        progress(clip.path.name, number, total)
        sound = read_sound(clip.path)
        if clip.kind == "noise":
            _read_noise(transcriber, sound, tally)
        else:
            said = clip.transcript or ""
            _read_both_ways(transcriber, sound, said, tally, own_first=number % 2 == 0)
    return _figures(tally)


def scored_clips(speech: Path) -> list[Clip]:
    """The clips on which word errors may be counted.

    Raises:
        DryfitError: no manifest, or no clip with exact words in it.
    """
    found = [clip for clip in read_manifest(speech) if clip.kind != "noise" and clip.is_exact]
    if not found:
        hint = "A clip needs `transcript`, and `transcript_kind` other than machine or none."
        raise DryfitError("no-clips", f"No clip in {speech} has exact words.", hint)
    return found


def _read_both_ways(
    transcriber: Transcriber, sound: Samples, reference: str, tally: _Tally, own_first: bool
) -> None:
    tally.references.append(reference)
    for own in (own_first, not own_first):
        started = time.perf_counter()
        if own:
            transcript = transcriber.transcribe(sound)
            tally.took_ms.append((time.perf_counter() - started) * 1000)
            tally.heard.append(transcript.text)
            for guard in transcript.guards:
                tally.guards[guard] = tally.guards.get(guard, 0) + 1
        else:
            text = transcriber.stock(sound)
            tally.stock_took_ms.append((time.perf_counter() - started) * 1000)
            tally.heard_by_stock.append(text)


def _read_noise(transcriber: Transcriber, sound: Samples, tally: _Tally) -> None:
    piece = round(NOISE_PIECE_S * SAMPLE_RATE_HZ)
    for start in range(0, max(1, sound.size - piece // 2), piece):
        transcript = transcriber.transcribe(sound[start : start + piece])
        tally.noise_pieces += 1
        tally.noise_words += len(transcript.text.split())


def _figures(tally: _Tally) -> dict[str, object]:
    ratios = [stock / own for stock, own in zip(tally.stock_took_ms, tally.took_ms, strict=True)]
    return {
        "clips": len(tally.references),
        "wer": round(word_error_rate(tally.references, tally.heard), 4),
        "wer_stock": round(word_error_rate(tally.references, tally.heard_by_stock), 4),
        "ms_median": round(statistics.median(tally.took_ms), 1),
        "ms_stock_median": round(statistics.median(tally.stock_took_ms), 1),
        "speedup": round(statistics.median(ratios), 2),
        "guards": dict(sorted(tally.guards.items())),
        "noise_pieces": tally.noise_pieces,
        "noise_words": tally.noise_words,
    }


def word_error_rate(references: list[str], heard: list[str]) -> float:
    """Word errors over all words, as a fraction, both sides normalised as Whisper's authors do."""
    pairs = [(normalised(a), normalised(b)) for a, b in zip(references, heard, strict=True)]
    kept = [(reference, guess) for reference, guess in pairs if reference]
    if not kept:
        return 0.0
    return float(jiwer.wer([reference for reference, _ in kept], [guess for _, guess in kept]))


def normalised(text: str) -> str:
    """`text` as Whisper's authors compare it: no case, no punctuation, numbers in figures.

    Then digit by digit: who reads out 1-0-0 has said the same however a recogniser groups it.
    """
    figures = _ONE.sub("1", str(_normaliser()(text)))
    return _BETWEEN_DIGITS.sub(" ", figures)


@functools.cache
def _normaliser() -> Callable[[str], str]:
    with warnings.catch_warnings():
        # The package has a badly escaped docstring, which Python 3.12 and later complain about.
        warnings.simplefilter("ignore")
        from whisper_normalizer.english import EnglishTextNormalizer
    made: Callable[[str], str] = EnglishTextNormalizer()
    return made


def read_sound(path: Path) -> Samples:
    """A recording as 16 kHz mono.

    Raises:
        DryfitError: `bad-recording`.
    """
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as cause:
        raise DryfitError("bad-recording", f"{path} cannot be read: {cause}") from cause
    mono = samples.mean(axis=1)
    if rate_hz != SAMPLE_RATE_HZ:
        mono = soxr.resample(mono, rate_hz, SAMPLE_RATE_HZ)
    return np.ascontiguousarray(mono, dtype=np.float32)
