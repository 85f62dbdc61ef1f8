"""An event loop whose clock jumps to the next timer as soon as there is nothing else to do.

An hour of conversation takes as long as its arithmetic, and takes the same course each time.
Work in threads is not waited for, so what runs here must not use any; what is handed to an executor
runs at once instead. Sockets within the process work where the loop is told to let them settle.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

SOCKETS_SETTLE_S = 0.002
"""Real seconds that bytes between two sockets of this process may take. Lower: on a busy machine a
timer may overtake them; higher: each jump takes so long."""
NOTHING_COMES_S = 5.0
"""Real seconds after which sockets that are waited for without a timer are given up."""


class NothingLeftToHappen(Exception):
    """Everything waits for something that no timer and no task will bring."""


class _JumpingSelector(selectors.SelectSelector):
    """Where a real selector would sleep, this one moves the clock."""

    def __init__(self, jump: Callable[[float], None], settle_s: float) -> None:
        super().__init__()
        self._jump = jump
        self._settle_s = settle_s

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if self._settle_s:
            ready = super().select(NOTHING_COMES_S if timeout is None else self._settle_s)
            if ready:
                return ready
        if timeout is None:
            raise NothingLeftToHappen
        self._jump(timeout)
        return ready


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """`time()` starts at 0 and moves only by timers.

    `settle_s` (real) is how long it looks for bytes on sockets before it jumps; 0: there are none.
    """

    def __init__(self, settle_s: float = 0.0) -> None:
        self._now_s = 0.0
        super().__init__(_JumpingSelector(self._jump, settle_s))

    def time(self) -> float:
        """Virtual seconds since the start."""
        return self._now_s

    def run_in_executor(
        self,
        executor: Executor | None,
        func: Callable[[*Ts], T],
        *args: *Ts,
    ) -> asyncio.Future[T]:
        """Run it here and now: a thread would race with the clock."""
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as failed:  # whatever it is, it belongs to whoever awaits the future
            done.set_exception(failed)
        return done

    def _jump(self, seconds: float) -> None:
        self._now_s += seconds


def run_virtual(
    main: Coroutine[object, object, T], limit_s: float = 3_600.0, settle_s: float = 0.0
) -> T:
    """Run `main` on virtual time; TimeoutError once `limit_s` virtual seconds have passed."""

    async def limited() -> T:
        async with asyncio.timeout(limit_s):
            return await main

    with asyncio.Runner(loop_factory=lambda: VirtualTimeLoop(settle_s)) as runner:
        return runner.run(limited())
