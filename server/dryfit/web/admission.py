"""Who gets in: a clear "busy" for some is better than slow answers for all. Pure."""

from collections.abc import Iterable

from dryfit.pool import available_cores

FINALS_WAITING_PER_CORE = 3
"""With so many turns waiting for a model, whoever comes makes all wait longer."""
SOONEST_S, LATEST_S = 30, 600
"""Bounds of the advice when to try again; a guess need not be finer, nor hopeless."""


def may_enter(sessions: int, most: int, finals_waiting: int, cores: int = 0) -> bool:
    """Whether there is room for one more session beside `sessions`."""
    cores = cores or available_cores()
    return sessions < most and finals_waiting < FINALS_WAITING_PER_CORE * cores


def retry_after_s(left_s: Iterable[float]) -> int:
    """When a place will probably be free, from what the running sessions have left."""
    soonest_s = min(left_s, default=SOONEST_S)
    return round(min(LATEST_S, max(SOONEST_S, soonest_s)))


def when(seconds: int) -> str:
    """Advice in words."""
    minutes = -(-seconds // 60)
    return "in a minute" if minutes == 1 else f"in about {minutes} minutes"
