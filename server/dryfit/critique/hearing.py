"""Which of the learner's words were recognised well enough to be held to account for.

Nobody is scored on words a machine was unsure of.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dryfit.store.events import HeardWord

WORD_SURE = 0.4
"""Below, a word counts as misheard; lower, and learners are quoted on words they never said."""

SENTENCE_SURE = 0.6
"""Mean word confidence a sentence needs to be judged; higher, and noisy sites get no critique."""

MISHEARD_SHARE = 0.25
"""Share of misheard words a judged sentence may hold; higher, and the quote reads as nonsense."""


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Where one recognised word stands in the text (character offsets), and how sure it is."""

    start: int
    end: int
    confidence: float


def word_spans(text: str, words: Sequence[HeardWord]) -> tuple[WordSpan, ...]:
    """Find each recognised word in the text, left to right; words not found are left out."""
    spans: list[WordSpan] = []
    cursor = 0
    for word in words:
        bare = word.text.strip()
        at = text.find(bare, cursor) if bare else -1
        if at < 0:
            continue
        cursor = at + len(bare)
        spans.append(WordSpan(at, cursor, word.confidence))
    return tuple(spans)


def is_sure(start: int, end: int, spans: Sequence[WordSpan], turn_confidence: float) -> bool:
    """Whether the text between two offsets was recognised well enough to be judged.

    Without word confidences (typed text has none) the turn's own confidence decides.
    """
    inside = [span.confidence for span in spans if span.start < end and span.end > start]
    if not inside:
        return turn_confidence >= SENTENCE_SURE
    misheard = sum(confidence < WORD_SURE for confidence in inside)
    mean = round(sum(inside) / len(inside), 6)  # a row of 0.6 must not average 0.5999…
    return mean >= SENTENCE_SURE and misheard <= MISHEARD_SHARE * len(inside)
