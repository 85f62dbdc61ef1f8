"""Numbers from word times; nothing where there are none."""

import pytest
from tests.critique.build import Build, act, strong, weak

from dryfit.critique.critique import critique
from dryfit.critique.report import Measures
from dryfit.persona.move import MoveKind
from dryfit.persona.reading import Act


def measures(made: Build) -> Measures:
    return critique(made.events, made.scenario).measures


def test_a_talk_by_hand() -> None:
    made = Build()
    made.persona("We don't do bands.", MoveKind.OPEN, seconds=3.0)
    made.learner(act(Act.OPEN_QUESTION, "What um happened the last time you had one in here then?"))
    made.persona("Who pays you?", MoveKind.OBJECT, objection="money", seconds=2.0)
    made.learner(act(Act.CLOSED_QUESTION, "Is it uh the money?"), pause_s=1.25)
    found = measures(made)
    # 12 and 5 words of 0.4 s each, against 5 s of persona.
    assert found.talk_share == pytest.approx(6.8 / 11.8, abs=0.001)
    assert found.longest_turn_s == pytest.approx(4.8)
    assert found.words_per_minute == pytest.approx(150.0)
    assert (found.open_questions, found.closed_questions) == (1, 1)
    assert found.fillers == 2
    assert found.pause_after_objection_s == pytest.approx(1.25)
    assert found.explored_before_answering is True


def test_typed_text_has_no_times() -> None:
    made = Build(voice=False)
    made.persona("Who pays you?", MoveKind.OBJECT, objection="money")
    made.learner(act(Act.REASSURANCE, "Um, you will be fine, I promise you that much."))
    found = measures(made)
    assert found == Measures(explored_before_answering=False)


@pytest.mark.parametrize(("words", "pace"), [(12, None), (13, 150.0)])
def test_a_pace_needs_five_seconds_of_speech(words: int, pace: float | None) -> None:
    made = Build().learner(act(Act.PITCH, " ".join(["word"] * words)))
    assert measures(made).words_per_minute == pace


def test_talking_over_an_objection_is_no_pause() -> None:
    made = Build().persona("Who pays you?", MoveKind.OBJECT, objection="money")
    made.learner(act(Act.REASSURANCE, "Nobody has to."), pause_s=-0.8, interrupted=True)
    found = measures(made)
    assert found.pause_after_objection_s == 0.0
    assert found.interruptions == 1


def test_fillers_recognised_without_confidence_are_not_counted() -> None:
    made = Build().learner(act(Act.PITCH, "Um we play uh covers."), word_confidence=0.39)
    assert measures(made).fillers == 0
    made = Build().learner(act(Act.PITCH, "Um we play uh covers."), word_confidence=0.4)
    assert measures(made).fillers == 2


def test_an_objection_nobody_answered_says_nothing() -> None:
    made = Build().persona("Who pays you?", MoveKind.OBJECT, objection="money")
    assert measures(made).explored_before_answering is None
    assert measures(made).pause_after_objection_s is None


def test_strong_and_weak() -> None:
    assert measures(strong()).explored_before_answering is True
    assert measures(weak()).explored_before_answering is False
