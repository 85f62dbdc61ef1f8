"""English as it is said. Rules run in order; each is a pattern and what it becomes."""

import re
from collections.abc import Callable, Iterable

from dryfit_audio.english_money import MONEY_RULES
from dryfit_audio.english_tables import (
    DAYS,
    SAID_AS,
    SHORT,
    SHORT_OR_END,
    SPELLED,
    SYMBOLS,
)
from dryfit_audio.english_time import TIME_RULES
from dryfit_audio.english_units import UNIT_RULES
from dryfit_audio.numbers import cardinal, decimal, digits, fraction, ordinal, year

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅜": "3/8",
           "⅝": "5/8", "⅞": "7/8"}  # fmt: skip
_SPELL_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_CAPITALS = re.compile(r"\b[A-Z][A-Z]+s?\b")


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _short(found: re.Match[str]) -> str:
    return SHORT[found[0]]


def _short_or_end(found: re.Match[str]) -> str:
    rest = found.string[found.end() :]
    ends = not rest.strip() or re.match(r"\s+[A-Z]", rest)
    return SHORT_OR_END[found[1]] + ("." if ends else "")


def _saint_or_street(found: re.Match[str]) -> str:
    before = re.search(r"(\w+)\s$", found.string[: found.start()])
    after = re.match(r"\s+[A-Z]", found.string[found.end() :])
    name_before = before is not None and before[1][0].isupper()
    if before is not None and not (after and not name_before) and (name_before or not after):
        ends = not found.string[found.end() :].strip()
        return "Street" + ("." if ends else "")
    return "Saint"


def _capitals(found: re.Match[str]) -> str:
    word = found[0]
    if word in SAID_AS:
        return SAID_AS[word]
    bare, plural = (word[:-1], "s") if word.endswith("s") else (word, "")
    if bare in SPELLED or (not re.search("[AEIOUY]", bare) and len(bare) <= 5):
        return " ".join(bare) + plural
    return word.lower() if not plural else word


def _number(found: re.Match[str]) -> str:
    return decimal(found[0])


def _range(found: re.Match[str]) -> str:
    if len(found[1]) == 4 and found[1].isdigit() and float(found[2].replace(",", "")) < 1000:
        return f"{year(int(found[1]))} dash {decimal(found[2])}"  # a standard: ISO 8502-4
    return f"{decimal(found[1])} to {decimal(found[2])}"


def _section(found: re.Match[str]) -> str:
    """1926.501 of a code: each part as a year is said."""
    apart = " " if found.string[: found.start()][-1:].isalpha() else ""  # R905.1.1
    return apart + " point ".join(map(_section_part, found[0].split(".")))


def _section_part(part: str) -> str:
    if part.startswith("0"):
        return digits(part)
    return year(int(part)) if len(part) > 2 else cardinal(int(part))


def _mixed(found: re.Match[str]) -> str:
    return f"{cardinal(int(found[1]))} and {_part(int(found[2]), int(found[3]))}"


def _part(top: int, bottom: int) -> str:
    words = fraction(top, bottom)
    return "a half" if words == "one half" else words


def _fraction(found: re.Match[str]) -> str:
    top, bottom = int(found[1]), int(found[2])
    if bottom == top:
        return f"{cardinal(top)} {cardinal(bottom)}"  # fifty fifty
    if top > bottom:
        return f"{cardinal(top)} over {cardinal(bottom)}"
    return fraction(top, bottom)


def _year(found: re.Match[str]) -> str:
    return year(int(found[1]))


