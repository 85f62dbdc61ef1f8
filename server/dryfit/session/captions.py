"""Words as they are said: captions that grow while the learner talks. Nothing is decided by them.

The turn so far is looked at again and again; what two looks running agree on is told
(LocalAgreement: D. Liu and others, "Low-Latency Sequence-to-Sequence Speech Recognition", 2020).
A look never waits where others have work, and none begins in a pause, when the answer needs the
processor. What was said is known only when the turn is over; until then a mistake stands.
"""

import asyncio
from collections.abc import Callable

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.pool import Urgency
from dryfit.session import outputs as o
from dryfit.session.ear import Ear
from dryfit.turn.table import State
from dryfit_audio.framing import SAMPLE_RATE_HZ

LOOK_EVERY_S = 0.9
"""Higher: captions lag further behind. Lower: the processor is kept from answering."""
REST_PER_LOOK = 3.0
"""So many times as long as a look took, none follows: captions take a quarter of a core at most."""
LONGEST_LOOK_S = 20.0
"""Captions of a longer turn stop growing: a look would take too long. Its words come at its end."""


class Captions:
    """Follows what a session puts out; looks at the sound while the learner has the floor."""

    def __init__(self, engines: Engines, ear: Ear, put: Callable[[o.SessionOutput], None]) -> None:
        self._engines = engines
        self._ear = ear
        self._put = put
        self._item = ""
        self._start = self._due = 0
        self._is_talking = False
        self._last_look: list[str] = []
        self._told = 0
        self._task: asyncio.Task[None] | None = None

    @property
    def is_looking(self) -> bool:
        """Whether a look is under way."""
        return self._task is not None

    def follow(self, output: o.SessionOutput) -> None:
        """Learn from an output of the session whether, and since when, the learner talks."""
        match output:
            case o.SpeechBegan(item, at_ms):
                self._item, self._start = item, at_ms * SAMPLE_RATE_HZ // 1000
                self._due = self._start + _samples(LOOK_EVERY_S)
                self._last_look, self._told = [], 0
            case o.SpeechEnded() | o.SpeechRetracted():
                self._item = ""
                self.close()
            case o.StateChanged(state):
                self._is_talking = state is State.HEARING
                if not self._is_talking:
                    self.close()
            case _:
                pass

    def watch(self) -> None:
        """Called as sound comes in: look again when enough of it has."""
        now = self._ear.received_samples
        if not (self._is_talking and self._item) or self._task or now < self._due:
            return
        if now - self._start > _samples(LONGEST_LOOK_S) or self._engines.pool.is_pressed:
            return
        self._task = asyncio.create_task(self._look(self._start, now))

    def close(self) -> None:
        """Stop looking; what a look under way finds is not told."""
        if self._task:
            self._task.cancel()
            self._task = None

    async def _look(self, start: int, end: int) -> None:
        samples = self._ear.samples(start, end)
        found: list[str] | None = None
        try:
            pool = self._engines.pool
            found = (await pool.run(Urgency.CAPTION, self._engines.caption, samples)).text.split()
        except StageError:
            pass  # the next look may fare better
        now = self._ear.received_samples
        self._due = max(end + _samples(LOOK_EVERY_S), now + round(REST_PER_LOOK * (now - end)))
        self._task = None
        if found is not None:
            self._tell(found)

    def _tell(self, found: list[str]) -> None:
        settled = found[: agreed(self._last_look, found)]
        self._last_look = found
        new = settled[self._told :]
        if new:
            lead = " " if self._told else ""
            self._told = len(settled)
            self._put(o.LearnerHeardSoFar(self._item, lead + " ".join(new)))


def agreed(before: list[str], now: list[str]) -> int:
    """How many words, from the first, two looks agree on; case and punctuation aside."""
    count = 0
    for one, other in zip(before, now, strict=False):
        if _bare(one) != _bare(other):
            break
        count += 1
    return count


def _bare(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE_HZ)
