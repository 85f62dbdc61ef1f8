"""Opus: every sample at its place, and any bytes are a packet or a named error."""

import time
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dryfit_audio.errors import BadAudio
from dryfit_audio.loudness import fade
from dryfit_audio.opus import (
    FRAME_SAMPLES,
    MAX_PACKET_BYTES,
    RATE_HZ,
    OpusDecoder,
    encode,
    packet_samples,
)
from dryfit_audio.samples import Samples

HALVER_DELAY = 8
"""Of the decoder here alone; a browser's has none."""


def _voice(seconds: float, seed: int = 1) -> Samples:
    """Something like a voice: a gliding buzz with a few formants, that comes and goes."""
    at_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    pitch = 110 + 30 * np.sin(2 * np.pi * (0.7 + 0.1 * seed) * at_s)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    buzz = sum(np.sin(k * phase) / k for k in range(1, 25))
    loud = 0.5 + 0.5 * np.sin(2 * np.pi * 3 * at_s + seed)
    return (0.15 * buzz * loud).astype(np.float32)


def _decoded(packets: Iterable[bytes], decoder: OpusDecoder | None = None) -> Samples:
    decoder = decoder or OpusDecoder()
    lead_in, *rest = packets
    decoder.decode(lead_in)
    pcm16 = b"".join(decoder.decode(packet) for packet in rest)
    return np.frombuffer(pcm16, dtype="<i2").astype(np.float32) / np.float32(32768)


def _lag(sound: Samples, back: Samples) -> int:
    # Lows are turned in phase by the encoder's high-pass; edges tell the place.
    sound, back = np.diff(sound), np.diff(back)
    size = 2 ** int(np.ceil(np.log2(sound.size + back.size)))
    meet = np.fft.irfft(np.fft.rfft(back, size) * np.conj(np.fft.rfft(sound, size)))
    at = int(np.argmax(meet))
    return at if at < size // 2 else at - size


@pytest.mark.parametrize("samples", [1, 479, 480, 481, 4_800, 24_001])
def test_a_lead_in_and_as_many_packets_as_fit(samples: int) -> None:
    packets = list(encode(_voice(2.0)[:samples]))
    assert len(packets) == 1 - (-samples // FRAME_SAMPLES)
    assert {packet_samples(packet) for packet in packets} == {FRAME_SAMPLES}
    assert _decoded(packets).size == (len(packets) - 1) * FRAME_SAMPLES


def test_nothing_has_no_packets() -> None:
    assert list(encode(np.zeros(0, dtype=np.float32))) == []


def test_sound_comes_back_at_its_place() -> None:
    sound = _voice(3.0)
    assert abs(_lag(sound, _decoded(encode(sound))) - HALVER_DELAY) <= 2


def test_the_first_word_and_the_last_are_whole() -> None:
    """Neither the encoder's lead-in nor its look-ahead cuts the ends off."""
    sound = _voice(1.0)
    back = _decoded(encode(sound))[HALVER_DELAY:]
    for part in (slice(0, 960), slice(sound.size - 960, sound.size - HALVER_DELAY)):
        was, now = np.std(sound[part]), np.std(back[part])
        assert 0.7 < now / was < 1.4


def test_sound_that_begins_at_once_is_as_loud_as_it_was() -> None:
    """Without the lead-in, a hum comes out half as loud again, for a quarter of a second."""
    at_s = np.arange(RATE_HZ) / RATE_HZ
    sound = (0.3 * np.sin(2 * np.pi * 220 * at_s)).astype(np.float32)
    for piece in np.split(_decoded(encode(sound)), 50)[1:]:
        assert np.std(piece) == pytest.approx(0.3 / np.sqrt(2), rel=0.08)


def test_clauses_follow_one_another_in_one_decoder() -> None:
    clauses = [fade(_voice(1.0, seed), RATE_HZ) for seed in (1, 2, 3)]
    decoder = OpusDecoder()
    for clause in clauses:
        back = _decoded(encode(clause), decoder)
        assert back.size == clause.size
        assert abs(_lag(clause, back) - HALVER_DELAY) <= 2
        assert np.std(back) == pytest.approx(np.std(clause), rel=0.1)


def test_a_voice_keeps_to_the_bit_rate() -> None:
    packets = list(encode(_voice(5.0)))
    assert 10_000 < 8 * sum(map(len, packets)) / 5.0 < 28_000


def test_packets_are_made_when_they_are_asked_for() -> None:
    """The first sound of a long line leaves before the rest has been coded."""
    whole_s, first_s = [], []
    sound = _voice(10.0)
    for _ in range(3):
        began_s = time.process_time()
        made = encode(sound)
        next(made)
        first_s.append(time.process_time() - began_s)
        list(made)
        whole_s.append(time.process_time() - began_s)
    assert min(first_s) < min(whole_s) / 20


@pytest.mark.parametrize(
    ("packet", "samples"),
    [
        (b"\x00", 240),  # SILK 10 ms
        (b"\x08", 480),
        (b"\x10", 960),
        (b"\x18", 1_440),
        (b"\x60", 240),  # hybrid 10 ms
        (b"\x68", 480),
        (b"\x80", 60),  # CELT 2.5 ms
        (b"\x98", 480),
        (b"\x9a", 960),  # two frames
        (b"\x9b\x03", 1_440),  # three
        (b"\x18" + bytes(MAX_PACKET_BYTES - 1), 1_440),
    ],
)
def test_how_long_a_packet_is(packet: bytes, samples: int) -> None:
    assert packet_samples(packet) == samples


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        bytes(MAX_PACKET_BYTES + 1),
        b"\x19",  # two frames of 60 ms
        b"\x9b",  # says "this many", and not how many
        b"\x9b\x00",
        b"\x9b\x04",  # 80 ms
        b"\x83\x3f",  # 63 frames of 2.5 ms
    ],
)
def test_what_is_too_long_or_none_is_refused(packet: bytes) -> None:
    with pytest.raises(BadAudio):
        packet_samples(packet)
    with pytest.raises(BadAudio):
        OpusDecoder().decode(packet)


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_any_bytes_are_sound_or_a_named_error(packets: list[bytes]) -> None:
    decoder = OpusDecoder()
    for packet in packets:
        try:
            sound = decoder.decode(packet)
        except BadAudio:
            continue
        assert len(sound) == 2 * packet_samples(packet)
    good = next(encode(_voice(0.1)))
    assert len(decoder.decode(good)) == 2 * FRAME_SAMPLES, "and a good one is heard after them"


def test_a_thousand_streams_leave_nothing_behind() -> None:
    """Each opens its own codec; a leak of one would be tens of kilobytes."""
    import resource

    def round_trip() -> None:
        OpusDecoder().decode(next(encode(_voice(0.02))))

    for _ in range(200):
        round_trip()
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(1_000):
        round_trip()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 8_000
