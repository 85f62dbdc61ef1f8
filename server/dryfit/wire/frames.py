"""Binary frames of `dryfit.v1`: twelve bytes of header, then sound."""

import struct
from dataclasses import dataclass

from dryfit.wire.errors import WireError

_HEADER = struct.Struct("<BBHII")
AUDIO = 0x01
PCM16 = 0x00
MAX_FRAME_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class AudioFrame:
    """Sound with its place: `position` in 24 kHz samples from the start of its stream."""

    stream: int
    sequence: int
    position: int
    payload: bytes

    def to_bytes(self) -> bytes:
        """The frame as it goes over the wire."""
        return _HEADER.pack(AUDIO, PCM16, self.stream, self.sequence, self.position) + self.payload


def parse_frame(data: bytes) -> AudioFrame:
    """Read one binary frame.

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
    if codec != PCM16:
        raise WireError("unsupported-format", f"Codec {codec} is not spoken here; send PCM16.")
    payload = data[_HEADER.size :]
    if len(payload) % 2:
        raise WireError("invalid-audio", "PCM16 comes in whole samples of two bytes.")
    return AudioFrame(stream, sequence, position, payload)
