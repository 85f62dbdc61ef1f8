"""Times and dates in English: "7:30", "4 pm", "9-5", "March 3", "2025-03-14"."""

import re

from dryfit_audio.english_tables import MONTHS
from dryfit_audio.numbers import cardinal, ordinal, year

_HALF = r"\s?([ap])\.?\s?m\b\.?"
_MONTH = "|".join(sorted([*MONTHS, *MONTHS.values()], key=len, reverse=True))
_FULL_MONTHS = list(dict.fromkeys(MONTHS.values()))


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    words = cardinal(int(hour))
    if minute is not None and int(minute):
        words += f" {'oh ' if int(minute) < 10 else ''}{cardinal(int(minute))}"
    elif minute is not None and half is None:
        words += " o'clock" if 1 <= int(hour) <= 12 else " hundred"
    return words + (f" {half.upper()} M" if half else "")


def _stop(found: re.Match[str]) -> str:
    """A sentence that ends on "p.m." keeps its full stop."""
    rest = found.string[found.end() :]
    dotted = found[0].endswith(".")
    return "." if dotted and (not rest.strip() or re.match(r"\s+[A-Z]", rest)) else ""


def _time(found: re.Match[str]) -> str:
    return _clock(found[1], found[2], found[3]) + (_stop(found) if found[3] else "")


def _hour(found: re.Match[str]) -> str:
    return _clock(found[1], None, found[2]) + _stop(found)


def _time_range(found: re.Match[str]) -> str:
    first = _clock(found[1], found[2], found[3])
    last = _clock(found[4], found[5], found[6])
    if not found[3] and found[2] and not int(found[2]):
        first = cardinal(int(found[1]))
    return f"{first} to {last}" + (_stop(found) if found[6] else "")


def _day_of_month(found: re.Match[str]) -> str:
    month = MONTHS.get(found[1], found[1])
    ending = f", {year(int(found[3]))}" if found[3] else ""
    return f"{month} {ordinal(int(found[2]))}{ending}"


def _slashed_date(found: re.Match[str]) -> str:
    number = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return f"{_FULL_MONTHS[int(found[1]) - 1]} {ordinal(int(found[2]))}, {year(number)}"


def _iso_date(found: re.Match[str]) -> str:
    return f"{_FULL_MONTHS[int(found[2]) - 1]} {ordinal(int(found[3]))}, {year(int(found[1]))}"


TIME_RULES = [
    (re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b"), _iso_date),
    (re.compile(r"\b(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/(\d{4}|\d\d)\b"), _slashed_date),
    (re.compile(rf"\b({_MONTH})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s(\d{{4}})\b)?"),
     _day_of_month),
    (re.compile(rf"\b(\d{{1,2}})(?::([0-5]\d))?(?:{_HALF})?\s?(?:[-\u2013]|to)\s?"
                rf"(\d{{1,2}})(?::([0-5]\d))?{_HALF}", re.IGNORECASE), _time_range),
    (re.compile(r"\b(\d{1,2}):([0-5]\d)()?\s?[-\u2013]\s?(\d{1,2}):([0-5]\d)()?"), _time_range),
    (re.compile(rf"\b([01]?\d|2[0-3]):([0-5]\d)(?:{_HALF})?(?!\d)", re.IGNORECASE), _time),
    (re.compile(rf"\b(\d{{1,2}}){_HALF}", re.IGNORECASE), _hour),
]  # fmt: skip
