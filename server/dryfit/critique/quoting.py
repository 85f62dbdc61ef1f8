"""Quotes: always a word-for-word piece of the line they are taken from."""

from dryfit.critique.report import Quote
from dryfit.critique.talk import Sentence

LONGEST_QUOTE = 200
"""Letters of a quote; longer, and it cannot be read at a glance on a phone."""


def shortened(text: str) -> str:
    """The beginning of `text`, cut at a word, still word for word."""
    whole = text.strip()
    if len(whole) <= LONGEST_QUOTE:
        return whole
    return whole[:LONGEST_QUOTE].rsplit(maxsplit=1)[0].rstrip()


def quote_of(sentence: Sentence) -> Quote:
    """The sentence as a quote."""
    return Quote(quote=shortened(sentence.text), turn=sentence.turn)


def is_verbatim(quote: str, line: str) -> bool:
    """Whether the quote stands in the line, word for word."""
    return bool(quote.strip()) and quote in line
