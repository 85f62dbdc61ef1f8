"""When a session has lasted long enough, or has been left. Arithmetic only: it is told the time."""

HOLD_LIMIT_S = 1800.0
"""A held session that nobody comes back to for this long ends with its critique."""

BUTTON_IDLE_FACTOR = 5.0
"""With a button to talk, or in writing, nothing comes while the learner thinks: so much longer."""


class Timekeeper:
    """Counts the time that is played; a hold stops the clock."""

    def __init__(self, limit_s: float, idle_s: float) -> None:
        """`limit_s` 0 means no limit; `idle_s` is how long nothing at all may come in."""
        self._limit_s = limit_s
        self._idle_s = idle_s
        self._last_input_s = 0.0
        self._held_since_s: float | None = None
        self._held_s = 0.0

    def note_input(self, now_s: float) -> None:
        """Something came in from outside."""
        self._last_input_s = now_s

    def hold(self, now_s: float) -> None:
        """The learner pauses the session."""
        if self._held_since_s is None:
            self._held_since_s = now_s

    def release(self, now_s: float) -> None:
        """The learner is back."""
        if self._held_since_s is not None:
            self._held_s += now_s - self._held_since_s
            self._held_since_s = None

    def stand_still(self, seconds: float) -> None:
        """What cuts in takes no time of the talk."""
        self._held_s += seconds

    def is_up(self, now_s: float) -> bool:
        """Whether the scenario's time limit has been played."""
        return self._limit_s > 0 and self.played_s(now_s) >= self._limit_s

    def played_s(self, now_s: float) -> float:
        """Seconds of the talk so far, without holds."""
        held_now_s = 0.0 if self._held_since_s is None else now_s - self._held_since_s
        return now_s - self._held_s - held_now_s

    def is_left(self, now_s: float, by_button: bool = False) -> bool:
        """Whether nothing has come in for so long that nobody can be there.

        `by_button`, or in writing: nothing comes in while the learner thinks.
        """
        allowed_s = BUTTON_IDLE_FACTOR * self._idle_s if by_button else self._idle_s
        if self._held_since_s is not None:
            allowed_s = HOLD_LIMIT_S
        return now_s - self._last_input_s > allowed_s
