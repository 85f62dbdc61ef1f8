"""How late the event loop is: whatever blocks it delays every session alike."""

import asyncio
from collections.abc import Callable

EVERY_S = 0.1
"""Higher: short blocks are missed. Lower: looking costs something itself."""


async def measure_lag(observe: Callable[[float], None]) -> None:
    """Tell `observe`, until cancelled, by how many seconds each short sleep was too long."""
    loop = asyncio.get_running_loop()
    while True:
        due_s = loop.time() + EVERY_S
        await asyncio.sleep(EVERY_S)
        observe(max(0.0, loop.time() - due_s))
