"""A learner whose turns are recordings, spoken at the pace of speech into an open microphone."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from dryfit.session import outputs as o
from dryfit.session.inputs import AudioReceived, FinishRequested
from dryfit.session.session import Session
from dryfit.talk.loudspeaker import Loudspeaker
from dryfit.talk.sound_files import read_pcm16
from dryfit.turn.table import State

FRAME_S = 0.02
"""What a phone sends at a time."""
SILENCE_RATE_HZ = 24_000
BREATH_S = 0.4
"""Silence between the persona's last sound and the learner's first."""
UNANSWERED_S = 4.5
"""When nobody has the floor for this long after a turn, no words were heard in it."""
END_OF_PLAY_S = 20.0
"""The longest wait for the persona to finish before the session is ended."""

Narrate = Callable[[o.SessionOutput], None]


class RecordedLearner:
    """Plays files in order, each when the persona has finished; then ends the session."""

    def __init__(self, session: Session, files: Sequence[Path], narrate: Narrate) -> None:
        """Read all files first, so that a bad one is told before anything is played."""
        self._session = session
        self._turns = [read_pcm16(path) for path in files]
        self._files = files
        self._narrate = narrate
        self._loop = asyncio.get_running_loop()
        self.loudspeaker = Loudspeaker(session.receive, self._loop.time)
        self.unanswered: list[Path] = []
        self._state = State.LISTENING
        self._answers = 0
        self._over = asyncio.Event()

    async def play(self) -> None:
        """Run the session to its end."""
        running = asyncio.create_task(self._session.run())
        listening = asyncio.create_task(self._listen())
        speaking = asyncio.create_task(self._speak())
        try:
            await running
            await listening
        finally:
            for task in (speaking, running, listening):
                task.cancel()
            await asyncio.gather(speaking, running, listening, return_exceptions=True)

    async def _listen(self) -> None:
        while not self._over.is_set():
            output = await self._session.outputs.get()
            self.loudspeaker.take(output)
            self._narrate(output)
            match output:
                case o.StateChanged(state):
                    self._state = state
                case o.ReplyOpened():
                    self._answers += 1
                case o.Debriefed():
                    self._over.set()

    async def _speak(self) -> None:
        self._next_frame_s = self._loop.time()
        await self._wait_for_floor(END_OF_PLAY_S)
        for path, (sound, rate_hz) in zip(self._files, self._turns, strict=True):
            answers = self._answers
            await self._send_silence(BREATH_S)
            await self._send(sound, rate_hz)
            if not await self._wait_for_answer(answers):
                self.unanswered.append(path)
            await self._wait_for_floor(END_OF_PLAY_S)
        self._session.receive(FinishRequested())

    async def _wait_for_answer(self, answers: int) -> bool:
        idle_s = 0.0
        while self._answers == answers and idle_s < UNANSWERED_S:
            await self._send_silence(FRAME_S)
            idle_s = idle_s + FRAME_S if self._state is State.LISTENING else 0.0
        return self._answers > answers

    async def _wait_for_floor(self, limit_s: float) -> None:
        """Silence until the persona has begun and finished (the opening included)."""
        deadline_s = self._loop.time() + limit_s
        settled_s = 0.0
        while settled_s < BREATH_S and self._loop.time() < deadline_s:
            await self._send_silence(FRAME_S)
            settled_s = settled_s + FRAME_S if self._state is State.LISTENING else 0.0

    async def _send_silence(self, seconds: float) -> None:
        await self._send(bytes(2 * round(seconds * SILENCE_RATE_HZ)), SILENCE_RATE_HZ)

    async def _send(self, sound: bytes, rate_hz: int) -> None:
        size = 2 * round(FRAME_S * rate_hz)
        for start in range(0, len(sound), size):
            self._session.receive(AudioReceived(sound[start : start + size], rate_hz))
            self.loudspeaker.tick()
            self._next_frame_s += FRAME_S
            await asyncio.sleep(self._next_frame_s - self._loop.time())
