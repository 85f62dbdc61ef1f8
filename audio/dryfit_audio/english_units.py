"""Measures in English: "5 mils", '3/8"', "2x4", "72°F", "12 V"."""

import re

from dryfit_audio.english_tables import UNITS
from dryfit_audio.numbers import cardinal, decimal, fraction

_NUMBER = r"\d[\d,]*(?:\.\d+)?|\.\d+"
_MIXED = rf"(?:\d+[ -])?\d+/\d+|{_NUMBER}"
# Letters that are words or names too need the number to touch, or a capital, and no word after.
_TOUCHING = {"m", "g", "s", "h", "x", "L", "in", "ga", "pc"}
_SIGNS = {"'", '"', "°", "%", "¢", "°F", "°C", "Ω"}
_SPACED = "|".join(
    re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True)
    if unit not in _TOUCHING and unit not in {"'", '"'}
)  # fmt: skip
_NAMES_A_KIND = re.compile(r"\b(?:a|an) $", re.IGNORECASE)
_TIGHT = "|".join(sorted(_TOUCHING - {"in"}, key=len, reverse=True))


def amount(text: str) -> tuple[str, bool]:
    """A written amount in words, and whether it is at most one ("3/8", "1")."""
    found = re.fullmatch(r"(?:(\d+)[ -])?(\d+)/(\d+)", text)
    if not found:
        return decimal(text), text in {"1", "1.0"}
    part = fraction(int(found[2]), int(found[3]))
    if not found[1]:
        return part, True
    return f"{cardinal(int(found[1]))} and {'a half' if part == 'one half' else part}", False


def _measure(found: re.Match[str]) -> str:
    words, single = amount(found[1])
    one, many = UNITS[found[2]]
    rest = found.string[found.end() :]
    single = single or bool(_NAMES_A_KIND.search(found.string[: found.start()]))
    single = single or bool(re.match(r"\s(?:thick|wide|deep|long|tall)\b", rest))
    stop = (
        "." if found[2].endswith(".") and (not rest.strip() or re.match(r"\s+[A-Z]", rest)) else ""
    )
    return f"{words} {one if single else many}{stop}"


def _hyphened(found: re.Match[str]) -> str:
    """One foot, not feet: "a 6-ft ladder", "12-V supply"."""
    return f"{amount(found[1])[0]} {UNITS[found[2]][0]}"


def _range(found: re.Match[str]) -> str:
    return f"{amount(found[1])[0]} to {amount(found[2])[0]} {UNITS[found[3]][1]}"


def _feet_inches(found: re.Match[str]) -> str:
    return f"{cardinal(int(found[1]))} foot {amount(found[2])[0]}"


def _feet(found: re.Match[str]) -> str:
    words, single = amount(found[1])
    one = single or bool(re.match(r"\s(?:[a-z]+\s)?(?:ladder|ceiling|wall|board|pipe|beam|section)",
                                  found.string[found.end() :]))  # fmt: skip
    return f"{words} {'foot' if one else 'feet'}"


def _inches(found: re.Match[str]) -> str:
    words, single = amount(found[1])
    noun_follows = re.match(r"\s[a-z]+", found.string[found.end() :])
    return f"{words} {'inch' if single or noun_follows else 'inches'}"


def _by(found: re.Match[str]) -> str:
    return " by ".join(amount(part.strip())[0] for part in re.split(r"\s?[xX×]\s?", found[0]))  # noqa: RUF001


UNIT_RULES = [
    (re.compile(rf"\b(\d+)'\s?({_MIXED})\""), _feet_inches),
    (re.compile(rf"(?<![\w.])(?:{_MIXED})(?:\s?[xX×]\s?(?:{_MIXED}))+(?!\w)"), _by),  # noqa: RUF001
    (re.compile(rf"(?<![\w.,])({_NUMBER})\s?[-\u2013]\s?({_NUMBER})\s?({_SPACED})(?!\w)"), _range),
    (re.compile(rf"(?<![\w.,])({_MIXED})-({_SPACED}|in|ga)(?!\w)"), _hyphened),
    (re.compile(rf"(?<![\w.,])({_MIXED})\s?({_SPACED})(?!\w)"), _measure),
    (re.compile(rf"(?<![\w.,])({_MIXED})({_TIGHT})(?!\w)"), _measure),
    (re.compile(rf"(?<![\w.,])({_MIXED})\s(ga|L|in)(?=[.,;!?]|\s(?:wide|long|deep|thick|tall)|$)"),
     _measure),
    (re.compile(rf"(?<![\w.,])({_MIXED})'(?![a-z])"), _feet),
    (re.compile(rf"(?<![\w.,])({_MIXED})\""), _inches),
]  # fmt: skip
