"""What the ear reports. Every time is a sample count on the stream's 16 kHz clock."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

EndReason: TypeAlias = Literal["finished", "silence", "too-long"]
WordsVerdict: TypeAlias = Literal["finished", "asked", "unfinished", "unknown"]


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Someone began to talk; `speech_start` is the first voiced sample."""

    at_sample: int
    speech_start: int


@dataclass(frozen=True, slots=True)
class SpeechPaused:
    """The voice stopped for a moment: time to prepare an answer, not yet to give it."""

    at_sample: int
    speech_start: int
    speech_end: int
    pause: int


@dataclass(frozen=True, slots=True)
class SpeechResumed:
    """The voice went on after pause number `pause`: whatever was prepared is stale."""

    at_sample: int
    pause: int


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """They have finished. `pause` is the pause the turn ended in, 0 if it was cut while talking."""

    at_sample: int
    speech_start: int
    speech_end: int
    reason: EndReason
    pause: int = 0


@dataclass(frozen=True, slots=True)
class Misfire:
    """What started was no speech: too short to be a word."""

    at_sample: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the two witnesses say about a pause; `None` while a witness has not spoken yet."""

    pause: int
    finished_probability: float | None
    words: WordsVerdict | None


SpeechEvent: TypeAlias = SpeechStarted | SpeechPaused | SpeechResumed | TurnEnded | Misfire
