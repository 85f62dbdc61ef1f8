"""Many at once: learners who talk, those who are told "busy", and what it costs the server."""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from dryfit.bench.learner import Learner, Line, Tally, read_lines
from dryfit.bench.phone import realtime_url
from dryfit.bench.server_process import RunningServer, running_server
from dryfit.wire.connection import SUBPROTOCOL

TALK_SHARE = 0.4
ARRIVE_EVERY_S = 0.8
"""Learners do not come in step; if they did, their turns would end in step."""
CROWD = 40
"""So many people try to get in, those who practise included."""
BUSY_LIMIT_S = 10.0

Progress = Callable[[str, int, int], None]


def run(
    speech: Path,
    sessions: int,
    minutes: float,
    progress: Progress = lambda _name, _done, _of: None,
    scenario: str = "bar-owner",
) -> dict[str, object]:
    """Let `sessions` learners practise at once and return the figures of `dryfit bench load`.

    Raises:
        DryfitError: no clip has a marked end of speech, or the server does not start.
    """
    lines = read_lines(speech)
    with running_server({"DRYFIT_MAX_SESSIONS": str(sessions)}) as server:
        progress("speaking lines ahead", 0, sessions)
        server.wait_until_spoken_ahead()
        return asyncio.run(_measure(server, lines, (sessions, minutes, scenario), progress))


async def _measure(
    server: RunningServer,
    lines: Sequence[Line],
    wanted: tuple[int, float, str],
    progress: Progress,
) -> dict[str, object]:
    sessions, minutes, scenario = wanted
    loop, tally = asyncio.get_running_loop(), Tally()
    idle_mb, cpu_began_s = server.rss_mb(), server.cpu_s()
    until_s = loop.time() + sessions * ARRIVE_EVERY_S + 60 * minutes
    async with asyncio.TaskGroup() as group:
        for number in range(sessions):
            learner = Learner(server.port, scenario, lines, tally, seed=number)
            group.create_task(learner.practise(until_s, TALK_SHARE))
            progress("learners", number + 1, sessions)
            await asyncio.sleep(ARRIVE_EVERY_S)
        await asyncio.sleep((until_s - loop.time()) / 2)
        refused_ms = await crowd(server, scenario, CROWD - sessions)
        rss_mb = await asyncio.to_thread(server.rss_mb)
    cpu_s = server.cpu_s() - cpu_began_s
    return {
        "sessions": sessions,
        "sessions_opened": tally.sessions,
        "turns": tally.turns,
        "talk_share": round(tally.talked_s / max(1.0, tally.present_s), 3),
        "p50_ms": percentile(tally.answered_ms, 50),
        "p95_ms": percentile(tally.answered_ms, 95),
        "p99_ms": percentile(tally.answered_ms, 99),
        "failures": len(tally.lost),
        "cut_offs": tally.cut_offs,
        "cpu_s_per_turn": round(cpu_s / max(1, tally.turns), 3),
        "rss_mb": rss_mb,
        "rss_idle_mb": idle_mb,
        "mb_per_session": round((rss_mb - idle_mb) / sessions, 2),
        "refused": len(refused_ms),
        "refused_p95_ms": percentile(refused_ms, 95),
        "refused_longest_ms": percentile(refused_ms, 100),
        "loop_lag_p95_ms": server.loop_lag_ms(0.95),
        "stages": server.stage_times(),
        "lost": tally.lost,
    }


async def crowd(server: RunningServer, scenario: str, people: int) -> list[float]:
    """How long each of those who come too late takes to be told so, in milliseconds."""
    async with asyncio.TaskGroup() as group:
        told = [
            group.create_task(_ask(realtime_url(server.port, scenario, number)))
            for number in range(max(0, people))
        ]
    return [ms for task in told if (ms := task.result()) is not None]


async def _ask(url: str) -> float | None:
    """Milliseconds until "busy" was told; None: something else was, or nothing in time."""
    loop = asyncio.get_running_loop()
    began_s, told_ms = loop.time(), None
    with suppress(TimeoutError, OSError, WebSocketException):
        async with (
            asyncio.timeout(BUSY_LIMIT_S),
            connect(url, subprotocols=[Subprotocol(SUBPROTOCOL)]) as socket,
        ):
            event = json.loads(await socket.recv())
            if event["type"] == "error" and event["error"]["code"] == "busy":
                told_ms = 1000 * (loop.time() - began_s)
                async for _ in socket:  # it is also said
                    pass
    return told_ms


def percentile(values: Sequence[float], share: float) -> float | None:
    """A percentile, or `None` of nothing."""
    return round(float(np.percentile(values, share)), 1) if values else None
