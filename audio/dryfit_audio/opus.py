"""Speech as Opus: packets of 20 ms, mono at 24 kHz, every sample at its place.

An encoder looks ahead, so that what it is given comes out of a decoder 156 samples (6.5 ms) late.
`encode` makes up for that with one packet more at the beginning, the lead-in: it is decoded, since
the next one builds on it, and what comes out is thrown away. RFC 6716 says what a packet looks
like; libopus, inside PyAV, does the work.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

import av
import numpy as np
import numpy.typing as npt
from av.audio.codeccontext import AudioCodecContext

from dryfit_audio.errors import BadAudio, EngineFailed
from dryfit_audio.framing import to_pcm16
from dryfit_audio.samples import Samples

RATE_HZ = 24_000
FRAME_SAMPLES = 480
"""20 ms. Shorter frames cost bytes; longer ones are heard later, and leave longer holes."""
BITS_PER_SECOND = 24_000
"""Lower: consonants blur. Higher: more traffic than the budget has, for no gain in words."""
EFFORT = 10
"""libopus's complexity, 0 to 10. Lower: words are lost, for a fifth less CPU."""
MAX_PACKET_BYTES = 3 * 1_275
MAX_PACKET_MS = 60
"""Longer packets are refused: a few bytes must not become much sound."""
_LOOKAHEAD_SAMPLES = 156


def encode(samples: Samples, bits_per_second: int = BITS_PER_SECOND) -> Iterator[bytes]:
    """Packets of `samples` (24 kHz), each made when it is asked for: the lead-in, then the sound.

    Of the packets after the lead-in, number n holds exactly the samples from 480 n on; the last is
    filled up with silence. The decoder may have played anything before.

    Raises:
        EngineFailed: code `opus-failed`.
    """
    if not samples.size:
        return
    encoder = _open("w", bits_per_second)
    before = FRAME_SAMPLES - _LOOKAHEAD_SAMPLES
    packets = 1 - (-samples.size // FRAME_SAMPLES)
    after = packets * FRAME_SAMPLES - before - samples.size
    pcm16 = np.frombuffer(to_pcm16(np.pad(samples, (before, after))), dtype="<i2")
    for start in range(0, pcm16.size, FRAME_SAMPLES):
        yield from _encoded(encoder, pcm16[start : start + FRAME_SAMPLES], start)


class OpusDecoder:
    """The decoder of one stream: packets in, PCM16 at 24 kHz out."""

    def __init__(self) -> None:
        """Raises `EngineFailed` (code `opus-failed`) where libopus is missing."""
        self._decoder = _open("r")
        self._half = _Halver()

    def decode(self, packet: bytes) -> bytes:
        """The sound of one packet. After a packet that is none, the next may still be one.

        Raises:
            BadAudio: not an Opus packet, or one of more than 60 ms.
        """
        expected = packet_samples(packet)
        try:
            frames = self._decoder.decode(av.Packet(packet))
        except av.FFmpegError as cause:
            raise BadAudio("The bytes are no Opus packet.") from cause
        twice = np.zeros(0, dtype=np.int16)
        for frame in frames:  # one, in truth
            twice = np.append(twice, frame.to_ndarray().astype(np.int16))
        if twice.size != 2 * expected:
            raise BadAudio("The bytes are no Opus packet.")
        return self._half.halve(twice)


def packet_samples(packet: bytes) -> int:
    """How much sound a packet says it holds, in 24 kHz samples, from its first two bytes.

    Raises:
        BadAudio: empty, too large, or more than 60 ms.
    """
    if not 0 < len(packet) <= MAX_PACKET_BYTES:
        raise BadAudio(f"An Opus packet has 1 to {MAX_PACKET_BYTES} bytes.")
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = (240, 480, 960, 1_440)[config % 4]
    elif config < 16:
        frame = (240, 480)[config % 2]
    else:
        frame = (60, 120, 240, 480)[config % 4]
    count = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 0)[code]
    if not 0 < count * frame <= MAX_PACKET_MS * RATE_HZ // 1000:
        raise BadAudio(f"An Opus packet holds at most {MAX_PACKET_MS} ms.")
    return count * frame


def _open(mode: str, bits_per_second: int = BITS_PER_SECOND) -> AudioCodecContext:
    try:
        codec = cast(AudioCodecContext, av.CodecContext.create("libopus", mode))  # type: ignore[call-overload]
        codec.layout = "mono"
        codec.thread_count = 1
        if mode == "w":
            codec.sample_rate, codec.format = RATE_HZ, "s16"
            codec.bit_rate, codec.time_base = bits_per_second, Fraction(1, RATE_HZ)
            codec.options = {"application": "voip", "compression_level": str(EFFORT)}
        codec.open()
    except (av.FFmpegError, ValueError) as cause:
        raise EngineFailed("opus-failed", f"Opus cannot be used here: {cause}") from cause
    return codec


def _encoded(encoder: AudioCodecContext, pcm16: npt.NDArray[np.int16], start: int) -> list[bytes]:
    frame = av.AudioFrame.from_ndarray(pcm16.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate, frame.pts = RATE_HZ, start
    try:
        return [bytes(packet) for packet in encoder.encode(frame)]
    except av.FFmpegError as cause:
        raise EngineFailed("opus-failed", f"Opus broke: {cause}") from cause


class _Halver:
    """48 kHz → 24 kHz by a half-band filter: exactly half as many samples, 8 of them late."""

    _REACH = 16
    _ODD = np.arange(1 - _REACH, _REACH, 2)
    """Of a half-band filter only the middle and the odd taps are not zero."""
    _TAPS = (np.sinc(_ODD / 2) / 2 * np.kaiser(2 * _REACH + 1, 6.0)[1::2]).astype(np.float32)

    def __init__(self) -> None:
        self._before = np.zeros(2 * self._REACH, dtype=np.float32)

    def halve(self, samples: npt.NDArray[np.int16]) -> bytes:
        joined = np.concatenate([self._before, samples.astype(np.float32)])
        self._before = joined[-2 * self._REACH :]
        half = samples.size // 2
        middle = joined[self._REACH :: 2][:half] / 2
        around = np.convolve(joined[1::2], self._TAPS, "valid")[:half]
        return np.clip(middle + around, -32_768, 32_767).astype("<i2").tobytes()
