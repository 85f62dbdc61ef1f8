"""What reaches a session from outside. Everything is put in one inbox and handled in order."""

from dataclasses import dataclass

from dryfit.session.options import Eagerness, Mode


@dataclass(frozen=True, slots=True)
class AudioReceived:
    """PCM16 mono little-endian bytes from the learner's microphone."""

    data: bytes
    sample_rate_hz: int


@dataclass(frozen=True, slots=True)
class TextTyped:
    """A whole learner turn as text."""

    text: str


@dataclass(frozen=True, slots=True)
class TurnCommitted:
    """The client ends the learner's turn."""


@dataclass(frozen=True, slots=True)
class TurnCleared:
    """The client forgets the learner's unfinished turn."""


@dataclass(frozen=True, slots=True)
class ReplyCancelled:
    """The client stops the persona."""


@dataclass(frozen=True, slots=True)
class PlayheadReported:
    """How much of an item has been heard; `final` when no more of it will be."""

    item: str
    played_ms: float
    final: bool


@dataclass(frozen=True, slots=True)
class HoldChanged:
    """The learner pauses the session, or goes on."""

    on: bool


@dataclass(frozen=True, slots=True)
class FinishRequested:
    """The session should end and the critique follow."""

    outcome: str = "learner_stopped"


@dataclass(frozen=True, slots=True)
class EagernessChanged:
    """How soon a pause is taken for an end, from now on."""

    eagerness: Eagerness


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """Whether replies are spoken, from the next one on."""

    mode: Mode


SessionInput = (
    AudioReceived
    | TextTyped
    | TurnCommitted
    | TurnCleared
    | ReplyCancelled
    | PlayheadReported
    | HoldChanged
    | FinishRequested
    | EagernessChanged
    | ModeChanged
)
