"""Whisper's log-mel spectrogram, in float32 numpy, quick enough to run at every pause.

Same numbers as the reference (80 Slaney mel bands, 25 ms Hann windows every 10 ms, floor 8 decades
… clipped to 8 below the loudest): A. Radford and others, "Robust Speech Recognition via Large-Scale
Weak Supervision", 2022, section 2.2.
"""

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor

from dryfit_audio.samples import Samples

HOP_SAMPLES = 160
_WINDOW_SAMPLES = 400
_MEL_BANDS = 80
_WINDOW = np.hanning(_WINDOW_SAMPLES + 1)[:-1].astype(np.float32)
_FILTERS: Samples = np.ascontiguousarray(
    FeatureExtractor.get_mel_filters(16_000, _WINDOW_SAMPLES, _MEL_BANDS).T, dtype=np.float32
)


def log_mel(samples: Samples) -> Samples:
    """Log-mel features of shape (80, len(samples) // 160); at least 201 samples."""
    padded = np.pad(samples, _WINDOW_SAMPLES // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW_SAMPLES)[::HOP_SAMPLES]
    spectrum = np.fft.rfft(windows[: samples.size // HOP_SAMPLES] * _WINDOW, axis=-1)
    power = spectrum.real**2 + spectrum.imag**2
    logs: Samples = np.log10(np.maximum(power @ _FILTERS, np.float32(1e-10)))
    np.maximum(logs, logs.max() - np.float32(8.0), out=logs)
    return np.ascontiguousarray(((logs + np.float32(4.0)) / np.float32(4.0)).T)
