"""The persona holds the learner to a figure, where it is worse than before and only there."""

import pytest

from dryfit.persona.director import next_move, open_session
from dryfit.persona.move import MoveKind
from dryfit.persona.promises import amount
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.play import Promises
from dryfit.scenario.schema import Scenario


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred", 300),
        ("three hundred and fifty dollars", 350),
        ("$1,200", 1200),
        ("two grand", 2000),
        ("a thousand bucks", 1000),
        ("nine thirty", 9.5),
        ("10:45", 10.75),
        ("forty people", 40),
        ("twenty five percent", 25),
        ("ten", 10),
        ("midnight", None),
        ("", None),
    ],
)
def test_the_number_in_a_figure(text: str, value: float | None) -> None:
    assert amount(text) == value


def move_after(
    reader: Reader, scenario: Scenario, *turns: str
) -> tuple[MoveKind, dict[str, str], float]:
    state, move = open_session(scenario, "normal", 1)
    cast = reader.prepare(scenario)
    for text in turns:
        state, move = next_move(scenario, state, reader.read(cast, Heard(text)))
    return move.kind, dict(move.slots), move.trust_delta


def test_a_higher_price_than_promised_is_noticed(reader: Reader, bar: Scenario) -> None:
    first = "We'd play for three hundred dollars."
    kind, slots, trust = move_after(reader, bar, first, "We'd do it for four hundred dollars.")
    assert kind is MoveKind.CONTRADICT
    assert slots == {"before": "three hundred dollars", "now": "four hundred dollars"}
    assert trust < 0


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("We'd play for three hundred dollars.", "We'd do it for two hundred dollars."),
        ("We'd play for three hundred dollars.", "We'd play for 300 dollars."),
        ("We'd play for three hundred dollars.", "Sorry, we'd need four hundred dollars."),
        ("We'd play for three hundred dollars.", "You'd pay fifty dollars each for five of us."),
        ("We'd play for three hundred dollars.", "What do you take on a Friday, 400 dollars?"),
        ("We can be done by ten.", "We can be done by nine thirty."),
        ("We can start at eight.", "We can start at nine."),
    ],
)
def test_a_change_that_is_no_worse_or_is_no_promise_passes(
    reader: Reader, bar: Scenario, first: str, then: str
) -> None:
    assert move_after(reader, bar, first, then)[0] is not MoveKind.CONTRADICT


def test_a_later_finish_is_noticed(reader: Reader, bar: Scenario) -> None:
    turns = ("We'd be done by ten.", "We'd be done by eleven thirty.")
    assert move_after(reader, bar, *turns)[0] is MoveKind.CONTRADICT


def test_the_author_may_turn_it_off(reader: Reader, bar: Scenario) -> None:
    dynamics = bar.dynamics.model_copy(update={"promises": Promises(price="ignore")})
    easy = bar.model_copy(update={"dynamics": dynamics})
    turns = ("We'd play for three hundred dollars.", "We'd do it for four hundred dollars.")
    assert move_after(reader, easy, *turns)[0] is not MoveKind.CONTRADICT


def test_the_line_names_both_figures(reader: Reader, bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 3)
    cast = reader.prepare(bar)
    for text in ("We'd play for three hundred dollars.", "We'd do it for four hundred dollars."):
        state, move = next_move(bar, state, reader.read(cast, Heard(text)))
    assert "three hundred dollars" in ScriptedWriter().word(bar, state, move).text.lower()
