"""Word a move with authored lines; the temperament's bank fills where the author wrote few."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from dryfit.persona.assistant import PASSED_ON
from dryfit.persona.move import DISCLOSING, Move, MoveKind
from dryfit.persona.state import PersonaState
from dryfit.reply.banks import bank
from dryfit.scenario.schema import Scenario

ENOUGH = 3
"""Authored lines from which the bank is left out; lower, and the persona's own voice thins."""

_START = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")
_SLOT = re.compile(r"\{(\w+)\}")
_OWN_WORDS = DISCLOSING | {
    MoveKind.ANSWER, MoveKind.OBJECT, MoveKind.OPEN, MoveKind.SOFTEN, MoveKind.ACCEPT,
    MoveKind.FLOOR,
}  # fmt: skip
"""Moves that the author words best, if at all: the bank knows nothing of this persona's affairs."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is said; `source` is `authored` or `bank:NAME`."""

    text: str
    source: str


class ScriptedWriter:
    """Chooses a line. The same scenario, state and move always give the same line."""

    def word(self, scenario: Scenario, state: PersonaState, move: Move) -> Line:
        """A line for the move that was not said before, while there is one."""
        slots = dict(move.slots)
        authored = list(dict.fromkeys(_filled(move.candidates, slots)))
        name = scenario.persona.temperament.bank_name()
        spare = list(dict.fromkeys(_filled(bank(name, move.kind, scenario.language), slots)))
        noticed = any(cause.startswith(PASSED_ON) for cause in move.because)
        if authored and (move.kind in _OWN_WORDS or noticed):
            spare = []
        said = set(state.said)
        fresh = [text for text in authored if text not in said]
        chance = Random(f"{state.seed}:{state.turn}:{move.kind.value}")
        if fresh and (len(authored) >= ENOUGH or not spare):
            return Line(chance.choice(fresh), "authored")
        unsaid = fresh + [text for text in spare if text not in said and text not in authored]
        if unsaid:
            text = chance.choice(unsaid)
            return Line(text, "authored" if text in authored else f"bank:{name}")
        every = authored + spare or ["Mm."]
        text = _longest_ago(every, state.said)
        return Line(text, "authored" if text in authored else f"bank:{name}")


def _filled(lines: Iterable[str], slots: dict[str, str]) -> Iterable[str]:
    """Lines whose slots the learner's words can fill; those that use them come instead."""
    for line in lines:
        if all(name in slots for name in _SLOT.findall(line)):
            text = _SLOT.sub(lambda match: slots[match.group(1)], line)
            yield _START.sub(lambda match: match.group().upper(), text)


def _longest_ago(lines: list[str], said: tuple[str, ...]) -> str:
    last = {text: index for index, text in enumerate(said)}
    return min(lines, key=lambda text: last.get(text, -1))
