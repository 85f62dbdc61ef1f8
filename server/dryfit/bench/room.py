"""A room on a virtual clock: a real session in it, its loudspeaker, noise, and a learner's mouth.

The microphone hears the noise, the learner, and the persona's own sound as an echo. Models run in
place of threads, and the session waits on the virtual clock for as long as they took.
"""

import asyncio
import contextlib
import heapq
import itertools
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import numpy as np

from dryfit.engines import Engines
from dryfit.pool import Errand, ModelPool, Urgency
from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.session import Session
from dryfit.store.events import SessionEvent
from dryfit.store.journal import Journal
from dryfit.talk.loudspeaker import Loudspeaker
from dryfit.turn.table import State
from dryfit_audio.framing import to_pcm16
from dryfit_audio.samples import Samples

P = ParamSpec("P")
R = TypeVar("R")

RATE_HZ = 24_000
FRAME_S = 0.02
_FRAME = round(FRAME_S * RATE_HZ)
ECHO_DELAY_S = 0.12
"""From the loudspeaker's buffer through the air to the server, as on a phone."""
DUCK_GAIN = 0.25
"""As in the phone client's playout.ts."""


class VirtualPool(ModelPool):
    """As many workers as the real pool, most urgent first; what a model took passes by the clock.

    It took the least of wall and processor time, so that a busy machine does not count twice.
    """

    def __init__(self, workers: int = 2) -> None:
        self._free = workers
        self._waiting: list[tuple[Urgency, int, asyncio.Future[None]]] = []
        self._arrivals = itertools.count()

    async def run(
        self, urgency: Urgency, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `function` here and now; it takes as long on the virtual clock as it did."""
        await self._enter(urgency)
        try:
            wall_s, cpu_s = time.perf_counter(), time.process_time()
            result = function(*args, **kwargs)
            took_s = min(time.perf_counter() - wall_s, time.process_time() - cpu_s)
            await asyncio.sleep(took_s)
            return result
        finally:
            self._leave()

    async def run_for(
        self, errand: Errand, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """As `run`, at the errand's urgency."""
        return await self.run(errand.urgency, function, *args, **kwargs)

    def promote(self, errand: Errand, urgency: Urgency) -> None:
        """More urgent from its next piece on."""
        errand.urgency = urgency

    def waiting(self, urgency: Urgency | None = None) -> int:
        """How many wait for a worker."""
        return sum(urgency in (None, waiting) for waiting, _, _ in self._waiting)

    @property
    def is_pressed(self) -> bool:
        """There are no other sessions."""
        return False

    def close(self) -> None:
        """Nobody waits any more."""
        self._waiting.clear()

    async def _enter(self, urgency: Urgency) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._arrivals), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave()
            raise

    def _leave(self) -> None:
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


def virtual_engines(progress: Callable[[str], None] = lambda _step: None) -> Engines:
    """All models, loaded, run in place on a virtual clock. `progress` is told each step.

    Raises:
        DryfitError: a model is missing.
    """
    engines = Engines()
    engines.pool.close()
    engines.pool = VirtualPool()
    return engines.load_all(progress)


class NoJournal(Journal):
    """Keeps nothing; the real one writes from a thread, which a virtual clock cannot wait for."""

    def __init__(self) -> None:
        pass

    async def append(self, session: str, event: SessionEvent) -> None:
        """Forget it."""
        await asyncio.sleep(0)


@dataclass(slots=True)
class Surroundings:
    """What the microphone hears besides the learner."""

    noise: Samples | None = None
    """24 kHz, at its level; played over and over."""
    echo_db: float | None = None
    """Level of the persona's own sound at the microphone against the loudspeaker's."""
    offset: int = 0
    """Where in the noise the session begins."""


