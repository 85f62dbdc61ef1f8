"""How closely the ear listens, by who has the floor. Arithmetic only: it is told the time."""

from dataclasses import dataclass
from enum import StrEnum

from dryfit.session.options import TurnTaking
from dryfit.turn.table import State

FIRST_REPLY_GUARD_S = 1.0
"""Echo cancellers need about this long to learn a room. Lower: she interrupts her own greeting."""
CUT_IN_GUARD_S = 1.2
"""Who is interrupted talks on for a moment. Lower: cutting in never works."""
ECHO_TAIL_S = 0.3
"""In half-duplex, sound this soon after her last word is the room's. Higher: "yes" is lost."""


class Attention(StrEnum):
    """What the learner's sound may do now."""

    OPEN = "open"
    """Begin or continue a turn."""
    WARY = "wary"
    """Recall an answer that is about to sound: only for a voice that lasts."""
    OVER_HER = "over-her"
    """Be a bid for the floor: noticed soon, judged by its words."""
    DEAF = "deaf"
    """Nothing."""
    BUTTON = "button"
    """Be kept, until the button says that the turn is over."""


@dataclass(frozen=True, slots=True)
class HerSound:
    """Her voice at this moment: since when it sounds, and when it last fell silent."""

    began_s: float | None = None
    guard_s: float = 0.0
    ended_s: float | None = None


def attention(state: State, taking: TurnTaking, her: HerSound, now_s: float) -> Attention:
    """How to listen now."""
    if taking == "push-to-talk":
        return Attention.BUTTON
    if state in (State.SPEAKING, State.YIELDING):
        guarded = her.began_s is not None and now_s - her.began_s < her.guard_s
        if state is State.SPEAKING and (guarded or taking == "half-duplex"):
            return Attention.DEAF
        return Attention.OVER_HER
    if state is State.THINKING:
        return Attention.WARY
    tail = her.ended_s is not None and now_s - her.ended_s < ECHO_TAIL_S
    if taking == "half-duplex" and state is State.LISTENING and tail:
        return Attention.DEAF
    return Attention.OPEN
