"""Tests that wait, without waiting: see `dryfit.bench.virtual_time`."""

import functools
from collections.abc import Callable, Coroutine
from typing import ParamSpec

from dryfit.bench.virtual_time import NothingLeftToHappen, VirtualTimeLoop, run_virtual

__all__ = ["NothingLeftToHappen", "VirtualTimeLoop", "on_virtual_time", "run_virtual"]

P = ParamSpec("P")


def on_virtual_time(
    test: Callable[P, Coroutine[object, object, None]],
) -> Callable[P, None]:
    """Make an ordinary test of one that waits."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        run_virtual(test(*args, **kwargs))

    return run
