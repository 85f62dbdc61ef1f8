"""What was said, ready for the rules: small letters, no fillers, the recogniser's slips undone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from dryfit.persona.clauses import tidy

T = TypeVar("T")

_FILLERS = re.compile(
    r"\b(?:u+m+|huh|u+h+(?!-)|e+r+m?|a+h+|h+m+|mm+|oh|like(?= (?:\w+ )?(?:out|percent|\d|fif|six|"
    r"seven|eigh|nine))|you know|i mean(?= )|kind of like|let me (?:see|think))\b,?"
)
_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"\bi (?:yews|ewes|youse|yous) it\b", "i use it"),
        (r"^(?:you|your|use|yu) (?:sit|set|is it)$", "use it"),
        (r"\b(?:use|yews|youse) at\b", "use it"),
        (r"\bdon'?t you(?:'?s| set| sit)\b", "don't use it"),
        (r"\b(?:chick|czech|cheque|jack) (?=it\b|first\b)", "check "),
        (r"\bdon'?t no\b", "don't know"),
        (r"\b(?:ate|eight) (?:tea|tee|ty)\b|\batey\b", "eighty"),
        (r"\bnine (?:tea|tee|ty)\b|\bnighty\b", "ninety"),
        (r"\bsix (?:tea|tee|ty)\b", "sixty"),
        (r"\bseven (?:tea|tee|ty)\b", "seventy"),
        (r"\b(?:fitty|fif tea|fifty-fifty)\b", "fifty"),
        (r"\bto (?=degrees?\b|inch|feet\b|coats?\b|mils?\b|hours?\b|minutes?\b)", "two "),
        (r"\bfor (?=degrees?\b|inch|feet\b|coats?\b|mils?\b|hours?\b|minutes?\b)", "four "),
        (r"\b(?:do|due|doo|dew) ?points?\b", "dew point"),
        (r"\b(?:an ace|an eight|a nate|an aid) of an inch\b", "an eighth of an inch"),
        (r"\b(?:corner|courter|court er)(?= (?:of an )?inch)", "quarter"),
        (r"\b(?:day to|data|date a|data's) (?:sheet|cheat|sheets|seat)\b", "data sheet"),
        (r"\bname plate\b", "nameplate"),
        (r"\b(?:o ?shot|oh? sha|o sha|ocean rule)\b", "osha"),
        (r"\b(?:goggle|giggle) (?=it\b)", "google "),
        (r"\bbreak her\b", "breaker"),
        (r"\bfour ?clift\b", "forklift"),
    )
)


@dataclass(frozen=True, slots=True)
class Understood(Generic[T]):
    """One answer; where it is not `sure`, the learner is asked whether it is what they meant."""

    value: T
    sure: bool = True


def plain(text: str) -> str:
    """Small letters, one space between words, no fillers, `%` and fractions kept.

    >>> plain("Uh, I'd say ate tea percent!")
    "i'd say eighty percent"
    """
    low = tidy(text).lower().replace("percent", " percent").replace("%", " percent")
    low = re.sub(r"[^\w\s'./-]|(?<!\d)[./]|[./](?!\d)", " ", low)
    low = " ".join(_FILLERS.sub(" ", low).split())
    for pattern, meant in _SLIPS:
        low = pattern.sub(meant, low)
    return low.strip(" -'")
