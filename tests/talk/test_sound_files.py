"""Sound files in and out, and each way that one can be wrong."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from tests.fakes import tone

from dryfit.talk.sound_files import MAX_FILE_S, SoundFileError, read_pcm16, write_wav


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 24_000, 44_100, 48_000])
def test_what_is_written_is_read(tmp_path: Path, rate_hz: int) -> None:
    sound = tone(0.25, rate_hz)
    write_wav(tmp_path / "a.wav", sound, rate_hz)
    data, rate = read_pcm16(tmp_path / "a.wav")
    assert rate == rate_hz
    back = np.frombuffer(data, dtype="<i2") / 32_767
    assert np.max(np.abs(back - sound)) < 1e-4


def test_stereo_becomes_one_channel(tmp_path: Path) -> None:
    left, right = tone(0.1, 16_000), np.zeros(1_600, dtype=np.float32)
    soundfile.write(tmp_path / "s.flac", np.stack([left, right], axis=1), 16_000)
    data, _ = read_pcm16(tmp_path / "s.flac")
    assert len(data) == 2 * 1_600
    assert np.max(np.abs(np.frombuffer(data, dtype="<i2") / 32_767 - left / 2)) < 1e-3


def test_too_loud_is_clipped_and_does_not_wrap(tmp_path: Path) -> None:
    write_wav(tmp_path / "l.wav", np.array([2.0, -2.0], dtype=np.float32), 16_000)
    data, _ = read_pcm16(tmp_path / "l.wav")
    high, low = np.frombuffer(data, dtype="<i2")
    assert high > 32_000
    assert low < -32_000


def _files(folder: Path) -> dict[str, Path]:
    (folder / "text.wav").write_text("this is no sound", encoding="utf-8")
    (folder / "nothing.wav").write_bytes(b"")
    soundfile.write(folder / "empty.wav", np.zeros(0, dtype=np.float32), 16_000)
    soundfile.write(folder / "long.wav", np.zeros(100 * (MAX_FILE_S + 1), dtype=np.float32), 100)
    return {
        "sound-file-missing": folder / "absent.wav",
        "sound-file-unreadable": folder / "text.wav",
        "sound-file-empty": folder / "empty.wav",
        "sound-file-too-long": folder / "long.wav",
    }


@pytest.mark.parametrize(
    "code",
    [
        "sound-file-missing",
        "sound-file-unreadable",
        "sound-file-empty",
        "sound-file-too-long",
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, code: str) -> None:
    path = _files(tmp_path)[code]
    with pytest.raises(SoundFileError) as caught:
        read_pcm16(path)
    assert caught.value.code == code
    assert path.name in caught.value.message
    assert caught.value.hint


def test_a_folder_and_a_file_of_no_bytes_are_no_sound(tmp_path: Path) -> None:
    _files(tmp_path)
    for path in (tmp_path, tmp_path / "nothing.wav"):
        with pytest.raises(SoundFileError):
            read_pcm16(path)
