"""Listens to a pause for as long as it lasts: has this voice finished?

The turn model is asked as soon as a pause is noticed, and again while it is not sure: of 49
recorded ends it was sure (0.9) of 57 % after 160 ms and of 73 % at some point within 800 ms. It
may also change its mind the other way, and then more patience follows.
"""

import asyncio
from collections.abc import Callable

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.pool import Urgency
from dryfit.session.ear import Ear
from dryfit_audio.events import Judgement
from dryfit_audio.framing import SAMPLE_RATE_HZ

ASK_AGAIN_MS = 150
"""Higher: flat voices are answered later. Lower: the processor is kept from recognition."""
ASK_UNTIL_MS = 1_000
"""Silence tells the model nothing new after this long."""
SURE = 0.97
"""The model is not asked again once it believes this much that the turn is over."""
SURE_WITHIN_MS = 250
"""After a pause was noticed. A voice that sounds finished only later is believed less: in long
pauses inside a sentence the model comes to that belief too."""
LATE_BELIEF = 0.9
"""What the model is believed at most after that; still "probably finished"."""


class PauseListener:
    """At most one pause at a time, and one question about it."""

    def __init__(self, engines: Engines, ear: Ear, post: Callable[[Judgement], None]) -> None:
        self._engines = engines
        self._ear = ear
        self._post = post
        self._pause = 0
        self._speech_start = 0
        self._began = 0
        self._asked = 0
        self._sure = False
        self._task: asyncio.Task[None] | None = None

    def begin(self, pause: int, speech_start: int) -> None:
        """A pause was noticed just now."""
        self.end()
        self._pause, self._speech_start = pause, speech_start
        self._began = self._ear.received_samples
        self._ask(Urgency.JUDGE)

    def watch(self) -> None:
        """Called as sound comes in: ask again when enough of it has."""
        now = self._ear.received_samples
        waiting = self._pause and not self._sure and (self._task is None or self._task.done())
        recent = now - self._asked < _samples(ASK_AGAIN_MS)
        if not waiting or recent or now - self._began >= _samples(ASK_UNTIL_MS):
            return
        if not self._engines.pool.is_pressed:  # else the first answer has to do
            self._ask(Urgency.SPECULATION)

    def end(self) -> None:
        """The pause is over; what is still being judged is stale."""
        self._pause, self._sure = 0, False
        if self._task:
            self._task.cancel()
            self._task = None

    def _ask(self, urgency: Urgency) -> None:
        self._asked = self._ear.received_samples
        self._task = asyncio.create_task(self._judge(self._pause, urgency))

    async def _judge(self, pause: int, urgency: Urgency) -> None:
        asked = self._asked
        samples = self._ear.samples(self._speech_start, asked)
        try:
            finished = await self._engines.pool.run(urgency, self._engines.has_finished, samples)
        except StageError:
            return  # the words and the clock decide alone
        self._sure = finished >= SURE
        late = asked - self._began > _samples(SURE_WITHIN_MS)
        self._post(Judgement(pause, min(finished, LATE_BELIEF) if late else finished, None))


def _samples(milliseconds: int) -> int:
    return milliseconds * SAMPLE_RATE_HZ // 1000
