"""The persona's sound as frames: PCM16 at once, Opus when a frame is about to be sent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from dryfit.wire.frames import OPUS, AudioFrame, Codec
from dryfit_audio.framing import to_pcm16
from dryfit_audio.opus import FRAME_SAMPLES, encode
from dryfit_audio.samples import Samples

CHUNK_SAMPLES = 4_800
"""PCM16 goes out in pieces of 200 ms; smaller costs events, larger stutters on thin lines."""
VOICE_BITS_PER_SECOND = 20_000
"""The persona's voice comes without noise. Lower: hoarse; higher: beyond the traffic budget."""


class _Packets:
    """The packets of one clause, made in their order and kept."""

    def __init__(self, samples: Samples) -> None:
        self._coming: Iterator[bytes] = encode(samples, VOICE_BITS_PER_SECOND)
        self._made: list[bytes] = []

    def get(self, number: int) -> bytes:
        while len(self._made) <= number:
            self._made.append(next(self._coming))
        return self._made[number]


@dataclass(frozen=True, slots=True)
class CodedFrame:
    """One Opus packet that need not be made yet."""

    stream: int
    sequence: int
    position: int
    number: int
    packets: _Packets = field(compare=False)

    def to_bytes(self) -> bytes:
        """The frame as it goes over the wire; makes the packet, and those before it."""
        payload = self.packets.get(self.number)
        return AudioFrame(self.stream, self.sequence, self.position, payload, OPUS).to_bytes()


SoundFrame: TypeAlias = AudioFrame | CodedFrame


def frames(
    codec: Codec, stream: int, position: int, samples: Samples, held: int = 0
) -> list[SoundFrame]:
    """The frames of a clause that lies at `position` of its item.

    `held`: how many of its samples the client has. Of Opus one packet more goes before, which has
    to be decoded and is not heard: it lies where the client has sound already, or before the item.
    """
    if codec == "opus":
        return _opus(stream, position, samples, held)
    return [
        AudioFrame(stream, 0, position + start, to_pcm16(samples[start : start + CHUNK_SAMPLES]))
        for start in range(held, len(samples), CHUNK_SAMPLES)
    ]


def _opus(stream: int, position: int, samples: Samples, held: int) -> list[SoundFrame]:
    if held >= len(samples):
        return []
    # Where a client goes on in mid-word, a packet that it has warms its decoder up.
    start = max(0, held // FRAME_SAMPLES - 1) * FRAME_SAMPLES
    rest = samples[start:]
    packets, count = _Packets(rest), 1 - (-len(rest) // FRAME_SAMPLES)
    lead_in = position + start - FRAME_SAMPLES
    return [
        CodedFrame(stream, 0, lead_in + number * FRAME_SAMPLES, number, packets)
        for number in range(count)
    ]
