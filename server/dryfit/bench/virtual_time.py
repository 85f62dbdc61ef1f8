"""An event loop whose clock jumps to the next timer as soon as there is nothing else to do.

An hour of conversation takes as long as its arithmetic, and takes the same course each time.
Work in threads is not waited for, so what runs here must not use any.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import TypeVar

T = TypeVar("T")


class NothingLeftToHappen(Exception):
    """Everything waits for something that no timer and no task will bring."""


class _JumpingSelector(selectors.SelectSelector):
    """Where a real selector would sleep, this one moves the clock."""

    def __init__(self, jump: Callable[[float], None]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            raise NothingLeftToHappen
        self._jump(timeout)
        return ready


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """`time()` starts at 0 and moves only by timers."""

    def __init__(self) -> None:
        self._now_s = 0.0
        super().__init__(_JumpingSelector(self._jump))

    def time(self) -> float:
        """Virtual seconds since the start."""
        return self._now_s

    def _jump(self, seconds: float) -> None:
        self._now_s += seconds


def run_virtual(main: Coroutine[object, object, T], limit_s: float = 3_600.0) -> T:
    """Run `main` on virtual time; TimeoutError once `limit_s` virtual seconds have passed."""

    async def limited() -> T:
        async with asyncio.timeout(limit_s):
            return await main

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(limited())
