"""Who gets in, and when the others should come again."""

import pytest

from dryfit.web.admission import (
    FINALS_WAITING_PER_CORE,
    LATEST_S,
    SOONEST_S,
    may_enter,
    retry_after_s,
    when,
)

CORES = 2
PRESSED = FINALS_WAITING_PER_CORE * CORES


@pytest.mark.parametrize(
    ("sessions", "finals_waiting", "is_let_in"),
    [
        (0, 0, True),
        (11, 0, True),
        (12, 0, False),
        (13, 0, False),
        (11, PRESSED - 1, True),
        (11, PRESSED, False),
        (0, PRESSED, False),
    ],
)
def test_there_is_room_until_all_places_are_taken_or_turns_queue_up(
    sessions: int, finals_waiting: int, is_let_in: bool
) -> None:
    assert may_enter(sessions, 12, finals_waiting, CORES) is is_let_in


@pytest.mark.parametrize(
    ("left_s", "again_s"),
    [
        ([], SOONEST_S),
        ([SOONEST_S - 1.0], SOONEST_S),
        ([SOONEST_S + 1.0, 500.0], SOONEST_S + 1),
        ([90.4, 91.0], 90),
        ([-50.0], SOONEST_S),
        ([LATEST_S - 1.0], LATEST_S - 1),
        ([LATEST_S + 1.0], LATEST_S),
    ],
)
def test_a_place_is_free_when_the_first_of_those_inside_is_done(
    left_s: list[float], again_s: int
) -> None:
    assert retry_after_s(left_s) == again_s


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (30, "in a minute"),
        (60, "in a minute"),
        (61, "in about 2 minutes"),
        (600, "in about 10 minutes"),
    ],
)
def test_advice_is_in_whole_minutes(seconds: int, words: str) -> None:
    assert when(seconds) == words
