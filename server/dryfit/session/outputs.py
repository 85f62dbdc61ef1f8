"""What a session tells the outside: one stream for the wire, the terminal and the bench."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from dryfit.critique.critique import Critique
from dryfit.drill.scores import Scores
from dryfit.drill.steps import Answered, Drill, Line
from dryfit.session.level_check import LevelMeasured as LevelMeasured
from dryfit.session.options import Mode
from dryfit.turn.table import State


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The turn machine moved."""

    state: State


@dataclass(frozen=True, slots=True)
class SpeechBegan:
    """The learner has the floor; `at_ms` on the input stream's clock."""

    item: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The learner's turn is judged over."""

    item: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class SpeechRetracted:
    """What was announced as speech was none."""

    item: str


@dataclass(frozen=True, slots=True)
class LearnerHeardSoFar:
    """Further words of a turn that is not over: a caption. What was said comes as `LearnerSaid`."""

    item: str
    text: str
    """To be joined to what came before as it is."""


@dataclass(frozen=True, slots=True)
class LearnerSaid:
    """A learner's turn, recognised and on disk."""

    item: str
    turn: int
    text: str
    confidence: float
    mode: Literal["voice", "text"]


@dataclass(frozen=True, slots=True)
class ReplyOpened:
    """The persona begins to answer; `stream` numbers the item's audio.

    `by` names who speaks where it is somebody else.
    """

    item: str
    turn: int
    stream: int
    mode: Mode = "voice"
    by: str = ""


@dataclass(frozen=True, slots=True)
class ClauseSpoken:
    """A clause of the reply. `samples` is float32 mono at 24 kHz, empty in text mode."""

    item: str
    stream: int
    text: str
    start_sample: int
    samples: npt.NDArray[np.float32]
    held: int = 0
    """How many of the samples, from the first, the client has already."""


@dataclass(frozen=True, slots=True)
class ReplyClosed:
    """Everything the reply will ever send has been sent, or it was stopped.

    `text` is what has been sent. `by_client`: stopped on request, not for the learner's voice.
    """

    item: str
    text: str
    completed: bool
    by_client: bool = False


@dataclass(frozen=True, slots=True)
class ReplyHeard:
    """How much of a reply reached the learner's ear."""

    item: str
    turn: int
    text_heard: str
    played_ms: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class PlaybackAsked:
    """What the client must do at once with the persona's sound."""

    item: str
    action: Literal["duck", "resume", "stop"]


@dataclass(frozen=True, slots=True)
class TurnMeasured:
    """Stage times of one answered turn, in milliseconds."""

    turn: int
    stages_ms: dict[str, float]


@dataclass(frozen=True, slots=True)
class Faulted:
    """Something went wrong that the learner should know of; the session may go on."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class RequestRefused:
    """What a client asked for makes no sense at this moment; nothing was done."""

    code: str
    message: str
    request: str


@dataclass(frozen=True, slots=True)
class SessionOver:
    """The last word has been said."""

    outcome: str
    won: bool


@dataclass(frozen=True, slots=True)
class RedoChosen:
    """The learner wants to do that turn of that session again, in a session of its own."""

    session: str
    turn: int


@dataclass(frozen=True, slots=True)
class DrillLineBegan:
    """A line of a drill is about to be said: whose it is, and where the drill is."""

    item: str
    line: Line
    drill: Drill
    follows: bool
    """Another line comes before it is the learner's turn."""


@dataclass(frozen=True, slots=True)
class DrillScored:
    """What a drill came to, and all answers of this learner so far; its last output."""

    title: str
    done: tuple[Answered, ...]
    run: Scores
    all: Scores


@dataclass(frozen=True, slots=True)
class Debriefed:
    """The critique is ready; the last output of a session."""

    critique: Critique


SessionOutput = (
    StateChanged
    | SpeechBegan
    | SpeechEnded
    | SpeechRetracted
    | LearnerHeardSoFar
    | LearnerSaid
    | ReplyOpened
    | ClauseSpoken
    | ReplyClosed
    | ReplyHeard
    | PlaybackAsked
    | TurnMeasured
    | LevelMeasured
    | Faulted
    | RequestRefused
    | SessionOver
    | RedoChosen
    | DrillLineBegan
    | DrillScored
    | Debriefed
)
