"""Memory of a process that lives for days."""

import asyncio
import sys

from dryfit.memory import give_back, keep_small, limit_arenas


def test_memory_is_given_back_where_that_can_be_asked_for() -> None:
    can_ask = give_back()
    assert limit_arenas() is can_ask
    assert can_ask or not sys.platform.startswith("linux") or not _is_glibc()


async def test_it_is_asked_for_again_and_again_or_not_at_all() -> None:
    keeping = asyncio.create_task(keep_small())
    await asyncio.to_thread(give_back)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    assert keeping.cancelled() or not give_back()


def _is_glibc() -> bool:
    import platform

    return platform.libc_ver()[0] == "glibc"
