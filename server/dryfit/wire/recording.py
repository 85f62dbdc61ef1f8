"""A short recording sent in one piece: the binary frames of `dryfit.v1`, each after its length."""

import struct
from collections.abc import Iterator

import numpy as np

from dryfit.wire.errors import WireError
from dryfit.wire.frames import OPUS, PCM16, parse_frame
from dryfit.wire.microphone import Microphone
from dryfit_audio.framing import Framer
from dryfit_audio.opus import RATE_HZ
from dryfit_audio.samples import Samples

MAX_SECONDS = 20
"""A visit is told in one or two sentences; longer, and one request keeps a core for seconds."""
MAX_BYTES = 1_200_000
"""So many seconds of PCM16 in frames of 20 ms, with a fifth to spare."""

_LENGTH = struct.Struct("<H")


def read_recording(body: bytes) -> Samples:
    """The sound of a recording at 16 kHz; empty where nothing was recorded. Pure.

    Raises:
        WireError: `invalid-audio` or `unsupported-format`: not such frames, or cut off.
        EngineFailed: `opus-failed`, where there is no decoder at all.
    """
    microphone, framer = Microphone(), Framer()
    pieces: list[Samples] = []
    most = MAX_SECONDS * RATE_HZ
    for data in _frames(body):
        frame = parse_frame(data, (PCM16, OPUS))
        pieces += framer.receive_pcm16(microphone.receive(frame), RATE_HZ)
        if microphone.end > most:
            raise WireError("recording-too-long", f"A recording is at most {MAX_SECONDS} s long.")
    pieces += framer.flush()
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)


def _frames(body: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(body):
        if at + _LENGTH.size > len(body):
            raise WireError("invalid-audio", "The recording is cut off inside a length.")
        (length,) = _LENGTH.unpack_from(body, at)
        at += _LENGTH.size
        if at + length > len(body):
            raise WireError("invalid-audio", "The recording is cut off inside a frame.")
        yield body[at : at + length]
        at += length
