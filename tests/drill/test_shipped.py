"""The drill sets that are shipped, and the rules on them."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dryfit.check.check import check_file, check_text
from dryfit.check.drill_rules import apart
from dryfit.cli.main import app
from dryfit.drill.json_schema import as_text
from dryfit.drill.library import UnknownDrill, drill_names, find_drill
from dryfit.drill.load import load_drill
from dryfit.drill.understand.fault import Fault
from dryfit.drill.understand.mend import Mend
from dryfit.drill.understand.reader import AnswerReader

PERSONAS = Path(__file__).parents[2] / "personas"
SETS = sorted((PERSONAS / "drills").glob("*.yaml"))
TODAY = date(2026, 6, 1)
READER = AnswerReader()


def test_there_are_eight_trades() -> None:
    assert [path.stem for path in SETS] == [
        "coatings", "counter", "electrical", "hvac", "plumbing", "roofing", "spray-equipment",
        "warehouse",
    ]  # fmt: skip


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_is_whole_and_says_that_nobody_checked_it(path: Path) -> None:
    drill = load_drill(path)
    assert len(drill.items) >= 12
    assert 2 * len(drill.pairs()) == len(drill.items)
    assert [item.code for item in check_file(path, TODAY)] == ["DF096"]
    for wrong, right in drill.pairs():
        assert wrong.source
        assert wrong.severity
        assert all(way.where for way in wrong.verify)
        assert not wrong.checked
        assert wrong.error is not None
        # A learner who says what is right, or repeats the wrong words, is understood.
        assert READER.mend(wrong.error.right, wrong).value is Mend.RIGHT  # type: ignore[union-attr]
        named = READER.fault(f"the {wrong.error.span}", wrong)
        assert named is not None, wrong.id
        assert named.value is Fault.NAMED, wrong.id
        assert READER.checking(f"{wrong.verify[0].method} {wrong.verify[0].where}", wrong)
        assert apart(wrong.ai_says, right.ai_says) != ([], [])


def test_no_id_is_used_in_two_sets() -> None:
    ids = [item.id for path in SETS for item in load_drill(path).items]
    assert len(ids) == len(set(ids))


def test_the_shipped_schema_is_the_one_the_code_makes() -> None:
    shipped = (PERSONAS / "drill.schema.json").read_text(encoding="utf-8")
    assert shipped == as_text(), "make docs"
    assert CliRunner().invoke(app, ["schema", "--drill"]).stdout == as_text()


def test_sets_are_found_by_name_and_a_slip_is_guessed() -> None:
    assert "hvac" in drill_names(PERSONAS)
    assert find_drill("hvac", PERSONAS).id == "hvac"
    with pytest.raises(UnknownDrill) as told:
        find_drill("roofin", PERSONAS)
    assert told.value.hint == "Did you mean `roofing`?"


@pytest.mark.parametrize("text", ["items:\n", "trade: x\n", "items: [1]\n", "items: {a: 1}\n",
                                  "schema: 1\nitems: [[]]\ntrade: 2020-01-01\n"])  # fmt: skip
def test_any_file_meant_as_a_set_is_answered_with_findings(text: str) -> None:
    assert check_text(text, Path("odd.yaml"), TODAY)


def test_the_library_is_checked_with_its_sets() -> None:
    told = json.loads(CliRunner().invoke(app, ["check", "--format", "json"]).stdout)
    assert told["files"] == len(list(PERSONAS.glob("*.yaml"))) + len(SETS)
    assert not [item for item in told["findings"] if item["severity"] == "error"]
