"""The arithmetic of the bench of pauses: what counts as early, and what is chosen."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from tests.fakes import FakeEngines, tone

from dryfit.bench.manifest import Clip
from dryfit.bench.pauses import Tally, chosen, play_all, run
from dryfit.bench.virtual_time import run_virtual
from dryfit.errors import DryfitError
from dryfit.scenario.library import Library
from dryfit.settings import Settings
from dryfit_audio.framing import SAMPLE_RATE_HZ


def clip(
    name: str,
    kind: str = "speech",
    end_s: float | None = 3.0,
    long_pause: tuple[float, float] | None = None,
    transcript: str | None = "words",
) -> Clip:
    return Clip(Path(name), kind, True, 3.5, transcript, 0.1, end_s, (), long_pause)


def test_a_sound_before_the_true_end_is_early_and_no_wait() -> None:
    tally = Tally()
    paused, single = clip("paused", "pauses", long_pause=(1.0, 2.0)), clip("single")
    for wait_s in (-0.001, 0.0, 0.5):
        tally.note(paused, wait_s)
    tally.note(single, -1.0)
    tally.note(single, None)
    figures = tally.figures()
    assert (figures["pauses"], figures["answered_early"], figures["early"]) == (3, 1, ["paused"])
    assert (figures["ends"], figures["ends_answered_early"]) == (2, ["single"])
    assert figures["unanswered"] == ["single"]
    assert figures["wait_ms"] == {"p50": 250.0, "p95": 475.0}


def test_without_an_answer_there_is_no_percentile() -> None:
    assert Tally().figures()["wait_ms"] == {"p50": None, "p95": None}


def test_every_long_pause_is_played_and_only_marked_utterances() -> None:
    pauses = [clip(f"p{n}", "pauses", long_pause=(1.0, 2.0)) for n in range(3)]
    single = [clip(f"s{n}") for n in range(9)]
    others = [clip("n", "noise"), clip("u", end_s=None), clip("m", transcript=None)]
    found = chosen([*single, *others, *pauses], ends=4)
    assert found[:3] == pauses
    assert len(found) == 7
    assert set(found[3:]) < set(single)
    assert found == chosen([*single, *others, *pauses], ends=4)


def test_a_folder_without_marked_ends_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_text('{"file": "a.flac", "kind": "noise"}\n')
    with pytest.raises(DryfitError) as refused:
        run(tmp_path, Library(Settings().personas).get("bar-owner"))
    assert refused.value.code == "no-clips"


def recording(folder: Path, pause_s: float) -> Clip:
    """A second of voice, a pause, another second, as a file."""
    voice = tone(1.0, SAMPLE_RATE_HZ)
    quiet = np.zeros(round(pause_s * SAMPLE_RATE_HZ), dtype=np.float32)
    path = folder / f"pause{pause_s}.wav"
    soundfile.write(path, np.concatenate([voice, quiet, voice]), SAMPLE_RATE_HZ)
    end_s = 2.0 + pause_s
    return Clip(path, "pauses", True, end_s, "words", 0.0, end_s, (), (1.0, 1.0 + pause_s))


@pytest.mark.parametrize(
    ("finished", "early"),
    [
        (1.0, {"quick": 1, "normal": 1, "patient": 0}),
        (0.0, {"quick": 1, "normal": 0, "patient": 0}),
    ],
)
def test_a_pause_is_too_long_for_some_settings(
    tmp_path: Path, finished: float, early: dict[str, int]
) -> None:
    engines = FakeEngines()
    engines.judge.finished = finished
    engines.ear.enqueue(*["We could start with one night"] * 20)
    persona = Library(Settings().personas).get("bar-owner")
    clips = [recording(tmp_path, 2.0)]
    figures = run_virtual(play_all(clips, persona, engines), 1e6)
    assert {name: found["answered_early"] for name, found in figures.items()} == early
    for name, found in figures.items():
        assert found["unanswered"] == []
        if not early[name]:
            stages = found["stages_p50_ms"]
            assert isinstance(stages, dict)
            assert stages["endpoint"] > 0
