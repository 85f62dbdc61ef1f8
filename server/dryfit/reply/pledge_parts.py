"""What the grammars of giving in share, whatever the language. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

About = Callable[[str], bool]
"""Whether a clause is about the deal: it names a day, an hour, a sum or what the deal is on."""

SENTENCES = re.compile(r"(?<=[.!?\u2026])\s+")
"""Between two sentences."""
SAYS_YES_WORDS = 3
"""A sentence of so many words that begins with a yes makes the next one an answer."""


def any_binds(
    parts: Iterable[str], assent: re.Pattern[str], binds: Callable[[str, bool], bool]
) -> bool:
    """Whether one of these sentences `binds`, told whether the one before it was a short yes."""
    agreed = False
    for part in parts:
        if binds(part, agreed):
            return True
        agreed = bool(assent.search(part)) and len(part.split()) <= SAYS_YES_WORDS
    return False
