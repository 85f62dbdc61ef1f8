"""The arithmetic of the benches."""

import pytest

from dryfit.bench.load import percentile
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
