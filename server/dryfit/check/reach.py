"""How far a talk can go: turns until patience ends, and the trust that can be earned by then."""

from __future__ import annotations

from dryfit.persona.level import LEVELS, numbers
from dryfit.scenario.hidden import Concern, Condition
from dryfit.scenario.play import DEFAULT_GAINS
from dryfit.scenario.schema import Scenario

__all__ = ["LEVELS", "best_trust", "trust_needed", "turns"]

MANY_TURNS = 60
"""Turns counted where patience never ends by itself."""


def turns(scenario: Scenario, level: str) -> int:
    """Turns an agreeable learner has before patience is at zero."""
    params = numbers(scenario, level)
    if params.patience_per_turn >= 0:
        return MANY_TURNS
    last = int(params.patience_start / -params.patience_per_turn)
    if last * -params.patience_per_turn >= params.patience_start:
        last -= 1
    return min(MANY_TURNS, last)


def best_trust(scenario: Scenario, level: str) -> float:
    """The most trust anyone can have at that level."""
    params, trust = numbers(scenario, level), scenario.dynamics.trust
    best = sum(trust.gain(name) for name in DEFAULT_GAINS)
    a_turn = min(params.max_gain_per_turn, best)
    return min(100.0, params.trust_start + a_turn * turns(scenario, level))


def trust_needed(scenario: Scenario, concern: Concern, level: str) -> float:
    """The least trust at which all of a concern can come out."""
    own = _needed(concern.reveal_when) if concern.reveal_when else 0.0
    staged = [stage.trust_at_least or 0.0 for stage in concern.stages]
    most = max([own, *staged])
    return most + numbers(scenario, level).add_reveal_trust if most else 0.0


def _needed(condition: Condition) -> float:
    parts = [condition.trust_at_least or 0.0, *(_needed(part) for part in condition.all)]
    if condition.any:
        parts.append(min(_needed(part) for part in condition.any))
    return max(parts)
