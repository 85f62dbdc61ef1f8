"""The one place where models run: a few threads around a `WorkQueue`.

Finals go before judgements, these before speech that is playing, and that before speculation:
when the machine is busy, what nobody waits for yet is what waits.
"""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

from dryfit.errors import StageError
from dryfit.work_queue import Errand, Piece, Urgency, WorkQueue

__all__ = ["Errand", "ModelPool", "Urgency", "WorkWatcher", "working_for"]

P = ParamSpec("P")
R = TypeVar("R")

SPECULATIONS_WAITING = 4
"""Higher: under load, work that will be thrown away delays what was asked for. Lower: a moment's
crowding costs an answer its head start."""
CAPTIONS_WAITING = 1
"""Higher: captions come late rather than not at all. Lower: there are none."""
AHEAD_WAITING = 16
"""Caches are filled one piece at a time; more than this is a mistake of the caller."""

working_for: ContextVar[str] = ContextVar("working_for", default="")
"""The session that work is done for: set where it begins, known in its tasks and in its calls."""


def available_cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


class WorkWatcher(Protocol):
    """Is told what became of each piece of work, from any thread."""

    def work_done(self, kind: str, urgency: Urgency, waited_s: float, ran_s: float) -> None:
        """A piece has run."""

    def work_shed(self, kind: str, urgency: Urgency) -> None:
        """A piece will not run unless somebody comes to wait for it."""


class Unwatched:
    """Looks away."""

    def work_done(self, kind: str, urgency: Urgency, waited_s: float, ran_s: float) -> None:
        """Nothing."""

    def work_shed(self, kind: str, urgency: Urgency) -> None:
        """Nothing."""


@dataclass(slots=True, eq=False)
class _Call(Piece, Generic[R]):
    function: Callable[[], R]
    future: Future[R] = field(default_factory=Future)
    asked_s: float = field(default_factory=time.monotonic)


class ModelPool:
    """Runs blocking model calls on `threads` threads, in the order of a `WorkQueue`."""

    def __init__(self, threads: int = 2, at_once: Mapping[str, int] = MappingProxyType({})) -> None:
        """Of a function that `at_once` names, only so many calls run at a time."""
        bounds = {
            Urgency.SPECULATION: SPECULATIONS_WAITING,
            Urgency.CAPTION: CAPTIONS_WAITING,
            Urgency.AHEAD: AHEAD_WAITING,
        }
        self.watcher: WorkWatcher = Unwatched()
        self._queue: WorkQueue[_Call[Any]] = WorkQueue(bounds, at_once)
        self._wake = threading.Condition()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"model-{n}", daemon=True)
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def errand(self, urgency: Urgency) -> Errand:
        """A new errand for the session that is being worked for."""
        return Errand(working_for.get(), urgency)

    async def run(
        self, urgency: Urgency, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `function` and return its result. Cancelling before it starts removes it.

        Raises:
            StageError: code `overloaded`: it was shed. Finals never are.
        """
        call, waits = self._ask(self.errand(urgency), partial(function, *args, **kwargs))
        if not waits:
            self._drop(call)
            raise StageError("overloaded", "The machine has too much to do.")
        return await self._result(call)

    async def run_for(
        self, errand: Errand, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """As `run`, at the errand's urgency. What is shed waits until the errand is promoted."""
        call, _ = self._ask(errand, partial(function, *args, **kwargs))
        return await self._result(call)

    def promote(self, errand: Errand, urgency: Urgency) -> None:
        """Make an errand more urgent, with what of it waits or was shed."""
        with self._wake:
            self._queue.promote(errand, urgency)
            self._wake.notify_all()

    def waiting(self, urgency: Urgency | None = None) -> int:
        """How many calls have not started."""
        with self._wake:
            return self._queue.waiting(urgency)

    @property
    def is_pressed(self) -> bool:
        """Whether other sessions than the one that is worked for have work waiting or running."""
        with self._wake:
            return self._queue.others_work(working_for.get())

    def close(self) -> None:
        """Drop what has not started and end the threads."""
        with self._wake:
            self._closed = True
            for call in self._queue.drain():
                call.future.cancel()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join(timeout=5)

    def _ask(self, errand: Errand, function: "partial[R]") -> "tuple[_Call[R], bool]":
        call: _Call[R] = _Call(errand, function.func.__name__, function)
        with self._wake:
            if self._closed:
                raise RuntimeError("the model pool is closed")
            waits = self._queue.put(call)
            self._wake.notify()
        if not waits:
            self.watcher.work_shed(call.kind, errand.urgency)
        return call, waits

    async def _result(self, call: "_Call[R]") -> R:
        try:
            return await asyncio.wrap_future(call.future)
        except asyncio.CancelledError:
            self._drop(call)
            raise

    def _drop(self, call: "_Call[Any]") -> None:
        with self._wake:
            self._queue.discard(call)

    def _work(self) -> None:
        while True:
            with self._wake:
                while (call := self._queue.take()) is None and not self._closed:
                    self._wake.wait()
            if call is None:
                return
            try:
                self._make(call)
            finally:
                with self._wake:
                    self._queue.done(call)
                    self._wake.notify()

    def _make(self, call: "_Call[Any]") -> None:
        began_s = time.monotonic()
        waited_s = began_s - call.asked_s
        call.errand.waited_s += waited_s
        urgency = call.errand.urgency
        if not call.future.set_running_or_notify_cancel():
            return
        working_for.set(call.errand.owner)
        try:
            result = call.function()
        except BaseException as error:  # whatever it was belongs to the one who waits for it
            call.future.set_exception(error)
        else:
            call.future.set_result(result)
        self.watcher.work_done(call.kind, urgency, waited_s, time.monotonic() - began_s)
