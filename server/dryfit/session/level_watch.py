"""Learns from turns how loud the learner is and what is to be let pass, and tells the client."""

from collections.abc import Callable

from dryfit.session.asides import UNSURE_CONFIDENCE
from dryfit.session.ear import Ear
from dryfit.session.level_check import LevelCheck, LevelMeasured


class LevelWatch:
    """Of one session; it is told of each turn when it ends, and again when its words are known."""

    def __init__(self, ear: Ear, emit: Callable[[LevelMeasured], None]) -> None:
        self._ear = ear
        self._emit = emit
        self._check = LevelCheck()
        self._span = (0, 0, 0)

    def note(self, turn: int, start: int, end: int) -> None:
        """Where in the stream a turn lies."""
        self._span = (turn, start, end)

    def learn(self, turn: int, confidence: float) -> None:
        """A turn held words, or (confidence 0) none."""
        number, start, end = self._span
        if number != turn:
            return
        if confidence >= UNSURE_CONFIDENCE:
            self._ear.take_for_speech(start, end)
        elif confidence == 0.0:
            self._ear.take_for_noise(start, end)

    def tell(self) -> None:
        """Say how loud it is here, where that is news."""
        measured = self._check.look(self._ear.levels)
        if measured is not None:
            self._emit(measured)
