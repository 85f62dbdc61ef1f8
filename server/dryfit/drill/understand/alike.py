"""How alike two pieces of text are: shared telling words, and their meaning."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dryfit.persona.embed import Embedder
from dryfit.persona.words import content_words, stem

_COMMON = """thing part answer wrong right correct bad good said says saying number bit stuff
    because really always never should must need have got make sure one two keep look check mean
    like sound first last"""
_EMPTY = frozenset(stem(word) for word in _COMMON.split())
"""Words that stand in any answer to any question, and so tell nothing."""


def telling(text: str) -> frozenset[str]:
    """Stems of the words that belong to this matter rather than to any."""
    return frozenset(_undoubled(word) for word in content_words(text) - _EMPTY)


def _undoubled(word: str) -> str:
    """One letter for the two that an ending doubles: `running` and `run` are one word."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] != "s" else word


class Likeness:
    """Compares what was said with what was meant, by a sentence model. Safe to share."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def best(self, said: str, meant: Iterable[str]) -> float:
        """Likeness to the nearest of some texts, -1 to 1; 0 where there are none."""
        texts = [text for text in meant if text]
        if not said or not texts:
            return 0.0
        vectors = self._embedder.embed([said, *texts])
        return float(np.max(vectors[1:] @ vectors[0]))
