"""The virtual clock itself, since much else leans on it."""

import asyncio
import time

import pytest
from tests.virtual_time import NothingLeftToHappen, on_virtual_time, run_virtual


def test_an_hour_takes_no_time() -> None:
    began = time.perf_counter()

    async def sleep() -> float:
        await asyncio.sleep(3_000)
        return asyncio.get_running_loop().time()

    assert run_virtual(sleep()) == pytest.approx(3_000)
    assert time.perf_counter() - began < 5


@on_virtual_time
async def test_timers_fire_in_order() -> None:
    seen: list[tuple[str, float]] = []
    loop = asyncio.get_running_loop()

    async def after(seconds: float, name: str) -> None:
        await asyncio.sleep(seconds)
        seen.append((name, round(loop.time(), 6)))

    await asyncio.gather(after(0.3, "c"), after(0.1, "a"), after(0.2, "b"))
    assert seen == [("a", 0.1), ("b", 0.2), ("c", 0.3)]


@on_virtual_time
async def test_work_for_an_executor_is_done_before_the_clock_moves() -> None:
    loop = asyncio.get_running_loop()
    assert await asyncio.to_thread(loop.time) == 0.0
    with pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(lambda: 1 // 0)


def test_a_timer_does_not_overtake_bytes_between_sockets() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        await asyncio.sleep(60)
        writer.write(b"later\n")
        writer.close()

    async def talk() -> tuple[float, float]:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(b"now\n")
            async with asyncio.timeout(1_000):
                assert await reader.readline() == b"now\n"
                now_s = asyncio.get_running_loop().time()
                assert await reader.readline() == b"later\n"
            writer.close()
            return now_s, asyncio.get_running_loop().time()

    assert run_virtual(talk(), settle_s=0.2) == pytest.approx((0.0, 60.0))


def test_waiting_for_nothing_is_noticed() -> None:
    async def hang() -> None:
        await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        run_virtual(hang(), limit_s=10)
    assert issubclass(NothingLeftToHappen, Exception)
