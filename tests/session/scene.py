"""A learner with a phone, on virtual time: an open microphone, and ears that report."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel
from tests.fakes import FakeEngines, MemoryJournal, tone

from dryfit.scenario.load import load_text
from dryfit.scenario.schema import Scenario
from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.store.events import SessionEvent
from dryfit.talk.loudspeaker import Loudspeaker
from dryfit.turn.table import State
from dryfit_audio.framing import to_pcm16

VAN = Path(__file__).with_name("van.yaml")
FRAME_S = 0.02
RATE_HZ = 24_000
_SPEECH = to_pcm16(tone(FRAME_S, RATE_HZ))
_SILENCE = bytes(len(_SPEECH))

O = TypeVar("O")  # noqa: E741 - one letter, as usual
E = TypeVar("E")


@lru_cache
def van(*more: str) -> Scenario:
    """The test scenario, with further lines of YAML."""
    return load_text("\n".join([VAN.read_text(encoding="utf-8"), *more]), VAN)


class Scene:
    """One session being played; what happened is kept with its time."""

    def __init__(self, session: Session, engines: FakeEngines, store: MemoryJournal) -> None:
        self.session = session
        self.engines = engines
        self.store = store
        self.happened: list[tuple[float, o.SessionOutput | SessionEvent]] = []
        self.microphone_on = True
        self.ears_on = True
        self._speaking = False
        self.loudspeaker = Loudspeaker(self._report, asyncio.get_running_loop().time)
        self._running: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()

    @property
    def outputs(self) -> list[o.SessionOutput]:
        """What the session has put out so far."""
        return [item for _, item in self.happened if not isinstance(item, BaseModel)]

    @property
    def written(self) -> list[SessionEvent]:
        """What is in the journal so far."""
        return self.store.everything

    @property
    def states(self) -> list[State]:
        """The states it has gone through."""
        return [output.state for output in self.of(o.StateChanged)]

    def of(self, kind: type[O]) -> list[O]:
        """The outputs of one kind."""
        return [output for output in self.outputs if isinstance(output, kind)]

    def noted(self, kind: type[E]) -> list[E]:
        """The journal's events of one kind."""
        return [event for event in self.written if isinstance(event, kind)]

    def when(self, kind: type[object]) -> float:
        """When the last thing of that kind happened."""
        return [at_s for at_s, item in self.happened if isinstance(item, kind)][-1]

    def give(self, given: i.SessionInput) -> None:
        """Something that the client asks for."""
        self.session.receive(given)

    async def speak(self, seconds: float) -> None:
        """Talk into the microphone."""
        self._speaking = True
        await asyncio.sleep(seconds)
        self._speaking = False

    async def say(self, text: str, seconds: float = 1.0) -> None:
        """Talk, be recognised, and fall silent for long enough to be answered."""
        self.engines.ear.enqueue(text)
        await self.speak(seconds)

    async def until(self, state: State, within_s: float = 20.0) -> None:
        """Wait until the floor is there, or has been since; what follows at once is over then."""
        seen = len(self.states)
        await self.until_true(
            lambda: self.session.state is state or state in self.states[seen:], within_s
        )
        await asyncio.sleep(0.001)

    async def until_true(self, ready: Callable[[], bool], within_s: float = 20.0) -> None:
        """Wait for anything; TimeoutError when it does not come."""
        async with asyncio.timeout(within_s):
            while not ready():
                self._changed.clear()
                await self._changed.wait()

    async def opening_over(self) -> None:
        """Hear the persona's first line to its end."""
        await self.until(State.SPEAKING)
        await self.until(State.LISTENING)

    async def finish(self, within_s: float = 10.0) -> None:
        """Wait for the session to run to its end."""
        assert self._running is not None
        async with asyncio.timeout(within_s):
            await asyncio.shield(self._running)
        await asyncio.sleep(0)

    async def cut(self) -> None:
        """Cancel `run` from outside, as a server does that is going down hard."""
        assert self._running is not None
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)

    def note(self, item: o.SessionOutput | SessionEvent) -> None:
        """Keep what happened."""
        self.happened.append((self.session.clock(), item))
        self._changed.set()

    def _report(self, report: i.PlayheadReported) -> None:
        if self.ears_on:
            self.session.receive(report)

    async def play(self) -> None:
        """The microphone, the loudspeaker and the reader of outputs; runs until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen(), name="learner's ears")
            group.create_task(self._microphone(), name="learner's mouth")

    def begin(self) -> None:
        """Start the session."""
        self._running = asyncio.create_task(self.session.run(), name="session under test")

    async def _listen(self) -> None:
        while True:
            output = await self.session.outputs.get()
            self.loudspeaker.take(output)
            self.note(output)

    async def _microphone(self) -> None:
        while True:
            if self.microphone_on:
                sound = _SPEECH if self._speaking else _SILENCE
                self.session.receive(i.AudioReceived(sound, RATE_HZ))
            self.loudspeaker.tick()
            self._changed.set()
            await asyncio.sleep(FRAME_S)


@asynccontextmanager
async def scene(
    *,
    scenario: Scenario | None = None,
    options: SessionOptions | None = None,
    full_from: int | None = None,
    engines: FakeEngines | None = None,
    make: Callable[[FakeEngines], Session] | None = None,
) -> AsyncIterator[Scene]:
    """A session that runs, with a learner who is silent so far.

    `make` gives another kind of session. Once left, no task of it may be there any more.
    """
    engines = engines or FakeEngines()
    before = asyncio.all_tasks()
    played: list[Scene] = []
    store = MemoryJournal(full_from, lambda event: played[0].note(event))
    if make:
        session = make(engines)
    else:
        staged = await stage(engines, scenario or van(), "the source")
        session = Session(staged, engines, store, options or SessionOptions())
    played.append(Scene(session, engines, store))
    client = asyncio.create_task(played[0].play(), name="learner")
    played[0].begin()
    await asyncio.sleep(0)
    try:
        yield played[0]
        await played[0].cut()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        now = asyncio.all_tasks() - before
        left = [task for task in now if not task.get_name().startswith("learner")]
        assert not left, f"left over: {left}"
    finally:
        client.cancel()
        await asyncio.gather(client, return_exceptions=True)
