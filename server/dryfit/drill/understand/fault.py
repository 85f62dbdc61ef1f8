"""What is wrong with an answer: whether the learner put a finger on it."""

from __future__ import annotations

import re
from enum import StrEnum

from dryfit.drill.understand.alike import Likeness, telling
from dryfit.drill.understand.figures import quantities
from dryfit.drill.understand.said import Understood, plain
from dryfit.drill.understand.unknowing import says_unknown, without_unknown
from dryfit.scenario.review import AnswerError, CalibrationItem


class Fault(StrEnum):
    """What came of asking what is wrong."""

    NAMED = "named"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


NAMED_AT_LEAST = 0.5
"""Likeness to the error at which it counts as named; lower, and talk near it is credited."""

ELSEWHERE_BELOW = 0.3
"""Likeness under which it is something else; between the two the learner is asked again."""

_CUE = re.compile(
    r"\b(?:instead of|mix(?:ed|es|ing)? up|should(?:n't| not)? (?:be|have)|supposed to|wrong|"
    r"isn't|ain't|doesn't|can't|swapped|confus\w+|rather than)\b"
)
"""With one word of the wrong part these say that it is wrong."""

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("order", re.compile(r"\b(?:orders?|backwards?|reversed|sequence|(?:too )?late|steps)\b|"
                         r"\b(?:first|before|after|last)\b")),
    ("unit", re.compile(r"\bunits?\b|\bmixed up\b|\b(?:fahrenheit|celsius|metric)\b")),
    ("limit", re.compile(r"\btoo (?:close|low|high|small|much|little|short|long|few|many|flat|"
                         r"steep|thin|thick|far|near)\b|\bnot enough\b|\b(?:isn't|ain't|not|won't|"
                         r"wouldn't|don't) (?:\w+ )?(?:enough|do it|cut it)\b|\b(?:margin|limit)")),
    ("edition", re.compile(r"\b(?:old|older|outdated|edition|out of date|changed|used to be|"
                           r"no longer|new (?:code|rule|version))\b")),
)  # fmt: skip
"""Ways to name the kind of an error without its words; only where the error is of that kind."""


def fault_in(text: str, item: CalibrationItem, likeness: Likeness) -> Understood[Fault] | None:
    """Whether a learner's words name what is wrong; None where they cannot be told."""
    low = plain(text)
    rest = without_unknown(low)
    if item.error is not None and _names(rest, item.error, likeness):
        return Understood(Fault.NAMED)
    if says_unknown(low):
        return Understood(Fault.UNKNOWN)
    words = telling(rest)
    if item.error is None:  # whatever is named in a right answer is something else
        return Understood(Fault.ELSEWHERE) if words or quantities(rest) else None
    if not words or len(rest.split()) < 3 or words & telling(_all_of(item, item.error)):
        return None
    near = likeness.best(rest, _meant(item.error))
    return Understood(Fault.ELSEWHERE) if near < ELSEWHERE_BELOW else None


def _names(low: str, error: AnswerError, likeness: Likeness) -> bool:
    span, right = quantities(error.span.lower()), quantities(error.right.lower())
    said = quantities(low)
    if said and any(one.same(other) for one in said for other in (*span, *right)):
        return True
    kinds = error.type + (" limit" if span else "")
    if any(kind in kinds and pattern.search(low) for kind, pattern in _KINDS):
        return True
    words, wrong = telling(low), telling(error.span)
    if not words:
        return False
    if len(words & wrong) >= 2 or words == wrong or (words & wrong and _CUE.search(low)):
        return True
    shared = len(words & (wrong | telling(error.right)))
    near = likeness.best(low, _meant(error))
    return near >= NAMED_AT_LEAST - 0.06 * min(shared, 2) and shared > 0


def _all_of(item: CalibrationItem, error: AnswerError) -> str:
    return f"{item.learner_asks} {item.ai_says} {error.right}"


def _meant(error: AnswerError) -> tuple[str, ...]:
    return (error.span, error.right, f"{error.span} is wrong, {error.right}", error.why_plausible)
