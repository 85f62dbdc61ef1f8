"""The pool: the most urgent first, what is dropped never runs, errors reach who waits."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from dryfit.pool import ModelPool, Urgency


@pytest.fixture
def pool() -> Iterator[ModelPool]:
    made = ModelPool(threads=1)
    yield made
    made.close()


class Gate:
    """Holds the pool's one thread until it is opened."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self.entered = threading.Event()

    def wait(self) -> None:
        self.entered.set()
        assert self._open.wait(10)

    def open(self) -> None:
        self._open.set()


async def _closed_gate(pool: ModelPool) -> tuple[Gate, "asyncio.Task[None]"]:
    gate = Gate()
    held = asyncio.create_task(pool.run(Urgency.FINAL, gate.wait))
    await asyncio.to_thread(gate.entered.wait, 10)
    return gate, held


async def test_the_most_urgent_runs_first_and_equals_in_order(pool: ModelPool) -> None:
    gate, held = await _closed_gate(pool)
    ran: list[str] = []
    wanted = [
        (Urgency.AHEAD, "ahead"),
        (Urgency.SPECULATION, "guess 1"),
        (Urgency.SPECULATION, "guess 2"),
        (Urgency.JUDGE, "judge"),
        (Urgency.FINAL, "final"),
    ]
    jobs = [asyncio.create_task(pool.run(urgency, ran.append, name)) for urgency, name in wanted]
    await asyncio.sleep(0)
    assert pool.waiting() == len(wanted)
    gate.open()
    await asyncio.gather(held, *jobs)
    assert ran == ["final", "judge", "guess 1", "guess 2", "ahead"]


async def test_what_was_cancelled_before_it_began_never_runs(pool: ModelPool) -> None:
    gate, held = await _closed_gate(pool)
    ran: list[str] = []
    dropped = asyncio.create_task(pool.run(Urgency.FINAL, ran.append, "dropped"))
    kept = asyncio.create_task(pool.run(Urgency.AHEAD, ran.append, "kept"))
    await asyncio.sleep(0)
    dropped.cancel()
    await asyncio.gather(dropped, return_exceptions=True)
    gate.open()
    await asyncio.gather(held, kept)
    assert ran == ["kept"]


async def test_an_error_reaches_the_one_who_waits_and_the_pool_goes_on(pool: ModelPool) -> None:
    def broken() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await pool.run(Urgency.FINAL, broken)
    assert await pool.run(Urgency.FINAL, max, 1, 2) == 2


async def test_closing_drops_what_waits_and_takes_nothing_more() -> None:
    pool = ModelPool(threads=1)
    gate, held = await _closed_gate(pool)
    waiting = asyncio.create_task(pool.run(Urgency.FINAL, max, 1, 2))
    await asyncio.sleep(0)
    closing = asyncio.create_task(asyncio.to_thread(pool.close))
    outcome = await asyncio.gather(waiting, return_exceptions=True)
    assert isinstance(outcome[0], asyncio.CancelledError)
    gate.open()
    await asyncio.gather(held, closing)
    with pytest.raises(RuntimeError):
        await pool.run(Urgency.FINAL, max, 1, 2)


async def test_threads_work_side_by_side() -> None:
    pool = ModelPool(threads=2)
    meeting = threading.Barrier(2)
    both = [pool.run(Urgency.FINAL, meeting.wait, 10) for _ in range(2)]
    assert sorted(await asyncio.gather(*both)) == [0, 1]
    pool.close()
