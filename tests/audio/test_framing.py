import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dryfit_audio.errors import BadSampleRate
from dryfit_audio.framing import FRAME_SAMPLES, Framer, to_pcm16
from dryfit_audio.samples import Samples


def tone(rate_hz: int, seconds: float = 1.0) -> bytes:
    time = np.arange(round(rate_hz * seconds)) / rate_hz
    return to_pcm16((0.4 * np.sin(2 * np.pi * 300.0 * time)).astype(np.float32))


def together(frames: list[Samples]) -> Samples:
    return np.concatenate(frames) if frames else np.zeros(0, dtype=np.float32)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_every_rate_becomes_frames_of_512(rate_hz: int) -> None:
    framer = Framer()
    frames = framer.receive_pcm16(tone(rate_hz), rate_hz) + framer.flush()
    assert all(frame.shape == (FRAME_SAMPLES,) for frame in frames)
    assert all(frame.dtype == np.float32 for frame in frames)
    assert len(frames) == 32  # 16,000 samples, the last frame filled up
    middle = together(frames)[4_000:12_000]
    strongest = np.argmax(np.abs(np.fft.rfft(middle))) * 16_000 / middle.size
    assert strongest == pytest.approx(300.0, abs=4.0)
    assert np.abs(middle).max() == pytest.approx(0.4, abs=0.02)


@settings(max_examples=30, deadline=None)
@given(
    rate_hz=st.sampled_from([16_000, 24_000, 48_000]),
    cuts=st.lists(st.integers(min_value=0, max_value=24_000), max_size=12),
)
def test_the_stream_may_be_split_anywhere(rate_hz: int, cuts: list[int]) -> None:
    data = tone(rate_hz, 0.25)
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    whole, parts = Framer(), Framer()
    expected = whole.receive_pcm16(data, rate_hz) + whole.flush()
    got: list[Samples] = []
    for start, end in itertools.pairwise(edges):
        got += parts.receive_pcm16(data[start:end], rate_hz)
    got += parts.flush()
    np.testing.assert_allclose(together(got), together(expected), atol=1e-4)


def test_one_byte_at_a_time() -> None:
    data = tone(16_000, 0.1)
    framer = Framer()
    frames = [
        frame for i in range(len(data)) for frame in framer.receive_pcm16(data[i : i + 1], 16_000)
    ]
    assert len(frames) == 3
    np.testing.assert_array_equal(together(frames), together(Framer().receive_pcm16(data, 16_000)))


@pytest.mark.parametrize("rate_hz", [0, -1, 7_999, 48_001, 96_000])
def test_a_rate_no_microphone_has_is_refused(rate_hz: int) -> None:
    with pytest.raises(BadSampleRate) as caught:
        Framer().receive_pcm16(b"\0\0", rate_hz)
    assert caught.value.code == "bad-sample-rate"
    assert str(rate_hz) in caught.value.message


def test_nothing_gives_nothing() -> None:
    framer = Framer()
    assert framer.receive_pcm16(b"", 24_000) == []
    assert framer.flush() == []


def test_the_rate_may_change_in_mid_stream() -> None:
    framer = Framer()
    frames = framer.receive_pcm16(tone(24_000), 24_000) + framer.receive_pcm16(tone(48_000), 48_000)
    frames += framer.flush()
    assert sum(frame.size for frame in frames) == pytest.approx(32_000, abs=FRAME_SAMPLES)


def test_pcm16_clips() -> None:
    assert to_pcm16(np.array([2.0, -2.0, 0.0], dtype=np.float32)) == b"\xff\x7f\x01\x80\x00\x00"
