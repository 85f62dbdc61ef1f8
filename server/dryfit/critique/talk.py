"""The journal as a conversation: lines in order, each with what was read in it or felt after it."""

from dataclasses import dataclass
from typing import Literal

from dryfit.critique.hearing import WordSpan
from dryfit.persona.reading import Act, CriterionHit, Figure
from dryfit.store.events import HeardWord

ASSISTANT = "assistant"
"""Kind of a line that no persona said, but the assistant that the learner had asked."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One learner sentence: `text` stands verbatim in the turn's line; it may do several things.

    `order` is (place of the line in the talk, offset in the line); `sure` is False when it was
    not recognised well enough to be judged. `maybe` are acts the reader was not sure of: they
    are never held for or against anyone.
    """

    turn: int
    order: tuple[int, int]
    text: str
    acts: frozenset[Act]
    sure: bool
    maybe: frozenset[Act] = frozenset()
    topics: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    hits: tuple[CriterionHit, ...] = ()


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """A learner's turn; times are None for typed text."""

    turn: int
    place: int
    text: str
    start_s: float | None
    end_s: float | None
    mode: Literal["voice", "text"]
    interrupted: bool
    sure: bool
    words: tuple[HeardWord, ...] = ()
    spans: tuple[WordSpan, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonaLine:
    """A persona's turn: `text` is what the learner heard of it, the rest is the director's."""

    turn: int
    place: int
    at_s: float
    text: str
    heard_share: float
    start_s: float | None
    end_s: float | None
    played_s: float | None
    kind: str
    concern: str = ""
    objection: str = ""
    stage_before: str = ""
    stage_after: str = ""
    resolved: tuple[str, ...] = ()
    trust: float | None = None
    patience: float | None = None

    @property
    def whole(self) -> bool:
        """Whether all of it was heard."""
        return self.heard_share >= 1.0


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything the critique looks at. `outcome` is None when the session was cut off."""

    learner: tuple[LearnerLine, ...] = ()
    persona: tuple[PersonaLine, ...] = ()
    outcome: str | None = None
    won: bool = False

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every learner sentence that was read, in order."""
        return tuple(sentence for line in self.learner for sentence in line.sentences)

    @property
    def sure(self) -> tuple[Sentence, ...]:
        """The sentences that may be judged."""
        return tuple(sentence for sentence in self.sentences if sentence.sure)

    def reply_to(self, turn: int) -> PersonaLine | None:
        """The persona's first line in answer to that learner turn."""
        return next((line for line in self.persona if line.turn == turn and turn > 0), None)

    def line(self, turn: int) -> LearnerLine | None:
        """The learner's line of that turn."""
        return next((line for line in self.learner if line.turn == turn), None)
