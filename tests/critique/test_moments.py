"""What opened a concern, what shut it, and where to try again."""

from itertools import pairwise

import pytest
from tests.critique.build import Build, act, bar_scenario, strong, weak

from dryfit.critique.critique import critique
from dryfit.critique.report import Critique
from dryfit.persona.move import MoveKind
from dryfit.persona.reading import Act

HINT = "Last time was more trouble than the money."
OPEN = act(Act.OPEN_QUESTION, "What happened the last time you had a band in?", topics=["noise"])
CHAT = act(Act.SMALL_TALK, "Nice place you have got here.")
PUSH = act(Act.PRESSURE, "Come on, what do you have to lose?")


def look(made: Build) -> Critique:
    return critique(made.events, made.scenario)


def test_a_concern_found_and_settled() -> None:
    (trace,) = look(strong()).concerns
    assert (trace.hinted_turn, trace.revealed_turn, trace.resolved_turn) == (1, 2, 3)
    assert trace.opened_by is not None
    assert trace.opened_by.quote == "Sounds like it cost you more than money."
    assert trace.resolved_by is not None
    assert trace.resolved_by.turn == 3
    assert trace.shut_by is None
    assert trace.walked_past is None


def test_a_concern_shut() -> None:
    (trace,) = look(weak()).concerns
    assert (trace.hinted_turn, trace.revealed_turn, trace.resolved_turn) == (2, None, None)
    assert trace.shut_by is not None
    assert trace.shut_by.quote.startswith("Come on")


def test_a_hint_that_came_unasked_is_credited_to_nobody() -> None:
    (trace,) = look(weak()).concerns
    assert trace.opened_by is None


def test_walking_past_a_hint() -> None:
    made = Build().learner(OPEN).persona(HINT, MoveKind.HINT, concern="noise", trust=5)
    made.learner(CHAT).persona("Uh-huh.")
    found = look(made)
    assert found.concerns[0].walked_past is not None
    assert found.concerns[0].walked_past.quote == CHAT.sentence
    assert found.retry_turn == 2


def test_following_a_hint_up_is_not_walking_past() -> None:
    made = Build().learner(OPEN).persona(HINT, MoveKind.HINT, concern="noise", trust=5)
    made.learner(CHAT, OPEN).persona("Uh-huh.")
    assert look(made).concerns[0].walked_past is None


@pytest.mark.parametrize(("heard", "turn"), [(HINT[:25], None), (HINT[:26], 1), (None, 1)])
def test_a_hint_counts_only_if_it_was_heard(heard: str | None, turn: int | None) -> None:
    """26 of 42 letters are the first to reach the director's six tenths."""
    made = Build().learner(OPEN)
    made.persona(HINT, MoveKind.HINT, concern="noise", heard=heard)
    assert look(made).concerns[0].hinted_turn == turn


def test_what_was_not_heard_is_not_in_the_transcript() -> None:
    made = Build().learner(OPEN).persona(HINT, heard="Last time was").persona("More.", heard="")
    lines = look(made).transcript
    assert [(line.text, line.heard) for line in lines] == [
        (OPEN.sentence, True),
        ("Last time was", False),
    ]


def test_the_curve_is_the_directors() -> None:
    made = strong()
    points = look(made).curve
    assert [point.trust for point in points] == [30, 38, 50, 60, 60, 65]
    assert [point.turn for point in points] == [0, 1, 2, 3, 4, 5]
    assert all(a.patience > b.patience for a, b in pairwise(points))


@pytest.mark.parametrize(("loss", "turn"), [(-3.0, 2), (-2.9, None)])
def test_the_worst_moment_cost_noticeable_trust(loss: float, turn: int | None) -> None:
    rubric = [{"id": "r", "behaviour": "Asked before pitching"}]
    made = Build(bar_scenario(rubric=rubric)).learner(OPEN).persona("Uh-huh.")
    made.learner(PUSH).persona("No.", trust=loss)
    assert look(made).retry_turn == turn


def test_no_worst_moment_in_words_that_were_not_clear() -> None:
    rubric = [{"id": "r", "behaviour": "Asked before pitching"}]
    made = Build(bar_scenario(rubric=rubric)).learner(OPEN).persona("Uh-huh.")
    made.learner(PUSH, word_confidence=0.3).persona("No.", trust=-10)
    assert look(made).retry_turn is None


@pytest.mark.parametrize(("retry", "turn"), [("none", None), ("last_moment", 5)])
def test_the_scenario_may_choose_the_moment(retry: str, turn: int | None) -> None:
    scenario = bar_scenario(debrief={"retry": retry})
    assert critique(strong().events, scenario).retry_turn == turn


def test_an_answer_that_was_recalled_leaves_its_words_to_the_next_reading() -> None:
    """Two turns, one reading: each sentence is credited to the turn it was said in."""
    made = Build().learner(OPEN, read=False)
    both = f"{OPEN.sentence} {PUSH.sentence}"
    made.learner(OPEN, PUSH, text=PUSH.sentence)
    assert both == " ".join(event.text for event in made.events if event.type == "learner_spoke")
    rubric = [{"id": "r", "behaviour": "Asked before pitching"}]
    (result,) = critique(made.events, bar_scenario(rubric=rubric)).rubric
    assert (result.met, result.quote, result.turn) == ("yes", OPEN.sentence, 1)
