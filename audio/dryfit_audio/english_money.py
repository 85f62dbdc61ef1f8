"""Prices in English: "$3.50", "$1,200", "$300-400", "$1.5M", "$4/sq ft"."""

import re

from dryfit_audio.english_tables import PER, UNITS
from dryfit_audio.numbers import cardinal, decimal

_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_SCALE = {"k": "thousand", "m": "million", "b": "billion"}
_SCALE_PATTERN = r"(?:\s?(k|K|M|B|million|billion|thousand|grand)\b)?"
_PER_UNITS = "|".join(re.escape(unit) for unit in sorted([*UNITS, *PER], key=len, reverse=True))


def _scaled(amount: str, scale: str | None) -> str:
    word = _SCALE.get(scale.lower(), scale) if scale else ""
    return f"{decimal(amount)} {word}".strip()


def _price(found: re.Match[str]) -> str:
    minus = "minus " if found[1] else ""
    amount, scale = found[2], found[3]
    if scale:
        return f"{minus}{_scaled(amount, scale)} dollars"
    whole, _, cents = amount.replace(",", "").partition(".")
    if len(cents) != 2:
        return f"{minus}{decimal(amount)} dollar{'' if amount == '1' else 's'}"
    dollars, small = int(whole), int(cents)
    parts = []
    if dollars or not small:
        parts.append(f"{cardinal(dollars)} dollar{'' if dollars == 1 else 's'}")
    if small:
        parts.append(f"{cardinal(small)} cent{'' if small == 1 else 's'}")
    return minus + " and ".join(parts)


def _price_range(found: re.Match[str]) -> str:
    low, high, scale = found[1], found[2], found[3]
    return f"{decimal(low)} to {_scaled(high, scale)} dollars"


def _per(found: re.Match[str]) -> str:
    unit = found[1]
    return f" per {PER[unit] if unit in PER else UNITS[unit][0]}"


def _compound(found: re.Match[str]) -> str:
    """The price keeps its noun: "a $400-a-night band"."""
    return f"${found[1]} {found[2].replace('-', ' ')}"


MONEY_RULES = [
    (re.compile(rf"\$({_AMOUNT})-((?:a|an|per)-[a-z]+)"), _compound),
    (re.compile(rf"\$({_AMOUNT})\s?(?:[-\u2013]|to)\s?\$?({_AMOUNT}){_SCALE_PATTERN}"),
     _price_range),
    (re.compile(rf"(-)?\$\s?({_AMOUNT}){_SCALE_PATTERN}"), _price),
    (re.compile(rf"(?<=[a-z\d])\s?/\s?({_PER_UNITS})(?![\w/])"), _per),
]  # fmt: skip
