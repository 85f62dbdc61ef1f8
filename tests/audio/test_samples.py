import numpy as np
import pytest

from dryfit_audio.errors import AudioError, BadAudio
from dryfit_audio.samples import MAX_SECONDS, checked

RATE = 16_000


def test_pcm16_is_scaled_to_one() -> None:
    given = np.array([-32768, 0, 16384], dtype=np.int16)
    assert checked(given, RATE).tolist() == [-1.0, 0.0, 0.5]


def test_doubles_and_loud_samples_are_taken_and_clipped() -> None:
    given = np.array([0.25, 1.5, -3.0])
    taken = checked(given, RATE)
    assert taken.dtype == np.float32
    assert taken.tolist() == [0.25, 1.0, -1.0]


def test_nothing_is_sound_too() -> None:
    assert checked(np.zeros(0, dtype=np.float32), RATE).size == 0


@pytest.mark.parametrize(
    "given",
    [
        np.zeros((2, 10), dtype=np.float32),
        np.zeros(10, dtype=np.int32),
        np.zeros(10, dtype=np.complex64),
        np.array([0.0, np.nan], dtype=np.float32),
        np.array([0.0, np.inf], dtype=np.float32),
        np.zeros(int(MAX_SECONDS * RATE) + 1, dtype=np.float32),
    ],
    ids=["stereo", "int32", "complex", "nan", "infinity", "too-long"],
)
def test_what_is_no_sound_is_refused(
    given: np.ndarray[tuple[int, ...], np.dtype[np.generic]],
) -> None:
    with pytest.raises(BadAudio) as caught:
        checked(given, RATE)
    assert caught.value.code == "bad-audio"
    assert isinstance(caught.value, AudioError)


def test_exactly_the_longest_is_taken() -> None:
    assert checked(np.zeros(int(MAX_SECONDS * RATE), dtype=np.float32), RATE).size
