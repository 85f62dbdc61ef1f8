"""Stops asking a model that keeps failing, and tries it again after a while. Pure."""

from __future__ import annotations

FAILURES = 3
"""In a row, until it is left alone. Higher: more learners wait for nothing."""
REST_S = 30.0
"""Until one call may try again. Lower: a server that is down is asked more often."""


class Breaker:
    """Of one model. Times are any clock's seconds."""

    def __init__(self) -> None:
        self._failures = 0
        self._opened_s: float | None = None

    def may_ask(self, now_s: float) -> bool:
        """Whether a call is worth its time; after a rest, one at a time is."""
        if self._opened_s is None:
            return True
        if now_s - self._opened_s < REST_S:
            return False
        self._opened_s = now_s  # this call is the trial; others rest on
        return True

    def succeeded(self) -> None:
        """It answered."""
        self._failures, self._opened_s = 0, None

    def failed(self, now_s: float) -> None:
        """It did not."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._opened_s = now_s
