"""Conditions that count and wait, steps before a yes, the floor, the last chance, the phone."""

from dataclasses import replace
from pathlib import Path

import pytest

from dryfit.persona.director import interruption, next_move, open_session
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reading import Act, ActFound, CriterionHit, Figure, Reading
from dryfit.persona.state import Outcome, PersonaState
from dryfit.scenario.load import load_text
from dryfit.scenario.schema import Scenario

HEAD = """\
schema: 1
title: Three percent
persona: Ruth, buys for a plant. Formal.
situation: Her office.
goal: Her signature.
opening: "You have ten minutes."
"""


def made(rest: str) -> Scenario:
    return load_text(HEAD + rest, Path("draft.yaml"))


def did(act: Act, *topics: str, hits: tuple[str, ...] = (), figure: str = "") -> Reading:
    figures = (Figure("price", figure),) if figure else ()
    met = tuple(CriterionHit(target, f"{target} met", "said", 0.9) for target in hits)
    return Reading(f"said {act} {topics}", (ActFound(act, "said", 0.9, topics, figures),), met, 4)


def play(
    scenario: Scenario, state: PersonaState, *turns: Reading
) -> tuple[PersonaState, list[Move]]:
    moves = []
    for reading in turns:
        told = replace(reading, text=f"{reading.text} {state.turn}")
        state, move = next_move(scenario, state, told)
        moves.append(move)
    return state, moves


CONDITION = """\
hidden_concerns:
  - id: cuts
    concern: Her own budget was cut.
    reveal_when: {{all: [{{trust_at_least: 10}}, {{{key}}}]}}
  - id: boss
    concern: Her boss wants another supplier.
    reveal_when: {{trust_at_least: 100}}
objections:
  - id: price
    line: It costs too much.
    accept_if: [names a price]
"""
ASKED = did(Act.OPEN_QUESTION, "cuts")
CLOSED = did(Act.CLOSED_QUESTION, "cuts")
REFLECTS = did(Act.REFLECTION, "cuts")


@pytest.mark.parametrize(
    ("key", "before", "last"),
    [
        ("questions_at_least: 2", (ASKED,), CLOSED),
        ("open_questions_at_least: 2", (CLOSED, ASKED), ASKED),
        ("reflections_at_least: 2", (REFLECTS,), REFLECTS),
        ("after_turns: 3", (CLOSED, CLOSED), CLOSED),
        ("asked_closed_question: true", (ASKED, REFLECTS), CLOSED),
        ("reflected: true", (ASKED, CLOSED), REFLECTS),
    ],
)
def test_a_condition_holds_exactly_when_its_count_is_reached(
    key: str, before: tuple[Reading, ...], last: Reading
) -> None:
    scenario = made(CONDITION.format(key=key))
    state, _ = open_session(scenario, "normal", 1)
    state, moves = play(scenario, state, *before)
    assert [move.kind for move in moves if move.stage_after] == []
    assert play(scenario, state, last)[1][0].kind is MoveKind.HINT


@pytest.mark.parametrize(("patience", "opens"), [(89.9, False), (90.0, True)])
def test_patience_may_be_asked_for(patience: float, opens: bool) -> None:
    scenario = made(CONDITION.format(key="patience_at_least: 84"))
    state, _ = open_session(scenario, "normal", 1)
    move = play(scenario, replace(state, patience=patience), ASKED)[1][0]
    assert (move.kind is MoveKind.HINT) is opens


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("boss.partial", {"disclosed": {"boss": "partial"}}),
        ("boss.full", {"disclosed": {"boss": "full"}}),
        ("boss.resolved", {"resolved": ("boss",)}),
        ("price.raised", {"raised": {"price": 1}}),
        ("price.answered", {"answered": ("price",)}),
    ],
)
def test_one_thing_may_wait_for_another(name: str, change: dict[str, object]) -> None:
    scenario = made(CONDITION.format(key=f"after: {name}"))
    state, _ = open_session(scenario, "normal", 1)
    assert play(scenario, state, ASKED)[1][0].kind is not MoveKind.HINT
    came = replace(state, **change)  # type: ignore[arg-type]
    assert play(scenario, came, ASKED)[1][0].kind is MoveKind.HINT


STEPS = """\
hidden_concern: {id: cuts, concern: Her budget was cut., resolved_by: [names a price]}
dynamics:
  concession:
    floor: two percent
    steps:
      - {id: one, gives: two percent off, needs: [cuts.full]}
      - {id: two, gives: free freight, needs: [cuts.resolved], line: Freight is on you. Fine.}
"""
OFFER = did(Act.OFFER)
PUSH = did(Act.PRESSURE)
CLOSE = did(Act.CLOSE)


def test_steps_come_one_a_turn_in_order_and_before_the_yes() -> None:
    scenario = made(STEPS)
    state, _ = open_session(scenario, "normal", 1)
    state = replace(state, trust=90.0, disclosed={"cuts": "full"})
    state, moves = play(scenario, state, OFFER, OFFER)
    assert moves[0].kind is MoveKind.CONCEDE
    assert moves[0].candidates == ("Two percent off.",)
    assert moves[1].kind is not MoveKind.CONCEDE
    state = replace(state, resolved=("cuts",))
    state, moves = play(scenario, state, CLOSE, PUSH, CLOSE)
    assert [move.kind for move in moves] == [MoveKind.CONCEDE, MoveKind.FLOOR, MoveKind.COMMIT]
    assert moves[0].candidates == ("Freight is on you. Fine.",)
    assert state.granted == ("one", "two")
    assert PersonaState.from_json(state.to_json()) == state


