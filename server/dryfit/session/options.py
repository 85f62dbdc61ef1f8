"""What a client may choose for one session."""

import secrets
from dataclasses import dataclass
from typing import Literal

Eagerness = Literal["quick", "normal", "patient"]
Mode = Literal["voice", "text"]
TurnTaking = Literal["hands-free", "half-duplex", "push-to-talk"]

LEVELS = ("easy", "normal", "hard")


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """Choices made before the first word."""

    difficulty: str = ""
    """Empty: the scenario's own default."""
    seed: int = 0
    """The same seed and the same learner lines give the same replies."""
    mode: Mode = "voice"
    """In text mode nothing is synthesised and replies count as heard at once."""
    eagerness: Eagerness = "normal"
    """How soon a pause is taken for the end of a turn."""
    turn_taking: TurnTaking = "hands-free"
    """Hands-free; half-duplex, where nothing is heard while she talks; or a button to talk."""
    resume_key_hash: str = ""
    """What proves that a client may come back after its line was lost; empty: it may not."""
    can_redo: bool = False
    """Whether whoever runs the session can go back to a moment: "redo that" ends it then."""
    idle_s: float = 60.0
    """A session that hears nothing at all for this long ends with its critique."""


def fresh_seed() -> int:
    """A seed for a session that nobody wants to repeat."""
    return secrets.randbelow(2**31)
