"""A learner's voice: lines spoken by the same synthesiser that the persona has, as WAV."""

import io
import wave
from pathlib import Path

import numpy as np

from dryfit_audio.synthesize import Synthesizer
from dryfit_audio.voices import voice_for

RATE_HZ = 24_000


class Learner:
    """Speaks. Loading the voice takes a second, so one serves all tests."""

    def __init__(self, model_dir: Path) -> None:
        self._synthesizer = Synthesizer(model_dir)

    def say(self, text: str, *, before_s: float = 0.0, after_s: float = 0.5) -> bytes:
        """A WAV of the line with silence on both sides."""
        samples = self._synthesizer.synthesize(text, voice_for(None))
        silence = [np.zeros(int(RATE_HZ * seconds), np.float32) for seconds in (before_s, after_s)]
        return wav(np.concatenate([silence[0], samples, silence[1]]))


def wav(samples: np.ndarray) -> bytes:
    """Mono PCM16 at 24 kHz."""
    pcm = (np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes(pcm)
    return file.getvalue()
