"""Binary frames of `dryfit.v1`: twelve bytes of header, then sound."""

import struct
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from dryfit.wire.errors import WireError
from dryfit_audio.errors import BadAudio
from dryfit_audio.opus import packet_samples

_HEADER = struct.Struct("<BBHIi")
AUDIO = 0x01
PCM16 = 0x00
OPUS = 0x01
MAX_FRAME_BYTES = 65_536
BYTES_PER_SAMPLE = 2

Codec = Literal["pcm16", "opus"]
"""What a client asks for as it opens its socket."""


@dataclass(frozen=True, slots=True)
class AudioFrame:
    """Sound with its place: `position` in 24 kHz samples from the start of its stream.

    `payload` is PCM16, or one Opus packet, whose first samples may lie before the stream.
    """

    stream: int
    sequence: int
    position: int
    payload: bytes
    codec: int = PCM16

    def to_bytes(self) -> bytes:
        """The frame as it goes over the wire."""
        header = (AUDIO, self.codec, self.stream, self.sequence, self.position)
        return _HEADER.pack(*header) + self.payload

    @property
    def sample_count(self) -> int:
        """How much sound it holds, in 24 kHz samples."""
        if self.codec == OPUS:
            return packet_samples(self.payload)
        return len(self.payload) // BYTES_PER_SAMPLE


def parse_frame(data: bytes, codecs: Collection[int] = (PCM16,)) -> AudioFrame:
    """Read one binary frame in one of `codecs`.

    Raises:
        WireError: `frame-too-large` (closes), `invalid-audio` or `unsupported-format`.
    """
    if len(data) > MAX_FRAME_BYTES:
        message = f"A binary frame holds at most {MAX_FRAME_BYTES} bytes."
        raise WireError("frame-too-large", message, close_code=1009)
    if len(data) < _HEADER.size:
        raise WireError("invalid-audio", f"A binary frame begins with {_HEADER.size} bytes.")
    kind, codec, stream, sequence, position = _HEADER.unpack_from(data)
    if kind != AUDIO:
        raise WireError("invalid-audio", f"There is no binary frame of kind {kind}.")
    if codec not in codecs:
        message = f"Codec {codec} is not spoken here; send PCM16, or open with `codec=opus`."
        raise WireError("unsupported-format", message)
    payload = data[_HEADER.size :]
    if codec == OPUS:
        _check_packet(payload)
    elif len(payload) % BYTES_PER_SAMPLE:
        raise WireError("invalid-audio", "PCM16 comes in whole samples of two bytes.")
    return AudioFrame(stream, sequence, position, payload, codec)


def _check_packet(payload: bytes) -> None:
    try:
        packet_samples(payload)
    except BadAudio as cause:
        raise WireError("invalid-audio", cause.message) from cause
