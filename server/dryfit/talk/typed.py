"""A learner who types: one line, one turn."""

import asyncio
from collections.abc import AsyncIterator, Callable

from dryfit.session import outputs as o
from dryfit.session.inputs import FinishRequested, TextTyped
from dryfit.session.session import Session
from dryfit.turn.table import State


async def play_typed(
    session: Session,
    lines: AsyncIterator[str],
    narrate: Callable[[o.SessionOutput], None],
) -> None:
    """Run the session on lines of text; it ends when they do, or when the persona ends it."""
    floor_is_free = asyncio.Event()
    over = asyncio.Event()

    async def listen() -> None:
        while not over.is_set():
            output = await session.outputs.get()
            narrate(output)
            if isinstance(output, o.StateChanged):
                free = output.state is State.LISTENING
                (floor_is_free.set if free else floor_is_free.clear)()
            elif isinstance(output, o.Debriefed):
                over.set()

    async def speak() -> None:
        if session.scenario.situation.first_to_speak == "learner":
            floor_is_free.set()
        await floor_is_free.wait()
        async for line in lines:
            if line.strip():
                floor_is_free.clear()
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
