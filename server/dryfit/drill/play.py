"""Runs one drill on lines of text, and keeps every answer as soon as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from dryfit.drill.item import DrillItem
from dryfit.drill.listen import understand
from dryfit.drill.steps import Answered, Drill, Line
from dryfit.drill.talk import Asked, Said, advance, begin
from dryfit.drill.understand.control import Control
from dryfit.drill.understand.reader import AnswerReader

Keep = Callable[[Answered], Awaitable[None]]
MAX_LINE = 2_000
"""Letters of one answer that are read; nobody says more in one breath."""


async def play_drill(
    items: tuple[DrillItem, ...],
    reader: AnswerReader,
    heard: AsyncIterator[tuple[str, float]],
    tell: Callable[[Line], None],
    keep: Keep,
) -> Drill:
    """The drill as it ended. `heard` gives text and confidence; its end is a stop."""
    drill, lines = begin(items)
    for line in lines:
        tell(line)
    while not drill.over:
        try:
            said = await anext(heard, None)
        except asyncio.CancelledError:
            await _go_on(drill, Asked(Control.STOP), tell, keep)  # what is right is told first
            raise
        if said is None:
            drill = await _go_on(drill, Asked(Control.STOP), tell, keep)
        elif said[0].strip():
            meant = understand(drill, said[0][:MAX_LINE], reader, said[1])
            drill = await _go_on(drill, meant, tell, keep)
    return drill


async def _go_on(drill: Drill, said: Said, tell: Callable[[Line], None], keep: Keep) -> Drill:
    after, lines = advance(drill, said)
    for line in lines:
        tell(line)
    for answer in after.done[len(drill.done) :]:
        await keep(answer)
    return after
