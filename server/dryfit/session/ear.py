"""The ear of one session: bytes in, speech events out, sound kept until its turn is over."""

from collections import deque
from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dryfit.session.attention import Attention
from dryfit_audio.endpoint import Endpointer, EndpointSettings
from dryfit_audio.events import Judgement, SpeechEvent
from dryfit_audio.framing import FRAME_SAMPLES, SAMPLE_RATE_HZ, Framer
from dryfit_audio.level import KEEP_UNDER_BAR_DB, SILENT_DBFS, FrameLevel, SoundLevels
from dryfit_audio.loudness import decibels

PREROLL_MS = 300
"""Sound kept from before speech was noticed; too little and the first word loses its start."""
MEMORY_S = 75
"""How much sound is kept; a turn longer than this loses its beginning."""
WARY_START_FRAMES = 6
"""Voiced frames that recall an answer about to sound. Higher: more to say is noticed late."""
_PCM_SCALE = 32767.0
_FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ


class Detector(Protocol):
    """Tells a voice from other sound, a frame at a time; see `dryfit_audio.vad`."""

    def probability(self, frame: npt.NDArray[np.float32]) -> float:
        """How likely a voice is in this frame, 0 to 1."""
        ...


class Ear:
    """Framing, voice activity and endpointing of one stream, tied to the clock."""

    def __init__(self, settings: EndpointSettings, detector: Detector) -> None:
        self._framer = Framer()
        self._detector = detector
        self._settings = settings
        self._endpointer = Endpointer(settings)
        self._attention = Attention.OPEN
        kept = MEMORY_S * SAMPLE_RATE_HZ // FRAME_SAMPLES
        self._frames: deque[npt.NDArray[np.int16]] = deque(maxlen=kept)
        self._frame_levels: deque[FrameLevel] = deque(maxlen=kept)
        self.levels = SoundLevels()
        self._received = 0
        self._last_received_s = 0.0
        self._last_came_s = 0.0

    @property
    def received_samples(self) -> int:
        """Where the stream is now, in 16 kHz samples."""
        return self._received

    def receive(self, data: bytes, sample_rate_hz: int, now_s: float) -> list[SpeechEvent]:
        """Take PCM16 bytes and return what they mean for the turn.

        Raises:
            dryfit_audio.errors.AudioError: bytes that are not sound at a usable rate.
        """
        events: list[SpeechEvent] = []
        self._last_came_s = now_s  # also of sound that does not fill a frame yet
        for frame in self._framer.receive_pcm16(data, sample_rate_hz):
            self._frames.append((frame * _PCM_SCALE).astype(np.int16))
            self._received += FRAME_SAMPLES
            self._last_received_s = now_s
            events += self._endpointer.receive_probability(self._weigh(frame))
        return events

    def attend(self, attention: Attention) -> None:
        """Listen so from now on."""
        if attention is self._attention:
            return
        if attention in (Attention.DEAF, Attention.BUTTON):
            self._endpointer.reset()
        self._attention = attention
        self._set_endpointer()

    def silent_s(self, now_s: float) -> float:
        """How long no sound has come, not even silence."""
        return now_s - self._last_came_s

    def fill_silence(self, seconds: float, now_s: float) -> list[SpeechEvent]:
        """Stand in for sound that did not come: a lost microphone cannot hold a turn open."""
        silence = bytes(2 * int(seconds * SAMPLE_RATE_HZ))
        return self.receive(silence, SAMPLE_RATE_HZ, now_s)

    def judge(self, judgement: Judgement) -> list[SpeechEvent]:
        """Pass a witness's word on a pause to endpointing."""
        return self._endpointer.receive_judgement(judgement)

    def change(self, settings: EndpointSettings) -> None:
        """Be more or less patient from now on."""
        self._settings = settings
        self._set_endpointer()

    def forget_speech(self) -> None:
        """Drop the turn in progress; what comes next is heard afresh."""
        self._endpointer.reset()

    def take_for_noise(self, start: int, end: int) -> None:
        """Voices between two points of the stream were nobody's turn: the like is let pass."""
        for at, level in self._levels_between(start, end):
            self.levels.take_for_noise(level, at)

    def take_for_speech(self, start: int, end: int) -> None:
        """The learner's own words: so loud is the one who is meant to be heard."""
        self.levels.take_for_speech([level for _, level in self._levels_between(start, end)])

    def samples(self, start: int, end: int) -> npt.NDArray[np.float32]:
        """Sound between two points of the stream, pre-roll included, as far as it is still kept."""
        oldest = self._received - len(self._frames) * FRAME_SAMPLES
        start = max(start - PREROLL_MS * SAMPLE_RATE_HZ // 1000, oldest)
        first = (start - oldest) // FRAME_SAMPLES
        last = -(-(end - oldest) // FRAME_SAMPLES)
        kept = [self._frames[i] for i in range(first, min(last, len(self._frames)))]
        if not kept:
            return np.zeros(0, dtype=np.float32)
        offset = start - (oldest + first * FRAME_SAMPLES)
        joined = np.concatenate(kept)[offset : offset + max(0, end - start)]
        return (joined / np.float32(_PCM_SCALE)).astype(np.float32)

    def time_of(self, sample: int) -> float:
        """When a point of the stream was heard, on the clock that `receive` was told."""
        return self._last_received_s - (self._received - sample) / SAMPLE_RATE_HZ

    def _weigh(self, frame: npt.NDArray[np.float32]) -> float:
        """The voice probability that endpointing is told: none where nobody may be heard."""
        level = FrameLevel(decibels(frame), self._detector.probability(frame))
        self._frame_levels.append(level)
        at_s = self._received / SAMPLE_RATE_HZ
        voice = level.voice if level.dbfs >= self._bar_dbfs(at_s) else 0.0
        may_be_speech = voice >= self._settings.keep_probability
        if not self._endpointer.talking and not may_be_speech:
            self.levels.take_for_noise(level, at_s)
        hears = self._attention not in (Attention.DEAF, Attention.BUTTON)
        return voice if hears else 0.0

    def _bar_dbfs(self, at_s: float) -> float:
        """How loud a voice must be. Until the learner's own level is known, only over her."""
        if self.levels.speech_dbfs is None and self._attention is not Attention.OVER_HER:
            return SILENT_DBFS
        under_db = KEEP_UNDER_BAR_DB if self._endpointer.talking else 0.0
        return self.levels.bar_dbfs(at_s) - under_db

    def _set_endpointer(self) -> None:
        wary = self._attention is Attention.WARY
        settings = replace(self._settings, start_frames=WARY_START_FRAMES)
        self._endpointer.settings = settings if wary else self._settings

    def _levels_between(self, start: int, end: int) -> list[tuple[float, FrameLevel]]:
        oldest = self._received // FRAME_SAMPLES - len(self._frame_levels)
        first = max(0, start // FRAME_SAMPLES - oldest)
        last = min(len(self._frame_levels), -(-end // FRAME_SAMPLES) - oldest)
        return [
            ((oldest + i) * _FRAME_S, self._frame_levels[i]) for i in range(first, max(first, last))
        ]
