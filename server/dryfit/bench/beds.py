"""Noise to hold a conversation in: recordings where there are some, made sounds where not."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile
import soxr

from dryfit.bench.manifest import read_manifest
from dryfit.bench.room import RATE_HZ
from dryfit.errors import DryfitError
from dryfit_audio.framing import SAMPLE_RATE_HZ
from dryfit_audio.samples import Samples
from dryfit_audio.surroundings import engine, pink, workshop

MADE_S = 30.0
_SPEECH_BLOCK_S = 0.03
_SPEECH_RANGE_DB = 30.0


def recorded_beds(speech: Path) -> dict[str, Samples]:
    """The noise recordings of a folder, by name, at 24 kHz.

    Raises:
        DryfitError: no manifest, or a recording that cannot be read.
    """
    return {
        clip.path.stem: read_sound(clip.path, RATE_HZ)
        for clip in read_manifest(speech)
        if clip.kind == "noise"
    }


def made_beds(voices: Sequence[Samples]) -> dict[str, Samples]:
    """Four beds without recordings: a fan, an engine, a workshop, and `voices` all at once."""
    chance = np.random.default_rng(0)
    size = round(MADE_S * RATE_HZ)
    return {
        "made_fan": pink(chance, size),
        "made_engine": engine(chance, size),
        "made_workshop": workshop(chance, size),
        "made_crowd": _crowd(chance, size, voices),
    }


def speech_at_level(sound: Samples, rate_hz: int, dbfs: float) -> Samples:
    """Brought to a level over its spoken parts: pauses do not count (ITU-T P.56 in plain form)."""
    block = round(_SPEECH_BLOCK_S * rate_hz)
    blocks = sound[: sound.size // block * block].reshape(-1, block).astype(np.float64)
    power = np.mean(np.square(blocks), axis=1)
    spoken = power[power > power.max() * 10 ** (-_SPEECH_RANGE_DB / 10)]
    level = 10 * np.log10(max(float(spoken.mean()), 1e-12)) if spoken.size else -120.0
    return (sound * np.float32(10 ** ((dbfs - level) / 20))).astype(np.float32)


def read_sound(path: Path, rate_hz: int) -> Samples:
    """A recording as mono at a rate.

    Raises:
        DryfitError: `bad-recording`.
    """
    try:
        samples, own_rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as cause:
        raise DryfitError("bad-recording", f"{path} cannot be read: {cause}") from cause
    mono = samples.mean(axis=1)
    if own_rate_hz != rate_hz:
        mono = soxr.resample(mono, own_rate_hz, rate_hz)
    return np.ascontiguousarray(mono, dtype=np.float32)


def for_recogniser(sound: Samples) -> Samples:
    """24 kHz as 16 kHz."""
    return np.asarray(soxr.resample(sound, RATE_HZ, SAMPLE_RATE_HZ), dtype=np.float32)


def _crowd(chance: np.random.Generator, size: int, voices: Sequence[Samples]) -> Samples:
    """A room full of people: every voice many times, at any moment, near and far."""
    sound = np.zeros(size, dtype=np.float32)
    for _ in range(60):
        voice = voices[int(chance.integers(len(voices)))]
        start = int(chance.integers(0, max(1, size - voice.size)))
        piece = voice[: size - start]
        sound[start : start + piece.size] += np.float32(chance.uniform(0.1, 1.0)) * piece
    return sound
