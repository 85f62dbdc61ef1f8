"""What is said about the place, row by row."""

import pytest
from tests.session.scene import scene
from tests.virtual_time import on_virtual_time

from dryfit.session.level_check import (
    FAINT_DBFS,
    LOUD_DBFS,
    LOW_SNR_DB,
    NO_SOUND_DBFS,
    STEADY_DB,
    LevelCheck,
    LevelMeasured,
)
from dryfit.turn.table import State
from dryfit_audio.level import FrameLevel, SoundLevels


def _levels(noise_dbfs: float, speech_dbfs: float | None = None) -> SoundLevels:
    levels = SoundLevels()
    for _ in range(30):
        levels.take_for_noise(FrameLevel(noise_dbfs, 0.0), 0.0)
    levels.speech_dbfs = speech_dbfs
    return levels


@pytest.mark.parametrize(
    ("noise_dbfs", "speech_dbfs", "advice"),
    [
        (NO_SOUND_DBFS - 0.1, None, "no-sound"),
        (NO_SOUND_DBFS, None, "fine"),
        (LOUD_DBFS - 0.1, None, "fine"),
        (LOUD_DBFS, None, "push-to-talk"),
        (-40.0, -40.0 + LOW_SNR_DB - 0.1, "push-to-talk"),
        (-40.0, -40.0 + LOW_SNR_DB, "fine"),
        (-80.0, FAINT_DBFS - 0.1, "come-closer"),
        (-80.0, FAINT_DBFS, "fine"),
    ],
)
def test_advice(noise_dbfs: float, speech_dbfs: float | None, advice: str) -> None:
    told = LevelCheck().look(_levels(noise_dbfs, speech_dbfs))
    assert told is not None
    assert told.advice == advice
    assert told.noise_dbfs == pytest.approx(noise_dbfs)


def test_nothing_is_said_before_a_second_was_heard() -> None:
    assert LevelCheck().look(SoundLevels()) is None


def test_it_is_said_once_and_again_when_the_learner_is_known() -> None:
    check = LevelCheck()
    first = check.look(_levels(-60.0))
    assert first is not None
    assert (first.speech_dbfs, first.snr_db, first.advice) == (None, None, "fine")
    assert check.look(_levels(-58.0)) is None
    known = check.look(_levels(-60.0, -20.0))
    assert known is not None
    assert known.snr_db == pytest.approx(40.0)
    assert check.look(_levels(-60.0, -22.0)) is None


@pytest.mark.parametrize(("more_db", "gone"), [(STEADY_DB - 0.1, False), (STEADY_DB, True)])
def test_advice_does_not_flicker(more_db: float, gone: bool) -> None:
    check = LevelCheck()
    check.look(_levels(-40.0, -40.0 + LOW_SNR_DB - 1))
    after = check.look(_levels(-40.0, -40.0 + LOW_SNR_DB + more_db))
    assert (after is not None) is gone


@on_virtual_time
async def test_a_session_says_it_at_the_start_and_after_the_first_turn() -> None:
    async with scene() as play:
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(State.SPEAKING)
        await play.until(State.LISTENING)
    first, second = play.of(LevelMeasured)
    assert first.speech_dbfs is None
    assert second.speech_dbfs == pytest.approx(-13.5, abs=1.0), "the tone's level"
