"""What the learner said and did in one turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dryfit.persona.move import Json


class Act(StrEnum):
    """What one sentence does in the talk."""

    GREETING = "greeting"
    INTRODUCTION = "introduction"
    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    REFLECTION = "reflection"
    OFFER = "offer"
    REASSURANCE = "reassurance"
    PITCH = "pitch"
    PRESSURE = "pressure"
    ARGUE = "argue"
    INSULT = "insult"
    APOLOGY = "apology"
    CLOSE = "ask_to_close"
    AGREEMENT = "agreement"
    DECLINE = "decline"
    SMALL_TALK = "small_talk"
    PRAISE = "praise"
    THANKS = "thanks"
    ANSWER = "answer"
    STOP = "stop"
    META = "meta"
    UNCLEAR = "unclear"


QUESTIONS = frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION})


@dataclass(frozen=True, slots=True)
class Heard:
    """One learner turn as it reached the server; `duration_s` is 0 for typed text."""

    text: str
    last_persona_line: str = ""
    duration_s: float = 0.0
    interrupted: bool = False
    confidence: float = 1.0
    told: tuple[tuple[str, Act], ...] = ()
    """What somebody else makes of sentences that the rules are unsure of."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that means something: kind is price, time, date, count, percent or length."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ActFound:
    """One sentence of the turn. `sentence` is a verbatim piece of the learner's text."""

    act: Act
    sentence: str
    confidence: float
    topics: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionHit:
    """A criterion of the scenario that one sentence met.

    `target` is `CONCERN.resolved_by`, `CONCERN.not_resolved_by`, `OBJECTION.accept_if` or
    `deal_breaker`; `what` is the author's phrase.
    """

    target: str
    what: str
    sentence: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One turn, read sentence by sentence.

    `topics` are ids the turn is about: a concern id, `fact:ID` for knowledge, an authored
    topic's id, or `subject:PHRASE` for a phrase of a reveal condition.
    """

    text: str
    acts: tuple[ActFound, ...] = ()
    hits: tuple[CriterionHit, ...] = ()
    words: int = 0
    duration_s: float = 0.0
    interrupted: bool = False
    confidence: float = 1.0

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic of the turn, each once, in the order they came up."""
        return tuple(dict.fromkeys(topic for found in self.acts for topic in found.topics))

    def has(self, *acts: Act) -> bool:
        """Whether any sentence did one of these."""
        return any(found.act in acts for found in self.acts)

    def about(self, topic: str, acts: Iterable[Act] = ()) -> bool:
        """Whether a sentence (doing one of `acts`, when given) is about that topic."""
        wanted = frozenset(acts)
        return any(
            topic in found.topics and (not wanted or found.act in wanted) for found in self.acts
        )

    def figure(self, kind: str) -> str:
        """The last figure of that kind in the learner's words, or ""."""
        texts = [item.text for found in self.acts for item in found.figures if item.kind == kind]
        return texts[-1] if texts else ""

    def hit(self, target: str) -> tuple[CriterionHit, ...]:
        """The criteria met for one target."""
        return tuple(item for item in self.hits if item.target == target)

    def to_json(self) -> Json:
        """Plain JSON.

        `{text, words, duration_s, interrupted, confidence, topics[], acts[{act, sentence,
        confidence, topics[], figures[{kind, text}]}], hits[{target, what, sentence, score}]}`.
        """
        return {
            "text": self.text,
            "words": self.words,
            "duration_s": self.duration_s,
            "interrupted": self.interrupted,
            "confidence": self.confidence,
            "topics": list(self.topics),
            "acts": [_act_json(found) for found in self.acts],
            "hits": [
                {"target": h.target, "what": h.what, "sentence": h.sentence, "score": h.score}
                for h in self.hits
            ],
        }


def _act_json(found: ActFound) -> Json:
    return {
        "act": found.act.value,
        "sentence": found.sentence,
        "confidence": found.confidence,
        "topics": list(found.topics),
        "figures": [{"kind": item.kind, "text": item.text} for item in found.figures],
    }
