"""The arithmetic of the benches."""

import pytest

from dryfit.bench.load import percentile
from dryfit.bench.server_process import bucket_bound_ms
from dryfit.bench.soak import growth


@pytest.mark.parametrize(
    ("rss_mb", "start_mb", "end_mb", "grown"),
    [
        ([100.0] * 40, 100.0, 100.0, 0.0),
        ([*[50.0] * 10, *[100.0] * 30], 100.0, 100.0, 0.0),
        ([*[100.0] * 20, *[110.0] * 20], 100.0, 110.0, 0.1),
        ([*[100.0] * 36, 90.0, 102.0, 102.0, 500.0], 100.0, 102.0, 0.02),
        ([100.0], 100.0, 100.0, 0.0),
    ],
)
def test_memory_grows_from_after_the_warm_up_to_the_end(
    rss_mb: list[float], start_mb: float, end_mb: float, grown: float
) -> None:
    figures = growth(rss_mb)
    assert figures == {"rss_start_mb": start_mb, "rss_end_mb": end_mb, "growth": grown}


def test_a_percentile_of_nothing_is_none() -> None:
    assert percentile([], 95) is None
    assert percentile([1.0, 3.0], 50) == 2.0


PAGE = """
dryfit_loop_lag_seconds_bucket{le="0.001"} 90.0
dryfit_loop_lag_seconds_bucket{le="0.005"} 95.0
dryfit_loop_lag_seconds_bucket{le="0.1"} 99.0
dryfit_loop_lag_seconds_bucket{le="+Inf"} 100.0
dryfit_loop_lag_seconds_count 100.0
"""


@pytest.mark.parametrize(
    ("page", "share", "bound_ms"),
    [
        (PAGE, 0.90, 1.0),
        (PAGE, 0.95, 5.0),
        (PAGE, 0.96, 100.0),
        (PAGE, 1.0, float("inf")),
        ("", 0.95, None),
        ('dryfit_loop_lag_seconds_bucket{le="+Inf"} 0.0', 0.95, None),
    ],
)
def test_a_histogram_tells_under_which_bound_most_values_are(
    page: str, share: float, bound_ms: float | None
) -> None:
    assert bucket_bound_ms(page, "dryfit_loop_lag_seconds", share) == bound_ms
