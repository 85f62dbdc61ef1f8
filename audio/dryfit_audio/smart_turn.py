"""Has this voice finished its turn? Smart Turn v3.2 listens to the last eight seconds.

The model (pipecat-ai, BSD-2) wants Whisper log-mel features of exactly 8 s: shorter sound stands at
the end with zeros before it, then the whole window is brought to zero mean and unit variance.
"""

from pathlib import Path

import numpy as np

from dryfit_audio.errors import EngineFailed
from dryfit_audio.framing import SAMPLE_RATE_HZ
from dryfit_audio.inference import load_onnx
from dryfit_audio.log_mel import log_mel
from dryfit_audio.samples import Samples, checked

MODEL_FILE = "smart-turn-v3.2-cpu.onnx"
WINDOW_SAMPLES = 8 * SAMPLE_RATE_HZ
_VARIANCE_FLOOR = 1e-7


class TurnModel:
    """Smart Turn, shared by all sessions: it keeps nothing between calls."""

    def __init__(self, model_dir: Path, cpu_threads: int = 1) -> None:
        """Load the model from `model_dir` (the folder of `smart-turn-v3.2-cpu.onnx`).

        Raises:
            EngineFailed: code `engine-missing`.
        """
        try:
            self._model = load_onnx(str(Path(model_dir) / MODEL_FILE), cpu_threads)
        except Exception as cause:
            raise EngineFailed("engine-missing", f"Smart Turn cannot be loaded: {cause}") from cause

    def finished_probability(self, samples_16k: Samples) -> float:
        """How likely the speaker has finished, 0 to 1; only the last 8 s count.

        Raises:
            BadAudio: not sound.
            EngineFailed: code `turn-model-failed`.
        """
        sound = checked(samples_16k, SAMPLE_RATE_HZ)[-WINDOW_SAMPLES:]
        window = np.zeros(WINDOW_SAMPLES, dtype=np.float32)
        window[WINDOW_SAMPLES - sound.size :] = sound
        window = (window - window.mean()) / np.sqrt(window.var() + np.float32(_VARIANCE_FLOOR))
        try:
            (answer,) = self._model.run(None, {"input_features": log_mel(window)[np.newaxis]})
        except Exception as cause:
            raise EngineFailed("turn-model-failed", f"Turn model failed: {cause}") from cause
        return float(np.asarray(answer).reshape(-1)[0])

    def warm_up(self) -> None:
        """Run once, so that the first pause is not slower than the others."""
        self.finished_probability(np.zeros(SAMPLE_RATE_HZ, dtype=np.float32))