def test_nothing_is_given_to_pressure() -> None:
    scenario = made(STEPS)
    state, _ = open_session(scenario, "normal", 1)
    state = replace(state, trust=90.0, disclosed={"cuts": "full"}, resolved=("cuts",))
    both = Reading("come on", (*PUSH.acts, *OFFER.acts), words=4)
    state, moves = play(scenario, state, PUSH, both)
    assert state.granted == ()
    assert MoveKind.CONCEDE not in [move.kind for move in moves]


LOW = """\
hidden_concern: {id: cuts, concern: Her budget was cut., if_unresolved: commits_at_floor}
dynamics: {concession: {floor: a trial order}}
"""


def test_with_the_concern_open_they_settle_at_the_floor_and_it_is_no_win() -> None:
    scenario = made(LOW)
    state, _ = open_session(scenario, "normal", 1)
    state, moves = play(scenario, state, CLOSE)
    assert (moves[0].kind, moves[0].candidates) == (MoveKind.FLOOR, ("A trial order.",))
    low, moves = play(scenario, state, did(Act.AGREEMENT))
    assert moves[0].kind is MoveKind.COMMIT
    assert low.outcome == Outcome("commitment", won=False)
    state = replace(state, resolved=("cuts",))
    assert play(scenario, state, CLOSE)[0].outcome == Outcome("commitment", won=True)


SECRET = "hidden_concern: Her budget was cut.\n"


def test_a_last_chance_comes_once() -> None:
    scenario = made(SECRET + "dynamics: {patience: {at_zero: warn, per_turn: -10}}\n")
    state, _ = open_session(scenario, "normal", 1)
    state = replace(state, patience=10.0)
    plain = did(Act.ANSWER)
    state, moves = play(scenario, state, plain, plain, plain)
    assert moves[0].kind is MoveKind.WARN
    assert moves[-1].kind is MoveKind.LEAVE
    assert state.outcome == Outcome("patience_zero", won=False)


def test_what_does_not_end_a_talk_does_not() -> None:
    scenario = made(SECRET + "end_when: [commitment, learner_says_stop]\n"
                    "deal_breakers: [{when: insults her}]\n")  # fmt: skip
    state, _ = open_session(scenario, "normal", 1)
    state, moves = play(scenario, replace(state, patience=1.0), did(Act.ANSWER))
    assert not moves[0].ends
    rude = Reading(
        "rude", did(Act.INSULT).acts, (CriterionHit("deal_breaker", "insults her", "x", 1),)
    )
    assert play(scenario, state, rude)[1][0].kind is MoveKind.WARN


NOISES = """\
environment:
  interruptions:
    - {after_s: 90, sound: forklift, line: Wait. -- Okay.}
    - {after_s: 45, sound: phone-ring, line: Hang on. -- Go on.}
"""


@pytest.mark.parametrize(("played_s", "line"), [(44.9, ""), (45.0, "Hang on. -- Go on.")])
def test_a_phone_rings_at_its_time_once(played_s: float, line: str) -> None:
    scenario = made(SECRET + NOISES)
    state, _ = open_session(scenario, "normal", 1)
    due = interruption(scenario, state, played_s)
    assert (due is not None) is bool(line)
    if due is not None:
        after, move = due
        assert move.candidates == (line,)
        assert interruption(scenario, after, played_s) is None
        later = interruption(scenario, after, 90.0)
        assert later is not None
        assert later[1].candidates == ("Wait. -- Okay.",)
        assert interruption(scenario, later[0], 999.0) is None


MASKED = """\
hidden_concern: {id: cuts, concern: Her budget was cut., cover_story: It costs too much.}
objections: [{id: price, line: It costs too much., masks: cuts, accept_if: [names a price]}]
"""


def test_no_cover_story_once_its_objection_is_answered() -> None:
    scenario = made(MASKED)
    state, _ = open_session(scenario, "normal", 1)
    state = replace(state, trust=5.0)
    closed = did(Act.CLOSED_QUESTION, "cuts")
    assert play(scenario, state, closed)[1][0].kind is MoveKind.COVER
    state = replace(state, answered=("price",))
    assert play(scenario, state, closed)[1][0].kind is MoveKind.DEFLECT


@pytest.mark.parametrize(
    ("trigger", "reading", "raised"),
    [
        ("offer", OFFER, True),
        ("offer", did(Act.PITCH), False),
        ("pitch", did(Act.PITCH), True),
        ("any_ask", CLOSE, True),
        ("price_mentioned", did(Act.OFFER, figure="nine dollars"), True),
        ("price_mentioned", OFFER, False),
        ("date_mentioned", CLOSE, True),
        ("topic_mentioned", did(Act.ANSWER, "objection:price"), True),
        ("topic_mentioned", did(Act.ANSWER), False),
    ],
)
def test_what_calls_up_an_objection(trigger: str, reading: Reading, raised: bool) -> None:
    scenario = made(
        SECRET + f"objections: [{{id: price, line: No., trigger: {trigger}, about: [the price]}}]\n"
    )
    state, _ = open_session(scenario, "normal", 1)
    move = play(scenario, state, reading)[1][0]
    assert (move.kind is MoveKind.OBJECT) is raised
