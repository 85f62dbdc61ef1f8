"""Are the five answers understood? Measured on labelled ways of saying them.

A wrong acceptance is worse than asking again: it puts an answer into the learner's scores that
they did not give.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dryfit.drill.item import DrillSet
from dryfit.drill.load import load_drill
from dryfit.drill.understand.control import Control, amendment_in, control_in, yes_or_no
from dryfit.drill.understand.figures import quantities
from dryfit.drill.understand.reader import AnswerReader
from dryfit.drill.understand.said import Understood, plain
from dryfit.persona.embed import MiniLM

HERE = Path(__file__).parent
UNDERSTOOD_AT_LEAST = 0.90
MISTAKEN_AT_MOST = 0.02
SURENESS_WITHIN = 5
KINDS = ("decision", "sureness", "wrong", "right", "verify")


class Row(NamedTuple):
    """One way of saying an answer. `half` is `tune`, or `held`: no rule was made for those."""

    kind: str
    half: str
    meant: str
    item: str
    text: str


ROWS = [
    Row(*line.split("\t"))
    for line in (HERE / "answers.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def reader(model_dir: Path) -> AnswerReader:
    return AnswerReader(MiniLM(model_dir / "minilm"))


@pytest.fixture(scope="module")
def drill() -> DrillSet:
    return load_drill(HERE / "answers.yaml")


def outcome(row: Row, reader: AnswerReader, drill: DrillSet) -> str:
    """`right`, `confirmed`, `again` or `mistaken`; asked to confirm is never a mistake."""
    item = drill.items[0] if row.item == "-" else drill.item(row.item)
    ways: dict[str, Callable[[], Understood[Any] | None]] = {
        "decision": lambda: reader.decision(row.text),
        "sureness": lambda: reader.sureness(row.text),
        "wrong": lambda: reader.fault(row.text, item),
        "right": lambda: reader.mend(row.text, item),
        "verify": lambda: reader.checking(row.text, item),
    }
    found = ways[row.kind]()
    if found is None:
        return "again"
    same = str(found.value) == row.meant
    if row.kind == "sureness" and row.meant != "again":
        same = abs(int(str(found.value)) - int(row.meant)) <= SURENESS_WITHIN
    if not found.sure:
        return "confirmed"
    return "right" if same else "mistaken"


@pytest.mark.parametrize("half", ["tune", "held"])
@pytest.mark.parametrize("kind", KINDS)
def test_nine_in_ten_are_understood_and_the_rest_asked_again(
    kind: str, half: str, reader: AnswerReader, drill: DrillSet
) -> None:
    rows = [row for row in ROWS if (row.kind, row.half) == (kind, half) and row.meant != "again"]
    told = {row.text: outcome(row, reader, drill) for row in rows}
    missed = {text: what for text, what in told.items() if what != "right"}
    assert len(rows) >= 29
    assert 1 - len(missed) / len(rows) >= UNDERSTOOD_AT_LEAST, missed


def test_next_to_nothing_is_taken_for_what_it_is_not(reader: AnswerReader, drill: DrillSet) -> None:
    told = {row: outcome(row, reader, drill) for row in ROWS}
    mistaken = [row for row, what in told.items() if what == "mistaken"]
    assert len(mistaken) / len(ROWS) <= MISTAKEN_AT_MOST, mistaken


@pytest.mark.parametrize("kind", KINDS)
def test_talk_that_is_no_answer_is_seldom_taken_for_one(
    kind: str, reader: AnswerReader, drill: DrillSet
) -> None:
    rows = [row for row in ROWS if row.kind == kind and row.meant == "again"]
    taken = [row.text for row in rows if outcome(row, reader, drill) == "mistaken"]
    assert len(rows) >= 5
    assert len(taken) / len(rows) <= 0.05, taken


def test_there_are_sixty_ways_of_each_answer() -> None:
    for kind in KINDS:
        assert sum(row.kind == kind and row.meant != "again" for row in ROWS) >= 60


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "?!?", "🔧🔧", "a" * 20_000, "no " * 3_000, "1/0", "9" * 400, "fifty " * 500,
     "'; DROP TABLE drills; --", "<script>use it</script>" * 50, "\ud800", "\uff55se", "%s%n {0}"],
)  # fmt: skip
def test_any_text_is_read_without_failing(text: str, reader: AnswerReader, drill: DrillSet) -> None:
    item = drill.item("dew")
    reader.decision(text)
    found = reader.sureness(text)
    assert found is None or 50 <= found.value <= 100
    reader.fault(text, item)
    reader.mend(text, item)
    score = reader.checking(text, item)
    assert score is None or 0 <= score.value <= 3


def test_where_nothing_is_wrong_no_fault_is_named(reader: AnswerReader, drill: DrillSet) -> None:
    right = drill.item("dew").model_copy(update={"correct": True, "error": None})
    found = reader.fault("two degrees is not enough", right)
    assert found is None or found.value != "named"
    put_in_its_place = reader.mend("five degrees", right)
    assert put_in_its_place is not None
    assert put_in_its_place.value == "other"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("thirty-five amps", [(35, "A")]),
        ("a quarter inch per foot", [(0.25, "in")]),
        ("one eighth of an inch", [(0.125, "in")]),
        ("1/8 inch", [(0.125, "in")]),
        ("a hundred and ten", [(110, "")]),
        ("two thousand five hundred psi", [(2500, "psi")]),
        ("1,200 feet", [(1200, "ft")]),
        ("three point five degrees celsius", [(3.5, "C")]),
        ("fifty fifty", [(50, ""), (50, "")]),
        ("no number in it", []),
        ("1/0", []),
        ("twenty one to twenty five", [(21, ""), (25, "")]),
    ],
)
def test_figures_are_read_with_their_units(text: str, values: list[tuple[float, str]]) -> None:
    assert [(item.value, item.unit) for item in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("stop", Control.STOP),
        ("okay I'm done", Control.STOP),
        ("that's enough for today", Control.STOP),
        ("the pump will stop when the pressure is off the line", None),
        ("say that again", Control.REPEAT),
        ("sorry, what did it say", Control.REPEAT),
        ("I'd repeat the moisture test before the second coat goes on it", None),
        ("skip this one", Control.SKIP),
        ("hold on a sec", Control.WAIT),
        ("don't use it", None),
    ],
)
def test_requests_are_told_from_answers(text: str, asked: Control | None) -> None:
    assert control_in(text) is asked


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("wait, make that don't use it", "don't use it"),
        ("Actually, check first.", "check first"),
        ("no wait make it eighty", "eighty"),
        ("can I change my answer to use it", "use it"),
        ("scratch that, ninety", "ninety"),
        ("hold on", None),
        ("use it", None),
        ("I'd wait for the steel to dry", None),
    ],
)
def test_what_follows_a_change_of_mind_is_found(text: str, rest: str | None) -> None:
    assert amendment_in(text) == rest


@pytest.mark.parametrize(
    ("text", "meant"),
    [("yep", True), ("nope", False), ("that's right", True), ("uh no", False), ("blue", None)],
)
def test_yes_and_no_confirm(text: str, meant: bool | None) -> None:
    assert yes_or_no(text) is meant


def test_slips_of_the_recogniser_are_undone() -> None:
    assert plain("Uh, ATE TEA percent") == "eighty percent"
    assert plain("the day to sheet, an ace of an inch") == "the data sheet an eighth of an inch"
