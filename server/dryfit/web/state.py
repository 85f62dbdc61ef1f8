"""What the requests of one server share."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.metrics import Metrics
from dryfit.scenario.library import Library
from dryfit.session.inputs import FinishRequested
from dryfit.settings import Settings
from dryfit.store.journal import Journal
from dryfit.wire.live import Live

GOODBYE_S = 3.0
"""How long sessions may take to write their critique when the server stops."""


@dataclass(slots=True)
class ServerState:
    """Everything that outlives a request."""

    settings: Settings
    library: Library
    journal: Journal
    metrics: Metrics
    engines: Engines | None = None
    load_error: DryfitError | None = None
    busy_sound: bytes = b""
    """What is said to those who find no place; empty until it has been spoken ahead."""
    sessions: dict[str, Live] = field(default_factory=dict)
    """Those that run, also while their clients are away."""
    rebuilding: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a session is rebuilt, so that it is never rebuilt twice at once."""
    _all_over: asyncio.Event = field(default_factory=asyncio.Event)

    async def nobody_talks(self) -> None:
        """Wait until no session is running."""
        if self.sessions:
            await self._all_over.wait()

    async def end_sessions(self) -> None:
        """Ask every session to end with its critique, and give it a moment to."""
        if not self.sessions:
            return
        for live in self.sessions.values():
            live.session.receive(FinishRequested("server_stopped"))
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_S):
                await self._all_over.wait()
        for live in list(self.sessions.values()):
            await live.stop()

    def begin(self, live: Live) -> None:
        """Have a session run until it is over."""
        self.sessions[live.session.id] = live
        self._all_over.clear()
        self.metrics.sessions.set(len(self.sessions))
        live.start(self._end)

    def _end(self, live: Live) -> None:
        if self.sessions.get(live.session.id) is live:
            del self.sessions[live.session.id]
        self.metrics.sessions.set(len(self.sessions))
        if not self.sessions:
            self._all_over.set()
