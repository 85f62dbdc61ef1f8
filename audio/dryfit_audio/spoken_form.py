"""Text as a person would say it: prices, times, units, fractions and abbreviations in words.

Saying it twice changes nothing: `spoken(spoken(text)) == spoken(text)`. A language without rules
of its own gets the clean-up alone, and leaves numbers to the voice.
"""

import re
import unicodedata
from collections.abc import Callable

from dryfit_audio.english import say_english

Say = Callable[[str], str]
_RULES: dict[str, Say] = {"en": say_english}

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_URL = re.compile(r"(?:https?://|www\.)(?:www\.)?([\w-]+(?:\.[\w-]+)+)\S*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINE_MARK = re.compile(
    r"(?m)^\s{0,3}(?:#{1,6}\s+|[-*+\u2022]\s+|\d{1,2}[.)]\s+(?=[A-Z]{1}[a-z])|>\s+)"
)
_EMPHASIS = re.compile(r"(?<![\w*])([*_]{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_MARKUP = re.compile(r"[*_`~|{}\\^]+|(?<!\w)#(?!\d)|[<>\[\]]")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2032": "'", "\u2033": '"', "\u00a0": " ",
                         "\u2009": " ", "\u202f": " ", "\u2011": "-", "\u2012": "\u2013",
                         "\u2212": "-"})  # fmt: skip
_KEPT_SYMBOLS = frozenset("°±×÷→≈≤≥©®™§=+$€£¢&@%#~/<>|^`\u00b4²³¼½¾⅓⅔⅛⅜⅝⅞")  # noqa: RUF001


def spoken(text: str, language: str = "en-US") -> str:
    """Return `text` (BCP 47 `language`) ready for a voice: no markup, no symbols, one line."""
    plain = _without_markup(text.translate(_QUOTES))
    say = _RULES.get(language.lower().split("-")[0])
    if say is not None:
        plain = say(plain)
    return _tidy(plain)


def _without_markup(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = _URL.sub(lambda found: found[1].replace(".", " dot "), text)
    text = _TAG.sub(" ", text)
    text = _LINE_MARK.sub("", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = "".join(" " if _is_picture(letter) else letter for letter in text)
    text = re.sub(r"(?<=[\w,;])\s*\n+\s*(?=\S)", ". ", text)
    return _MARKUP.sub(" ", re.sub(r"~\s?(?=[\d$])", "about ", text))


def _is_picture(letter: str) -> bool:
    """Emoji, arrows, joiners and other marks nobody says."""
    if letter in _KEPT_SYMBOLS:
        return False
    kind = unicodedata.category(letter)
    return kind in {"So", "Sk", "Cs", "Co", "Cf"} or "\ufe00" <= letter <= "\ufe0f"


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r",\s*([.!?])", r"\1", text)
    return text.strip(" ,;:") if text.strip(" ,;:.!?") else ""
