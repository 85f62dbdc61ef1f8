"""The ear of one session: bytes in, speech events out, sound kept until its turn is over."""

from collections import deque
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dryfit_audio.endpoint import Endpointer, EndpointSettings
from dryfit_audio.events import Judgement, SpeechEvent
from dryfit_audio.framing import FRAME_SAMPLES, SAMPLE_RATE_HZ, Framer

PREROLL_MS = 300
"""Sound kept from before speech was noticed; too little and the first word loses its start."""
MEMORY_S = 75
"""How much sound is kept; a turn longer than this loses its beginning."""
_PCM_SCALE = 32767.0


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
        self._endpointer = Endpointer(settings)
        self._frames: deque[npt.NDArray[np.int16]] = deque(
            maxlen=MEMORY_S * SAMPLE_RATE_HZ // FRAME_SAMPLES
        )
        self._received = 0
        self._last_received_s = 0.0

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
        for frame in self._framer.receive_pcm16(data, sample_rate_hz):
            self._frames.append((frame * _PCM_SCALE).astype(np.int16))
            self._received += FRAME_SAMPLES
            self._last_received_s = now_s
            events += self._endpointer.receive_probability(self._detector.probability(frame))
        return events

    def silent_s(self, now_s: float) -> float:
        """How long no sound has come, not even silence."""
        return now_s - self._last_received_s

    def fill_silence(self, seconds: float, now_s: float) -> list[SpeechEvent]:
        """Stand in for sound that did not come: a lost microphone cannot hold a turn open."""
        silence = bytes(2 * int(seconds * SAMPLE_RATE_HZ))
        return self.receive(silence, SAMPLE_RATE_HZ, now_s)

    def judge(self, judgement: Judgement) -> list[SpeechEvent]:
        """Pass a witness's word on a pause to endpointing."""
        return self._endpointer.receive_judgement(judgement)

    def change(self, settings: EndpointSettings) -> None:
        """Be more or less patient from now on."""
        self._endpointer.settings = settings

    def forget_speech(self) -> None:
        """Drop the turn in progress; what comes next is heard afresh."""
        self._endpointer.reset()

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
