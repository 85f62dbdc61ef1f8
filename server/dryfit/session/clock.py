"""A session's own time: seconds since it began, less those in which nobody was connected."""

from collections.abc import Callable


class SessionClock:
    """Call it for the time. While it is stopped nothing lasts: no limit, no pause, no playback."""

    def __init__(self, now: Callable[[], float], start_s: float = 0.0) -> None:
        """`now` is any clock in seconds; `start_s` is the time to go on from."""
        self._now = now
        self._origin_s = now() - start_s
        self._stopped_at_s: float | None = None

    def __call__(self) -> float:
        """Seconds of the session."""
        now_s = self._now() if self._stopped_at_s is None else self._stopped_at_s
        return now_s - self._origin_s

    @property
    def is_stopped(self) -> bool:
        """Whether it stands still."""
        return self._stopped_at_s is not None

    def stop(self) -> None:
        """Stand still."""
        if self._stopped_at_s is None:
            self._stopped_at_s = self._now()

    def go(self) -> None:
        """Go on from where it stood."""
        if self._stopped_at_s is not None:
            self._origin_s += self._now() - self._stopped_at_s
            self._stopped_at_s = None
