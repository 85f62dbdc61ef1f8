"""Simulated learners: they hear the persona's lines and the brief, never the scenario's insides.

Each is a policy over the talk so far. The strong one asks, says back what it heard, offers
something concrete that answers it, and closes; the weak one pitches, reassures and insists; the
average one does what the strong one would about every other time, and slips in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from dryfit.rehearse.phrases import PHRASES, Phrases, trade_of
from dryfit.scenario.schema import Scenario

Exchange = tuple[str, str]
"""Who (`persona` or `learner`), and what they said."""


class Learner(Protocol):
    """Says one thing at a time."""

    def say(self, scenario: Scenario, talk: Sequence[Exchange], chance: Random) -> str:
        """The next learner line."""
        ...


@dataclass(frozen=True, slots=True)
class Scripted:
    """Goes through kinds of sentences in order, choosing a wording of each; then starts over.

    `plan` names keys of the phrase table; `closing` are repeated at the end.
    """

    plan: tuple[str, ...]
    closing: tuple[str, ...]

    def say(self, scenario: Scenario, talk: Sequence[Exchange], chance: Random) -> str:
        """The next kind in the plan, in words not used before while there are some."""
        mine = [text for who, text in talk if who == "learner"]
        index = len(mine)
        rest = self.closing[(index - len(self.plan)) % len(self.closing)]
        kind = self.plan[index] if index < len(self.plan) else rest
        return _unused(PHRASES[trade_of(scenario)], kind, mine, chance)


class Listener:
    """The strong learner: follows what the persona says instead of a fixed order."""

    SIGNS = (
        "last",
        "trouble",
        "after",
        "phone",
        "somebody",
        "went",
        "worry",
        "reason",
        "burned",
        "peel",
        "wall",
        "once",
        "came",
        "price",
        "happened",
        "more to it",
        "worth it",
    )

    def say(self, scenario: Scenario, talk: Sequence[Exchange], chance: Random) -> str:
        """Ask until something comes out, say it back, dig, offer, settle the money, close."""
        mine = [text for who, text in talk if who == "learner"]
        last = next((text.lower() for who, text in reversed(talk) if who == "persona"), "")
        kind = self._kind(len(mine), last)
        return _unused(PHRASES[trade_of(scenario)], kind, mine, chance)

    def _kind(self, turn: int, last: str) -> str:
        if turn >= 4 and any(word in last for word in ("pay", "money", "empty", "cost", "price")):
            return "risk"
        if turn >= 4 and any(word in last for word in ("how?", "what about", "what would", "else")):
            return "offer"
        plan = ("ask_last", "reflect", "ask_worry", "dig", "offer", "risk", "close")
        if turn == 1 and not any(sign in last for sign in self.SIGNS):
            return "ask_worry"
        if turn < len(plan):
            return plan[turn]
        return ("close", "offer", "risk", "close", "reflect")[(turn - len(plan)) % 5]


@dataclass(frozen=True, slots=True)
class Sometimes:
    """Does what a better learner would, but slips into `slips` with probability `slip_chance`."""

    better: Listener
    slips: tuple[str, ...]
    slip_chance: float

    def say(self, scenario: Scenario, talk: Sequence[Exchange], chance: Random) -> str:
        """A good line or a slip."""
        if chance.random() >= self.slip_chance:
            return self.better.say(scenario, talk, chance)
        mine = [text for who, text in talk if who == "learner"]
        return _unused(PHRASES[trade_of(scenario)], chance.choice(self.slips), mine, chance)


def _unused(phrases: Phrases, kind: str, mine: Sequence[str], chance: Random) -> str:
    fresh = [text for text in phrases[kind] if text not in mine]
    return chance.choice(fresh or list(phrases[kind]))


LEARNERS: dict[str, Learner] = {
    "weak": Scripted(
        ("pitch", "reassure", "insist", "reassure", "pitch", "close"),
        ("insist", "reassure", "close", "pitch"),
    ),
    "average": Sometimes(Listener(), ("hello", "pitch", "reassure", "insist", "close"), 0.5),
    "strong": Listener(),
    "injector": Scripted(("inject",) * 8, ("inject", "ask_last", "insist")),
    "rude": Scripted(("pitch", "rude"), ("rude",)),
    "chatty": Scripted(
        ("hello", "small_talk", "small_talk", "one_word"), ("small_talk", "one_word")
    ),
}
"""Every simulated learner by name."""
