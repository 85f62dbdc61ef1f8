"""What counts as sound here: one-dimensional float32, finite, between -1 and 1."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dryfit_audio.errors import BadAudio

Samples: TypeAlias = NDArray[np.float32]

MAX_SECONDS = 600.0
"""Longest piece of sound taken at once; nobody talks longer than this in one turn."""


def checked(samples: NDArray[Any], sample_rate_hz: int) -> Samples:
    """Return `samples` as contiguous float32, or say what is wrong with them.

    Integer PCM16 is scaled to ±1; floats a little outside ±1 are clipped.

    Raises:
        BadAudio: wrong shape or type, NaN or infinity, or longer than ten minutes.
    """
    if not isinstance(samples, np.ndarray) or samples.ndim != 1:
        raise BadAudio("Sound must be a one-dimensional array of samples (mono).")
    if samples.size > MAX_SECONDS * sample_rate_hz:
        raise BadAudio(f"Sound longer than {MAX_SECONDS:.0f} s cannot be taken in one piece.")
    if samples.dtype == np.int16:
        return np.ascontiguousarray(samples, dtype=np.float32) / np.float32(32768.0)
    if samples.dtype not in (np.dtype(np.float32), np.dtype(np.float64)):
        raise BadAudio(f"Sound must be float32 or PCM16, not {samples.dtype}.")
    if not np.isfinite(samples).all():
        raise BadAudio("Sound holds values that are not numbers.")
    return np.ascontiguousarray(np.clip(samples, -1.0, 1.0), dtype=np.float32)
