"""How loud is it here, and how loud is whoever is meant to be heard? Arithmetic on frame levels.

A voice detector takes other people, a radio or an echo for a voice; level tells them from the
person at the microphone. So voices that turned out to be nobody's turn set a bar for the next.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

SILENT_DBFS = -120.0
BAR_MARGIN_DB = 2.0
"""Over the loudest false voices. Higher: soft speakers go unheard. Lower: a radio breaks in."""
BAR_MEMORY_S = 40.0
"""How long a false voice is held against the next. Higher: a door shut on noise is unnoticed."""
BAR_FRAMES = 250
"""As many false frames are kept; the loudest few of them set the bar."""
MIN_FALSE_FRAMES = 6
"""Fewer say nothing. Higher: the first false voices all break in."""
UNDER_LEARNER_DB = 4.0
"""The bar stays this far under the learner's own level. Lower: they may have to shout."""
UNKNOWN_BAR_DBFS = -22.0
"""Highest bar until the learner's level is known. Higher: misjudged once, they go unheard."""
KEEP_UNDER_BAR_DB = 3.0
"""Once talking, weak syllables may fall this far under the bar."""
_BAR_PERCENTILE = 95
_SPEECH_PERCENTILE = 75
_QUIET_PERCENTILE = 25
_PAST = 0.7


@dataclass(frozen=True, slots=True)
class FrameLevel:
    """One frame: its level, and how likely a voice is in it."""

    dbfs: float
    voice: float


class SoundLevels:
    """The bar, the learner's level and the noise, as far as they are known. Time in seconds."""

    def __init__(self, voiced: float = 0.35) -> None:
        self._voiced = voiced
        self._false: deque[tuple[float, float]] = deque(maxlen=BAR_FRAMES)
        self._quiet: deque[float] = deque(maxlen=BAR_FRAMES)
        self.speech_dbfs: float | None = None
        """The learner's level, once a turn of theirs held words."""

    @property
    def noise_dbfs(self) -> float | None:
        """The level of the place without voices; None until a second of it was heard."""
        if len(self._quiet) < 30:
            return None
        return float(np.percentile(self._quiet, _QUIET_PERCENTILE))

    def take_for_noise(self, frame: FrameLevel, at_s: float) -> None:
        """A frame that is certainly not the learner's turn."""
        if frame.voice >= self._voiced:
            self._false.append((at_s, frame.dbfs))
        else:
            self._quiet.append(frame.dbfs)

    def take_for_speech(self, frames: list[FrameLevel]) -> None:
        """The frames of a turn that held words."""
        voiced = [frame.dbfs for frame in frames if frame.voice >= self._voiced]
        if not voiced:
            return
        level = float(np.percentile(voiced, _SPEECH_PERCENTILE))
        past = level if self.speech_dbfs is None else self.speech_dbfs
        self.speech_dbfs = max(level, _PAST * past + (1 - _PAST) * level)

    def bar_dbfs(self, now_s: float) -> float:
        """Under this, a voice is taken for one of those that were nobody's turn."""
        while self._false and now_s - self._false[0][0] > BAR_MEMORY_S:
            self._false.popleft()
        if len(self._false) < MIN_FALSE_FRAMES:
            return SILENT_DBFS
        levels = [dbfs for _, dbfs in self._false]
        bar = float(np.percentile(levels, _BAR_PERCENTILE)) + BAR_MARGIN_DB
        if self.speech_dbfs is None:
            return min(bar, UNKNOWN_BAR_DBFS)
        return min(bar, self.speech_dbfs - UNDER_LEARNER_DB)
