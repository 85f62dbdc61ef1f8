"""Engines of the audio package, loaded once, and speech made by the voice itself."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soxr

from dryfit.bench.stt import read_sound
from dryfit_audio.samples import Samples
from dryfit_audio.smart_turn import TurnModel
from dryfit_audio.synthesize import OUTPUT_RATE_HZ, Synthesizer
from dryfit_audio.transcribe import Transcriber
from dryfit_audio.voices import Voice

Say = Callable[[str], Samples]


@dataclass(frozen=True, slots=True)
class Recording:
    file: str
    kind: str
    transcript: str
    samples: Samples


@pytest.fixture(scope="session")
def transcriber(model_dir: Path) -> Transcriber:
    loaded = Transcriber(model_dir / "whisper-base")
    loaded.warm_up()
    return loaded


@pytest.fixture(scope="session")
def synthesizer(model_dir: Path) -> Synthesizer:
    return Synthesizer(model_dir / "piper", steady=True)


@pytest.fixture(scope="session")
def turn_model(model_dir: Path) -> TurnModel:
    return TurnModel(model_dir / "smart-turn")


@pytest.fixture(scope="session")
def say_16k(synthesizer: Synthesizer) -> Say:
    """A sentence as the recogniser would get it: 16 kHz, a little silence around it."""
    quiet = np.zeros(4_000, dtype=np.float32)

    def say(text: str) -> Samples:
        spoken = synthesizer.synthesize(text, Voice())
        return np.concatenate([quiet, soxr.resample(spoken, OUTPUT_RATE_HZ, 16_000), quiet])

    return say


@pytest.fixture(scope="session")
def recordings(speech_dir: Path) -> list[Recording]:
    """Real recordings: those of `DRYFIT_SPEECH`, or the few that the tests fetch."""
    manifest = speech_dir / "manifest.jsonl"
    if not manifest.is_file():
        pytest.skip("no folder of recordings: set DRYFIT_SPEECH")
    rows = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    return [
        Recording(
            row["file"],
            row["kind"],
            str(row.get("transcript") or ""),
            read_sound(speech_dir / row["file"]),
        )
        for row in rows
    ]