def _decade(found: re.Match[str]) -> str:
    number = int(found[2] or found[4])
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()[number // 10 - 2]  # noqa: SIM905
    century = f"{cardinal(int(found[1]))} " if found[1] else ""
    return f"{century}{tens[:-1]}ies"


def _phone(found: re.Match[str]) -> str:
    return ", ".join(digits(group) for group in re.findall(r"\d+", found[0]))


def _plus(found: re.Match[str]) -> str:
    return " plus " if found[1] else " plus"


_BEFORE_NUMBERS: list[Rule] = [
    (re.compile(r"\b(1[0-9]|20)([2-9]0)'?s\b|(?<=\bthe )'?()([2-9]0)'?s\b"), _decade),
    (re.compile(r"(\d)?\s?([½¼¾⅓⅔⅛⅜⅝⅞])"),
     lambda m: (f"{m[1]} " if m[1] else " ") + _VULGAR[m[2]]),
    (re.compile(r"(?<!\d)(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)"), _phone),
    (re.compile(r"(?<![\d$-])\d{3}-\d{4}(?![\d-])"), _phone),
]  # fmt: skip
_AFTER_NUMBERS: list[Rule] = [
    # Sections of a code: 304.5.1, 29 CFR 1926.62, 1926.501(b)(13).
    (re.compile(r"(?<![\d.,$])\d{1,4}(?:\.\d{1,4}){2,}(?!\d)|(?<=CFR )\d{2,4}\.\d{1,4}(?!\d)|"
                r"(?<![\d.,$])\d{3,4}\.\d{1,4}(?=\([a-z])", re.IGNORECASE), _section),
    (re.compile(r"\b(?:No|Nos|no)\.\s?(?=\d)"), lambda m: "number "),
    (re.compile(r"#\s?(?=\d)"), lambda m: "number "),
    (re.compile(r"\b24/7\b"), lambda m: "twenty-four seven"),
    (re.compile(r"\b(\d+)\s(\d+)/(\d+)\b"), _mixed),
    (re.compile(r"\b(\d+)-(\d+)/(\d+)\b"), _mixed),
    (re.compile(r"\b(\d{1,3})/(\d{1,3})\b"), _fraction),
    (re.compile(r"\b(\d[\d,]*)(?:st|nd|rd|th)\b"), lambda m: ordinal(int(m[1].replace(",", "")))),
    (re.compile(r"(?<=[A-Za-z])-(?=\d)|(?<=\d)-(?=[A-Za-z])"), lambda m: " "),
    (re.compile(r"(?<![\d.,$-])(\d[\d,]*(?:\.\d+)?)\s?[-\u2013]\s?(\d[\d,]*(?:\.\d+)?)(?![\d-])"),
     _range),
    (re.compile(r"(?<![\d.,])(1[1-9]\d\d|20\d\d)(?![\d,]*\d|\.\d)"), _year),
    (re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"), lambda m: " "),
    (re.compile(r"(\d)?\s?\+\s?(?=\d)"), lambda m: f"{m[1]} plus " if m[1] else "plus "),
    (re.compile(r"(?<=\d)\+"), lambda m: " plus"),
    (re.compile(r"(?<![\w-])-(?=\d)"), lambda m: "minus "),
    (re.compile(r"\d[\d,]*\.\d+|\.\d+|\d{1,3}(?:,\d{3})+|\d+"), _number),
]  # fmt: skip
_WORDS: list[Rule] = [
    (re.compile(r"\band/or\b"), lambda m: "and or"),
    (re.compile(rf"(?<![\w.])(?:{_either(SHORT)})(?!\w)"), _short),
    (re.compile(rf"(?<![\w.])({_either(SHORT_OR_END)})(?!\w)"), _short_or_end),
    (re.compile(rf"\b(?:{_either(DAYS)})(?=\s)"), lambda m: DAYS[m[0]]),
    (re.compile(r"\bSt\."), _saint_or_street),
    (_SPELL_DOTTED, lambda m: m[0].replace(".", " ").strip()),
    (_CAPITALS, _capitals),
    (re.compile(r"(?<=\w)/(?=\w)"), lambda m: " or "),
    (re.compile(r"\s*[\u2014\u2013]\s*|\s+-+\s+|--+"), lambda m: ", "),
    (re.compile(r"\s*[()]\s*"), lambda m: ", "),
    (re.compile(r'["\u201c\u201d\u00ab\u00bb]'), lambda m: ""),
    (re.compile(_either(SYMBOLS)), lambda m: SYMBOLS[m[0]]),
    (re.compile(r"[/#+%$]"), lambda m: " "),
]


def say_english(text: str) -> str:
    """English `text` in words; markup must be gone already."""
    for rules in (
        _BEFORE_NUMBERS,
        TIME_RULES,
        MONEY_RULES,
        UNIT_RULES,
        _AFTER_NUMBERS,
        _WORDS,
    ):
        for pattern, become in rules:
            text = pattern.sub(become, text)
    return text
