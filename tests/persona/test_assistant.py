"""An assistant in the middle of a talk: what it answers, and what comes of believing it."""

from dataclasses import replace
from pathlib import Path

import pytest

from dryfit.persona.assistant import (
    AS_LIKE,
    KNOWN_AT_LEAST,
    PASSED_ON,
    answer_for,
    consulted,
    passing_on,
    question_to,
)
from dryfit.persona.director import next_move, open_session
from dryfit.persona.move import MoveKind
from dryfit.persona.reading import Act, ActFound, CriterionHit, Reading
from dryfit.persona.state import PersonaState
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.load import load_scenario

SCENARIO = load_scenario(Path(__file__).parents[2] / "personas" / "hesitant-customer.yaml")
MARGIN = "How far above the dew point must the siding be?"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Hey Max, can I start?", "can I start?"),
        ("ok max can I start", "can I start"),
        ("Max: can I start", "can I start"),
        ("Max, can I start", "can I start"),
        ("Hey Max.", ""),
        ("hey Maxine, hello", None),
        ("Max is my dog.", None),
        ("I asked Max, he said yes", None),
        ("Hello Elaine", None),
        ("", None),
        ("hey max " * 500, "hey max " * 499),
    ],
)
def test_who_is_addressed(text: str, question: str | None) -> None:
    found = question_to("Max", text)
    assert found == (question.strip() if question is not None else None)


def begun(seed: int = 1, *known: str) -> PersonaState:
    state, _ = open_session(SCENARIO, "", seed)
    return replace(state, consulted=known)


@pytest.mark.parametrize(
    ("score", "answers"), [(KNOWN_AT_LEAST - 0.01, False), (KNOWN_AT_LEAST, True)]
)
def test_it_answers_what_it_knows(score: float, answers: bool) -> None:
    found = answer_for(SCENARIO, begun(), MARGIN, lambda _asked, _known: score)
    assert (found is not None) is answers


def test_twins_fall_by_the_dice_and_stay_as_they_fell() -> None:
    def like(_asked: str, known: str) -> float:
        return 0.9 if known.startswith("How far") else 0.9 - 2 * AS_LIKE

    given = {seed: answer_for(SCENARIO, begun(seed), MARGIN, like) for seed in range(20)}
    names = {item.id for item in given.values() if item}
    assert names == {"margin", "margin-ok"}
    for seed, item in given.items():
        assert item is not None
        after = consulted(begun(seed), item)
        assert answer_for(SCENARIO, after, MARGIN, like) is item, "it does not change its mind"
        assert consulted(after, item) == after


def test_of_questions_that_sound_alike_the_numbers_decide() -> None:
    asked = "The siding is at 66 and the dew point is 58"
    found = answer_for(SCENARIO, begun(), asked, lambda _asked, _known: 0.9)
    assert found is not None
    assert found.id == "siding-dewpoint-ok"


def said(sentence: str, item: str = "margin", score: float = 0.9, text: str = "") -> Reading:
    """A reading in which that sentence sounds like passing the item on."""
    acts = (ActFound(Act.ANSWER, sentence, 1.0),)
    hits = (CriterionHit(passing_on(item), item, sentence, score),)
    return Reading(text or sentence, acts, hits, words=len(sentence.split()))


TWO = "It only has to be two degrees above the dew point."


def test_acting_on_a_wrong_answer_costs_trust_and_is_noticed() -> None:
    state = begun(1, "margin")
    after, move = next_move(SCENARIO, state, said(TWO))
    assert move.kind is MoveKind.NOT_ENOUGH
    assert f"{PASSED_ON}margin" in move.because
    assert "passes_on" in move.because
    assert after.trust < state.trust
    line = ScriptedWriter().word(SCENARIO, after, move)
    assert SCENARIO.assistant is not None
    assert line.text in SCENARIO.assistant.consequences[1].lines
    assert not after.resolved, "and it settles nothing"


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (said("We won't coat it under five degrees above the dew point."), "the right figure"),
        (said("At least five degrees above the dew point."), "the right figure"),
        (said("We measure the dew point every morning."), "no figure"),
        (said(TWO, text=f"Max says: {TWO} But I'd check the data sheet."), "checked"),
        (said("It is not two degrees."), "doubted"),
        (said("It must be more than two degrees."), "doubted"),
        (said("We talk of the dew point.", "siding-dewpoint", 0.67), "not alike enough"),
    ],
)
def test_what_is_no_passing_on(reading: Reading, why: str) -> None:
    _, move = next_move(SCENARIO, begun(1, "margin", "siding-dewpoint"), reading)
    assert not any(cause.startswith(PASSED_ON) for cause in move.because), why


def test_a_claim_without_a_figure_counts_from_its_likeness_on() -> None:
    reading = said("The wall is above the dew point, so we start.", "siding-dewpoint", 0.68)
    _, move = next_move(SCENARIO, begun(1, "siding-dewpoint"), reading)
    assert f"{PASSED_ON}siding-dewpoint" in move.because


def test_who_never_asked_believes_nobody() -> None:
    _, move = next_move(SCENARIO, begun(), said(TWO))
    assert not any(cause.startswith(PASSED_ON) for cause in move.because)


def test_what_was_consulted_survives_the_journal() -> None:
    state = begun(3, "margin")
    assert PersonaState.from_json(state.to_json()) == state
    older = {key: value for key, value in state.to_json().items() if key != "consulted"}
    assert PersonaState.from_json(older).consulted == ()
