"""Clauses that join well: silence trimmed, ends faded, all equally loud."""

import numpy as np

from dryfit_audio.samples import Samples

TARGET_DBFS = -20.0
"""Higher: louder persona, more limiting. Lower: drowned on a building site."""
PEAK_LIMIT = 0.95
_SILENT_DBFS = -45.0
_LEAD_MS, _TAIL_MS, _FADE_MS = 10, 80, 5
_BLOCK_MS = 5


def decibels(samples: Samples) -> float:
    """Root mean square level in dBFS; -120 for silence."""
    power = float(np.mean(np.square(samples, dtype=np.float64))) if samples.size else 0.0
    return 10.0 * float(np.log10(max(power, 1e-12)))


def _block_levels(samples: Samples, rate_hz: int) -> Samples:
    block = rate_hz * _BLOCK_MS // 1000
    whole = samples[: samples.size // block * block].reshape(-1, block)
    power = np.mean(np.square(whole), axis=1)
    levels: Samples = 10.0 * np.log10(np.maximum(power, np.float32(1e-12)))
    return levels


def trim_silence(samples: Samples, rate_hz: int) -> Samples:
    """Cut silence at both ends to a few milliseconds: leading silence is latency."""
    levels = _block_levels(samples, rate_hz)
    if not levels.size:
        return samples
    loud = np.flatnonzero(levels > max(_SILENT_DBFS, float(levels.max()) - 40.0))
    if not loud.size:
        return samples[:0]
    block = rate_hz * _BLOCK_MS // 1000
    start = max(0, int(loud[0]) * block - rate_hz * _LEAD_MS // 1000)
    end = min(samples.size, (int(loud[-1]) + 1) * block + rate_hz * _TAIL_MS // 1000)
    return fade(samples[start:end], rate_hz)


def fade(samples: Samples, rate_hz: int) -> Samples:
    """Fade both ends in and out over 5 ms, so that joints do not click."""
    length = min(rate_hz * _FADE_MS // 1000, samples.size // 2)
    faded = samples.copy()
    if length:
        ramp = np.linspace(0.0, 1.0, length, dtype=np.float32)
        faded[:length] *= ramp
        faded[-length:] *= ramp[::-1]
    return faded


def level(samples: Samples, rate_hz: int) -> Samples:
    """Bring the spoken part to -20 dBFS and hold peaks under 0.95 with a soft knee."""
    levels = _block_levels(samples, rate_hz)
    if not levels.size or float(levels.max()) <= -100.0:
        return samples
    spoken = levels[levels > float(levels.max()) - 30.0]
    loudness = 10.0 * np.log10(np.mean(10.0 ** (spoken / 10.0)))
    louder = samples * np.float32(10.0 ** ((TARGET_DBFS - loudness) / 20.0))
    return _limit(louder)


def _limit(samples: Samples) -> Samples:
    knee = np.float32(0.6)
    room = np.float32(PEAK_LIMIT) - knee
    size = np.abs(samples)
    over = np.maximum(size - knee, 0.0)
    limited = np.where(size > knee, knee + room * np.tanh(over / room), size)
    result: Samples = np.copysign(limited, samples).astype(np.float32)
    return result
