"""Sound that comes far faster than it can be spoken is refused, and that is said once. Pure."""

from typing import Literal

from dryfit_audio.framing import SAMPLE_RATE_HZ

AHEAD_LIMIT_S = 30.0
"""Sound this far ahead of the clock is refused."""
HEARD_AGAIN_S = 75.0
"""A rebuilt session takes this much more at once: what its client still holds."""


class Pace:
    """Compares what was heard with the time there was to say it."""

    def __init__(self, now_s: float, again: bool) -> None:
        """`now_s` on a clock that never stops; `again`: the client will repeat what it holds."""
        self._since_s = now_s - (HEARD_AGAIN_S if again else 0.0)
        self._was_ahead = False

    def judge(self, heard_samples: int, now_s: float) -> Literal["fine", "too fast", "still"]:
        """Whether more may be taken; `still`: it was too fast before and still is."""
        ahead_s = heard_samples / SAMPLE_RATE_HZ - (now_s - self._since_s)
        was_ahead, self._was_ahead = self._was_ahead, ahead_s > AHEAD_LIMIT_S
        if not self._was_ahead:
            return "fine"
        return "still" if was_ahead else "too fast"
