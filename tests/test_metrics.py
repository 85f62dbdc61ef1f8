"""What `/metrics` tells of the models' work and of the event loop."""

import asyncio
import time

from dryfit.metrics import Metrics
from dryfit.web.lag import EVERY_S, measure_lag
from dryfit.work_queue import Urgency


def test_waiting_and_running_are_told_apart_by_work_and_urgency() -> None:
    metrics = Metrics()
    metrics.work_done("recognise", Urgency.FINAL, waited_s=0.5, ran_s=0.25)
    metrics.work_done("recognise", Urgency.SPECULATION, waited_s=2.0, ran_s=0.25)
    page = metrics.as_text().decode()
    final = '{urgency="final",work="recognise"}'
    assert f"dryfit_work_wait_seconds_sum{final} 0.5" in page
    assert f"dryfit_work_run_seconds_sum{final} 0.25" in page
    assert 'dryfit_work_wait_seconds_sum{urgency="speculation",work="recognise"} 2.0' in page


def test_what_is_put_off_is_counted() -> None:
    metrics = Metrics()
    metrics.work_shed("recognise", Urgency.SPECULATION)
    page = metrics.as_text().decode()
    assert 'dryfit_work_shed_total{urgency="speculation",work="recognise"} 1.0' in page


async def test_a_blocked_loop_is_noticed() -> None:
    lags_s: list[float] = []
    seen = asyncio.Event()

    def observe(lag_s: float) -> None:
        lags_s.append(lag_s)
        seen.set()

    measuring = asyncio.create_task(measure_lag(observe))
    await asyncio.sleep(0)
    time.sleep(EVERY_S + 0.05)  # noqa: ASYNC251 - blocking is what is measured
    await seen.wait()
    measuring.cancel()
    assert lags_s[0] >= 0.05
