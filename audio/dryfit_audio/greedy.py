"""Greedy decoding of one utterance: the likeliest token each time, under a budget."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dryfit_audio.decoder import Decoder
from dryfit_audio.samples import Samples

_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Decoding:
    """Tokens with the log-probability of each, and of ending after the last."""

    tokens: tuple[int, ...]
    log_probs: tuple[float, ...]
    end_log_prob: float
    no_speech: float
    finished: bool
    """False: the token budget ran out before the decoder ended by itself."""

    @property
    def mean_log_prob(self) -> float:
        """Average over the tokens and the end, as Whisper's own fallback counts it."""
        ended = (self.end_log_prob,) if self.finished else ()
        scores = self.log_probs + ended
        return float(np.mean(scores)) if scores else -9.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokens that decoding needs to know by number."""

    start: tuple[int, ...]
    """What every transcript begins with: start of transcript, language, task, no timestamps."""
    end: int
    no_speech: int
    suppressed: tuple[int, ...]
    """Never chosen: symbols that nobody says, timestamps, other tasks."""
    blank: int
    """Not chosen first, nor is the end."""


class GreedyDecoding:
    """One encoded utterance and what has been decoded of it so far."""

    def __init__(
        self,
        decoder: Decoder,
        words: Vocabulary,
        sound: dict[str, Samples],
        before: Sequence[int] = (),
    ) -> None:
        """Begin after `before` (tokens of what was said earlier) on what the decoder remembers."""
        self._decoder = decoder
        self._words = words
        self._sound = sound
        start = [*before, *words.start]
        rows, self._said = decoder.step(start, 0, decoder.nothing_said(), self._sound)
        self._place = len(start)
        self._no_speech = float(np.exp(_log_softmax(rows[len(before)])[words.no_speech]))
        self._row = _log_softmax(rows[-1])
        self._tokens: list[int] = []
        self._log_probs: list[float] = []
        self._finished = False

    def decode(self, budget: int) -> Decoding:
        """Go on until the decoder ends by itself or has `budget` tokens in all."""
        while not self._finished and len(self._tokens) < budget:
            self._take(self._likeliest())
        return Decoding(
            tuple(self._tokens),
            tuple(self._log_probs),
            float(self._row[self._words.end]),
            self._no_speech,
            self._finished,
        )

    def _likeliest(self) -> int:
        row = self._row.copy()
        row[list(self._words.suppressed)] = _NEVER
        if not self._tokens:
            row[[self._words.blank, self._words.end]] = _NEVER
        return int(row.argmax())

    def _take(self, token: int) -> None:
        if token == self._words.end:
            self._finished = True
            return
        self._tokens.append(token)
        self._log_probs.append(float(self._row[token]))
        rows, self._said = self._decoder.step([token], self._place, self._said, self._sound)
        self._place += 1
        self._row = _log_softmax(rows[-1])


def _log_softmax(row: Samples) -> Samples:
    top = row.max()
    shifted: Samples = row - (top + np.log(np.exp(row - top).sum()))
    return shifted
