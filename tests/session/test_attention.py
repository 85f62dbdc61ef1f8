"""How closely the ear listens, row by row."""

import pytest

from dryfit.session.attention import (
    ECHO_TAIL_S,
    FIRST_REPLY_GUARD_S,
    Attention,
    HerSound,
    attention,
)
from dryfit.session.options import TurnTaking
from dryfit.turn.table import State

A, S = Attention, State
FREE: TurnTaking = "hands-free"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.LISTENING, A.OPEN),
        (S.HEARING, A.OPEN),
        (S.PAUSING, A.OPEN),
        (S.THINKING, A.WARY),
        (S.SPEAKING, A.OVER_HER),
        (S.YIELDING, A.OVER_HER),
        (S.HELD, A.OPEN),
        (S.ENDED, A.OPEN),
    ],
)
def test_hands_free(state: State, expected: Attention) -> None:
    assert attention(state, FREE, HerSound(began_s=1.0), 9.0) is expected


@pytest.mark.parametrize("state", list(State))
def test_a_button_decides_alone(state: State) -> None:
    assert attention(state, "push-to-talk", HerSound(), 9.0) is A.BUTTON


@pytest.mark.parametrize(
    ("after_s", "expected"),
    [(FIRST_REPLY_GUARD_S - 0.001, A.DEAF), (FIRST_REPLY_GUARD_S, A.OVER_HER)],
)
def test_the_guard_just_under_and_exactly(after_s: float, expected: Attention) -> None:
    her = HerSound(began_s=0.0, guard_s=FIRST_REPLY_GUARD_S)
    assert attention(S.SPEAKING, FREE, her, after_s) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [(S.SPEAKING, A.DEAF), (S.YIELDING, A.OVER_HER), (S.THINKING, A.WARY), (S.HEARING, A.OPEN)],
)
def test_half_duplex_hears_nothing_while_she_talks(state: State, expected: Attention) -> None:
    """What she had begun to yield to before the setting changed is still judged."""
    assert attention(state, "half-duplex", HerSound(began_s=0.0), 9.0) is expected


@pytest.mark.parametrize(
    ("after_s", "taking", "expected"),
    [
        (ECHO_TAIL_S - 0.001, "half-duplex", A.DEAF),
        (ECHO_TAIL_S, "half-duplex", A.OPEN),
        (0.0, "hands-free", A.OPEN),
    ],
)
def test_the_echo_of_her_last_word(after_s: float, taking: TurnTaking, expected: Attention) -> None:
    assert attention(S.LISTENING, taking, HerSound(ended_s=0.0), after_s) is expected
