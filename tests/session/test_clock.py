"""A session's time, and how fast sound may come."""

import pytest

from dryfit.session.clock import SessionClock
from dryfit.session.pace import AHEAD_LIMIT_S, HEARD_AGAIN_S, Pace


class _Watch:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_it_counts_from_where_it_is_told() -> None:
    watch = _Watch()
    clock = SessionClock(watch, start_s=12.5)
    watch.now_s += 2
    assert clock() == 14.5


def test_time_away_does_not_count() -> None:
    watch = _Watch()
    clock = SessionClock(watch)
    watch.now_s += 5
    clock.stop()
    watch.now_s += 60
    assert (clock(), clock.is_stopped) == (5, True)
    clock.go()
    watch.now_s += 1
    assert (clock(), clock.is_stopped) == (6, False)


def test_stopping_and_starting_twice_changes_nothing() -> None:
    watch = _Watch()
    clock = SessionClock(watch)
    clock.go()
    watch.now_s += 1
    clock.stop()
    watch.now_s += 10
    clock.stop()
    watch.now_s += 10
    clock.go()
    clock.go()
    assert clock() == 1


@pytest.mark.parametrize("again", [False, True])
def test_sound_may_be_ahead_up_to_the_limit(again: bool) -> None:
    pace = Pace(0.0, again)
    limit = round(16_000 * (AHEAD_LIMIT_S + (HEARD_AGAIN_S if again else 0.0)))
    assert pace.judge(limit, 0.0) == "fine"
    assert pace.judge(limit + 1, 0.0) == "too fast"
    assert pace.judge(limit + 1, 0.0) == "still"
    assert pace.judge(limit + 1, 1.0) == "fine"
    assert pace.judge(limit + 16_001, 1.0) == "too fast"
