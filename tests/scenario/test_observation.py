"""A sheet becomes provenance, and the rest of the scenario stays as it was."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dryfit.cli.main import app
from dryfit.errors import DryfitError
from dryfit.scenario.load import load_scenario
from dryfit.scenario.observation import BLANK, MAX_LETTERS, as_yaml, put_into, read_sheet

FILLED = """\
Field observation. Write after each colon; leave empty what you do not know.

Observed by: a trainer
Observed on (2026-09-14): 2026-09-14
Site, no names: three corner bars: Tuesday afternoons
Method (visits, calls, interviews): sat in on 4 asks #1 to #4
What you saw, one a line:
- Owners never stopped working while listening.
- Money came first: the worry came later.
-
Read by, an expert in the trade:
To be read again on (2027-03-01): 2027-03-01
Nobody can be recognised (yes or no): Yes.
"""
SEVEN = """\
# mine
schema: 1
title: Book the band
persona: Dot, owns a bar. Dry.   # keep this
situation: Slow Tuesday.
goal: A date.
hidden_concern: A neighbour complained about noise.
opening: "No bands."
"""


def test_every_line_of_the_sheet_is_kept() -> None:
    made = read_sheet(FILLED)
    assert made.observed_on == date(2026, 9, 14)
    assert made.site == "three corner bars: Tuesday afternoons"
    assert made.observations == (
        "Owners never stopped working while listening.",
        "Money came first: the worry came later.",
    )
    assert made.review_due == date(2027, 3, 1)
    assert made.anonymised
    assert made.reviewed_by == ""


@pytest.mark.parametrize("ends", ["\n", ""])
def test_it_goes_in_once_and_touches_nothing_else(tmp_path: Path, ends: str) -> None:
    path, sheet = tmp_path / "bar.yaml", tmp_path / "sheet.txt"
    path.write_text(SEVEN.rstrip("\n") + ends)
    sheet.write_text(FILLED)
    for _ in range(2):
        told = CliRunner().invoke(app, ["observe", str(sheet), "--into", str(path)])
        assert told.exit_code == 0, told.output
        text = path.read_text()
        assert text.count("provenance:") == 1
        assert text.replace(as_yaml(read_sheet(FILLED)), "") == SEVEN.rstrip("\n") + ends
        assert load_scenario(path).provenance == read_sheet(FILLED)


def test_a_short_form_is_replaced_too() -> None:
    flow = SEVEN.replace("persona:", "provenance: {method: none}\n\npersona:")
    assert put_into(flow, "provenance:\n  method: seen\n").count("provenance") == 1
    assert "\n\npersona:" in put_into(flow, "provenance:\n  method: seen\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-a-sheet"),
        (BLANK, "not-a-sheet"),
        ("x" * (MAX_LETTERS + 1), "not-a-sheet"),
        ("Observed bye: me\n", "unknown-line"),
        ("Observed on: last week\n", "not-a-date"),
        ("Observed on: 2026-13-45\n", "not-a-date"),
        ("Nobody can be recognised: maybe\n", "yes-or-no"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, code: str) -> None:
    with pytest.raises(DryfitError) as caught:
        read_sheet(text)
    assert caught.value.code == code


def test_a_scenario_that_does_not_load_is_left_as_it_is(tmp_path: Path) -> None:
    path, sheet = tmp_path / "bar.yaml", tmp_path / "sheet.txt"
    path.write_text(SEVEN + "wrong: 1\n")
    sheet.write_text(FILLED)
    assert CliRunner().invoke(app, ["observe", str(sheet), "--into", str(path)]).exit_code == 1
    assert path.read_text() == SEVEN + "wrong: 1\n"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["bar.yaml", "sheet.txt"]


def test_the_blank_sheet_is_printed_and_nothing_to_read_is_refused(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["observe", "--blank"]).stdout == BLANK
    assert CliRunner().invoke(app, ["observe"]).exit_code == 1
    assert CliRunner().invoke(app, ["observe", str(tmp_path)]).exit_code == 1


WRAPPED = """\
Observed by: a trainer
Site, no names: a block of flats
  near the river
What you saw, one a line:
• She counts keys: twice.
She asks one thing: who else has a copy
• A copy is never handed over
Read by, an expert in the trade: a locksmith
"""


def test_a_line_without_its_dash_and_one_that_goes_on_are_kept() -> None:
    made = read_sheet(WRAPPED)
    assert made.site == "a block of flats near the river"
    assert made.reviewed_by == "a locksmith"
    assert made.observations == (
        "She counts keys: twice.",
        "She asks one thing: who else has a copy",
        "A copy is never handed over",
    )


def test_a_label_nearly_right_among_what_was_seen_is_no_observation() -> None:
    with pytest.raises(DryfitError, match="Read by"):
        read_sheet(WRAPPED.replace("Read by", "Reed by"))


def test_a_windows_file_keeps_its_line_ends() -> None:
    text = SEVEN.replace("\n", "\r\n")
    put = put_into(text, as_yaml(read_sheet(WRAPPED)))
    assert put.count("\n") == put.count("\r\n") > text.count("\r\n")
