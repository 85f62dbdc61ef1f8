"""Text in, samples out: one clause at a time, in a persona's voice."""

import json
import threading
from pathlib import Path

import numpy as np
import soxr
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig

from dryfit_audio.errors import EngineFailed
from dryfit_audio.inference import load_onnx
from dryfit_audio.loudness import level, trim_silence
from dryfit_audio.samples import Samples
from dryfit_audio.spoken_form import spoken
from dryfit_audio.voices import DEFAULT_MODEL, Voice

OUTPUT_RATE_HZ = 24_000
_GAP_BETWEEN_SENTENCES_MS = 180
MAX_CLAUSE_LETTERS = 1_000
"""Longer text is cut here: it would block the voice for everyone."""


class Synthesizer:
    """Piper, shared by all sessions. espeak-ng has process-wide state: one clause at a time."""

    def __init__(self, model_dir: Path, cpu_threads: int = 2, steady: bool = False) -> None:
        """Take voices from `model_dir` (files `NAME.onnx` and `NAME.onnx.json`).

        A `steady` voice says a clause the same way each time, and a little flatter.

        Raises:
            EngineFailed: code `engine-missing`, when the default voice cannot be loaded.
        """
        self._folder = Path(model_dir)
        self._threads = cpu_threads
        self._noise = 0.0 if steady else None
        self._lock = threading.Lock()
        self._voices: dict[str, PiperVoice] = {}
        self._load(DEFAULT_MODEL)

    def synthesize(self, clause: str, voice: Voice, language: str = "en-US") -> Samples:
        """Say `clause`; float32 at 24 kHz, level and trimmed, empty if nothing can be said.

        Raises:
            EngineFailed: code `speech-failed`.
        """
        text = spoken(clause[:MAX_CLAUSE_LETTERS], language)
        if not any(letter.isalnum() for letter in text):
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            piper = self._load(voice.model)
            # Resampling raises pitch and shortens time alike, so the voice first speaks slower.
            config = SynthesisConfig(
                length_scale=voice.pitch / voice.rate,
                noise_scale=self._noise,
                noise_w_scale=self._noise,
                normalize_audio=False,
            )
            try:
                parts = [part.audio_float_array for part in piper.synthesize(text, config)]
            except Exception as cause:
                raise EngineFailed("speech-failed", f"Speech failed: {cause}") from cause
        return _finish(parts, piper.config.sample_rate * voice.pitch)

    def warm_up(self) -> None:
        """Say one word, so that the first clause is not slower than the others."""
        self.synthesize("Hello there.", Voice())

    def _load(self, name: str) -> PiperVoice:
        if name not in self._voices:
            model = self._folder / f"{name}.onnx"
            try:
                self._voices[name] = _piper(model, self._threads)
            except Exception as cause:
                raise EngineFailed(
                    "engine-missing", f"The voice {name} cannot be loaded: {cause}"
                ) from cause
        return self._voices[name]


def _piper(model: Path, cpu_threads: int) -> PiperVoice:
    """As `PiperVoice.load`, but without threads that spin while other engines need the cores."""
    session = load_onnx(str(model), cpu_threads)
    config = json.loads(Path(f"{model}.json").read_text(encoding="utf-8"))
    return PiperVoice(session=session, config=PiperConfig.from_dict(config))


def _finish(parts: list[Samples], rate_hz: float) -> Samples:
    gap = np.zeros(OUTPUT_RATE_HZ * _GAP_BETWEEN_SENTENCES_MS // 1000, dtype=np.float32)
    pieces: list[Samples] = []
    for part in parts:
        if pieces:
            pieces.append(gap)
        resampled = soxr.resample(part, rate_hz, OUTPUT_RATE_HZ, quality="HQ")
        pieces.append(trim_silence(resampled, OUTPUT_RATE_HZ))
    if not pieces:
        return np.zeros(0, dtype=np.float32)
    return level(np.concatenate(pieces), OUTPUT_RATE_HZ)
