"""Whisper's two halves, apart: encode a window of any length, decode under a token budget.

CTranslate2 takes features shorter than 30 s; encoding costs grow with the window, so a 4 s
utterance with 1 s of silence behind it is encoded in about a tenth of the time of the full window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens

from dryfit_audio.log_mel import log_mel
from dryfit_audio.samples import Samples

FULL_WINDOW_S = 30.0
_SAMPLE_RATE_HZ = 16_000
_MAX_PROMPT_TOKENS = 100
_MAX_LENGTH = 448
_NEVER = -99.0


@dataclass(frozen=True, slots=True)
class Decoding:
    """Tokens with the log-probability of each, and of ending before each (one more at the end)."""

    tokens: tuple[int, ...]
    log_probs: tuple[float, ...]
    end_log_probs: tuple[float, ...]
    no_speech: float
    finished: bool
    """False: the token budget ran out before the decoder ended by itself."""

    @property
    def mean_log_prob(self) -> float:
        """Average over the tokens and the end, as Whisper's own fallback counts it."""
        ended = self.end_log_probs[-1:] if self.finished else ()
        scores = self.log_probs + ended
        return float(np.mean(scores)) if scores else -9.0


class WhisperEngine:
    """A loaded Whisper model of CTranslate2, for `at_once` callers; see `Transcriber`."""

    def __init__(self, model_dir: Path, cpu_threads: int, language: str, at_once: int) -> None:
        self.model = WhisperModel(
            str(model_dir),
            device="cpu",
            compute_type="int8",
            cpu_threads=cpu_threads,
            num_workers=at_once,
        )
        self._tokenizer = Tokenizer(
            self.model.hf_tokenizer,
            self.model.model.is_multilingual,
            task="transcribe",
            language=language,
        )
        self._suppressed = list(get_suppressed_tokens(self._tokenizer, [-1]))
        self._start = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]

    def encode(self, samples: Samples, window_s: float) -> ctranslate2.StorageView:
        """Encode `samples` followed by silence up to `window_s`."""
        window = np.zeros(round(window_s * 100) // 2 * 2 * 160, dtype=np.float32)
        window[: samples.size] = samples[: window.size]
        return self.model.encode(log_mel(window))

    def decode(
        self, encoding: ctranslate2.StorageView, budget: int, prompt: Sequence[int] = ()
    ) -> Decoding:
        """Greedy decoding of at most `budget` tokens, after the words of `prompt`."""
        result = self._generate(encoding, budget, prompt, return_logits_vocab=True)
        tokens = tuple(result.sequences_ids[0])
        rows = [np.asarray(row).reshape(-1) for row in result.logits[0]]
        totals = [_log_sum_exp(row) for row in rows]
        eot = self._tokenizer.eot
        return Decoding(
            tokens=tokens,
            log_probs=tuple(
                float(row[token] - total)
                for row, total, token in zip(rows, totals, tokens, strict=False)
            ),
            end_log_probs=tuple(
                float(row[eot] - total) for row, total in zip(rows, totals, strict=True)
            ),
            no_speech=float(result.no_speech_prob),
            finished=len(rows) > len(tokens),
        )

    def search(
        self, encoding: ctranslate2.StorageView, budget: int, prompt: Sequence[int], beams: int
    ) -> Decoding:
        """As `decode`, by beam search: slower, surer; every token has the mean log-probability."""
        result = self._generate(encoding, budget, prompt, beam_size=beams, return_scores=True)
        tokens = tuple(result.sequences_ids[0])
        score = float(result.scores[0])
        return Decoding(
            tokens=tokens,
            log_probs=(score,) * len(tokens),
            end_log_probs=(_NEVER,) * len(tokens) + (score,),
            no_speech=float(result.no_speech_prob),
            finished=len(tokens) < budget,
        )

    def _generate(
        self,
        encoding: ctranslate2.StorageView,
        budget: int,
        prompt: Sequence[int],
        **options: int,
    ) -> ctranslate2.models.WhisperGenerationResult:
        before = [self._tokenizer.sot_prev, *prompt] if prompt else []
        start = [*before, *self._start]
        return self.model.model.generate(
            encoding,
            [start],
            # CTranslate2 stops at half of max_length, or at what the start tokens leave of it.
            max_length=min(max(2 * budget, len(start) + budget), _MAX_LENGTH),
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
            **{"beam_size": 1, **options},
        )[0]

    def text(self, tokens: Sequence[int]) -> str:
        """The tokens as text."""
        return str(self._tokenizer.decode(list(tokens)))

    def pieces(self, tokens: Sequence[int]) -> list[str]:
        """Each token as text on its own."""
        return [str(self._tokenizer.decode([token])) for token in tokens]

    def prompt_tokens(self, prompt: str) -> list[int]:
        """Tokens of words to expect (names, terms), shortened to what Whisper can take."""
        text = prompt.strip()
        return self._tokenizer.encode(" " + text)[-_MAX_PROMPT_TOKENS:] if text else []


def _log_sum_exp(row: Samples) -> float:
    top = float(row.max())
    return top + float(np.log(np.exp(row - np.float32(top)).sum()))
