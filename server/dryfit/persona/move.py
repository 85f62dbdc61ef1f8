"""What the persona does in one turn, before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, object]


class MoveKind(StrEnum):
    """Every move a persona can make. Scenario files may give `lines` for each by name."""

    OPEN = "open"
    GREET = "greet"
    INTRO = "intro"
    ANSWER = "answer"
    UNKNOWN = "unknown"
    COVER = "cover"
    DEFLECT = "deflect"
    HINT = "hint"
    PARTIAL = "partial"
    FULL = "full"
    TOLD = "told"
    NEED = "need"
    SOFTEN = "soften"
    SETTLED = "settled"
    NOT_ENOUGH = "not_enough"
    OBJECT = "object"
    ACCEPT = "accept"
    CONCEDE = "concede"
    FLOOR = "floor"
    COMMIT = "commit"
    REFUSE = "refuse"
    WHEN = "when"
    OFFER = "offer"
    PITCH = "pitch"
    REASSURE = "reassure"
    PRESSURE = "pressure"
    ARGUE = "argue"
    RUDE = "rude"
    APOLOGY = "apology"
    REFLECT = "reflect"
    WRONG = "wrong"
    CONTRADICT = "contradict"
    INTERRUPTION = "interruption"
    SMALL_TALK = "small_talk"
    PRAISE = "praise"
    AGREE = "agree"
    DECLINE = "decline"
    THANKS = "thanks"
    PROMPT = "prompt"
    REPEATED = "repeated"
    UNCLEAR = "unclear"
    META = "meta"
    WARN = "warn"
    LEAVE = "leave"
    DEAL_BREAKER = "deal_breaker"
    TIME_UP = "time_up"
    STOPPED = "stopped"


INTERRUPTED_BY = "interruption:"
"""Why a move was made: the number of the interruption in the environment's plan follows."""

DISCLOSING = frozenset({MoveKind.HINT, MoveKind.PARTIAL, MoveKind.FULL})
"""Moves that let a step of a concern out; undone when they were not heard."""


@dataclass(frozen=True, slots=True)
class Move:
    """One decision of the director.

    `because` lists the learner behaviours that led here (`open_question`, `topic:noise`,
    `resolved_by:names a finish time`, `pressure`, …), `trust_delta` and `patience_delta` what the
    turn did to each. `slots` are words the learner used that a line may repeat (date, time).
    `concern` and `objection` are ids or empty; `stage_before` and `stage_after` differ only when
    something was disclosed. `stage_before` "" means nothing was out yet.
    """

    kind: MoveKind
    concern: str = ""
    objection: str = ""
    facts: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    because: tuple[str, ...] = ()
    trust_delta: float = 0.0
    patience_delta: float = 0.0
    stage_before: str = ""
    stage_after: str = ""
    ends: bool = False

    def to_json(self) -> Json:
        """Plain JSON: the fields by name, tuples as lists, `slots` as an object."""
        return {
            "kind": self.kind.value,
            "concern": self.concern,
            "objection": self.objection,
            "facts": list(self.facts),
            "candidates": list(self.candidates),
            "slots": dict(self.slots),
            "because": list(self.because),
            "trust_delta": self.trust_delta,
            "patience_delta": self.patience_delta,
            "stage_before": self.stage_before,
            "stage_after": self.stage_after,
            "ends": self.ends,
        }

    @classmethod
    def from_json(cls, made: Mapping[str, Any]) -> Move:
        """The move that `to_json` was called on."""
        values = dict(made)
        slots = tuple((str(name), str(word)) for name, word in values.pop("slots").items())
        lists = {name: tuple(item) for name, item in values.items() if isinstance(item, list)}
        return cls(**{**values, **lists, "kind": MoveKind(values["kind"]), "slots": slots})