@dataclass(slots=True)
class _Echo:
    """The persona's sound, as it comes back."""

    began_s: float | None = None
    gain: float = 1.0
    pieces: list[Samples] = field(default_factory=list)
    sound: Samples = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    def take(self, output: o.SessionOutput, now_s: float) -> None:
        match output:
            case o.ReplyOpened():
                self.began_s, self.gain = None, 1.0
                self.sound = np.zeros(0, dtype=np.float32)
            case o.ClauseSpoken(samples=samples) if len(samples):
                self.began_s = now_s if self.began_s is None else self.began_s
                self.sound = np.concatenate([self.sound, samples])
            case o.PlaybackAsked(action=action):
                self.gain = {"duck": DUCK_GAIN, "resume": 1.0, "stop": 0.0}[action]

    def at(self, now_s: float) -> Samples:
        frame = np.zeros(_FRAME, dtype=np.float32)
        if self.began_s is None:
            return frame
        first = round((now_s - self.began_s - ECHO_DELAY_S) * RATE_HZ)
        piece = self.sound[max(0, first) : max(0, first + _FRAME)]
        skipped = max(0, -first)
        frame[skipped : skipped + piece.size] = self.gain * piece
        return frame


class Room:
    """One session that runs, and what happened in it with its time."""

    def __init__(self, session: Session, around: Surroundings) -> None:
        self.session = session
        self.happened: list[tuple[float, o.SessionOutput]] = []
        self._around = around
        self._loop = asyncio.get_running_loop()
        self._echo = _Echo()
        self._loudspeaker = Loudspeaker(session.receive, self._loop.time)
        self._said = np.zeros(0, dtype=np.float32)
        self._position = around.offset

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Room"]:
        """Run the session; it is cut off on leaving."""
        tasks = [asyncio.create_task(work()) for work in (self.session.run, self._note)]
        try:
            yield self
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def say(self, samples: Samples) -> None:
        """Begin to speak 24 kHz sound."""
        self._said = samples

    async def listen(self, seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Let time pass; returns whether `until` was met."""
        end_s = self._loop.time() + seconds
        while not until():
            if self._loop.time() >= end_s - 1e-6:
                return False
            self.session.receive(i.AudioReceived(self._frame(), RATE_HZ))
            self._loudspeaker.tick()
            await asyncio.sleep(FRAME_S)
        return True

    def of(self, kind: type[o.SessionOutput]) -> list[float]:
        """When outputs of a kind came."""
        return [at_s for at_s, output in self.happened if isinstance(output, kind)]

    @property
    def now_s(self) -> float:
        """The virtual clock."""
        return self._loop.time()

    def sounds(self) -> list[float]:
        """When her sound came."""
        return [
            at_s
            for at_s, output in self.happened
            if isinstance(output, o.ClauseSpoken) and len(output.samples)
        ]

    def is_speaking(self) -> bool:
        """She has begun."""
        return self.session.state is State.SPEAKING

    def was_stopped(self) -> bool:
        """Words stopped her."""
        return bool(self.asked("stop"))

    def is_over(self) -> bool:
        """She was stopped, or has come to her end."""
        return self.was_stopped() or self.session.state is State.LISTENING

    def was_heard(self) -> bool:
        """A turn of the learner held words."""
        return bool(self.of(o.LearnerSaid))

    def asked(self, action: str) -> list[float]:
        """When the client was asked to do something with her sound."""
        return [
            at_s
            for at_s, output in self.happened
            if isinstance(output, o.PlaybackAsked) and output.action == action
        ]

    def _frame(self) -> bytes:
        frame, self._said = self._said[:_FRAME], self._said[_FRAME:]
        heard = np.pad(frame, (0, _FRAME - frame.size)).astype(np.float32)
        noise, echo_db = self._around.noise, self._around.echo_db
        if noise is not None:
            places = np.arange(self._position, self._position + _FRAME) % noise.size
            heard += noise[places]
        if echo_db is not None:
            heard += np.float32(10 ** (echo_db / 20)) * self._echo.at(self._loop.time())
        self._position += _FRAME
        return to_pcm16(heard)

    async def _note(self) -> None:
        while True:
            output = await self.session.outputs.get()
            self._loudspeaker.take(output)
            self._echo.take(output, self._loop.time())
            self.happened.append((self._loop.time(), output))
