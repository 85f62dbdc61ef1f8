"""What somebody else thinks of a question that the rules leave open. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dryfit.critique.quoting import is_verbatim
from dryfit.critique.talk import Sentence, Talk
from dryfit.critique.verdict import Verdict
from dryfit.scenario.review import RubricItem
from dryfit.store.events import ModelJudged, SessionEvent

SAID_BY = "(A language model judged this.)"
"""Stands behind each reason that is not the rules' own."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """An answer to the question `id`; `quote` stands word for word in the line of that turn."""

    id: str
    met: Literal["yes", "no"]
    turn: int
    quote: str
    why: str


def opinions_in(events: Sequence[SessionEvent]) -> dict[str, Opinion]:
    """The opinions that were kept with a session, by question."""
    return {
        point.id: Opinion(point.id, point.met, point.turn, point.quote, point.why)
        for event in events
        if isinstance(event, ModelJudged)
        for point in event.points
    }


def with_opinion(
    verdict: Verdict, item: RubricItem, opinions: dict[str, Opinion], talk: Talk
) -> Verdict:
    """The verdict; where it is open and there is an opinion with a quote that holds, that."""
    opinion = opinions.get(item.id)
    line = talk.line(opinion.turn) if opinion else None
    if not verdict.is_open or opinion is None or line is None or not line.sure:
        return verdict
    if not is_verbatim(opinion.quote, line.text):
        return verdict
    order = (line.place, line.text.index(opinion.quote))
    evidence = Sentence(opinion.turn, order, opinion.quote, frozenset(), sure=True)
    why = f"{opinion.why.rstrip()} {SAID_BY}"
    return replace(verdict, met=opinion.met, why=why, evidence=evidence, is_open=False)
