"""What to practise next follows from what went wrong, on the days the author names."""

import pytest
from tests.critique.build import Build, act, bar_scenario, strong, weak

from dryfit.critique.critique import critique
from dryfit.critique.practice import plan
from dryfit.critique.report import Practice, RubricResult
from dryfit.persona.reading import Act


def planned(made: Build, **debrief: object) -> tuple[Practice, ...]:
    return critique(made.events, bar_scenario(debrief=debrief)).practice


def test_a_weak_talk() -> None:
    moment, whole, blind = planned(weak())
    assert [step.in_days for step in (moment, whole, blind)] == [2, 7, 30]
    assert (moment.what, moment.turn) == ("Redo turn 3, and nothing else.", 3)
    assert whole.what == (
        "Play it from the start, for a yes on “Asked about her experience before pitching” and "
        "“Explored the money objection before answering it”."
    )
    assert blind.what.endswith("where that goes well, at hard.")


def test_a_strong_talk_has_one_thing_to_keep() -> None:
    (step,) = planned(strong())
    assert (step.in_days, step.what) == (30, "Nothing was missed. Play it at hard.")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), []),
        ((5,), [5]),
        ((9, 3), [3, 9]),
        ((0, -2, 4, 4), [4]),
        ((1, 2, 3, 4, 5), [1, 2, 3, 4, 5]),
    ],
)
def test_the_days_are_the_authors(days: tuple[int, ...], expected: list[int]) -> None:
    assert [step.in_days for step in planned(weak(), review_after_days=days)] == expected


@pytest.mark.parametrize(
    "made", [Build(), Build().learner(act(Act.GREETING, "Hello.")),
             Build().learner(act(Act.PITCH, "and the they of"), word_confidence=0.2)],
)  # fmt: skip
def test_where_nothing_could_be_judged_nothing_is_advised(made: Build) -> None:
    assert planned(made) == ()


@pytest.mark.parametrize(
    ("difficulty", "words"),
    [("easy", "at normal."), ("normal", "at hard."), ("hard", "to keep it.")],
)
def test_the_next_level(difficulty: str, words: str) -> None:
    met = RubricResult(id="a", behaviour="Asked", met="yes", weight=1, critical=False, why="")
    (step,) = plan((2, 7), [met], None, None, difficulty)
    assert step.what.endswith(words)


def test_all_done_and_no_agreement() -> None:
    met = RubricResult(id="a", behaviour="Asked", met="yes", weight=1, critical=False, why="")
    (step,) = plan((7, 2), [met], None, None, "normal", won=False)
    assert (step.in_days, "fewer turns" in step.what) == (2, True)
