"""Was there a voice at all? Whisper makes up words on noise; these checks keep them out.

Measured on nine noise and music beds in 6 s pieces: Silero finds five or more voiced frames only
in a busy café and in jazz, where Whisper is unsure (mean log-probability below -0.8) or writes a
sound tag. Every spoken clip, down to single digits, has eight or more.
"""

import re
from dataclasses import dataclass

import numpy as np

from dryfit_audio.framing import FRAME_SAMPLES
from dryfit_audio.samples import Samples
from dryfit_audio.vad import voice_probabilities

VOICED = 0.5
MIN_VOICED_FRAMES = 5
"""Higher: "yes" is missed. Lower: clatter becomes words."""
_SURE = 0.89
_FAINT = 0.25
_MARGIN_FRAMES = 32
_NOISE_NO_SPEECH = 0.5
_NOISE_LOG_PROB = -0.8
_PHRASE_NO_SPEECH, _PHRASE_LOG_PROB = 0.3, -0.6
_SOUND_TAG = re.compile(r"[\[(♪*][^\])♪*]*(?:[\])♪*]+|$)")
_STOCK_PHRASES = re.compile(
    r"(thanks? (you )?(so much )?for (watching|listening)|thank you|please subscribe"
    r"|subscribe to .*|see you (in the )?next (time|video)|bye|you|i'm sorry|so|the|oh)[.! ]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VoiceActivity:
    """Voice probability of each 32 ms frame."""

    probabilities: Samples

    @property
    def voiced_frames(self) -> int:
        """Frames that hold a voice."""
        return int(np.count_nonzero(self.probabilities >= VOICED))

    @property
    def voiced_s(self) -> float:
        """Seconds of voice."""
        return self.voiced_frames * FRAME_SAMPLES / 16_000

    @property
    def weak(self) -> bool:
        """The detector was never sure of a voice."""
        return float(self.probabilities.max(initial=0.0)) < _SURE

    def speech_span(self) -> tuple[int, int]:
        """First and last sample worth reading: everything faintly voiced, and 1 s around."""
        found = np.flatnonzero(self.probabilities >= _FAINT)
        if not found.size:
            return 0, 0
        start = max(0, int(found[0]) - _MARGIN_FRAMES)
        return start * FRAME_SAMPLES, (int(found[-1]) + 1 + _MARGIN_FRAMES) * FRAME_SAMPLES

    def quietest_frame(self, first: int, last: int) -> int:
        """Where to cut between two frames: the middle of the least voiced 0.2 s."""
        smooth = np.convolve(self.probabilities, np.ones(7) / 7, mode="same")
        return first + int(np.argmin(smooth[first:last]))


def voice_activity(samples: Samples) -> VoiceActivity:
    """Run the voice detector over a whole utterance."""
    return VoiceActivity(voice_probabilities(samples))


def without_sound_tags(text: str) -> str:
    """Remove "[Music playing]" and the like: nobody said that."""
    return " ".join(_SOUND_TAG.sub(" ", text).split())


def made_up(text: str, activity: VoiceActivity, no_speech: float, mean_log_prob: float) -> bool:
    """Whether words on this sound are more likely noise than speech."""
    if mean_log_prob < _NOISE_LOG_PROB and no_speech > _NOISE_NO_SPEECH:
        return True
    if activity.weak and (mean_log_prob < -1.0 or no_speech > _NOISE_NO_SPEECH):
        return True
    doubtful = no_speech > _PHRASE_NO_SPEECH and mean_log_prob < _PHRASE_LOG_PROB
    few = activity.voiced_frames < 8
    return (doubtful or few) and bool(_STOCK_PHRASES.fullmatch(text.strip()))
