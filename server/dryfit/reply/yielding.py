"""Does a sentence give in? By its grammar, and by its likeness to what people say when they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from dryfit.language import base_language
from dryfit.persona.embed import Embedder, Vectors
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.words import words
from dryfit.reply import pledge, pledge_es
from dryfit.reply.banks import NAMES, bank
from dryfit.reply.deal import Deal
from dryfit.reply.phrases import ASKS_FOR_A_YES, BARE_YES, COMMITS, DENIES
from dryfit.reply.pledge_parts import SENTENCES, About
from dryfit.scenario.schema import Scenario

LEANS_AT_LEAST = 0.47
"""How much more a sentence is like lines that give in than like lines that do not, from which it is
stopped. Lower: people who say "fine, go on" are stopped; higher: a yes in fresh words passes."""
STEADY = 100.0
"""Ridge of the line drawn between the two. Lower: it follows single lines; higher: tells less."""
AGREES_AT_LEAST = 0.4
"""Likeness to a line that gives in, where a yes is granted. Higher: a yes in fresh words is not
taken for one."""

AS_WRITTEN = 0.7
"""Likeness to a line that holds back, from which it is as good as the author's own. Lower: a yes
that sounds like a no passes; higher: authored lines in a few other words are stopped."""

MAY_COMMIT = frozenset({MoveKind.COMMIT})
GRANTING = frozenset({MoveKind.CONCEDE, MoveKind.FLOOR})
"""Moves that give something, short of what the learner came for."""
WARMING = frozenset({MoveKind.ACCEPT, MoveKind.SOFTEN, MoveKind.SETTLED})
"""Moves that find something good: what was offered, not yet what was asked for."""
MAY_CONCEDE = MAY_COMMIT | GRANTING | WARMING
_GIVING = (MoveKind.COMMIT, MoveKind.CONCEDE)
_GRAMMARS: dict[str, Callable[[str, About], bool]] = {
    "en": pledge.binds, "es": pledge_es.binds,
}  # fmt: skip
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

_LEAD_IN = re.compile(r"^(?:well|look|mm|so|hm|listen|mira|pues|bueno),? ", re.IGNORECASE)
"""What a model may put before an authored sentence."""


class Yielding:
    """Of one scenario. Safe to share between threads."""

    def __init__(self, scenario: Scenario, embedder: Embedder) -> None:
        language = scenario.language
        self._embedder = embedder
        self._deal = Deal(scenario)
        self._binds = _GRAMMARS.get(base_language(language))
        # The embeddings were trained on English; elsewhere every sentence looks like every other.
        self._by_meaning = base_language(language) == "en"
        giving = [*_OUTRIGHT, *_own(scenario, _GIVING), *_banks(_GIVING, language)]
        steps = scenario.dynamics.concession.steps
        giving += [line for step in steps for line in (step.gives, *step.lines)]
        others = [kind for kind in MoveKind if kind not in MAY_CONCEDE and kind != MoveKind.META]
        holding = [*_own(scenario, others), *_banks(others, language)]
        holding += [line for objection in scenario.objections for line in objection.lines]
        holding += [line for item in scenario.persona.knowledge for line in item.lines]
        self._giving = embedder.embed([_filled(line) for line in giving])
        self._holding = embedder.embed([_filled(line) for line in holding])
        self._leaning = _between(self._giving, self._holding)

    def agrees(self, sentence: str, move: Move) -> bool:
        """Whether it is a yes, or names the day that was asked for."""
        low = sentence.lower()
        if COMMITS.search(sentence) or any(word.lower() in low for _, word in move.slots):
            return True
        return float((self._giving @ self._embedder.embed([sentence])[0]).max()) >= AGREES_AT_LEAST

    def is_ungranted(self, sentence: str, move: Move, heard: str = "") -> bool:
        """Whether it gives more than the move does; `heard` is what the learner has just said."""
        if move.kind in MAY_COMMIT or _is_authored(sentence, move):
            return False
        if COMMITS.search(sentence) and not DENIES.search(sentence):
            return True
        if move.kind in GRANTING:
            return False
        if move.kind in WARMING:
            return self._deal.is_dated(sentence) and self._gives(sentence)
        if BARE_YES.match(sentence):
            return bool(ASKS_FOR_A_YES.search(heard)) and self._deal.is_dated(heard)
        return self._gives(sentence) or self._means_yes(sentence)

    def _gives(self, sentence: str) -> bool:
        return self._binds is not None and self._binds(sentence, self._deal.is_near)

    def _means_yes(self, sentence: str) -> bool:
        if not self._by_meaning or pledge.holds_back(sentence):
            return False
        vector = self._embedder.embed([sentence])[0]
        if float((self._holding @ vector).max()) >= AS_WRITTEN:
            return False
        return float(vector @ self._leaning[:-1] + self._leaning[-1]) >= LEANS_AT_LEAST


def _between(giving: Vectors, holding: Vectors) -> Vectors:
    """The line between two clouds, by ridge regression with both of equal weight.

    Returns one weight a dimension and the constant: 1 is like the first cloud, 0 like the second.
    """
    rows = np.vstack([giving, holding]).astype(np.float64)
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    wanted = np.repeat([1.0, 0.0], [len(giving), len(holding)])
    weight = np.where(wanted > 0, len(holding) / max(1, len(giving)), 1.0)
    ridge = STEADY * np.eye(rows.shape[1])
    ridge[-1, -1] = 1e-6
    weighted = (rows * weight[:, None]).T
    return np.asarray(np.linalg.solve(weighted @ rows + ridge, weighted @ wanted), np.float32)


def _is_authored(sentence: str, move: Move) -> bool:
    """Whether it is what the author wrote for this move, or whole sentences of it."""
    said = SENTENCES.split(sentence.strip())
    written = {tuple(words(part)) for line in move.candidates for part in SENTENCES.split(line)}
    return all(tuple(words(_LEAD_IN.sub("", part))) in written or tuple(words(part)) in written
               for part in said)  # fmt: skip


def _own(scenario: Scenario, kinds: Sequence[MoveKind]) -> list[str]:
    return [line for kind in kinds for line in scenario.lines.get(kind.value, ())]


def _banks(kinds: Sequence[MoveKind], language: str) -> list[str]:
    found = (line for name in NAMES for kind in kinds for line in bank(name, kind, language))
    return list(dict.fromkeys(found))


def _filled(line: str) -> str:
    """A line with its slots filled, so that it means what it will."""
    return line.replace("{date}", "Friday the 12th").replace("{time}", "ten").replace("{", "")
