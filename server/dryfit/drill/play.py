"""Runs one drill on lines of text, and keeps every answer as soon as it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from dryfit.drill.item import DrillItem
from dryfit.drill.listen import understand
from dryfit.drill.steps import Answered, Drill, Line
from dryfit.drill.talk import Asked, Said, advance, begin
from dryfit.drill.understand.control import Control
from dryfit.drill.understand.reader import AnswerReader

MAX_LINE = 2_000
"""Letters of one answer that are read; nobody says more in one breath."""


async def play_drill(
    items: tuple[DrillItem, ...],
    reader: AnswerReader,
    heard: AsyncIterator[tuple[str, float]],
    tell: Callable[[Line], None],
    keep: Callable[[Answered], Awaitable[None]],
) -> Drill:
    """The drill as it ended. `heard` gives text and confidence; its end is a stop."""
    drill, lines = begin(items)
    for line in lines:
        tell(line)
    while not drill.over:
        said = await anext(heard, None)
        if said is None:
            meant: Said = Asked(Control.STOP)
        elif not said[0].strip():
            continue
        else:
            meant = understand(drill, said[0][:MAX_LINE], reader, said[1])
        before = len(drill.done)
        drill, lines = advance(drill, meant)
        for line in lines:
            tell(line)
        for answer in drill.done[before:]:
            await keep(answer)
    return drill
