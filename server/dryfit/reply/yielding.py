"""Does a sentence give in? Patterns, and likeness to what people say when they do."""

from __future__ import annotations

from collections.abc import Sequence

from dryfit.persona.embed import Embedder
from dryfit.persona.move import Move, MoveKind
from dryfit.reply.banks import NAMES, bank
from dryfit.reply.phrases import COMMITS, DENIES, ONLY_IF
from dryfit.scenario.schema import Scenario

YIELDS_AT_LEAST = 0.25
"""Likeness to a line that gives in, less a share of that to lines that do not, from which it is
stopped. Lower: people who say "fine, go on" are stopped; higher: a yes in fresh words passes."""
HOLDING_COUNTS = 0.5
"""That share. Higher: a persona whose own lines are like a yes can be talked into one."""

AGREES_AT_LEAST = 0.4
"""The same, where a yes is granted. Higher: a yes in fresh words is not taken for one."""

MAY_COMMIT = frozenset({MoveKind.COMMIT})
MAY_CONCEDE = MAY_COMMIT | {
    MoveKind.CONCEDE, MoveKind.FLOOR, MoveKind.ACCEPT, MoveKind.SOFTEN, MoveKind.SETTLED,
}  # fmt: skip
_GIVING = (MoveKind.COMMIT, MoveKind.CONCEDE)
_OUTRIGHT = (
    "Okay, let's do it.", "Sure, I'd love to.", "Yes, I agree.", "You can start on Monday.",
    "I'm happy to go ahead with that.", "That works for me, let's go ahead.",
    "I'll give you what you asked for.", "Fine, I'll do it your way.", "I would love to have you.",
    "You convinced me, let's book it.", "Alright, I'll sign the contract.",
    "I'll lower the price for you.", "You can have the discount.", "We can make that happen.",
    "Yes, come by on Friday.", "I'm ready to commit.", "Let's make it official.",
    "I'd be glad to say yes.", "Alright, I'm in.", "Go ahead and put me on the list.",
    "I guess we could do it once.", "I suppose we could give it a try.", "You've won me over.",
    "Consider it settled.", "It's yours.", "Yes, that day is yours.", "You have my word on it.",
    "I'll hire you.", "We'd like you to do the work.", "Bring your things on Saturday.",
    "Be here at eight, then.", "I'll pay you the full amount.", "I'll give you the money.",
    "I'm going with you.", "Put me down for that week.", "Here's my signature.",
    "Sounds good, let's set a date.", "You've got the job.", "You can count on my order.",
    "I'll let you have it.", "We accept your terms.", "Your price is fine with me.",
)  # fmt: skip


class Yielding:
    """Of one scenario. Safe to share between threads."""

    def __init__(self, scenario: Scenario, embedder: Embedder) -> None:
        language = scenario.language
        self._embedder = embedder
        self._by_meaning = language.lower().startswith("en")
        giving = [*_OUTRIGHT, *_own(scenario, _GIVING), *_banks(_GIVING, language)]
        steps = scenario.dynamics.concession.steps
        giving += [line for step in steps for line in (step.gives, *step.lines)]
        others = [kind for kind in MoveKind if kind not in MAY_CONCEDE and kind != MoveKind.META]
        holding = [*_own(scenario, others), *_banks(others, language)]
        holding += [line for objection in scenario.objections for line in objection.lines]
        holding += [line for item in scenario.persona.knowledge for line in item.lines]
        self._giving = embedder.embed([_filled(line) for line in giving])
        self._holding = embedder.embed([_filled(line) for line in holding])

    def agrees(self, sentence: str, move: Move) -> bool:
        """Whether it is a yes, or names the day that was asked for."""
        low = sentence.lower()
        if COMMITS.search(sentence) or any(word.lower() in low for _, word in move.slots):
            return True
        return float((self._giving @ self._embedder.embed([sentence])[0]).max()) >= AGREES_AT_LEAST

    def is_ungranted(self, sentence: str, move: Move) -> bool:
        """Whether it gives more than the move does."""
        if move.kind in MAY_COMMIT:
            return False
        if COMMITS.search(sentence) and not DENIES.search(sentence):
            return True
        if move.kind in MAY_CONCEDE or not self._by_meaning:
            return False
        if DENIES.search(sentence) or ONLY_IF.search(sentence):
            return False
        vector = self._embedder.embed([sentence])[0]
        gives = float((self._giving @ vector).max())
        holds = float((self._holding @ vector).max())
        return gives - HOLDING_COUNTS * holds >= YIELDS_AT_LEAST


def _own(scenario: Scenario, kinds: Sequence[MoveKind]) -> list[str]:
    return [line for kind in kinds for line in scenario.lines.get(kind.value, ())]


def _banks(kinds: Sequence[MoveKind], language: str) -> list[str]:
    found = (line for name in NAMES for kind in kinds for line in bank(name, kind, language))
    return list(dict.fromkeys(found))


def _filled(line: str) -> str:
    """A line with its slots filled, so that it means what it will."""
    return line.replace("{date}", "Friday the 12th").replace("{time}", "ten").replace("{", "")
