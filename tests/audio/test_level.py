"""The bar that voices must pass: set by those that were nobody's turn, kept under the learner."""

import pytest

from dryfit_audio.level import (
    BAR_MARGIN_DB,
    BAR_MEMORY_S,
    MIN_FALSE_FRAMES,
    SILENT_DBFS,
    UNDER_LEARNER_DB,
    FrameLevel,
    SoundLevels,
)

VOICE, NOISE = 0.9, 0.1


def _with_false_voices(count: int, dbfs: float, at_s: float = 0.0) -> SoundLevels:
    levels = SoundLevels()
    for _ in range(count):
        levels.take_for_noise(FrameLevel(dbfs, VOICE), at_s)
    return levels


@pytest.mark.parametrize(
    ("count", "bar_dbfs"),
    [(MIN_FALSE_FRAMES - 1, SILENT_DBFS), (MIN_FALSE_FRAMES, -40 + BAR_MARGIN_DB)],
)
def test_a_bar_needs_enough_false_voices(count: int, bar_dbfs: float) -> None:
    assert _with_false_voices(count, -40.0).bar_dbfs(0.0) == pytest.approx(bar_dbfs)


@pytest.mark.parametrize(("later_s", "there"), [(BAR_MEMORY_S, True), (BAR_MEMORY_S + 0.1, False)])
def test_a_false_voice_is_forgotten(later_s: float, there: bool) -> None:
    levels = _with_false_voices(20, -40.0)
    assert (levels.bar_dbfs(later_s) > SILENT_DBFS) is there


def test_noise_without_a_voice_sets_no_bar_but_is_measured() -> None:
    levels = SoundLevels()
    for _ in range(29):
        levels.take_for_noise(FrameLevel(-30.0, NOISE), 0.0)
    assert levels.noise_dbfs is None
    levels.take_for_noise(FrameLevel(-30.0, NOISE), 0.0)
    assert levels.noise_dbfs == pytest.approx(-30.0)
    assert levels.bar_dbfs(0.0) == SILENT_DBFS


def test_the_bar_stays_under_the_learner() -> None:
    levels = _with_false_voices(20, -22.0)
    levels.take_for_speech([FrameLevel(-20.0, VOICE)] * 20)
    assert levels.bar_dbfs(0.0) == pytest.approx(-20.0 - UNDER_LEARNER_DB)


def test_one_soft_turn_does_not_make_a_soft_learner() -> None:
    levels = SoundLevels()
    levels.take_for_speech([FrameLevel(-20.0, VOICE)] * 20)
    levels.take_for_speech([FrameLevel(-40.0, VOICE)] * 20)
    assert levels.speech_dbfs == pytest.approx(-26.0)
    levels.take_for_speech([FrameLevel(-10.0, VOICE)] * 20)
    assert levels.speech_dbfs == pytest.approx(-10.0)


def test_a_turn_without_a_voiced_frame_says_nothing() -> None:
    levels = SoundLevels()
    levels.take_for_speech([])
    levels.take_for_speech([FrameLevel(-20.0, NOISE)] * 20)
    assert levels.speech_dbfs is None
