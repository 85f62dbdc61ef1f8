"""Simulated learners: what each says next.

They know what a person would: the brief, what was said, and what kind of line it was (an
objection, an admission, a refusal); never what stands behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from dryfit.persona.move import Move, MoveKind
from dryfit.rehearse.phrases import Sayings

AVERAGE_SLIPS = 0.5
"""How often an average learner falls back on a habit; higher, and they are a weak one."""

AS_RECOGNISED = 0.4
"""Share of turns without punctuation and capitals, some with a filler, as speech arrives."""


class Learner(Protocol):
    """Says one thing at a time."""

    def say(self, says: Sayings, move: Move, mine: Sequence[str], chance: Random) -> str:
        """The next learner line; `mine` are those said before."""
        ...


@dataclass(frozen=True, slots=True)
class Habit:
    """Goes through kinds of sentences in order, then over the last ones again and again."""

    plan: tuple[str, ...]
    closing: tuple[str, ...]

    def say(self, says: Sayings, move: Move, mine: Sequence[str], chance: Random) -> str:
        """The next kind in the plan, in words not used before while there are some."""
        index = len(mine)
        rest = self.closing[(index - len(self.plan)) % len(self.closing)]
        kind = self.plan[index] if index < len(self.plan) else rest
        return unused(says.kinds[kind], mine, chance)


_REPLIES: Mapping[MoveKind, str] = {
    MoveKind.HINT: "dig", MoveKind.PARTIAL: "dig",
    MoveKind.FULL: "offer", MoveKind.NEED: "offer", MoveKind.TOLD: "offer",
    MoveKind.NOT_ENOUGH: "offer",
    MoveKind.OBJECT: "answer",
    MoveKind.SOFTEN: "close", MoveKind.SETTLED: "close", MoveKind.ACCEPT: "close",
    MoveKind.WHEN: "close", MoveKind.CONCEDE: "close", MoveKind.FLOOR: "close",
    MoveKind.CONTRADICT: "own_up",
}  # fmt: skip
"""What a good learner does next. After anything else they ask, or say back what they heard."""


class Listener:
    """The strong learner: follows what the persona says instead of a fixed order."""

    def say(self, says: Sayings, move: Move, mine: Sequence[str], chance: Random) -> str:
        """Ask until something comes out, say it back, dig, offer, answer, close."""
        kind = _REPLIES.get(move.kind, "")
        if kind == "offer":
            return _offer(says, move.concern, mine, chance)
        if kind == "answer":
            return unused(says.answers[move.objection], mine, chance)
        if kind == "dig" and chance.random() < 0.5:
            kind = "reflect"
        if not kind:
            kind = "reflect" if len(mine) % 3 == 1 else "ask"
            if any(text in mine for group in says.offers.values() for one in group for text in one):
                kind = chance.choice(("close", "offer"))
        if kind == "offer":
            return _offer(says, "", mine, chance)
        return unused(says.kinds[kind], mine, chance)


def _offer(says: Sayings, concern: str, mine: Sequence[str], chance: Random) -> str:
    """Something that would settle it, of a sort not tried yet while there is one."""
    sorts = says.offers.get(concern) or next(iter(says.offers.values()))
    untried = [one for one in sorts if not any(text in mine for text in one)]
    return unused(chance.choice(untried or list(sorts)), mine, chance)


@dataclass(frozen=True, slots=True)
class Sometimes:
    """Does what a better learner would, but slips into `slips` now and then."""

    better: Listener
    slips: tuple[str, ...]
    slip_chance: float

    def say(self, says: Sayings, move: Move, mine: Sequence[str], chance: Random) -> str:
        """A good line or a slip."""
        if chance.random() >= self.slip_chance:
            return self.better.say(says, move, mine, chance)
        return unused(says.kinds[chance.choice(self.slips)], mine, chance)


def unused(phrases: Sequence[str], mine: Sequence[str], chance: Random) -> str:
    """One of the phrases, not said before while there is one."""
    fresh = [text for text in phrases if text not in mine]
    return chance.choice(fresh or list(phrases))


def as_heard(text: str, chance: Random) -> str:
    """The text as written, or as a recogniser gives it."""
    if chance.random() >= AS_RECOGNISED:
        return text
    plain = "".join(mark for mark in text.lower() if mark not in ".,!?¿¡;")
    return f"um {plain}" if chance.random() < 0.3 else plain


LEARNERS: dict[str, Learner] = {
    "weak": Habit(
        ("pitch", "empty", "insist", "empty", "pitch", "close"),
        ("insist", "empty", "close", "pitch"),
    ),
    "average": Sometimes(Listener(), ("hello", "pitch", "empty", "insist", "close"), AVERAGE_SLIPS),
    "strong": Listener(),
    "rude": Habit(("pitch", "rude"), ("rude",)),
    "monologuer": Habit(("monologue",), ("monologue", "pitch")),
    "flatterer": Habit(("hello", "flatter", "flatter"), ("flatter", "empty", "close")),
    "injector": Habit(("inject",) * 8, ("inject", "ask", "insist")),
    "chatty": Habit(("hello", "small_talk", "small_talk", "one_word"), ("small_talk", "one_word")),
}
"""Every simulated learner by name."""
