"""Each broken file gives exactly its own code at its line, and nothing else."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dryfit.check.catalogue import RULES
from dryfit.check.check import check_file, check_text
from dryfit.cli.main import app

PERSONAS = Path(__file__).parents[2] / "personas"
BROKEN = sorted((PERSONAS / "broken").glob("*.yaml"))
EXPECT = re.compile(rb"^# expect: (DF\d\d\d) line (\d+)")
TODAY = date(2026, 6, 1)
UNFILED = {"DF001", "DF003"}
"""Faults that a small file in a folder cannot have; `test_load.py` has them."""


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_a_broken_file_gives_exactly_its_own_code_at_its_line(path: Path) -> None:
    expected = EXPECT.match(path.read_bytes())
    assert expected, "the first line says what to expect: `# expect: DF012 line 4`"
    code, line = expected[1].decode(), int(expected[2])
    found = check_file(path, TODAY)
    assert [(item.code, item.line) for item in found] == [(code, line)], found
    assert path.stem.startswith(code.lower())
    assert found[0].column >= 1
    assert found[0].message.endswith("."), found[0]


def test_every_rule_has_a_broken_file_and_there_are_enough() -> None:
    filed = {path.stem.partition("-")[0].upper() for path in BROKEN}
    assert filed == set(RULES) - UNFILED
    assert len(BROKEN) >= 60


def test_the_library_has_no_errors() -> None:
    for path in sorted(PERSONAS.glob("*.yaml")):
        assert [item for item in check_file(path, TODAY) if item.severity == "error"] == []


SEVERAL = """\
schema: 1
titel: Book the band
persona: Dot, owns a bar. Dry.
situation: {chanel: phone}
goal: A date.
hidden_concern: A neighbour complained.
opening: "No bands."
estimated_minutes: soon
difficulty: {default: brutal}
"""


def test_all_faults_are_listed_at_once() -> None:
    found = check_text(SEVERAL, Path("draft.yaml"), TODAY)
    assert [(item.line, item.code) for item in found] == [
        (2, "DF010"),
        (4, "DF010"),
        (8, "DF012"),
        (9, "DF013"),
    ]
    assert found[0].hint == "Did you mean `title`?"
    assert found[1].hint == "Did you mean `channel`?"


def test_every_line_with_a_tab_and_every_colon_is_listed() -> None:
    tabs = check_text("schema: 1\nvoice:\n\trate: 1\n\taccent: x\n", Path("d.yaml"), TODAY)
    assert [(item.code, item.line) for item in tabs] == [("DF005", 3), ("DF005", 4)]
    colons = check_text("title: One: two\ngoal: Three: four\n", Path("d.yaml"), TODAY)
    assert [(item.code, item.line) for item in colons] == [("DF018", 1), ("DF018", 2)]


def run(*arguments: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, ["check", *arguments])
    return told.exit_code, told.stdout


def test_text_names_file_line_and_column_and_counts() -> None:
    code, told = run(str(PERSONAS / "broken" / "df010-unknown-field.yaml"))
    assert code == 1
    assert "df010-unknown-field.yaml:10:1: DF010 There is no field `dificulty` here." in told
    assert "Did you mean `difficulty`?" in told
    assert told.endswith("1 file: 1 error, 0 warnings.\n")


def test_warnings_fail_only_when_asked_to() -> None:
    path = str(PERSONAS / "broken" / "df072-no-provenance.yaml")
    assert run(path)[0] == 0
    assert run("--strict", path)[0] == 1


def test_json_and_github_say_the_same() -> None:
    folder = str(PERSONAS / "broken")
    code, told = run("--format", "json", folder)
    found = json.loads(told)
    assert code == 1
    assert found["files"] == len(BROKEN) == len(found["findings"])
    code, told = run("--format", "github", folder)
    assert len(told.splitlines()) == len(BROKEN)
    assert all(re.match(r"::(error|warning) file=.+,line=\d+,col=\d+,title=", line)
               for line in told.splitlines())  # fmt: skip


def test_a_folder_without_scenarios_and_a_missing_file(tmp_path: Path) -> None:
    assert run(str(tmp_path))[0] == 1
    code, told = run(str(tmp_path / "none.yaml"))
    assert code == 1
    assert "DF001" in told
    assert run("--format", "xml", str(tmp_path))[0] == 1


@pytest.mark.parametrize("text", ["", "#", "\x00", "a", "[]", "{}", "- ", "é: [", "? x\n: y\n"])
def test_any_text_is_answered_with_findings(text: str) -> None:
    assert check_text(text, Path("odd.yaml"), TODAY)


SEVERAL_CONCERNS = """\
schema: 1
title: Book the band
provenance: {method: seen}
persona: Dot, owns a bar. Dry.
situation: Slow Tuesday.
goal: A date.
opening: No bands.
hidden_concern: She wants to sell the bar before summer.
hidden_concerns:
  - id: noise
    concern: A neighbour complained about noise and fears.
    stages:
      - {level: hint, line: Not again.}
"""


def test_one_concern_in_short_and_others_in_a_list_are_both_looked_at() -> None:
    text = SEVERAL_CONCERNS.replace("Not again.", "A neighbour complained about noise.")
    assert check_text(SEVERAL_CONCERNS, Path("draft.yaml"), TODAY) == []
    assert [(item.line, item.code) for item in check_text(text, Path("draft.yaml"), TODAY)] == [
        (13, "DF023")
    ]
