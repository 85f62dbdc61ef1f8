"""What is around a talk: a bed of noise, and the sounds that cut in. Made by arithmetic.

A scenario names them in plain words (`excavator-idle`, `phone-ring`), which decide what is made.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from dryfit_audio.loudness import decibels, fade
from dryfit_audio.samples import Samples
from dryfit_audio.synthesize import OUTPUT_RATE_HZ as RATE_HZ

Hertz = npt.NDArray[np.float64]
BED_S = 20.0
"""A bed's length before it comes round again; shorter, and a listener hears it repeat."""

SOUND_DBFS = -24.0
"""Level of a sound that cuts in; higher, and a phone in the talk is louder than the people."""

SOUND_S = 1.2
"""How long a sound lasts where the author did not say."""


def at_level(sound: Samples, dbfs: float) -> Samples:
    """Brought to a root mean square level; the loudest peaks may be clipped by PCM16."""
    return (sound * np.float32(10 ** ((dbfs - decibels(sound)) / 20))).astype(np.float32)


def bed_kind(preset: str) -> str:
    """Which of the beds a preset's words ask for: engine, workshop or room."""
    return next((kind for kind, named in _BEDS.items() if named.search(preset.lower())), "room")


def bed(preset: str) -> Samples:
    """Twenty seconds of a place at -20 dBFS, 24 kHz, to be played round and round."""
    return _bed(bed_kind(preset))


def sound_kind(name: str) -> str:
    """Which of the sounds a name's words ask for; a knock where none is known."""
    return next((kind for kind, named in _SOUNDS.items() if named.search(name.lower())), "knock")


def sound(name: str, seconds: float = 0.0) -> Samples:
    """A sound that cuts in, 24 kHz; 0 seconds is `SOUND_S`."""
    return _sound(sound_kind(name), round(seconds or SOUND_S, 3))


def pink(chance: np.random.Generator, size: int) -> Samples:
    """Noise with less power the higher it is, as in most rooms."""
    return _shaped(chance, size, lambda hertz: 1 / np.sqrt(np.maximum(hertz, 20.0)))


def engine(chance: np.random.Generator, size: int) -> Samples:
    """A motor: harmonics of a speed that wanders, and some hiss."""
    wander = _shaped(chance, size, lambda hertz: (hertz < 0.5).astype(float))
    speed_hz = 48 + 6 * wander / max(1e-9, float(np.abs(wander).max()))
    phase = 2 * np.pi * np.cumsum(speed_hz) / RATE_HZ
    hum = sum(np.sin(n * phase) / n for n in range(1, 16))
    return np.asarray(hum + 0.3 * at_level(pink(chance, size), 0.0), dtype=np.float32)


def workshop(chance: np.random.Generator, size: int) -> Samples:
    """A fan, and something dropped, hit or dragged about three times a second."""
    made = at_level(pink(chance, size), -20.0)
    for _ in range(round(3 * size / RATE_HZ)):
        start, length = int(chance.integers(0, size - 6_000)), int(chance.integers(600, 6_000))
        ring = np.exp(-np.arange(length) / chance.uniform(80, 1_200))
        tone = np.sin(2 * np.pi * chance.uniform(300, 4_000) * np.arange(length) / RATE_HZ)
        hit = ring * (tone + chance.standard_normal(length)) * chance.uniform(0.1, 0.8)
        made[start : start + length] += hit.astype(np.float32)
    return made


def _shaped(chance: np.random.Generator, size: int, shape: Callable[[Hertz], Hertz]) -> Samples:
    spectrum = np.fft.rfft(chance.standard_normal(size))
    hertz = np.asarray(np.fft.rfftfreq(size, 1 / RATE_HZ), dtype=np.float64)
    return np.asarray(np.fft.irfft(spectrum * shape(hertz), size), dtype=np.float32)


_BEDS: Mapping[str, re.Pattern[str]] = {
    "engine": re.compile(r"excavator|truck|dock|street|traffic|boiler|engine|generator|van|road"),
    "workshop": re.compile(r"shop|jobsite|site|warehouse|saw|stockroom|corridor|plant|kitchen"),
}
_MADE_BEDS: Mapping[str, Callable[[np.random.Generator, int], Samples]] = {
    "engine": engine,
    "workshop": workshop,
    "room": pink,
}


