"""Looks at a model's sentence before anybody hears it: may the persona say that now? Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dryfit.persona.embed import Embedder
from dryfit.persona.move import DISCLOSING, Move, MoveKind
from dryfit.persona.words import content_words, words
from dryfit.reply import phrases
from dryfit.reply.secrets import Disclosed, Secrets
from dryfit.reply.tongue import is_foreign
from dryfit.reply.yielding import Yielding
from dryfit.scenario.schema import Scenario

TO_THE_POINT = 0.35
"""Likeness to an authored line for the move. Lower: a concern counts as told that nobody was told.
Higher: the model may only repeat the author."""
LEARNERS_LIKENESS = 0.6
"""Likeness to an offer that only the learner makes, from which she speaks the learner's part."""
SHORT_ONES = 1
"""Sentences allowed beyond the style's own, as "Look, no." is hardly one. Higher: lines run on."""
_ENDS = re.compile(r"[.!?\u2026]+(?=\s|$)")
_HAS_A_POINT = DISCLOSING | {MoveKind.ANSWER, MoveKind.OBJECT, MoveKind.CONCEDE}
"""Moves whose authored lines must be what is said, whatever the words."""


class Fault(StrEnum):
    """What was wrong with a sentence."""

    EMPTY = "empty"
    LENGTH = "length"
    BANNED = "banned"
    ROLE = "role"
    LEAK = "leak"
    CONCESSION = "concession"
    MARKUP = "markup"
    STAGE = "stage-direction"
    LANGUAGE = "language"
    OFF_POINT = "off-point"
    REPEATED = "repeated"


REASONS = {
    Fault.EMPTY: "It held no words.",
    Fault.LENGTH: "It was too long. Say less.",
    Fault.BANNED: "Nobody like that person talks this way. No compliments, no thanks.",
    Fault.ROLE: "You are that person, in that place, and speak only their part.",
    Fault.LEAK: "It said more than was asked for. Keep to what you are told to say.",
    Fault.CONCESSION: "It gave in. Agree to nothing.",
    Fault.MARKUP: "It had markup in it. Spoken words only.",
    Fault.STAGE: "It had a gesture in it. Spoken words only.",
    Fault.LANGUAGE: "It was in the wrong language.",
    Fault.OFF_POINT: "It left out what you are told to say. Say that first.",
    Fault.REPEATED: "That was said before. Put it in other words.",
}
"""What the model is told when it may try again. Nothing in here tells it what is hidden."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What may be said now: the move, what is out, what the learner said, what she said before."""

    move: Move
    disclosed: Disclosed
    heard: str = ""
    is_guess: bool = False
    """The learner has just named something that is not out."""
    said: tuple[str, ...] = ()


