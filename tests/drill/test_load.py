"""A drill set loads, and what stops one is named with its place."""

from pathlib import Path

import pytest

from dryfit.drill.load import load_text
from dryfit.scenario.errors import ScenarioError

HERE = Path("marks.yaml")
SET = """\
schema: 1
title: Marks
trade: testing
items:
  - id: one
    learner_asks: How far above?
    ai_says: Two degrees.
    stated_confidence: high
    correct: false
    error: {span: Two, type: wrong_limit, right: five}
    severity: rework
    verify: [{method: data_sheet, where: page 2}]
    source: Made for tests
  - id: one-ok
    pair_of: one
    ai_says: Five degrees.
    correct: true
"""


def test_a_twin_takes_over_what_it_does_not_write() -> None:
    wrong, twin = load_text(SET, HERE).items
    assert twin.learner_asks == wrong.learner_asks
    assert twin.ai_says == "Five degrees."
    assert (twin.source, twin.verify, twin.stated_confidence) == (
        wrong.source,
        wrong.verify,
        "high",
    )
    assert twin.error is None
    assert load_text(SET, HERE).pairs() == ((wrong, twin),)
    assert load_text(SET, HERE).id == "marks"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("trade: testing", "trad: testing", "DF010", 3),
        ("    learner_asks: How far above?\n", "", "DF011", 5),
        ("severity: rework", "severity: awful", "DF013", 11),
        ("id: one-ok", "id: one", "DF014", 14),
        ("pair_of: one", "pair_of: on", "DF011", 14),
        ("correct: true", "correct: maybe", "DF012", 17),
        ("items:\n", "items:\n  - 3\n", "DF012", 5),
        ("items:\n", "items: no\nx-rest:\n", "DF012", 4),
        ("stated_confidence: high", "stated_confidence: hihg", "DF013", 8),
    ],
)
def test_a_fault_is_named_with_its_place(old: str, new: str, code: str, line: int) -> None:
    assert old in SET
    with pytest.raises(ScenarioError) as told:
        load_text(SET.replace(old, new), HERE)
    assert (told.value.code, told.value.line) == (code, line), told.value


def test_a_misspelt_field_is_guessed_among_those_of_a_drill() -> None:
    with pytest.raises(ScenarioError) as told:
        load_text(SET.replace("ai_says: Two", "ai_say: Two"), HERE)
    assert told.value.hint == "Did you mean `ai_says`?"


def test_a_twin_of_nothing_is_refused() -> None:
    twin = SET.replace("pair_of: one", "pair_of: onne\n    learner_asks: How far?")
    with pytest.raises(ScenarioError) as told:
        load_text(twin, HERE)
    assert (told.value.code, told.value.line) == ("DF015", 15)
    assert told.value.hint == "Did you mean `one`?"
