"""Is this a place to talk in, and what would help? Arithmetic on levels."""

from dataclasses import dataclass
from typing import Literal

from dryfit_audio.level import SoundLevels

Advice = Literal["fine", "push-to-talk", "come-closer", "no-sound"]

LOUD_DBFS = -36.0
"""Noise from which a button is better, while the learner's level is unknown."""
LOW_SNR_DB = 10.0
"""Voice over noise under which a button is better. Higher: it is said in any café."""
STEADY_DB = 3.0
"""Advice goes away only this far on the other side, so that it does not flicker."""
FAINT_DBFS = -48.0
"""A learner softer than this is asked to come closer."""
NO_SOUND_DBFS = -90.0
"""A microphone that is off gives less than any room."""


@dataclass(frozen=True, slots=True)
class LevelMeasured:
    """How loud place and learner are, in dB under full scale; None while not known."""

    noise_dbfs: float
    speech_dbfs: float | None
    advice: Advice

    @property
    def snr_db(self) -> float | None:
        """How far the learner is above the noise."""
        return None if self.speech_dbfs is None else self.speech_dbfs - self.noise_dbfs


class LevelCheck:
    """Remembers what was last said about the place."""

    def __init__(self) -> None:
        self._told: LevelMeasured | None = None

    def look(self, levels: SoundLevels) -> LevelMeasured | None:
        """What is to be said now: at first, once the learner is known, and when advice changes."""
        noise = levels.noise_dbfs
        if noise is None:
            return None
        told, speech = self._told, levels.speech_dbfs
        found = LevelMeasured(noise, speech, self._advise(noise, speech))
        news = told is None or told.advice != found.advice
        if news or (told is not None and told.speech_dbfs is None and speech is not None):
            self._told = found
            return found
        return None

    def _advise(self, noise: float, speech: float | None) -> Advice:
        steady = STEADY_DB if self._told and self._told.advice == "push-to-talk" else 0.0
        if speech is None:
            if noise < NO_SOUND_DBFS:
                return "no-sound"
            return "push-to-talk" if noise >= LOUD_DBFS - steady else "fine"
        if speech - noise < LOW_SNR_DB + steady:
            return "push-to-talk"
        return "come-closer" if speech < FAINT_DBFS else "fine"
