"""Those who find no place, as the load bench counts them."""

from pathlib import Path

from tests.web.serving import serving

from dryfit.bench.load import crowd
from dryfit.bench.server_process import RunningServer


async def test_all_who_come_too_late_are_told_and_counted(tmp_path: Path) -> None:
    async with serving(tmp_path, max_sessions=1) as server:
        await server.until_busy_is_spoken()
        async with server.client("model=van&mode=text") as first:
            await first.until("session.created")
            told_ms = await crowd(RunningServer(server.port, 0, 0.0), "van", 5)
        assert len(told_ms) == 5
        assert all(ms > 0 for ms in told_ms)


async def test_one_who_gets_in_was_not_refused(tmp_path: Path) -> None:
    async with serving(tmp_path, max_sessions=1) as server:
        await server.until_ready_is("ready")
        assert await crowd(RunningServer(server.port, 0, 0.0), "van", 1) == []


async def test_a_server_that_is_not_there_tells_nobody() -> None:
    assert await crowd(RunningServer(1, 0, 0.0), "van", 2) == []
