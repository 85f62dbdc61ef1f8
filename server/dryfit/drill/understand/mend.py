"""What would be right: whether the learner knew it."""

from __future__ import annotations

import re
from enum import StrEnum

from dryfit.drill.understand.alike import Likeness, telling
from dryfit.drill.understand.figures import Quantity, quantities
from dryfit.drill.understand.said import Understood, plain
from dryfit.drill.understand.unknowing import says_unknown, without_unknown
from dryfit.scenario.review import AnswerError, CalibrationItem


class Mend(StrEnum):
    """What came of asking what is right."""

    RIGHT = "right"
    OTHER = "other"
    UNKNOWN = "unknown"


RIGHT_AT_LEAST = 0.55
"""Likeness to what is right at which words without its figure count; lower, and guesses do."""

OTHER_BELOW = 0.35
"""Likeness under which it is something else; between the two the learner is asked again."""

_FIRST = re.compile(r"\b(?:first|before|beforehand|then|start(?: with)?)\b")
_LAST = re.compile(r"\b(?:last|after(?:wards?)?|later|at the end)\b")
_NOT = re.compile(r"\b(?:not|no|never|don't|doesn't|isn't|won't|without|shouldn't)\b")


def mend_in(text: str, item: CalibrationItem, likeness: Likeness) -> Understood[Mend] | None:
    """Whether a learner's words say what is right; None where they cannot be told."""
    low = plain(text)
    rest = without_unknown(low)
    if item.error is not None:
        found = _judged(rest, item, item.error, likeness)
    else:  # nothing was wrong, so nothing that is put in its place is right
        found = Mend.OTHER if telling(rest) or quantities(rest) else None
    if found is not Mend.RIGHT and says_unknown(low):
        return Understood(Mend.UNKNOWN)
    return Understood(found) if found is not None else None


def _judged(low: str, item: CalibrationItem, error: AnswerError, likeness: Likeness) -> Mend | None:
    said = quantities(low)
    key = _key_figures(item, error)
    if key and any(one.same(other) for one in said for other in key):
        return Mend.RIGHT
    if key and said and not _only_in_passing(said, item):
        return Mend.OTHER
    words, meant = telling(low), telling(error.right)
    if not words or (len(low.split()) < 2 and not words & meant):
        return None
    ordered = "order" in error.type and _FIRST.search(error.right.lower())
    if ordered and not _FIRST.search(low):
        return Mend.OTHER if _LAST.search(low) else None
    if bool(_NOT.search(low)) != bool(_NOT.search(error.right.lower())):
        return None
    near = likeness.best(low, [error.right, *re.split(r"[,;]", error.right)])
    if near >= RIGHT_AT_LEAST - 0.06 * min(len(words & meant), 2) and words & meant:
        return Mend.RIGHT
    return Mend.OTHER if near < OTHER_BELOW and not words & meant else None


def _key_figures(item: CalibrationItem, error: AnswerError) -> tuple[Quantity, ...]:
    """The figures that make it right: those of its first clause that the answer does not have."""
    given = quantities(item.ai_says.lower())
    for clause in error.right.lower().split(";"):
        found = quantities(clause)
        new = tuple(one for one in found if not any(one.same(other) for other in given))
        if new:
            return new
    return ()


def _only_in_passing(said: tuple[Quantity, ...], item: CalibrationItem) -> bool:
    """Whether all figures said are those of the question: "at thirty feet you shut it off"."""
    asked = quantities(item.learner_asks.lower())
    return all(any(one.same(other) for other in asked) for one in said)
