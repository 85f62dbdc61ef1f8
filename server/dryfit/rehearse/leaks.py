"""Did a line say something that had not been earned when it was said?"""

from __future__ import annotations

from dataclasses import dataclass

from dryfit.persona.state import PersonaState
from dryfit.persona.words import content_words
from dryfit.scenario.hidden import LEVELS, Concern
from dryfit.scenario.schema import Scenario

SHARED_AT_LEAST = 3
"""Telling words a line must share with an unearned stage to count as leaking it."""

SHARE_AT_LEAST = 0.5
"""And the share of the stage's telling words; lower, and harmless lines are accused."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A line that gave away a stage of a concern too early."""

    turn: int
    concern: str
    level: str
    line: str


def leaks(scenario: Scenario, state: PersonaState, line: str) -> tuple[Leak, ...]:
    """Unearned stages that this line says; `state` is the state after its move."""
    said = content_words(line)
    found = []
    for concern in scenario.hidden_concerns:
        stage = state.stage(concern.id)
        out = LEVELS.index(stage) + 1 if stage else 0
        known = {word for level in LEVELS[:out] for text in _lines(concern, level)
                 for word in content_words(text)}  # fmt: skip
        known |= content_words(" ".join(scenario.opening.lines))
        secrets = [
            (level, text) for level in LEVELS[max(out, 1) :] for text in _lines(concern, level)
        ]
        if stage != "full":
            secrets.append(("full", concern.concern))
        for level, text in secrets:
            words = content_words(text) - known
            shared = said & words
            whole = bool(words) and len(shared) >= SHARE_AT_LEAST * len(words)
            if line == text or (len(shared) >= SHARED_AT_LEAST and whole):
                found.append(Leak(state.turn, concern.id, level, line))
    return tuple(dict.fromkeys(found))


def _lines(concern: Concern, level: str) -> tuple[str, ...]:
    stage = concern.stage(level)
    return stage.lines if stage is not None else ()
