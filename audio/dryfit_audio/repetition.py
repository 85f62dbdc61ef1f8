"""Where a decoder runs in a circle. Pure: a list of token texts in, an index out."""

import re
from collections.abc import Sequence

_LETTERS = re.compile(r"[^\w']+")
_LOOP_TIMES = 3
_LONGEST_LOOP = 40


def loop_start(tokens: Sequence[str]) -> int | None:
    """Index where a phrase begins its second round, if it closes the text three times over."""
    units, starts = _units(tokens)
    for size in range(1, min(_LONGEST_LOOP, len(units) // _LOOP_TIMES) + 1):
        phrase = units[-size:]
        begin = len(units) - size
        while begin >= size and units[begin - size : begin] == phrase:
            begin -= size
        if len(units) - begin >= max(_LOOP_TIMES * size, 4):
            return starts[begin + size]
    return None


def _units(tokens: Sequence[str]) -> tuple[list[str], list[int]]:
    """Tokens without punctuation and case, and where each stood; a token may be part of a word."""
    units: list[str] = []
    starts: list[int] = []
    for index, token in enumerate(tokens):
        letters = _LETTERS.sub("", token).lower()
        if letters:
            units.append(letters)
            starts.append(index)
    return units, starts
