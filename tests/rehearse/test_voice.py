"""A rehearsal by voice, with the real models: won in its own noise, lost where nobody hears."""

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from dryfit.bench.room import virtual_engines
from dryfit.cli.main import app
from dryfit.cli.rehearse_voice import tell
from dryfit.errors import DryfitError
from dryfit.persona.level import numbers
from dryfit.rehearse.voice import SpokenTurn, VoiceResult, rehearse_by_voice
from dryfit.scenario.load import load_scenario
from dryfit.scenario.play import NoiseBed
from dryfit.scenario.schema import Scenario


@pytest.fixture(scope="module")
def bar(personas: Path) -> Scenario:
    return load_scenario(personas / "bar-owner.yaml")


def noisy(scenario: Scenario, snr_db: float) -> Scenario:
    bed = NoiseBed(preset="loading-dock", snr_db=snr_db)
    around = scenario.environment.model_copy(update={"noise_bed": bed})
    return scenario.model_copy(update={"environment": around})


def test_nobody_wins_where_nobody_is_heard(bar: Scenario) -> None:
    drowned = rehearse_by_voice(virtual_engines(), noisy(bar, -25.0), "normal", 0)
    assert not drowned.won
    assert drowned.misheard == drowned.turns


def test_a_language_without_a_voice_is_said(bar: Scenario) -> None:
    spanish = bar.model_copy(update={"language": "es-MX"})
    with pytest.raises(DryfitError, match="No installed voice"):
        rehearse_by_voice(None, spanish, "normal", 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "heard", "is_right"),
    [
        ("So can we put down Friday the 12th?", "so can we put down friday the 12th", True),
        ("We'd be done by ten.", "we would be done by 10", True),
        ("How did that come back on you?", "How does that come back on you?", False),
        ("Anything", "", False),
    ],
)
def test_other_words_are_misheard_other_spelling_is_not(
    said: str, heard: str, is_right: bool
) -> None:
    assert SpokenTurn(said, heard).is_right is is_right


@pytest.mark.parametrize(("level", "snr_db"), [("easy", 18.0), ("normal", 12.0), ("hard", 4.0)])
def test_each_level_has_its_own_noise(bar: Scenario, level: str, snr_db: float) -> None:
    easy = bar.difficulty.easy.model_copy(update={"snr_db": 18.0})
    hard = bar.difficulty.hard.model_copy(update={"snr_db": 4.0})
    levels = bar.difficulty.model_copy(update={"easy": easy, "hard": hard})
    assert numbers(bar.model_copy(update={"difficulty": levels}), level).snr_db == snr_db


def test_without_a_bed_there_is_no_noise(bar: Scenario) -> None:
    quiet = bar.environment.model_copy(update={"noise_bed": None})
    assert numbers(bar.model_copy(update={"environment": quiet}), "normal").snr_db is None


def test_what_was_misheard_is_told_and_where() -> None:
    turns = (SpokenTurn("Yes.", "Yes."), SpokenTurn("How did it go?", "How does it go?"))
    shown = StringIO()
    made = VoiceResult("bar-owner", "normal", "commitment", True, "bar-stockroom", 12.0, turns)
    tell(Console(file=shown, width=200), made)
    assert "bar-stockroom at 12 dB: won in 2 turns, 1 misheard." in shown.getvalue()
    assert "heard  How does it go?" in shown.getvalue()


def test_the_command_plays_what_can_be_spoken(personas: Path, model_dir: Path) -> None:
    shown = CliRunner().invoke(
        app, ["rehearse", "--voice", "--json", "bar-owner", "lesion-callada"]
    )
    assert shown.exit_code == 0, shown.output
    assert "no installed voice speaks `es-US`" in shown.stderr
    (result,) = json.loads(shown.stdout)
    assert result["won"]
    assert (result["bed"], result["snr_db"]) == ("bar-stockroom", 12.0)
    assert len(result["misheard"]) < len(result["turns"])
