"""Hears one thing while a session is held: that it may go on. Nothing else is kept or told."""

import asyncio
from collections.abc import Callable

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.pool import Urgency
from dryfit.session.commands import says_go_on
from dryfit.session.ear import Ear
from dryfit.session.inputs import AudioReceived, HoldChanged
from dryfit.session.pace import Pace
from dryfit_audio.endpoint import PRESETS
from dryfit_audio.events import TurnEnded
from dryfit_audio.framing import SAMPLE_RATE_HZ

LONGEST_S = 3.0
"""Whatever is said for longer is said to somebody else, and is not even recognised."""


class HeldEar:
    """Listens only where a client sends sound while it is held: after a pause that was said."""

    def __init__(self, engines: Engines, post: Callable[[HoldChanged], None]) -> None:
        self._engines = engines
        self._post = post
        self._loop = asyncio.get_running_loop()
        self._ear: Ear | None = None
        self._pace = Pace(0.0, again=False)
        self._task: asyncio.Task[None] | None = None

    def receive(self, sound: AudioReceived) -> None:
        """Take some of it.

        Raises:
            dryfit_audio.errors.AudioError: bytes that are not sound at a usable rate.
        """
        now_s = self._loop.time()
        if self._ear is None:
            self._ear = Ear(PRESETS["quick"], self._engines.detector())
            self._pace = Pace(now_s, again=False)
        if self._pace.judge(self._ear.received_samples, now_s) != "fine":
            return
        for event in self._ear.receive(sound.data, sound.sample_rate_hz, now_s):
            if isinstance(event, TurnEnded):
                self._look_into(self._ear, event)

    def _look_into(self, ear: Ear, said: TurnEnded) -> None:
        busy = self._task is not None and not self._task.done()
        if busy or said.speech_end - said.speech_start > LONGEST_S * SAMPLE_RATE_HZ:
            return
        self._task = asyncio.create_task(self._recognise(ear, said))

    async def _recognise(self, ear: Ear, said: TurnEnded) -> None:
        engines, samples = self._engines, ear.samples(said.speech_start, said.speech_end)
        try:
            heard = await engines.pool.run(Urgency.JUDGE, engines.recognise, samples)
        except StageError:
            return  # a tap is left
        if says_go_on(heard.text):
            self._ear = None  # the next pause is heard afresh
            self._post(HoldChanged(on=False))
