"""The learner's sound: decoded, heard once, and no frame costs another its sound."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import tone

from dryfit.wire.errors import WireError
from dryfit.wire.frames import OPUS, PCM16, AudioFrame, parse_frame
from dryfit.wire.microphone import MAX_LEAP_SAMPLES, Microphone
from dryfit_audio.opus import FRAME_SAMPLES, OpusDecoder, encode

HUM = tone(1.0, 24_000)
PACKETS = list(encode(HUM))


def _frames(start: int = 0) -> list[AudioFrame]:
    """The hum from `start` on, the lead-in before it."""
    return [
        AudioFrame(0, n, start + (n - 1) * FRAME_SAMPLES, packet, OPUS)
        for n, packet in enumerate(PACKETS)
    ]


def _hear(microphone: Microphone, frames: Sequence[AudioFrame]) -> bytes:
    return b"".join(microphone.receive(frame) for frame in frames)


def _code(microphone: Microphone, position: int, payload: bytes) -> str:
    """A packet comes over the wire; why it is refused, if it is."""
    data = AudioFrame(0, 0, position, payload, OPUS).to_bytes()
    try:
        microphone.receive(parse_frame(data, (PCM16, OPUS)))
    except WireError as error:
        return error.code
    return ""


def _plain() -> bytes:
    decoder = OpusDecoder()
    return b"".join(decoder.decode(packet) for packet in PACKETS)[2 * FRAME_SAMPLES :]


def _level(pcm16: bytes) -> float:
    return float(np.std(np.frombuffer(pcm16, dtype="<i2")))


def test_every_sample_is_heard_and_none_of_the_lead_in() -> None:
    microphone = Microphone()
    assert _hear(microphone, _frames()) == _plain()
    assert microphone.end == len(HUM)


def test_frames_that_come_twice_are_heard_once_and_the_decoder_is_not_confused() -> None:
    microphone, frames = Microphone(), _frames()
    heard = _hear(microphone, frames[:20])
    assert _hear(microphone, frames[:20]) == b""
    assert heard + _hear(microphone, frames[20:]) == _plain()


@given(st.randoms())
def test_whatever_was_there_before_changes_nothing(chance: random.Random) -> None:
    """Late, doubled and backward frames among good ones."""
    microphone, frames, heard = Microphone(), _frames(), b""
    for number, frame in enumerate(frames):
        heard += microphone.receive(frame)
        for old in chance.sample(frames[: number + 1], min(3, number)):
            heard += microphone.receive(old)
    assert heard == _plain()


def test_a_server_that_is_new_to_a_stream_warms_up_on_160_ms_from_before() -> None:
    frames = _frames()
    end = frames[38].position
    microphone = Microphone(end)
    heard = _hear(microphone, frames[30:])
    assert len(heard) == 2 * (len(HUM) - end)
    first = heard[: 2 * FRAME_SAMPLES]
    assert _level(first) == pytest.approx(_level(_plain()[2 * end :][: len(first)]), rel=0.05)


def test_a_frame_that_is_half_heard_gives_its_other_half() -> None:
    microphone = Microphone(end=240)
    assert len(_hear(microphone, _frames()[:2])) == 2 * 240


@pytest.mark.parametrize(
    "payload",
    [
        HUM[:480].astype("<f2").tobytes(),
        random.Random(1).randbytes(300),
        PACKETS[9][:3],
        PACKETS[9] + bytes(900),
        b"\xff" * 200,
    ],
    ids=["sound that was not coded", "noise", "cut short", "with a tail", "all ones"],
)
def test_a_packet_that_is_none_costs_itself_alone(payload: bytes) -> None:
    """It is refused, or it is sound of the length it says; what follows is heard either way."""
    microphone, frames = Microphone(), _frames()
    _hear(microphone, frames[:10])
    code = _code(microphone, frames[10].position, payload)
    assert code in ("", "invalid-audio")
    if code:
        assert microphone.end == frames[10].position
    rest = _hear(microphone, frames[11:])
    assert microphone.end == len(HUM)
    assert len(rest) >= 2 * (len(HUM) - frames[13].position)
    assert _level(rest[-9_600:]) == pytest.approx(_level(_plain()[-9_600:]), rel=0.1)


@pytest.mark.parametrize("codec", [PCM16, OPUS])
@pytest.mark.parametrize(
    ("ahead", "taken"), [(MAX_LEAP_SAMPLES, True), (MAX_LEAP_SAMPLES + 1, False)]
)
def test_a_leap_of_hours_is_refused_and_what_follows_is_heard(
    codec: int, ahead: int, taken: bool
) -> None:
    payload = PACKETS[0] if codec == OPUS else bytes(960)
    microphone = Microphone(480)
    far = AudioFrame(0, 0, 480 + ahead, payload, codec)
    if taken:
        assert microphone.receive(far)
    else:
        with pytest.raises(WireError) as caught:
            microphone.receive(far)
        assert caught.value.code == "invalid-audio"
        assert microphone.receive(AudioFrame(0, 0, 480, payload, codec))


def test_a_client_whose_coder_breaks_goes_on_in_pcm16() -> None:
    microphone, frames = Microphone(), _frames()
    _hear(microphone, frames[:11])
    plain = AudioFrame(0, 11, frames[11].position, bytes(960))
    assert microphone.receive(plain) == bytes(960)
    assert len(microphone.receive(frames[12])) == 960


def test_transmission_that_stops_leaves_the_background_and_keeps_the_time() -> None:
    """A packet without frames stands for 60 ms of what the place sounds like."""
    noise = np.random.default_rng(1).normal(0, 0.003, 3 * 24_000).astype(np.float32)
    packets = list(encode(noise))
    microphone = Microphone()
    frames = [AudioFrame(0, 0, n * 480, packet, OPUS) for n, packet in enumerate(packets)]
    before = _hear(microphone, frames)
    end = microphone.end
    nothing = bytes([packets[-1][0] | 3, 3])
    quiet = b"".join(
        microphone.receive(AudioFrame(0, 0, end + n * 1_440, nothing, OPUS)) for n in range(50)
    )
    assert microphone.end == end + 50 * 1_440
    assert len(quiet) == 2 * 50 * 1_440
    assert 20 * np.log10(_level(quiet[-48_000:]) / _level(before[-48_000:])) == pytest.approx(
        0, abs=6
    )


@given(st.lists(st.tuples(st.integers(-(2**31), 2**31 - 1), st.binary(min_size=1, max_size=80))))
def test_any_packets_anywhere_are_sound_or_a_named_error(given: list[tuple[int, bytes]]) -> None:
    microphone = Microphone()
    for position, payload in given:
        before = microphone.end
        code = _code(microphone, position, payload)
        assert code in ("", "invalid-audio")
        assert microphone.end == before if code else microphone.end >= before
