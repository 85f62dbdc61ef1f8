"""Sound files in and out."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

from dryfit.errors import DryfitError
from dryfit_audio.framing import to_pcm16

MAX_FILE_S = 600
"""A learner turn longer than this is a mistake."""


class SoundFileError(DryfitError):
    """A file that cannot be played as a learner's turn."""


def read_pcm16(path: Path) -> tuple[bytes, int]:
    """A file as mono PCM16 and its rate in Hz.

    Raises:
        SoundFileError: missing, not sound, empty, or longer than ten minutes.
    """
    if not path.is_file():
        raise SoundFileError("sound-file-missing", f"There is no file {path}.", "Check the name.")
    try:
        with soundfile.SoundFile(path) as file:
            if file.frames > MAX_FILE_S * file.samplerate:
                message = f"{path} is longer than {MAX_FILE_S // 60} minutes."
                raise SoundFileError("sound-file-too-long", message, "Cut it into turns.")
            samples = file.read(dtype="float32", always_2d=True).mean(axis=1)
            rate_hz = int(file.samplerate)
    except soundfile.LibsndfileError as cause:
        message = f"{path} is no sound file that can be read: {cause.error_string}"
        raise SoundFileError("sound-file-unreadable", message, "Use WAV or FLAC.") from cause
    if not len(samples):
        raise SoundFileError("sound-file-empty", f"{path} holds no sound.", "Record it again.")
    return to_pcm16(samples), rate_hz


def write_wav(path: Path, samples: npt.NDArray[np.float32], rate_hz: int) -> None:
    """Write mono PCM16."""
    soundfile.write(path, np.clip(samples, -1.0, 1.0), rate_hz, subtype="PCM_16")
