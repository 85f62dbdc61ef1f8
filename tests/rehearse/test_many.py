"""What is accepted and what is not, and the command that says so."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dryfit.cli.main import app
from dryfit.rehearse.many import Row, refusals

FAIR = tuple(
    Row("bar", learner, level, 10, wins, 0, 0, 8.0, {"noise": {"hint": 9, "partial": 8, "full": 7}})
    for learner, level, wins in (
        ("strong", "normal", 8),
        ("weak", "normal", 1),
        ("average", "easy", 7),
        ("average", "normal", 5),
        ("average", "hard", 2),
    )
)


def test_exactly_at_the_bars_it_is_accepted() -> None:
    assert refusals(FAIR) == []


@pytest.mark.parametrize(
    ("index", "change", "words"),
    [
        (0, {"wins": 7}, "a strong learner wins 70%"),
        (1, {"wins": 2}, "a weak learner wins 20%"),
        (1, {"wins": 2, "learner": "flatterer"}, "a flatterer learner wins 20%"),
        (3, {"wins": 7}, "70% at normal, no less than 70% at easy"),
        (4, {"wins": 5}, "50% at hard, no less than 50% at normal"),
        (2, {"leaks": 1}, "1 lines gave a concern away"),
    ],
)
def test_just_beyond_a_bar_it_is_not(index: int, change: dict[str, int | str], words: str) -> None:
    rows = list(FAIR)
    rows[index] = replace(rows[index], **change)  # type: ignore[arg-type]
    told = refusals(rows)
    assert len(told) == 1
    assert words in told[0]


def run(*arguments: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, ["rehearse", *arguments])
    return told.exit_code, told.stdout


def test_the_command_prints_what_it_counted(personas: Path, model_dir: Path) -> None:
    few = ("--seeds", "4", "--learner", "strong", "--learner", "weak", "--difficulty", "normal")
    code, told = run(*few, "--json", "bar-owner")
    found = json.loads(told)
    assert code == 0
    assert found["refused"] == []
    assert [(row["learner"], row["wins"]) for row in found["rows"]] == [("strong", 4), ("weak", 0)]
    code, told = run(*few, str(personas / "bar-owner.yaml"))
    assert "bar-owner" in told
    assert told.endswith("Accepted.\n")


def test_a_scenario_that_anyone_wins_or_nobody_wins_is_refused(
    tmp_path: Path, model_dir: Path
) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(
        "schema: 1\ntitle: A yes\npersona: Ann, a clerk.\nsituation: A desk.\ngoal: A yes.\n"
        "hidden_concern: {id: audit, concern: The audit failed., reveal_when: {after_turns: 50}}\n"
        'opening: "Yes?"\n'
    )
    code, told = run("--seeds", "3", "--learner", "strong", "--jobs", "1", str(path))
    assert code == 1
    assert "a strong learner wins 0%" in told
    assert told.endswith("Not accepted.\n")


@pytest.mark.parametrize("arguments", [("--learner", "nobody"), ("--difficulty", "brutal"),
                                       ("no-such-scenario",), ("none.yaml",)])  # fmt: skip
def test_what_is_not_known_is_said(arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 1
