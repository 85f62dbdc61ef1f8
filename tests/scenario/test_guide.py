"""The trainer's guide is true: its examples play and are accepted, its commands exist."""

import re
from datetime import date
from pathlib import Path

import pytest
from typer.main import get_command

from dryfit.check.check import check_text
from dryfit.cli.main import app
from dryfit.persona.embed import MiniLM
from dryfit.persona.reader import Reader
from dryfit.rehearse.rehearse import Stage
from dryfit.scenario.load import load_text

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-scenarios.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
HERE = Path("draft.yaml")


@pytest.mark.parametrize("text", EXAMPLES, ids=["seven lines", "with more"])
def test_an_example_has_no_fault(text: str) -> None:
    found = check_text(text, HERE, date(2026, 6, 1))
    assert [item.code for item in found if item.code != "DF072"] == []


@pytest.mark.parametrize("text", EXAMPLES, ids=["seven lines", "with more"])
def test_an_example_can_be_won_by_the_strong_and_not_by_the_weak(
    text: str, model_dir: Path
) -> None:
    stage = Stage(load_text(text, HERE), Reader(MiniLM(model_dir / "minilm")))
    for learner, least, most in (("strong", 8, 10), ("weak", 0, 1)):
        wins = sum(stage.play(learner, seed, "normal").outcome.won for seed in range(10))
        assert least <= wins <= most, learner


def test_every_command_and_option_in_it_exists() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    named = re.findall(r"`dryfit ([a-z]+)([^`\n]*)`", GUIDE)
    assert named
    for name, rest in named:
        assert name in commands
        known = {option for item in commands[name].params for option in item.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, (name, rest)


def test_the_fault_it_shows_is_the_fault_that_is_told() -> None:
    text = EXAMPLES[0].replace("opening:", "openning:")
    found = check_text(text, Path("personas/draft.yaml"), date(2026, 6, 1))
    first = found[0]
    assert f"{first.file}:{first.line}:{first.column}: {first.code} {first.message}" in GUIDE
    assert first.hint in GUIDE
