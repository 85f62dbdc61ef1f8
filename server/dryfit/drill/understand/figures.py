"""Numbers in an answer, with the unit that stands beside them: `an eighth of an inch` is 0.125."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES_IN_ORDER = """zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen"""
_TENS_IN_ORDER = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {name: value for value, name in enumerate(_ONES_IN_ORDER.split())}
_TENS = {name: 10 * value for value, name in enumerate(_TENS_IN_ORDER.split(), start=2)}
_FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fourth": 1 / 4, "fourths": 1 / 4, "eighth": 1 / 8, "eighths": 1 / 8, "sixteenth": 1 / 16,
    "sixteenths": 1 / 16,
}  # fmt: skip
_UNITS = {
    "fahrenheit": "F", "celsius": "C", "centigrade": "C", "percent": "%", "inch": "in",
    "inches": "in", "foot": "ft", "feet": "ft", "amp": "A", "amps": "A", "ampere": "A",
    "amperes": "A", "volt": "V", "volts": "V", "psi": "psi", "pounds": "lb", "pound": "lb",
    "mil": "mil", "mils": "mil", "micron": "um", "microns": "um", "minute": "min",
    "minutes": "min", "hour": "h", "hours": "h", "day": "d", "days": "d", "year": "y",
    "years": "y", "gallon": "gal", "gallons": "gal", "gauge": "ga", "kilovolts": "kV",
}  # fmt: skip
_WORD = re.compile(r"\d+/\d+|\d[\d,]*(?:\.\d+)?|[a-z']+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, which is empty where none was said."""

    value: float
    unit: str = ""

    def same(self, other: Quantity) -> bool:
        """Whether both mean the same; a unit that was not said fits any."""
        units = not self.unit or not other.unit or self.unit == other.unit
        return units and abs(self.value - other.value) < 1e-6


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of a text in plain small letters, in order.

    >>> [item.value for item in quantities("thirty-five amps, a quarter inch and 1/8")]
    [35.0, 0.25, 0.125]
    """
    tokens = _WORD.findall(text.lower().replace("°f", " fahrenheit").replace("°c", " celsius"))
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        value, used = _number(tokens, at)
        if value is None:
            at += 1
            continue
        at += used
        found.append(Quantity(value, _unit(tokens, at)))
    return tuple(found)


def _number(tokens: list[str], at: int) -> tuple[float | None, int]:
    """The number that begins at a token, and how many tokens it takes."""
    word = tokens[at]
    if "/" in word:
        top, bottom = word.split("/")
        return (int(top) / int(bottom), 1) if int(bottom) else (None, 1)
    if word[0].isdigit():
        return float(word.replace(",", "")), 1
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word in ("a", "an", "one", "three", "two") and after in _FRACTIONS:
        return _ONES.get(word, 1) * _FRACTIONS[after], 2
    if word in _FRACTIONS and word not in ("third", "fourth", "eighth"):
        return _FRACTIONS[word], 1
    if word == "a" and after in ("hundred", "thousand"):
        value, used = _cardinal(["one", *tokens[at + 1 :]])
        return value, used
    value, used = _cardinal(tokens[at:])
    if value is not None and tokens[at + used : at + used + 1] == ["point"]:
        digits = [_ONES[word] for word in tokens[at + used + 1 : at + used + 3] if word in _ONES]
        if digits and all(digit < 10 for digit in digits):
            return float(f"{value:.0f}.{''.join(map(str, digits))}"), used + 1 + len(digits)
    return value, used


def _cardinal(tokens: list[str]) -> tuple[float | None, int]:
    total, part, used = 0, -1, 0
    for index, word in enumerate(tokens):
        if word in _TENS and part < 0:
            part = _TENS[word]
        elif word in _ONES and (part < 0 or (part % 100 in _TENS.values() and _ONES[word] < 10)):
            part = max(part, 0) + _ONES[word]
        elif word == "hundred":
            part = max(part, 1) * 100
            total, part = total + part, -1
        elif word == "thousand" and (part > 0 or total > 0):
            total, part = (total + max(part, 0)) * 1000, -1
        elif word == "and" and total and tokens[index + 1 : index + 2] and (
            tokens[index + 1] in _TENS or tokens[index + 1] in _ONES
        ):  # fmt: skip
            continue
        else:
            break
        used = index + 1
    return (float(total + max(part, 0)), used) if used else (None, 1)


def _unit(tokens: list[str], at: int) -> str:
    """The unit right after a number, or after `degrees`, `of an` and the like."""
    for word in tokens[at : at + 3]:
        if word in _UNITS:
            return _UNITS[word]
        if word not in ("degrees", "degree", "of", "an", "a", "and"):
            return ""
    return ""
