"""The learner's sound as it comes in: decoded, and heard once."""

from dryfit.wire.errors import WireError
from dryfit.wire.frames import BYTES_PER_SAMPLE, OPUS, AudioFrame
from dryfit_audio.errors import BadAudio
from dryfit_audio.opus import RATE_HZ, OpusDecoder

MAX_LEAP_SAMPLES = 3_600 * RATE_HZ
"""A frame further ahead than an hour is a mistake: to believe it would lose all that follows."""


class InputPosition:
    """Counts a client's own samples, 24 kHz from the start of its stream. Pure."""

    def __init__(self, end: int = 0) -> None:
        """`end`: how far the sound has been heard already."""
        self.end = end

    def fresh(self, position: int, sample_count: int) -> int:
        """How many samples at the end of a frame are new. A gap before it is lost sound."""
        until = position + sample_count
        new = min(sample_count, max(0, until - self.end))
        self.end = max(self.end, until)
        return new


class Microphone:
    """Turns frames into PCM16 that has not been heard yet."""

    def __init__(self, end: int = 0) -> None:
        """`end`: how far the sound has been heard already, by a server before this one."""
        self._heard = InputPosition(end)
        self._decoder: OpusDecoder | None = None
        self._decoded_to: int | None = None

    @property
    def end(self) -> int:
        """How far the sound has been heard, in the client's count of samples."""
        return self._heard.end

    def receive(self, frame: AudioFrame) -> bytes:
        """What is new in a frame; empty where all of it was heard before.

        A packet from before what a fresh decoder needs is decoded all the same: the next builds
        on it. One that was decoded already is not, as the decoder has gone on since.

        Raises:
            WireError: `invalid-audio`; nothing has changed, and the next frame may be good.
            EngineFailed: `opus-failed`, where there is no decoder at all.
        """
        if frame.position - self.end > MAX_LEAP_SAMPLES:
            message = "The frame's position is hours ahead of the sound that has come."
            raise WireError("invalid-audio", message)
        sound = self._decoded(frame) if frame.codec == OPUS else frame.payload
        fresh = self._heard.fresh(frame.position, len(sound) // BYTES_PER_SAMPLE)
        return sound[len(sound) - fresh * BYTES_PER_SAMPLE :]

    def _decoded(self, frame: AudioFrame) -> bytes:
        end = frame.position + frame.sample_count
        if self._decoded_to is not None and end <= self._decoded_to:
            return b""
        self._decoder = self._decoder or OpusDecoder()
        try:
            sound = self._decoder.decode(frame.payload)
        except BadAudio as cause:
            raise WireError("invalid-audio", cause.message) from cause
        self._decoded_to = end
        return sound
