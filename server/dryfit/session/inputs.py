"""What reaches a session from outside. Everything is put in one inbox and handled in order."""

from dataclasses import dataclass

from dryfit.session.options import Eagerness, Mode, TurnTaking


@dataclass(frozen=True, slots=True)
class AudioReceived:
    """PCM16 mono little-endian bytes from the learner's microphone."""

    data: bytes
    sample_rate_hz: int
    end: int = 0
    """Where it ends in the client's own count of samples; 0 where the client does not count."""


@dataclass(frozen=True, slots=True)
class ClientEventCame:
    """What follows was asked for by the client's event of this id."""

    event_id: str


@dataclass(frozen=True, slots=True)
class TextTyped:
    """A whole learner turn as text; `item` is the id it is known by, where it has one already."""

    text: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class TurnCommitted:
    """The client ends the learner's turn; `request` names the request in a refusal."""

    request: str = ""


@dataclass(frozen=True, slots=True)
class TurnCleared:
    """The client forgets the learner's unfinished turn."""


@dataclass(frozen=True, slots=True)
class AnswerRequested:
    """The client wants what was said to be answered now; `request` as above."""

    request: str = ""


@dataclass(frozen=True, slots=True)
class ReplyCancelled:
    """The client stops the persona; `request` as above."""

    request: str = ""


@dataclass(frozen=True, slots=True)
class PlayheadReported:
    """How much of an item has been heard; `final` when no more of it will be."""

    item: str
    played_ms: float
    final: bool


@dataclass(frozen=True, slots=True)
class ReplyCutShort:
    """The client stopped playing an item there, now or a while ago; never more was heard of it."""

    item: str
    heard_ms: float


@dataclass(frozen=True, slots=True)
class HoldChanged:
    """The learner pauses the session, or goes on."""

    on: bool


@dataclass(frozen=True, slots=True)
class NamesTold:
    """Real people's names that the device knows; they stay in memory, and reach no model."""

    names: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class TurnTakingChanged:
    """How the learner gets the floor, from now on."""

    turn_taking: TurnTaking


SessionInput = (
    AudioReceived
    | ClientEventCame
    | TextTyped
    | TurnCommitted
    | TurnCleared
    | AnswerRequested
    | ReplyCancelled
    | PlayheadReported
    | ReplyCutShort
    | HoldChanged
    | NamesTold
    | FinishRequested
    | EagernessChanged
    | ModeChanged
    | TurnTakingChanged
)
