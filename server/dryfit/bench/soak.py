"""Does memory grow? Short sessions back to back, each to its critique, for as long as wanted."""

import asyncio
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dryfit.bench.learner import Learner, Line, Tally, read_lines
from dryfit.bench.server_process import RunningServer, running_server

TALK_SHARE = 0.4
SESSION_S = 12.0
"""Two turns and a critique: what a session leaves behind does not depend on its length."""
SAMPLE_EVERY_S = 2.0
WARM_UP_SHARE = 0.25
"""Caches, arenas and lazily loaded code fill up first; that is no growth."""
WINDOW_SHARE = 0.1
"""Memory is taken as the median over such a part of the run, since it moves with every turn."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a soak."""

    learners: int
    minutes: float
    scenario: str


def run(
    speech: Path, wanted: Wanted, progress: Progress = lambda _name, _done, _of: None
) -> dict[str, object]:
    """Return the figures of `dryfit bench soak`.

    Raises:
        DryfitError: no clip has a marked end of speech, or the server does not start.
    """
    lines = read_lines(speech)
    with running_server({"DRYFIT_MAX_SESSIONS": str(wanted.learners)}) as server:
        server.wait_until_spoken_ahead()
        return asyncio.run(_measure(server, lines, wanted, progress))


async def _measure(
    server: RunningServer, lines: Sequence[Line], wanted: Wanted, progress: Progress
) -> dict[str, object]:
    loop, tally, rss_mb = asyncio.get_running_loop(), Tally(), list[float]()
    until_s = loop.time() + 60 * wanted.minutes
    async with asyncio.TaskGroup() as group:
        for number in range(wanted.learners):
            learner = Learner(server.port, wanted.scenario, lines, tally, seed=number)
            group.create_task(learner.practise(until_s, TALK_SHARE, SESSION_S))
        while loop.time() < until_s:
            await asyncio.sleep(SAMPLE_EVERY_S)
            rss_mb.append(await asyncio.to_thread(server.rss_mb))
            left_s = max(0.0, until_s - loop.time())
            progress("soaking", round(60 * wanted.minutes - left_s), round(60 * wanted.minutes))
    return {
        "minutes": wanted.minutes,
        "sessions": tally.sessions,
        "turns": tally.turns,
        "failures": len(tally.lost),
        **growth(rss_mb),
        "rss_mb": [round(mb) for mb in rss_mb[:: max(1, len(rss_mb) // 40)]],
        "lost": tally.lost,
    }


def growth(rss_mb: Sequence[float]) -> dict[str, float]:
    """Memory after the warm-up and at the end, and by what part it grew between."""
    first = int(len(rss_mb) * WARM_UP_SHARE)
    window = max(1, int(len(rss_mb) * WINDOW_SHARE))
    start_mb = statistics.median(rss_mb[first : first + window])
    end_mb = statistics.median(rss_mb[-window:])
    return {
        "rss_start_mb": round(start_mb, 1),
        "rss_end_mb": round(end_mb, 1),
        "growth": round(end_mb / start_mb - 1, 4),
    }
