"""Text in clauses a voice can start on early: the first one short, the rest by sentence."""

import re

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-Z0-9\"'“(])")


def clauses(text: str) -> list[str]:
    """Split `text` into speakable pieces."""
    return [piece for piece in _SENTENCE.split(text.strip()) if piece]
