"""The one place where models run: a few threads, the most urgent work first.

Finals go before speech, speech before speculation: when the machine is busy, what nobody
waits for yet is what waits.
"""

import asyncio
import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Urgency(IntEnum):
    """Lower runs first."""

    FINAL = 0
    """A learner is waiting for this."""
    JUDGE = 1
    """Decides whether a turn or an interruption is over."""
    SPECULATION = 2
    """Wanted only if the learner has finished."""
    AHEAD = 3
    """Later clauses, caches: wanted in seconds."""


@dataclass(frozen=True, slots=True, order=True)
class _Job:
    urgency: Urgency
    arrival: int
    future: Future[Any] = field(compare=False)
    work: Callable[[], None] = field(compare=False)


class ModelPool:
    """Runs blocking model calls on `threads` threads, ordered by urgency, then by arrival."""

    def __init__(self, threads: int = 2) -> None:
        self._jobs: list[_Job] = []
        self._arrivals = itertools.count()
        self._wake = threading.Condition()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"model-{n}", daemon=True)
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    async def run(
        self, urgency: Urgency, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `function` and return its result. Cancelling before it starts removes it."""
        future: Future[R] = Future()
        with self._wake:
            if self._closed:
                raise RuntimeError("the model pool is closed")
            work = partial(_settle, future, partial(function, *args, **kwargs))
            heapq.heappush(self._jobs, _Job(urgency, next(self._arrivals), future, work))
            self._wake.notify()
        return await asyncio.wrap_future(future)

    def waiting(self) -> int:
        """How many jobs have not started."""
        with self._wake:
            return len(self._jobs)

    def close(self) -> None:
        """Drop what has not started and end the threads."""
        with self._wake:
            self._closed = True
            for job in self._jobs:
                job.future.cancel()
            self._jobs.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join(timeout=5)

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._jobs and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                job = heapq.heappop(self._jobs)
            if job.future.set_running_or_notify_cancel():
                job.work()


def _settle(future: Future[R], function: Callable[[], R]) -> None:
    try:
        future.set_result(function())
    except BaseException as error:  # whatever it was belongs to the one who waits for it
        future.set_exception(error)
