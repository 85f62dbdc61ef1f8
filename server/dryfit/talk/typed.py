"""A learner who types: one line, one turn."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable

from dryfit.session import outputs as o
from dryfit.session.inputs import FinishRequested, TextTyped
from dryfit.session.session import Session
from dryfit.turn.table import State


class TypedLines:
    """Lines from the terminal, for one session after the other; what is half typed is not lost."""

    def __init__(self, read: Callable[[], Awaitable[str]]) -> None:
        """`read` waits until there is a line; an empty one is the end."""
        self._read = read
        self._reading: asyncio.Future[str] | None = None
        self._put_back = ""
        self._at_end = False

    @property
    def ended(self) -> bool:
        """Whether no more lines come."""
        return self._at_end and not self._put_back

    def put_back(self, line: str) -> None:
        """A line that came too late for one session is the first of the next."""
        self._put_back = line

    def __aiter__(self) -> AsyncIterator[str]:
        """Itself."""
        return self

    async def __anext__(self) -> str:
        """The next line."""
        line, self._put_back = self._put_back, ""
        if line:
            return line
        if self._at_end:
            raise StopAsyncIteration
        if self._reading is None:
            self._reading = asyncio.ensure_future(self._read())
        line = await asyncio.shield(self._reading)
        self._reading = None
        self._at_end = not line
        if self._at_end:
            raise StopAsyncIteration
        return line


async def read_line() -> str:
    """A line of standard input; a letter in another encoding becomes a mark.

    A terminal is waited for by the loop, not by a thread, which would hold up Ctrl-C until Enter.
    """
    if sys.stdin.isatty():
        print("You: ", end="", flush=True)
        if sys.platform != "win32":
            await _readable()
    line: bytes = await asyncio.to_thread(sys.stdin.buffer.readline)
    return line.decode(sys.stdin.encoding, "replace")


async def _readable() -> None:
    loop, readable = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(sys.stdin, readable.set)
    try:
        await readable.wait()
    finally:
        loop.remove_reader(sys.stdin)


async def play_typed(
    session: Session,
    lines: AsyncIterator[str],
    narrate: Callable[[o.SessionOutput], None],
) -> str:
    """Run the session on lines of text; it ends when they do, or when the persona ends it.

    Gives the line that came too late to be taken in, if there was one.
    """
    waiting = ""
    floor_is_free = asyncio.Event()
    over = asyncio.Event()

    async def listen() -> None:
        nonlocal waiting
        while not over.is_set():
            output = await session.outputs.get()
            narrate(output)
            if isinstance(output, o.StateChanged):
                free = output.state is State.LISTENING
                (floor_is_free.set if free else floor_is_free.clear)()
            elif isinstance(output, o.LearnerSaid):
                waiting = ""
            elif isinstance(output, o.Debriefed):
                over.set()

    async def speak() -> None:
        nonlocal waiting
        speaks_first = session.scenario.situation.first_to_speak == "learner"
        if speaks_first and not session.looks_back_on and not (session.kept and session.kept.turn):
            floor_is_free.set()
        await floor_is_free.wait()
        async for line in lines:
            if line.strip():
                floor_is_free.clear()
                waiting = line.strip()
                session.receive(TextTyped(line.strip()))
                await floor_is_free.wait()
        session.receive(FinishRequested())

    running = asyncio.create_task(session.run())
    tasks = [running, asyncio.create_task(listen()), asyncio.create_task(speak())]
    try:
        await running
        await tasks[1]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return waiting
