"""Where a decoder began to repeat itself. Pure: lists of token texts in, an index out.

Whisper on a window without its usual silence often says a sentence again instead of ending it:
the tail is the sentence's own first words, whole or cut short. What gives it away is that the
decoder had considered ending at that very place.
"""

import re
from collections.abc import Sequence

_LETTERS = re.compile(r"[^\w']+")
MIN_END_LOG_PROBABILITY = -5.5
"""End considered at the joint. Higher: repeats stay in. Lower: real repetition is cut."""
MIN_STOP_LOG_PROBABILITY = -3.0
"""The same after a full stop inside the text, where a sentence may truly come twice."""
FASTEST_TOKENS_PER_S = 5.5
"""Per second of voice. Higher: invented repeats stay in. Lower: what was said twice is cut."""
_STOPS = frozenset((".", "!", "?"))
_MIN_SENTENCE = 3
_LOOP_TIMES = 3
_LONGEST_LOOP = 40


def repeated_tail(tokens: Sequence[str], end_log_probs: Sequence[float]) -> int | None:
    """Index of the first token of a tail that repeats the start; `None` if there is none.

    `end_log_probs[i]` is the log-probability of ending before token `i`.
    """
    units, starts = _units(tokens)
    for begin in range(1, len(units)):
        tail = units[begin:]
        if tail != [units[i % begin] for i in range(len(tail))] and not _nearly(units, begin):
            continue
        for index in range(starts[begin - 1] + 1, starts[begin] + 1):
            if index < len(end_log_probs) and end_log_probs[index] >= MIN_END_LOG_PROBABILITY:
                return starts[begin]
    return _repeated_sentence(tokens, end_log_probs, units, starts)


def said_twice(token_count: int, voiced_s: float, finished: bool) -> bool:
    """Whether a repeated tail is real: what is truly said twice takes the time, and then ends."""
    return finished and token_count <= FASTEST_TOKENS_PER_S * voiced_s


def _repeated_sentence(
    tokens: Sequence[str], end_log_probs: Sequence[float], units: list[str], starts: list[int]
) -> int | None:
    """Where the last sentence begins a second time: "He left. No later. No later"."""
    for size in range(_MIN_SENTENCE, len(units) // 2 + 1):
        begin = len(units) - size
        if units[begin:] != units[begin - size : begin]:
            continue
        stop = starts[begin] - 1
        ended = tokens[stop].strip() in _STOPS
        if ended and end_log_probs[starts[begin]] >= MIN_STOP_LOG_PROBABILITY:
            return starts[begin]
    return None


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


def _nearly(units: list[str], begin: int) -> bool:
    """One slip is allowed in a tail of four or more words: "Work in a park. Work in park"."""
    tail, head = units[begin:], units[:begin]
    if len(tail) < 4 or begin < 4:
        return False
    same = sum(1 for a, b in zip(tail, head, strict=False) if a == b)
    shifted = sum(1 for a, b in zip(tail[2:], head[3:], strict=False) if a == b)
    return same >= 2 and same + shifted >= min(len(tail), len(head)) - 1


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
