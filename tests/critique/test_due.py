"""What is due for practice today."""

import pytest

from dryfit.critique.due import Played, due
from dryfit.critique.report import Practice

PLAN = tuple(Practice(in_days=days, what=f"step {days}") for days in (2, 7, 30))
FIRST = Played("a", "bar", 100, PLAN)


@pytest.mark.parametrize(
    ("today", "what"),
    [(100, None), (101, None), (102, "step 2"), (106, "step 2"), (107, "step 7"), (500, "step 30")],
)
def test_a_step_is_due_from_its_day_on(today: int, what: str | None) -> None:
    assert [wait.what for wait in due([FIRST], today)] == ([what] if what else [])


def test_a_later_session_takes_the_place_of_an_earlier_one() -> None:
    again = Played("b", "bar", 107, PLAN)
    assert due([FIRST, again], 108) == []
    assert [wait.session for wait in due([FIRST, again], 109)] == ["b"]
    nothing = Played("c", "bar", 100, ())
    assert due([FIRST, nothing], 500) == []


def test_what_waits_longest_comes_first() -> None:
    other = Played("z", "van", 90, PLAN)
    assert [wait.scenario for wait in due([FIRST, other], 103)] == ["van", "bar"]
    assert due([], 1) == []
