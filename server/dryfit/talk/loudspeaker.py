"""A loudspeaker that nobody hears: keeps the persona's sound and tells how far it got."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dryfit.session import outputs as o
from dryfit.session.inputs import PlayheadReported
from dryfit_audio.synthesize import OUTPUT_RATE_HZ

REPORT_EVERY_S = 0.2


@dataclass(slots=True)
class Playing:
    """One reply on its way out."""

    item: str
    began_s: float | None = None
    pieces: list[npt.NDArray[np.float32]] = field(default_factory=list)
    closed: bool = False
    reported_s: float = 0.0

    @property
    def length_s(self) -> float:
        """Sound received so far."""
        return sum(len(piece) for piece in self.pieces) / OUTPUT_RATE_HZ

    def played_s(self, now_s: float) -> float:
        """Sound played so far, in real time from the first piece."""
        return 0.0 if self.began_s is None else min(self.length_s, now_s - self.began_s)


class Loudspeaker:
    """Plays in real time and reports its playhead like a phone would."""

    def __init__(
        self, report: Callable[[PlayheadReported], None], clock: Callable[[], float]
    ) -> None:
        self._report = report
        self._clock = clock
        self._playing: Playing | None = None
        self.replies: list[npt.NDArray[np.float32]] = []
        """What was played, a reply each, cut where it was stopped."""

    def take(self, output: o.SessionOutput) -> None:
        """React to a session's output."""
        match output:
            case o.ReplyOpened(item):
                self._playing = Playing(item)
            case o.ClauseSpoken(samples=samples) if self._playing and len(samples):
                if self._playing.began_s is None:
                    self._playing.began_s = self._clock()
                self._playing.pieces.append(samples)
            case o.ReplyClosed() if self._playing:
                self._playing.closed = True
            case o.PlaybackAsked(action="stop"):
                self._finish()
            case _:
                pass

    def tick(self) -> None:
        """Let time pass: report, and finish what has been played to its end."""
        playing, now_s = self._playing, self._clock()
        if playing is None or playing.began_s is None:
            return
        if playing.closed and playing.played_s(now_s) >= playing.length_s:
            self._finish()
        elif now_s - playing.reported_s >= REPORT_EVERY_S:
            playing.reported_s = now_s
            played_ms = 1000 * playing.played_s(now_s)
            self._report(PlayheadReported(playing.item, played_ms, final=False))

    def _finish(self) -> None:
        playing, self._playing = self._playing, None
        if playing is None or playing.began_s is None:
            return
        played_s = playing.played_s(self._clock())
        self._report(PlayheadReported(playing.item, 1000 * played_s, final=True))
        whole = np.concatenate(playing.pieces)
        self.replies.append(whole[: round(played_s * OUTPUT_RATE_HZ)])
