"""Whisper's two halves, apart: encode a window of any length, decode under a token budget.

CTranslate2 takes features shorter than 30 s; encoding costs grow with the window, so a 4 s
utterance with 1 s of silence behind it is encoded in about a tenth of the time of the full window.
A decoder that sees only those 5 s repeats itself: it was trained to find silence up to 30 s. So the
encoding of a silent window, made once, follows the utterance's own up to there.
Greedy decoding runs on `decoder`, beam search on CTranslate2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens

from dryfit_audio.decoder import Decoder, followed_by
from dryfit_audio.greedy import Decoding, GreedyDecoding, Vocabulary
from dryfit_audio.log_mel import log_mel
from dryfit_audio.samples import Samples

FULL_WINDOW_S = 30.0
_SAMPLE_RATE_HZ = 16_000
_MAX_PROMPT_TOKENS = 100
_MAX_LENGTH = 448


@dataclass(frozen=True, slots=True)
class Workers:
    """How many utterances are read at once, on how many threads each."""

    threads: int = 1
    at_once: int = 1


class WhisperEngine:
    """A loaded Whisper model of CTranslate2, for as many callers as it has workers."""

    def __init__(
        self, model_dir: Path, language: str, workers: Workers, keep_in: Path | None
    ) -> None:
        self.model = WhisperModel(
            str(model_dir),
            device="cpu",
            compute_type="int8",
            cpu_threads=workers.threads,
            num_workers=workers.at_once,
        )
        self._decoder = Decoder(model_dir, keep_in, workers.threads)
        self._tokenizer = tokenizer = Tokenizer(
            self.model.hf_tokenizer,
            self.model.model.is_multilingual,
            task="transcribe",
            language=language,
        )
        timestamps = range(tokenizer.timestamp_begin, self.model.hf_tokenizer.get_vocab_size())
        self._words = Vocabulary(
            start=(*tokenizer.sot_sequence, tokenizer.no_timestamps),
            end=tokenizer.eot,
            no_speech=tokenizer.no_speech,
            suppressed=(*get_suppressed_tokens(tokenizer, [-1]), *timestamps),
            blank=tokenizer.encode(" ")[0],
        )
        self._silence = self._decoder.silence(self._silent_window)

    def _silent_window(self) -> Samples:
        encoded = self.encode(np.zeros(0, dtype=np.float32), FULL_WINDOW_S)
        return np.asarray(encoded, dtype=np.float32)

    def encode(self, samples: Samples, window_s: float) -> ctranslate2.StorageView:
        """Encode `samples` followed by silence up to `window_s`."""
        window = np.zeros(round(window_s * 100) // 2 * 2 * 160, dtype=np.float32)
        window[: samples.size] = samples[: window.size]
        return self.model.encode(log_mel(window))

    def decoding(
        self, encoding: ctranslate2.StorageView, prompt: Sequence[int] = ()
    ) -> GreedyDecoding:
        """Begin to decode, after the words of `prompt`, what silence follows on."""
        before = [self._tokenizer.sot_prev, *prompt] if prompt else []
        sound = self._decoder.remember(np.asarray(encoding, dtype=np.float32))
        sound = followed_by(sound, self._silence)
        return GreedyDecoding(self._decoder, self._words, sound, before)

    def search(
        self, encoding: ctranslate2.StorageView, budget: int, prompt: Sequence[int], beams: int
    ) -> Decoding:
        """Beam search: slower, surer; every token has the mean log-probability."""
        before = [self._tokenizer.sot_prev, *prompt] if prompt else []
        start = [*before, *self._words.start]
        result = self.model.model.generate(
            encoding,
            [start],
            # CTranslate2 stops at half of max_length, or at what the start tokens leave of it.
            max_length=min(max(2 * budget, len(start) + budget), _MAX_LENGTH),
            return_no_speech_prob=True,
            return_scores=True,
            suppress_tokens=list(self._words.suppressed),
            beam_size=beams,
        )[0]
        tokens = tuple(result.sequences_ids[0])
        score = float(result.scores[0])
        return Decoding(
            tokens=tokens,
            log_probs=(score,) * len(tokens),
            end_log_prob=score,
            no_speech=float(result.no_speech_prob),
            finished=len(tokens) < budget,
        )

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
