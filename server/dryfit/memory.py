"""Keeps a long-lived process of many threads small, where glibc allocates its memory.

glibc gives threads arenas of their own (eight a core) and seldom returns what is free inside them.
Recognition and speech allocate and free some 100 MB a turn, in whichever thread runs them.
"""

import asyncio
import ctypes
import sys

ARENAS = 2
"""Higher: threads wait less for each other in malloc, and more memory lies idle in arenas."""
GIVE_BACK_EVERY_S = 20.0
"""Higher: memory stays at its peak for longer. Lower: pages are returned that are needed again."""
_M_ARENA_MAX = -8


def limit_arenas() -> bool:
    """Share few arenas between all threads; call it before there are any. False: not glibc."""
    glibc = _glibc()
    return glibc is not None and glibc.mallopt(_M_ARENA_MAX, ARENAS) == 1


def give_back() -> bool:
    """Return what is free to the system: some milliseconds. False: not glibc."""
    glibc = _glibc()
    if glibc is None:
        return False
    glibc.malloc_trim(0)
    return True


async def keep_small() -> None:
    """Give back again and again, until cancelled; ends at once where that is not possible."""
    while await asyncio.to_thread(give_back):  # noqa: ASYNC110 - nothing tells when
        await asyncio.sleep(GIVE_BACK_EVERY_S)


def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    has_both = hasattr(library, "mallopt") and hasattr(library, "malloc_trim")
    return library if has_both else None
