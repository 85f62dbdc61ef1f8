"""Which piece of work runs next. Pure: no threads, no clock.

The most urgent first. Within an urgency, owners (sessions) take turns, by start-time fair queuing
(Goyal 1996) at one unit a piece: an errand gets a place when it joins, at least one behind the last
place of its owner, and never before what is being served. All pieces of an errand keep its place,
so that an answer that has been begun is finished before the next one is begun.
"""

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar


class Urgency(IntEnum):
    """Lower runs first."""

    FINAL = 0
    """A learner is waiting for this."""
    JUDGE = 1
    """Decides whether a turn or an interruption is over."""
    PLAYING = 2
    """What a reply that is being heard goes on with."""
    SPECULATION = 3
    """Wanted only if the learner has finished."""
    CAPTION = 4
    """Shown while the learner talks; nothing depends on it."""
    AHEAD = 5
    """Caches: wanted some day."""


@dataclass(slots=True, eq=False)
class Errand:
    """Pieces of work for one purpose, one after another. Its urgency may rise."""

    owner: str
    urgency: Urgency
    waited_s: float = 0.0
    """How long its pieces have waited for their turn, all together."""
    place: tuple[int, int] | None = None
    """The round in which it is served, and its number among those who joined."""


@dataclass(slots=True, eq=False)
class Piece:
    """One call to be made. Of some kinds only so many run at a time."""

    errand: Errand
    kind: str


W = TypeVar("W", bound=Piece)


class WorkQueue(Generic[W]):
    """Pieces that wait, pieces that run, and pieces that were shed until they are urgent."""

    def __init__(self, bounds: Mapping[Urgency, int], at_once: Mapping[str, int]) -> None:
        """At most `bounds[urgency]` pieces wait, and `at_once[kind]` run; what is absent is free.

        An urgency without a bound is never shed.
        """
        self._bounds = bounds
        self._at_once = at_once
        self._joined = itertools.count()
        self._waiting: list[W] = []
        self._shed: list[W] = []
        self._running: list[W] = []
        self._round = dict.fromkeys(Urgency, 0)
        self._last_round: dict[Urgency, dict[str, int]] = {urgency: {} for urgency in Urgency}

    def put(self, piece: W) -> bool:
        """Have a piece wait for its turn. False: it was shed, as too many like it wait."""
        urgency = piece.errand.urgency
        bound = self._bounds.get(urgency)
        if bound is not None and self.waiting(urgency) >= bound:
            self._shed.append(piece)
            return False
        self._join(piece)
        return True

    def take(self) -> W | None:
        """The piece to run now; tell `done` when it has run. None: nothing may run."""
        running = Counter(piece.kind for piece in self._running)
        full = {kind for kind, most in self._at_once.items() if running[kind] >= most}
        ready = [piece for piece in self._waiting if piece.kind not in full]
        if not ready:
            return None
        piece = min(ready, key=lambda piece: (piece.errand.urgency, piece.errand.place))
        self._waiting.remove(piece)
        self._running.append(piece)
        urgency, place = piece.errand.urgency, piece.errand.place
        if place:
            self._round[urgency] = max(self._round[urgency], place[0])
        return piece

    def done(self, piece: W) -> None:
        """A piece has run."""
        self._running.remove(piece)

    def discard(self, piece: W) -> None:
        """Nobody wants a piece any more; one that runs is not stopped."""
        for pieces in (self._waiting, self._shed):
            if piece in pieces:
                pieces.remove(piece)

    def promote(self, errand: Errand, urgency: Urgency) -> None:
        """Make an errand more urgent, with what of it waits or was shed."""
        if urgency >= errand.urgency:
            return
        waiting = [piece for piece in (*self._waiting, *self._shed) if piece.errand is errand]
        for piece in waiting:
            self.discard(piece)
        errand.urgency, errand.place = urgency, None
        for piece in waiting:
            self._join(piece)

    def waiting(self, urgency: Urgency | None = None) -> int:
        """How many pieces wait, of one urgency or of all."""
        return sum(urgency in (None, piece.errand.urgency) for piece in self._waiting)

    def others_work(self, owner: str) -> bool:
        """Whether work for others than `owner` waits or runs; what is only ahead does not count."""
        at_work = (piece.errand for piece in (*self._waiting, *self._running))
        return any(e.owner != owner and e.urgency is not Urgency.AHEAD for e in at_work)

    def drain(self) -> list[W]:
        """Take out everything that has not run."""
        pieces = [*self._waiting, *self._shed]
        self._waiting, self._shed = [], []
        return pieces

    def _join(self, piece: W) -> None:
        errand = piece.errand
        if errand.place is None:
            errand.place = (self._next_round(errand), next(self._joined))
        self._waiting.append(piece)

    def _next_round(self, errand: Errand) -> int:
        urgency = errand.urgency
        if not self.waiting(urgency):  # nobody is kept waiting, so nobody is owed a turn
            self._last_round[urgency].clear()
        now, last = self._round[urgency], self._last_round[urgency]
        last[errand.owner] = max(now, last.get(errand.owner, now - 1) + 1)
        return last[errand.owner]
