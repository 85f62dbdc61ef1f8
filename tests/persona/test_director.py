"""The director keeps what must be kept, at every boundary."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dryfit.persona.director import (
    learner_stopped,
    mark_heard,
    next_move,
    open_session,
    time_up,
)
from dryfit.persona.level import numbers
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Act, ActFound, CriterionHit, Figure, Heard, Reading
from dryfit.persona.state import HEARD_ENOUGH, Outcome, PersonaState, note_said
from dryfit.scenario.schema import Scenario


def did(
    act: Act, *topics: str, date: str = "", hits: tuple[str, ...] = (), words: int = 5
) -> Reading:
    figures = (Figure("date", date),) if date else ()
    found = ActFound(act, "said", 0.9, topics, figures)
    met = tuple(CriterionHit(target, f"{target} met", "said", 0.9) for target in hits)
    return Reading("said " + "x" * words, (found,), met, words=words)


ASKS = did(Act.OPEN_QUESTION, "noise")


@pytest.mark.parametrize(("trust", "kind"), [(33.9, MoveKind.COVER), (34.0, MoveKind.HINT)])
def test_the_hint_needs_its_trust_exactly(bar: Scenario, trust: float, kind: MoveKind) -> None:
    state, _ = open_session(bar, "normal", 1)
    state = replace(state, trust=trust - bar.dynamics.trust.gain("open_question"))
    assert next_move(bar, state, ASKS)[1].kind is kind


def test_one_stage_a_turn_whatever_the_trust(bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    state = replace(state, trust=95.0)
    kinds = []
    for index in range(4):
        state, move = next_move(bar, state, replace(ASKS, text=f"{ASKS.text} {index}"))
        kinds.append(move.kind.value)
    assert kinds == ["hint", "partial", "full", "need"]


@pytest.mark.parametrize("act", [Act.PRESSURE, Act.ARGUE, Act.META, Act.REASSURANCE, Act.PITCH])
def test_nothing_comes_out_by_pushing(bar: Scenario, act: Act) -> None:
    state, _ = open_session(bar, "normal", 1)
    state = replace(state, trust=100.0)
    for index in range(5):
        state, move = next_move(bar, state, replace(did(act, "noise"), text=f"push {index} more"))
        assert not state.disclosed
        assert move.kind.value not in ("hint", "partial", "full", "commit")


def test_no_yes_while_anything_is_open(bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    state = replace(state, trust=100.0, disclosed={"noise": "full"})
    asks = did(Act.CLOSE, date="Friday the 12th")
    assert next_move(bar, state, asks)[1].kind is MoveKind.TOLD
    state, move = next_move(bar, state, did(Act.OFFER, hits=("noise.resolved_by",)))
    assert move.kind is MoveKind.SOFTEN
    state, move = next_move(bar, state, asks)
    assert move.kind is MoveKind.COMMIT
    assert dict(move.slots)["date"] == "Friday the 12th"
    assert state.outcome == Outcome("commitment", won=True)


def test_an_offer_before_the_concern_is_out_is_remembered_but_settles_nothing(
    bar: Scenario,
) -> None:
    state, _ = open_session(bar, "normal", 1)
    state, _ = next_move(bar, state, did(Act.OFFER, hits=("noise.resolved_by",)))
    assert state.resolved == ()
    assert state.met["noise"]


def test_a_day_is_asked_for_when_none_was_named(bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    state = replace(state, trust=90.0, disclosed={"noise": "full"}, resolved=("noise",))
    state, move = next_move(bar, state, did(Act.CLOSE))
    assert move.kind is MoveKind.WHEN
    state, move = next_move(bar, state, did(Act.ANSWER, date="Friday the 12th"))
    assert move.kind is MoveKind.COMMIT


def test_steps_a_turn_are_limited(bar: Scenario) -> None:
    slow = bar.dynamics.concession.model_copy(update={"max_steps_per_turn": 1})
    dynamics = bar.dynamics.model_copy(update={"concession": slow})
    bar = bar.model_copy(update={"dynamics": dynamics})
    state, _ = open_session(bar, "normal", 1)
    state = replace(
        state, trust=90.0, disclosed={"noise": "full"}, resolved=("noise",), raised={"money": 1}
    )
    both = did(Act.CLOSE, date="Friday the 12th", hits=("money.accept_if",))
    state, move = next_move(bar, state, both)
    assert move.kind is MoveKind.ACCEPT
    state, move = next_move(bar, state, did(Act.AGREEMENT))
    assert move.kind is MoveKind.COMMIT


@pytest.mark.parametrize(("cost", "ends"), [(5.9, True), (6.0, True), (6.1, False)])
def test_patience_ends_the_talk_at_zero(bar: Scenario, cost: float, ends: bool) -> None:
    state, _ = open_session(bar, "normal", 1)
    state, move = next_move(bar, replace(state, patience=cost), did(Act.ANSWER))
    assert move.ends is ends
    assert (state.outcome == Outcome("patience_zero", won=False)) is ends


@pytest.mark.parametrize(("seconds", "lost"), [(20.0, -6.0), (21.0, -8.0), (30.0, -26.0)])
def test_long_turns_cost_patience_by_the_second(bar: Scenario, seconds: float, lost: float) -> None:
    state, _ = open_session(bar, "normal", 1)
    _, move = next_move(bar, state, replace(did(Act.ANSWER), duration_s=seconds))
    assert move.patience_delta == lost


def test_interrupting_costs_trust(bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    _, move = next_move(bar, state, replace(did(Act.ANSWER), interrupted=True))
    assert move.trust_delta == -6
    assert "interrupts" in move.because


def test_gain_in_one_turn_is_capped(bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    everything = Reading(
        "all of it",
        tuple(ActFound(act, "x", 0.9, ("noise",), (Figure("time", "ten"),))
              for act in (Act.OPEN_QUESTION, Act.REFLECTION, Act.OFFER, Act.APOLOGY)),
    )  # fmt: skip
    _, move = next_move(bar, state, everything)
    assert move.trust_delta == bar.dynamics.trust.max_gain_per_turn


@pytest.mark.parametrize(
    ("fraction", "kept"), [(0.0, False), (HEARD_ENOUGH - 0.01, False), (HEARD_ENOUGH, True)]
)
def test_a_reveal_cut_off_before_it_was_heard_is_taken_back(
    bar: Scenario, fraction: float, kept: bool
) -> None:
    state, _ = open_session(bar, "normal", 1)
    state, move = next_move(bar, state, ASKS)
    assert move.kind is MoveKind.HINT
    after = mark_heard(state, move, fraction)
    assert (after.stage("noise") == "hint") is kept


def test_insulting_the_bar_ends_it(reader: Reader, bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    reading = reader.read(reader.prepare(bar), Heard("Your bar is a dump full of drunks."))
    state, move = next_move(bar, state, reading)
    assert move.ends
    assert state.outcome == Outcome("deal_breaker", won=False)


def test_stopping_and_the_clock(bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    stopped, move = learner_stopped(bar, state)
    assert move.ends
    assert stopped.outcome == Outcome("learner_stopped", won=False)
    late, move = time_up(bar, state)
    assert late.outcome == Outcome("time_limit", won=False)
    assert time_up(bar, stopped)[0].outcome == stopped.outcome
    assert next_move(bar, stopped, ASKS)[0] == stopped


def test_difficulty_is_real_numbers(bar: Scenario) -> None:
    easy, normal, hard = (numbers(bar, name) for name in ("easy", "normal", "hard"))
    assert (easy.trust_start, normal.trust_start, hard.trust_start) == (48, 28, 18)
    assert easy.patience_per_turn > normal.patience_per_turn > hard.patience_per_turn


acts = st.sampled_from(list(Act))
readings = st.builds(
    Reading,
    text=st.text(max_size=40),
    acts=st.lists(
        st.builds(
            ActFound,
            act=acts,
            sentence=st.text(max_size=20),
            confidence=st.floats(0, 1),
            topics=st.lists(st.sampled_from(["noise", "fact:tuesday", "follow_up"])).map(tuple),
            figures=st.lists(
                st.builds(Figure, st.sampled_from(["date", "price", "time"]), st.just("ten"))
            ).map(tuple),
        ),
        min_size=1,
        max_size=4,
    ).map(tuple),
    hits=st.lists(
        st.builds(
            CriterionHit,
            st.sampled_from(["noise.resolved_by", "noise.not_resolved_by", "money.accept_if"]),
            st.sampled_from(["a", "b"]),
            st.just("x"),
            st.floats(0, 1),
        ),
        max_size=3,
    ).map(tuple),
    words=st.integers(0, 500),
    duration_s=st.floats(0, 300),
    interrupted=st.booleans(),
)


@given(st.lists(readings, max_size=12), st.integers(0, 99), st.sampled_from(["easy", "hard"]))
def test_whatever_is_said_the_rules_hold(
    bar: Scenario, turns: list[Reading], seed: int, difficulty: str
) -> None:
    order = ["", "hint", "partial", "full"]
    state, move = open_session(bar, difficulty, seed)
    for reading in turns:
        before = state
        state, move = next_move(bar, state, reading)
        again = next_move(bar, before, reading)
        assert again == (state, move)
        assert 0 <= state.trust <= 100
        assert 0 <= state.patience <= 100
        step = order.index(state.stage("noise")) - order.index(before.stage("noise"))
        assert step in (0, 1)
        if move.kind is MoveKind.COMMIT:
            assert before.stage("noise") == "full"
            assert "noise" in state.resolved
        state = note_said(state, "line")
        dumped = json.dumps(state.to_json())
        assert PersonaState.from_json(json.loads(dumped)) == state
        json.dumps(move.to_json())
        json.dumps(reading.to_json())
        if move.ends:
            break


def test_a_move_says_what_caused_it(bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    move: Move = next_move(bar, state, ASKS)[1]
    assert move.because == ("open_question", "topic:noise")
    assert (move.stage_before, move.stage_after) == ("", "hint")
    assert move.trust_delta == 8
