"""What can happen to a turn: the inputs of the turn machine.

The first five come from endpointing (`dryfit_audio.events`) and are used as they are; the rest
are the session's own.
"""

from dataclasses import dataclass

from dryfit_audio.events import Misfire, SpeechPaused, SpeechResumed, SpeechStarted, TurnEnded

__all__ = [
    "BackchannelHeard",
    "CancelRequested",
    "ClearRequested",
    "CommitRequested",
    "HoldRequested",
    "InterruptionHeard",
    "Misfire",
    "MonologueRanOn",
    "NothingSaid",
    "OverlapLasted",
    "PersonaPrompted",
    "ReleaseRequested",
    "ReplyBegan",
    "ReplyFinished",
    "SessionStopped",
    "SpeechPaused",
    "SpeechResumed",
    "SpeechStarted",
    "TextReceived",
    "TurnEnded",
    "TurnEvent",
    "TurnUnanswered",
]


@dataclass(frozen=True, slots=True)
class PersonaPrompted:
    """The persona speaks without being answered: the opening, time running out."""


@dataclass(frozen=True, slots=True)
class MonologueRanOn:
    """The learner has talked for longer than the persona has patience for."""


@dataclass(frozen=True, slots=True)
class ReplyBegan:
    """The first sound (or text) of the persona's reply is on its way to the client."""


@dataclass(frozen=True, slots=True)
class ReplyFinished:
    """The client has played the reply to its end."""


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """The turn that ended held no words."""


@dataclass(frozen=True, slots=True)
class TurnUnanswered:
    """An answer was recalled for what turned out to be noise; the turn before it still waits."""


@dataclass(frozen=True, slots=True)
class OverlapLasted:
    """Speech over the persona has lasted long enough to hold a word."""


@dataclass(frozen=True, slots=True)
class InterruptionHeard:
    """The learner spoke real words over the persona, and is still speaking."""


@dataclass(frozen=True, slots=True)
class BackchannelHeard:
    """What was heard over the persona was no bid for the floor: "mhm", a cough, noise, echo."""


@dataclass(frozen=True, slots=True)
class TextReceived:
    """The learner typed a turn."""


@dataclass(frozen=True, slots=True)
class CommitRequested:
    """The client says the turn is over (push-to-talk released)."""


@dataclass(frozen=True, slots=True)
class ClearRequested:
    """The client says to forget the unfinished turn."""


@dataclass(frozen=True, slots=True)
class CancelRequested:
    """The client says the persona should stop talking."""


@dataclass(frozen=True, slots=True)
class HoldRequested:
    """The learner pauses the session."""


@dataclass(frozen=True, slots=True)
class ReleaseRequested:
    """The learner goes on after a pause."""


@dataclass(frozen=True, slots=True)
class SessionStopped:
    """The session is over, whoever ended it."""


TurnEvent = (
    SpeechStarted
    | SpeechPaused
    | SpeechResumed
    | TurnEnded
    | Misfire
    | PersonaPrompted
    | MonologueRanOn
    | ReplyBegan
    | ReplyFinished
    | NothingSaid
    | TurnUnanswered
    | OverlapLasted
    | InterruptionHeard
    | BackchannelHeard
    | TextReceived
    | CommitRequested
    | ClearRequested
    | CancelRequested
    | HoldRequested
    | ReleaseRequested
    | SessionStopped
)
