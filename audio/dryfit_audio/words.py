"""Words from tokens: how sure each one is, and roughly when it was said.

Confidence is the geometric mean of the word's token probabilities. Times are spread over the
voiced frames by the number of letters: aligning by attention would cost another 40 ms a turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dryfit_audio.framing import FRAME_SAMPLES, SAMPLE_RATE_HZ
from dryfit_audio.samples import Samples


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; times in seconds from the start of the samples."""

    text: str
    start_s: float
    end_s: float
    confidence: float


def words_of(
    pieces: Sequence[str], log_probs: Sequence[float], probabilities: Samples, offset_s: float = 0.0
) -> tuple[Word, ...]:
    """Join token `pieces` to words and lay them over the voiced frames."""
    grouped = _group(pieces, log_probs)
    frames = np.flatnonzero(probabilities >= 0.35)
    if not frames.size:
        frames = np.arange(max(1, probabilities.size))
    letters = np.cumsum([0] + [max(1, len(text)) for text, _ in grouped])
    edges = letters / letters[-1] * frames.size if grouped else letters
    frame_s = FRAME_SAMPLES / SAMPLE_RATE_HZ
    words = []
    for index, (text, scores) in enumerate(grouped):
        first, last = edges[index], max(edges[index + 1] - 1e-6, edges[index])
        start = (frames[int(first)] + first % 1) * frame_s
        end = (frames[min(int(last), frames.size - 1)] + last % 1) * frame_s
        words.append(
            Word(
                text,
                round(offset_s + float(start), 3),
                round(offset_s + max(float(start), float(end)), 3),
                round(float(np.exp(np.mean(scores))), 4),
            )
        )
    return tuple(words)


def _group(pieces: Sequence[str], log_probs: Sequence[float]) -> list[tuple[str, list[float]]]:
    """Pieces that begin with a space begin a word; punctuation lends no confidence."""
    grouped: list[tuple[str, list[float]]] = []
    for piece, score in zip(pieces, log_probs, strict=True):
        counted = [score] if any(letter.isalnum() for letter in piece) else []
        if piece.startswith(" ") or not grouped:
            grouped.append((piece.strip(), counted))
        else:
            text, scores = grouped[-1]
            grouped[-1] = (text + piece.strip(), scores + counted)
    return [(text, scores) for text, scores in grouped if text and scores]