@cache
def _bed(kind: str) -> Samples:
    made = _MADE_BEDS[kind](np.random.default_rng(0), round(BED_S * RATE_HZ))
    return at_level(made, -20.0)


Seconds = npt.NDArray[np.float64]


def _tone(at_s: Seconds, *hertz: float) -> Seconds:
    return np.asarray(sum(np.sin(2 * np.pi * pitch * at_s) for pitch in hertz), dtype=np.float64)


def _bursts(at_s: Seconds, every_s: float, on_s: float, decay_s: float = 1e9) -> Seconds:
    """Loud for `on_s` of every `every_s`, dying away within."""
    since = at_s % every_s
    return np.where(since < on_s, np.exp(-since / decay_s), 0.0)


def _hiss(at_s: Seconds) -> Seconds:
    return np.asarray(np.random.default_rng(1).standard_normal(at_s.size))


def _motor(at_s: Seconds) -> Seconds:
    made = engine(np.random.default_rng(2), at_s.size).astype(np.float64)
    return made / max(1e-9, float(np.abs(made).max()))


def _saw(at_s: Seconds) -> Seconds:
    turning = 190 * at_s + 6 * np.sin(2 * np.pi * 0.8 * at_s)
    return np.asarray(2 * (turning % 1.0) - 1 + 0.4 * _hiss(at_s))


def _bark(at_s: Seconds) -> Seconds:
    falling = 520 * at_s - 160 * (at_s % 0.45) ** 2 * 4
    return _bursts(at_s, 0.45, 0.16, 0.07) * (np.sin(2 * np.pi * falling) + 0.5 * _hiss(at_s))


def _cry(at_s: Seconds) -> Seconds:
    pitch = 430 + 90 * np.sin(2 * np.pi * 1.1 * at_s)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    voice = sum(np.sin(n * phase) / n for n in range(1, 6))
    return np.asarray(_bursts(at_s, 1.0, 0.75) * voice)


_SOUNDS: Mapping[str, re.Pattern[str]] = {
    "ring": re.compile(r"phone|ring"),
    "chime": re.compile(r"ping|chime|bell|message"),
    "horn": re.compile(r"horn|honk"),
    "reversing": re.compile(r"revers|beep|forklift|backing"),
    "saw": re.compile(r"saw|drill|grinder|router"),
    "motor": re.compile(r"pump|compressor|excavator|engine|truck|generator|mower"),
    "bark": re.compile(r"dog|bark"),
    "cry": re.compile(r"baby|child|cry"),
    "static": re.compile(r"radio|static|walkie"),
    "knock": re.compile(r"door|knock|bang"),
}
_MADE_SOUNDS: Mapping[str, Callable[[Seconds], Seconds]] = {
    "ring": lambda at_s: _bursts(at_s, 0.6, 0.4) * _tone(at_s, 440, 480),
    "chime": lambda at_s: _bursts(at_s, 0.6, 0.6, 0.15) * _tone(at_s, 880, 1320),
    "horn": lambda at_s: _bursts(at_s, 0.7, 0.5) * _tone(at_s, 400, 500),
    "reversing": lambda at_s: 0.7 * _bursts(at_s, 0.8, 0.4) * _tone(at_s, 1000) + _motor(at_s),
    "saw": _saw,
    "motor": _motor,
    "bark": _bark,
    "cry": _cry,
    "static": lambda at_s: (0.3 + _bursts(at_s, 0.5, 0.3)) * _hiss(at_s),
    "knock": lambda at_s: (
        _bursts(at_s, 0.3, 0.25, 0.03) * (_tone(at_s, 110, 170) + 0.3 * _hiss(at_s))
    ),
}


@cache
def _sound(kind: str, seconds: float) -> Samples:
    at_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    made = at_level(_MADE_SOUNDS[kind](at_s).astype(np.float32), SOUND_DBFS)
    return fade(np.clip(made, -0.9, 0.9).astype(np.float32), RATE_HZ)
