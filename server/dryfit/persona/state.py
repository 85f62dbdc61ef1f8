"""All that the persona remembers, feels and has let out, as one value that goes into JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from dryfit.persona.move import DISCLOSING, Json, Move

OutcomeKind = Literal[
    "commitment", "patience_zero", "deal_breaker", "time_limit", "learner_stopped"
]

HEARD_ENOUGH = 0.6
"""Share of a line that must have been played for it to count as said; lower, and a learner who
talks over the persona is told things they never heard."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the talk ended, and whether the learner got what they came for."""

    kind: OutcomeKind
    won: bool


@dataclass(frozen=True, slots=True)
class PersonaState:
    """The persona at one moment.

    `disclosed` maps a concern id to "hint", "partial" or "full" (absent: nothing is out);
    `met` maps a concern or objection id to the criteria the learner has met so far;
    `raised` counts how often an objection was raised; `asked` counts what was asked about;
    `said` are the persona's own lines, `heard` the learner's last sentences, both for not
    repeating. `wanted` is the day the learner asked for and `figures` the last price, time or count
    they named, in their words; `promised` are the figures they are held to, `granted` the
    concession steps given, `consulted` the answers an assistant gave the learner.
    """

    seed: int
    difficulty: str
    trust: float
    patience: float
    turn: int = 0
    disclosed: Mapping[str, str] = field(default_factory=dict)
    met: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    resolved: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    raised: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    facts_said: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    wanted: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    promised: Mapping[str, str] = field(default_factory=dict)
    granted: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    last_kind: str = ""
    outcome: Outcome | None = None

    def stage(self, concern_id: str) -> str:
        """How much of that concern is out: "", "hint", "partial" or "full"."""
        return self.disclosed.get(concern_id, "")

    def to_json(self) -> Json:
        """Plain JSON: the fields by name; `outcome` is null or `{kind, won}`."""
        made: Json = {item.name: _plain(getattr(self, item.name)) for item in fields(self)}
        return made

    @classmethod
    def from_json(cls, made: Mapping[str, Any]) -> PersonaState:
        """The exact state `to_json` was called on."""
        values = dict(made)
        outcome = values.pop("outcome")
        met = {key: tuple(items) for key, items in values.pop("met").items()}
        lists = {key: tuple(item) for key, item in values.items() if isinstance(item, list)}
        ended = None if outcome is None else Outcome(outcome["kind"], outcome["won"])
        return cls(**{**values, **lists, "met": met, "outcome": ended})


def _plain(value: object) -> object:
    if isinstance(value, Outcome):
        return {"kind": value.kind, "won": value.won}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def note_said(state: PersonaState, line: str) -> PersonaState:
    """Remember a line so that it is not said again while another fits."""
    return replace(state, said=(*state.said, line))


def reworded(state: PersonaState, line: str) -> PersonaState:
    """The line noted last was said in other words."""
    return replace(state, said=(*state.said[:-1], line)) if state.said else state


def mark_heard(state: PersonaState, move: Move, heard_fraction: float) -> PersonaState:
    """Take back a disclosure that was cut off before the learner heard it."""
    if heard_fraction >= HEARD_ENOUGH or move.kind not in DISCLOSING:
        return state
    if state.stage(move.concern) != move.stage_after:
        return state
    disclosed = {key: value for key, value in state.disclosed.items() if key != move.concern}
    if move.stage_before:
        disclosed[move.concern] = move.stage_before
    resolved = tuple(item for item in state.resolved if item != move.concern)
    return replace(state, disclosed=disclosed, resolved=resolved)
