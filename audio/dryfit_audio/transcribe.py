"""Samples in, words out: Whisper on a window no longer than the utterance.

Whisper was trained on windows of 30 s, and plain use pays for 30 s however short the utterance.
Here only the utterance and a moment of silence are encoded; the decoder finds the encoding of a
silent window behind it, as it was trained to (without, it says a sentence again instead of ending).
Guards: an unsure or runaway decoding goes through a wider window once; sound without a voice gives
no words.
"""

import math
import threading
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from dryfit_audio.errors import EngineFailed
from dryfit_audio.framing import FRAME_SAMPLES, SAMPLE_RATE_HZ
from dryfit_audio.greedy import Decoding
from dryfit_audio.repetition import loop_start
from dryfit_audio.samples import Samples, checked
from dryfit_audio.voice_check import (
    MIN_VOICED_FRAMES,
    VoiceActivity,
    made_up,
    voice_activity,
    without_sound_tags,
)
from dryfit_audio.whisper_engine import FULL_WINDOW_S, WhisperEngine, Workers
from dryfit_audio.words import Word, words_of

__all__ = ["Transcriber", "Transcript", "Word"]

SILENCE_AFTER_S = 0.5
"""Higher: slower, and no surer. Lower: words at the end are misheard."""
LONGEST_CHUNK_S = 28.0
"""Higher: the last words of long turns fall out of the window. Lower: more seams."""
BUDGET_TOKENS, BUDGET_TOKENS_PER_S = 12.0, 10.0
"""Per second. Higher: a decoder that does not end takes longer. Lower: fast talkers are cut off."""
WIDE_SILENCE_S = 10.0
"""Silence behind what is read again. Higher: 30 s take 2.5 times as long, and are no surer."""
FULL_WINDOW_BEAMS = 5
"""Higher: doubtful sound takes longer. Lower: more of it is misheard."""
GLANCE_WINDOW_S, GLANCE_AFTER_S = 1.5, 0.3
"""Higher: giving way to "wait" takes longer. Lower: the words are misheard."""
GLANCE_TOKENS, GLANCE_TOKENS_PER_S = 3.0, 5.0
"""Per second of voice, for a glance. Higher: giving way takes longer. Lower: words are missing."""
MIN_MEAN_LOG_PROB = -0.8
"""Below this a wider window is tried; Whisper's own bound is -1 (Radford 2022, section 4.5).
Higher: more turns are read twice. Lower: noisy speech is misheard more often than by stock."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said; `guards` names the guards that fired on the way."""

    text: str
    words: tuple[Word, ...]
    confidence: float
    no_speech: float
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked of one transcription."""

    with_words: bool
    prompt: str
    thorough: bool


_NOTHING = Transcript("", (), 0.0, 1.0, ("no-voice",))


class Transcriber:
    """Whisper, shared by all sessions; `at_once` utterances at a time."""

    def __init__(
        self,
        model_dir: Path,
        cpu_threads: int = 1,
        language: str = "en",
        at_once: int = 1,
        keep_in: Path | None = None,
    ) -> None:
        """Load the CTranslate2 model in `model_dir`; those read at once share its weights.

        `keep_in` keeps what is made of the model, for the next start.

        One thread is as fast as two on windows this short: decoding, the larger part, gains nothing
        from a second, and the turn model gets the other core.

        Raises:
            EngineFailed: code `engine-missing`.
        """
        try:
            self._engine = WhisperEngine(
                Path(model_dir), language, Workers(cpu_threads, at_once), keep_in
            )
        except Exception as cause:
            raise EngineFailed("engine-missing", f"Whisper cannot be loaded: {cause}") from cause
        self.language = language
        """The language that is heard, as ISO 639-1, unless another is asked for."""
        self._free = threading.BoundedSemaphore(at_once)

    def transcribe(
        self,
        samples_16k: Samples,
        *,
        with_words: bool = True,
        prompt: str = "",
        thorough: bool = True,
    ) -> Transcript:
        """Recognise one utterance; `prompt` holds names and terms to expect.

        What is only unsure, and not broken, is read again in the full window where `thorough`.

        Raises:
            BadAudio: not sound.
            EngineFailed: code `recognition-failed`.
        """
        sound = checked(samples_16k, SAMPLE_RATE_HZ)
        wish = _Wish(with_words, prompt, thorough)
        activity = voice_activity(sound)
        if activity.voiced_frames < MIN_VOICED_FRAMES:
            return _NOTHING
        try:
            with self._free:
                parts = [
                    self._read(sound, activity, first, last, wish)
                    for first, last in _chunks(activity, sound.size)
                ]
        except Exception as cause:
            raise EngineFailed("recognition-failed", f"Recognition failed: {cause}") from cause
        return _joined(parts)

    def glance(self, samples_16k: Samples, *, prompt: str = "") -> Transcript:
        """Words as they are being said, in a fraction of the time: to tell "wait" from "yeah".

        Never twice, so its mistakes stand. Text may end inside a word, or say it over and over.
        `prompt` holds what may have been meant: half a word is taken for the likeliest of these.

        Raises:
            BadAudio: not sound.
            EngineFailed: code `recognition-failed`.
        """
        sound = checked(samples_16k, SAMPLE_RATE_HZ)
        activity = voice_activity(sound)
        if activity.voiced_frames < MIN_VOICED_FRAMES or activity.weak:
            return _NOTHING
        window_s = max(GLANCE_WINDOW_S, sound.size / SAMPLE_RATE_HZ + GLANCE_AFTER_S)
        budget = round(GLANCE_TOKENS + GLANCE_TOKENS_PER_S * activity.voiced_s)
        try:
            with self._free:
                encoding = self._engine.encode(sound, window_s)
                before = self._engine.prompt_tokens(prompt)
                found = self._engine.decoding(encoding, before).decode(budget)
        except Exception as cause:
            raise EngineFailed("recognition-failed", f"Recognition failed: {cause}") from cause
        text = without_sound_tags(self._engine.text(found.tokens))
        confidence = math.exp(min(0.0, found.mean_log_prob)) if text else 0.0
        return Transcript(text, (), confidence, found.no_speech, ("glance",))

    def transcribe_in(self, samples_16k: Samples, language: str) -> Transcript:
        """One utterance in another language, through the full window: several times slower.

        Raises:
            BadAudio: not sound.
            EngineFailed: code `recognition-failed`.
        """
        sound = checked(samples_16k, SAMPLE_RATE_HZ)
        if voice_activity(sound).voiced_frames < MIN_VOICED_FRAMES:
            return _NOTHING
        try:
            with self._free:
                found, _ = self._engine.model.transcribe(
                    sound, beam_size=FULL_WINDOW_BEAMS, language=language, without_timestamps=True
                )
                segments = list(found)
        except Exception as cause:
            raise EngineFailed("recognition-failed", f"Recognition failed: {cause}") from cause
        text = without_sound_tags("".join(segment.text for segment in segments))
        weakest = min((segment.avg_logprob for segment in segments), default=0.0)
        confidence = math.exp(min(0.0, weakest)) if text else 0.0
        silence = max((segment.no_speech_prob for segment in segments), default=1.0)
        return Transcript(text, (), confidence, silence, ("other-language",))

    def stock(self, samples_16k: Samples) -> str:
        """Plain faster-whisper, greedy, on its 30 s window: what the bench compares with."""
        segments, _ = self._engine.model.transcribe(
            checked(samples_16k, SAMPLE_RATE_HZ),
            beam_size=1,
            language=self.language,
            without_timestamps=True,
            condition_on_previous_text=False,
        )
        return "".join(segment.text for segment in segments).strip()

    def warm_up(self) -> None:
        """Encode and decode once, so that the first turn is not slower than the others."""
        hum = np.sin(np.arange(SAMPLE_RATE_HZ, dtype=np.float32) * np.float32(0.05))
        with self._free:
            self._engine.decoding(self._engine.encode(hum, 2.0)).decode(4)

    def _read(
        self,
        sound: Samples,
        activity: VoiceActivity,
        first: int,
        last: int,
        wish: "_Wish",
    ) -> Transcript:
        frames = slice(first // FRAME_SAMPLES, last // FRAME_SAMPLES)
        heard = VoiceActivity(activity.probabilities[frames])
        decoding, guards = self._decode(sound[first:last], heard, wish)
        text = without_sound_tags(self._engine.text(decoding.tokens))
        if made_up(text, heard, decoding.no_speech, decoding.mean_log_prob):
            return Transcript("", (), 0.0, decoding.no_speech, (*guards, "made-up"))
        words: tuple[Word, ...] = ()
        if wish.with_words and text:
            pieces = self._engine.pieces(decoding.tokens)
            words = words_of(
                pieces, decoding.log_probs, heard.probabilities, first / SAMPLE_RATE_HZ
            )
        confidence = math.exp(min(0.0, decoding.mean_log_prob)) if text else 0.0
        return Transcript(text, words, confidence, decoding.no_speech, guards)

    def _decode(
        self, sound: Samples, heard: VoiceActivity, wish: "_Wish"
    ) -> tuple[Decoding, tuple[str, ...]]:
        """Trimmed window first; a wider one if a guard says that the result cannot stand."""
        seconds = sound.size / SAMPLE_RATE_HZ
        window_s = min(FULL_WINDOW_S, seconds + SILENCE_AFTER_S)
        expected = self._engine.prompt_tokens(wish.prompt)
        encoding = self._engine.encode(sound, window_s)
        budget = round(BUDGET_TOKENS + BUDGET_TOKENS_PER_S * seconds)
        decoding = self._engine.decoding(encoding, expected).decode(budget)
        fault = self._fault(decoding)
        if not fault and decoding.mean_log_prob >= MIN_MEAN_LOG_PROB:
            return decoding, ()
        if heard.weak and made_up("", heard, decoding.no_speech, decoding.mean_log_prob):
            return decoding, ("unsure",)  # noise: not worth the full window
        if not fault and not wish.thorough:
            return decoding, ("unsure",)
        wide_s = min(FULL_WINDOW_S, seconds + WIDE_SILENCE_S)
        encoding = self._engine.encode(sound, wide_s)
        full = self._engine.search(encoding, budget, expected, FULL_WINDOW_BEAMS)
        again = self._fault(full)
        return full, (fault or "unsure", "full-window", *((again,) if again else ()))

    def _fault(self, decoding: Decoding) -> str:
        """Why a decoding cannot stand, or nothing."""
        if loop_start(self._engine.pieces(decoding.tokens)) is not None:
            return "loop"
        return "" if decoding.finished else "budget"


def _chunks(activity: VoiceActivity, size: int) -> list[tuple[int, int]]:
    """Sample spans of at most 28 s, cut where the voice rests; silence at the ends left out."""
    start, end = activity.speech_span()
    end = min(end, size)
    longest = round(LONGEST_CHUNK_S * SAMPLE_RATE_HZ) // FRAME_SAMPLES
    cuts = [start // FRAME_SAMPLES]
    while end // FRAME_SAMPLES - cuts[-1] > longest:
        cuts.append(activity.quietest_frame(cuts[-1] + longest // 2, cuts[-1] + longest))
    edges = [start, *(cut * FRAME_SAMPLES for cut in cuts[1:]), end]
    return list(pairwise(edges))


def _joined(parts: list[Transcript]) -> Transcript:
    if len(parts) == 1:
        return parts[0]
    spoken = [part for part in parts if part.text]
    return Transcript(
        " ".join(part.text for part in spoken),
        tuple(word for part in parts for word in part.words),
        min((part.confidence for part in spoken), default=0.0),
        min(part.no_speech for part in parts),
        tuple(guard for part in parts for guard in part.guards),
    )
