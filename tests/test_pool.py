"""The pool: the most urgent first, what is dropped never runs, errors reach who waits."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from dryfit.errors import StageError
from dryfit.pool import SPECULATIONS_WAITING, ModelPool, Urgency, working_for


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
        (Urgency.PLAYING, "playing"),
        (Urgency.FINAL, "final"),
    ]
    jobs = [asyncio.create_task(pool.run(urgency, ran.append, name)) for urgency, name in wanted]
    await asyncio.sleep(0)
    assert pool.waiting() == len(wanted)
    gate.open()
    await asyncio.gather(held, *jobs)
    assert ran == ["final", "judge", "playing", "guess 1", "guess 2", "ahead"]


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


async def test_a_guess_that_somebody_comes_to_wait_for_goes_first(pool: ModelPool) -> None:
    gate, held = await _closed_gate(pool)
    ran: list[str] = []
    guess = pool.errand(Urgency.SPECULATION)
    jobs = [
        asyncio.create_task(pool.run(Urgency.FINAL, ran.append, "final")),
        asyncio.create_task(pool.run(Urgency.JUDGE, ran.append, "judge")),
        asyncio.create_task(pool.run_for(guess, ran.append, "guess")),
    ]
    await asyncio.sleep(0)
    pool.promote(guess, Urgency.FINAL)
    gate.open()
    await asyncio.gather(held, *jobs)
    assert ran == ["final", "guess", "judge"]
    assert guess.waited_s > 0


async def test_guesses_that_are_too_many_run_when_they_are_waited_for(pool: ModelPool) -> None:
    watcher = Watcher()
    pool.watcher = watcher
    gate, held = await _closed_gate(pool)
    ran: list[str] = []
    guesses = [pool.errand(Urgency.SPECULATION) for _ in range(SPECULATIONS_WAITING + 2)]
    jobs = [
        asyncio.create_task(pool.run_for(guess, ran.append, str(number)))
        for number, guess in enumerate(guesses)
    ]
    await asyncio.sleep(0)
    assert pool.waiting() == SPECULATIONS_WAITING
    assert watcher.shed == [("append", Urgency.SPECULATION)] * 2
    pool.promote(guesses[-1], Urgency.FINAL)
    jobs[-2].cancel()
    gate.open()
    await asyncio.gather(held, *jobs, return_exceptions=True)
    assert ran == [str(SPECULATIONS_WAITING + 1), *map(str, range(SPECULATIONS_WAITING))]


async def test_a_guess_that_nobody_can_come_to_wait_for_is_refused(pool: ModelPool) -> None:
    gate, held = await _closed_gate(pool)
    kept = [
        asyncio.create_task(pool.run(Urgency.SPECULATION, max, 1, 2))
        for _ in range(SPECULATIONS_WAITING)
    ]
    await asyncio.sleep(0)
    with pytest.raises(StageError, match="too much to do"):
        await pool.run(Urgency.SPECULATION, max, 1, 2)
    gate.open()
    await asyncio.gather(held, *kept)


async def test_it_tells_how_long_work_waited_and_ran(pool: ModelPool) -> None:
    watcher = Watcher()
    pool.watcher = watcher
    await pool.run(Urgency.JUDGE, max, 1, 2)
    with pytest.raises(ZeroDivisionError):
        await pool.run(Urgency.FINAL, divmod, 1, 0)
    await pool.run(Urgency.FINAL, max, 1, 2)
    done = [("max", Urgency.JUDGE), ("divmod", Urgency.FINAL), ("max", Urgency.FINAL)]
    assert watcher.done[:2] == done[:2]
    assert all(waited_s >= 0 and ran_s >= 0 for waited_s, ran_s in watcher.times_s)


async def test_work_belongs_to_the_session_that_it_is_done_for(pool: ModelPool) -> None:
    async def owner_of(session: str) -> str:
        working_for.set(session)
        return await asyncio.create_task(_owner(pool))

    sessions = [asyncio.create_task(owner_of(name)) for name in ("one", "two")]
    assert await asyncio.gather(*sessions) == ["one", "two"]
    assert await _owner(pool) == ""


async def _owner(pool: ModelPool) -> str:
    return pool.errand(Urgency.FINAL).owner


async def test_a_call_knows_whom_it_is_for(pool: ModelPool) -> None:
    working_for.set("mine")
    assert await pool.run(Urgency.FINAL, working_for.get) == "mine"
    assert not pool.is_pressed
    gate, held = await _closed_gate(pool)
    assert not pool.is_pressed
    working_for.set("another")
    assert pool.is_pressed
    gate.open()
    await held


async def test_of_what_is_limited_only_so_many_run_at_a_time() -> None:
    pool = ModelPool(threads=2, at_once={"wait": 1})
    gate, held = await _closed_gate(pool)
    second = asyncio.create_task(pool.run(Urgency.FINAL, Gate.wait, Gate()))
    assert await pool.run(Urgency.AHEAD, max, 1, 2) == 2
    assert pool.waiting() == 1
    second.cancel()
    gate.open()
    await asyncio.gather(held, second, return_exceptions=True)
    pool.close()


class Watcher:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.done: list[tuple[str, Urgency]] = []
        self.times_s: list[tuple[float, float]] = []
        self.shed: list[tuple[str, Urgency]] = []

    def work_done(self, kind: str, urgency: Urgency, waited_s: float, ran_s: float) -> None:
        self.done.append((kind, urgency))
        self.times_s.append((waited_s, ran_s))

    def work_shed(self, kind: str, urgency: Urgency) -> None:
        self.shed.append((kind, urgency))


async def test_threads_work_side_by_side() -> None:
    pool = ModelPool(threads=2)
    meeting = threading.Barrier(2)
    both = [pool.run(Urgency.FINAL, meeting.wait, 10) for _ in range(2)]
    assert sorted(await asyncio.gather(*both)) == [0, 1]
    pool.close()
