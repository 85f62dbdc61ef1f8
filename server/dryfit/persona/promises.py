"""Figures the learner has promised, and when a later one goes back on them.

The persona notices only what is worse for it (`dynamics.promises` says which way that is), and
only where one figure of a kind stands in a sentence: two are a comparison, not a promise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dryfit.persona.reading import Act, ActFound, Reading
from dryfit.persona.state import PersonaState
from dryfit.scenario.schema import Scenario

_PROMISING = frozenset({Act.OFFER, Act.CLOSE, Act.ANSWER, Act.AGREEMENT, Act.PITCH})
_ENDS = re.compile(r"\b(?:done|finish\w*|stop\w*|end\w*|out|over|off|quit|wrap\w*|last|until|"
                   r"till|til|pack\w*)\b", re.IGNORECASE)  # fmt: skip
"""Words by which a time is when something is over, not when it begins."""

_ASIDE = re.compile(
    r"\b(?:deposit|down|each|per|an hour|discount|off|extra|more|less|back|unless|if|beat|"
    r"usual|usually|normal|regular|last (?:year|time)|you (?:take|make|said|paid)|somebody|they|"
    r"charges?|other|instead|sorry|i meant|i was wrong|actually|scratch that)\b",
    re.IGNORECASE,
)
"""A figure beside one of these is a part, a comparison, or taken back openly."""

_SMALL = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905
_UNITS = {name: value for value, name in enumerate(_SMALL, start=1)}
_TENS = {name: 10 * value for value, name in enumerate(
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise gone back on, in the learner's words."""

    kind: str
    before: str
    now: str


def amount(text: str) -> float | None:
    """The number in a figure's words; a clock time comes as hours.

    >>> amount("three hundred dollars"), amount("$1,200"), amount("nine thirty")
    (300.0, 1200.0, 9.5)
    """
    low = text.lower().replace(",", "")
    clock = re.search(r"(\d{1,2}):(\d\d)", low)
    if clock:
        return int(clock[1]) + int(clock[2]) / 60
    digits = re.search(r"\d+(?:\.\d+)?", low)
    if digits:
        return float(digits.group()) * (1000 if re.search(r"\b(?:thousand|grand)\b", low) else 1)
    return _spelled(re.findall(r"[a-z]+", low))


def _spelled(words: list[str]) -> float | None:
    total = part = 0.0
    found = False
    half = len(words) > 1 and words[0] in _UNITS and words[1] == "thirty"
    if half:
        return _UNITS[words[0]] + 0.5
    for word in words:
        if word in _UNITS or word in _TENS:
            part += _UNITS.get(word, 0) or _TENS.get(word, 0)
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in ("thousand", "grand"):
            total, part = total + (part or 1) * 1000, 0.0
        else:
            continue
        found = True
    return total + part if found else None


def promised(reading: Reading) -> dict[str, str]:
    """Kind → the learner's words, for each figure promised in this turn."""
    made: dict[str, str] = {}
    for found in reading.acts:
        if found.act in _PROMISING and not _ASIDE.search(found.sentence):
            made.update(_figures(found))
    return made


def _figures(found: ActFound) -> dict[str, str]:
    made: dict[str, str] = {}
    for kind in ("price", "percent", "count", "length", "time"):
        texts = [item.text for item in found.figures if item.kind == kind]
        if len(texts) == 1 and kind != "time":
            made[kind] = texts[0]
        elif len(texts) == 1 and _ENDS.search(found.sentence):
            made["finish_time"] = texts[0]
    return made


def broken(scenario: Scenario, state: PersonaState, reading: Reading) -> Broken | None:
    """The first promise this turn goes back on, if any."""
    rules = scenario.dynamics.promises
    for kind, now in promised(reading).items():
        before = state.promised.get(kind)
        better = getattr(rules, kind)
        if before is None or better == "ignore" or _unit(before) != _unit(now):
            continue
        old, new = amount(before), amount(now)
        if old is None or new is None or old == new:
            continue
        worse = {"lower": new > old, "earlier": new > old, "higher": new < old, "later": new < old}
        if worse.get(better, True):
            return Broken(kind, before, now)
    return None


def _unit(text: str) -> str:
    """What is counted: `three days` and `two weeks` do not compare."""
    words = re.findall(r"[a-z]+", text.lower())
    last = words[-1].rstrip("s") if words else ""
    return last if last in ("day", "week", "month", "year", "hour", "minute", "coat") else ""


def noted(state: PersonaState, reading: Reading) -> PersonaState:
    """Remember what was promised in this turn."""
    made = promised(reading)
    return replace(state, promised={**state.promised, **made}) if made else state