class Guard:
    """Of one scenario. Safe to share between threads."""

    def __init__(self, scenario: Scenario, embedder: Embedder) -> None:
        self._scenario = scenario
        self._embedder = embedder
        self.secrets = Secrets(scenario, embedder)
        self._yielding = Yielding(scenario, embedder)
        offers = [text for concern in scenario.hidden_concerns for one in concern.resolved_by
                  for text in one.like]  # fmt: skip
        offers += [text for item in scenario.objections for one in item.accept_if
                   for text in one.like]  # fmt: skip
        self._offers = embedder.embed([*offers, scenario.learner_goal() or "I want your business."])
        style = scenario.speaking_style
        self._never = tuple(text.lower() for text in style.never_says)
        self.max_words, self.max_sentences = style.max_words, style.max_sentences

    def tidy(self, sentence: str) -> str:
        """Without the quotation marks and the own name that models like to begin with."""
        text = " ".join(sentence.split())
        named = phrases.SPEAKER_NAME.match(text)
        name = self._scenario.persona.name.lower()
        if named and named.group(1).lower() in (name, *name.split()):
            text = text[named.end() :]
        if text[:1] in "\"'\u201c\u2018" and text[-1:] in "\"'\u201d\u2019":
            text = text[1:-1]
        return text.strip().strip('"\u201c\u201d').strip()

    def fault(self, sentence: str, before: Sequence[str], moment: Moment) -> Fault | None:
        """What is wrong with a tidied sentence that would follow `before`; None: it may be said."""
        shape = self._shape(sentence, before)
        if shape is not None:
            return shape
        if self._speaks_out_of_turn(sentence, moment):
            return Fault.ROLE
        if phrases.FLATTERY.search(sentence) or self._is_never_said(sentence):
            return Fault.BANNED
        if is_foreign(sentence, self._scenario.language):
            return Fault.LANGUAGE
        if self._leaks(sentence, before, moment):
            return Fault.LEAK
        whole = " ".join((*before, sentence))
        if self._yielding.is_ungranted(sentence, moment.move, moment.heard) or (
            before and self._yielding.is_ungranted(whole, moment.move)
        ):
            return Fault.CONCESSION
        if not before and not self._is_to_the_point(sentence, moment.move):
            return Fault.OFF_POINT
        if sentence in moment.said or sentence in before:
            return Fault.REPEATED
        return None

    def _shape(self, sentence: str, before: Sequence[str]) -> Fault | None:
        if phrases.LEARNERS_PART.search(sentence):
            return Fault.ROLE
        if phrases.MARKUP.search(sentence):
            return Fault.MARKUP
        if phrases.STAGE.search(sentence):
            return Fault.STAGE
        if not any(letter.isalnum() for letter in sentence):
            return Fault.EMPTY
        whole = " ".join((*before, sentence))
        too_many = len(_ENDS.findall(whole)) > self.max_sentences + SHORT_ONES
        if len(whole.split()) > self.max_words or len(before) >= self.max_sentences or too_many:
            return Fault.LENGTH
        return None

    def _is_never_said(self, sentence: str) -> bool:
        low = sentence.lower()
        return any(phrase in low for phrase in self._never)

    def _speaks_out_of_turn(self, sentence: str, moment: Moment) -> bool:
        if phrases.ASSISTANT.search(sentence):
            return True
        if sentence.rstrip().endswith("?") or not {"i", "i'd", "i'll", "we", "we'd", "we'll"} & set(
            words(sentence)
        ):
            return False
        vector = self._embedder.embed([sentence])[0]
        if float((self._offers @ vector).max()) < LEARNERS_LIKENESS:
            return False
        return self._likeness(sentence, moment.move.candidates) < LEARNERS_LIKENESS

    def _leaks(self, sentence: str, before: Sequence[str], moment: Moment) -> bool:
        confirms = not before and phrases.AFFIRMS.search(sentence)
        if moment.is_guess and confirms and moment.move.kind not in DISCLOSING:
            return True
        heard, granted = f"{moment.heard} {' '.join(moment.said)}", moment.move.candidates
        if self.secrets.told(sentence, moment.disclosed, heard, granted):
            return True
        if self.secrets.suggests(
            sentence, moment.disclosed, (*granted, moment.heard, *moment.said)
        ):
            return True
        whole = " ".join((*before, sentence))
        return bool(before) and bool(self.secrets.told(whole, moment.disclosed, heard, granted))

    def _is_to_the_point(self, sentence: str, move: Move) -> bool:
        if move.kind is MoveKind.COMMIT:
            return not phrases.DENIES.search(sentence) and self._yielding.agrees(sentence, move)
        if move.kind not in _HAS_A_POINT or not move.candidates:
            return True
        language = self._scenario.language
        said = content_words(sentence, language)
        if any(len(said & content_words(line, language)) >= 2 for line in move.candidates):
            return True
        return self._likeness(sentence, move.candidates) >= TO_THE_POINT

    def _likeness(self, sentence: str, lines: Sequence[str]) -> float:
        if not lines:
            return 0.0
        vector = self._embedder.embed([sentence])[0]
        return float((self._embedder.embed(list(lines)) @ vector).max())
