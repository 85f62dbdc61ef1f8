"""How sure, from 50 to 100, from numbers and from words."""

from __future__ import annotations

import re

from dryfit.drill.understand.figures import quantities
from dryfit.drill.understand.said import Understood, plain

LEAST, MOST = 50, 100
_HEDGES = """i i'd i'm it's id say about around maybe percent sure it at put be that would
    guess think just roughly probably somewhere in the a to or and between of out okay ok yeah yes
    no doubt ish give take call make let's go with my confidence confident certain positive
    me am like well so pretty over under half really very somewhat i'll it'd be on scale
    from near nearly almost hundred point even solid good right i've got honestly best
    least more easy easily flat quite fairly damn"""
_AROUND = frozenset(_HEDGES.split())
"""Words that may stand around a number that says how sure; any other, and it is confirmed."""

_DECADES = {"fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_DECADE = re.compile(rf"\b(?:(low|early|mid|middle|high|upper) )?({'|'.join(_DECADES)})\b")
_OUT_OF_HUNDRED = re.compile(r"\b(?:out of|in) (?:a|one) hundred\b|\bout of 100\b")
_SURE = r"(?:sure|confident|certain|positive)"
_WORDS: tuple[tuple[re.Pattern[str], int, bool], ...] = tuple(
    (re.compile(pattern), value, sure)
    for pattern, value, sure in (
        (rf"\bnot (?:at all |one bit )?{_SURE} at all\b|\bno (?:idea|clue)\b|\bcoin (?:flip|toss)\b"
         r"|\btoss ?up\b|\bfifty fifty\b|\b50 ?/ ?50\b|\b(?:just |only |pure )?(?:a )?"
         r"(?:guess|guessing)\b", 50, True),
        (rf"\bnot (?:\w+ )?(?:very|too|so|that|real|really|super|all that|entirely|totally|"
         rf"completely|a hundred percent|100 percent) ?{_SURE}?\b", 60, True),
        (rf"\bnot {_SURE}\b|\bunsure\b", 50, False),
        (r"\bno doubt\b|\bwithout a doubt\b|\b(?:bet|stake|swear) (?:\w+ )?(?:my )?(?:life|mother)"
         r"(?:'s life)?\b|\bi know it\b", 100, True),
        (r"\b(?:bet|stake) (?:my|the) (?:truck|house|farm|paycheck|job|pay)\b", 95, True),
        (rf"\b(?:almost|nearly|practically|virtually) {_SURE}\b", 95, True),
        (rf"\b(?:dead|completely|absolutely|totally|entirely|perfectly|damn|darn) {_SURE}\b", 100,
         True),
        (rf"\b(?:very|really|real|super|extremely|highly) {_SURE}\b", 90, True),
        (rf"\b(?:quite|reasonably) {_SURE}\b", 80, True),
        (rf"\bpretty (?:\w+ )?{_SURE}\b|\bthree quarters\b", 75, True),
        (rf"\b(?:fairly|relatively|mostly) {_SURE}\b", 70, True),
        (rf"\b(?:kinda|kind of|sorta|sort of|somewhat|a little|a bit|half) ?{_SURE}?\b", 60, True),
        (r"^(?:i'm )?(?:positive|certain|a hundred)$|\bi'm (?:positive|certain)\b", 100, True),
        (rf"\bi'm {_SURE}\b", 90, False),
    )
)  # fmt: skip
_OUT_OF_TEN = re.compile(r"\b(?:out of|on a scale of|in) (?:ten|10)\b")
_SPAN = re.compile(r"\bto\b|\bor\b|\bbetween\b|-(?=\d)")
_TEENS = {15: 50, 16: 60, 17: 70, 18: 80, 19: 90}
"""What recognisers hear for sixty and its like."""


def sureness_in(text: str) -> Understood[int] | None:
    """How sure in percent, 50 to 100, or None where that is not said.

    >>> sureness_in("uh, pretty sure").value, sureness_in("eighty to ninety").value
    (75, 85)
    """
    low = plain(text).replace("-", " ")
    found = quantities(low)
    if found and any(item.unit not in ("", "%") for item in found):
        return None
    for pattern, value, sure in _WORDS:
        if pattern.search(low) and not _numbered(low):
            return Understood(value, sure)
    decade = _DECADE.search(low)
    if decade:
        offset = {"low": 2, "early": 2, "high": 8, "upper": 8}.get(decade[1] or "", 5)
        return Understood(_DECADES[decade[2]] + offset)
    values = [item.value for item in found]
    if not values:
        return None
    sure = all(word in _AROUND or quantities(word) for word in low.split())
    if _OUT_OF_TEN.search(low) and len(values) == 2 and values[0] <= 10:
        return _within(10 * values[0], sure)
    if _OUT_OF_HUNDRED.search(low) and values[-1] == MOST:
        values = values[:-1] or values
    likely = [value for value in values if value >= LEAST] or values
    if (
        len(likely) == 2
        and likely[0] != likely[1]
        and (_SPAN.search(low) or abs(likely[0] - likely[1]) <= 10)
    ):
        return _within(sum(likely) / 2, sure)
    if len(set(likely)) > 1:
        return None
    return _within(likely[0], sure)


def _numbered(low: str) -> bool:
    """Whether a number from 50 on is said, which counts more than the words around it."""
    return any(item.value >= LEAST for item in quantities(low))


def _within(value: float, sure: bool) -> Understood[int] | None:
    if LEAST <= value <= MOST:
        return Understood(round(value), sure)
    if MOST < value <= 1000:
        return Understood(MOST, sure)
    if value in _TEENS:
        return Understood(_TEENS[int(value)], False)
    if LEAST / 10 < value <= MOST / 10:
        return Understood(round(10 * value), False)
    return None
