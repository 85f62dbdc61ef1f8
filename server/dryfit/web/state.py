"""What the requests of one server share."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.metrics import Metrics
from dryfit.scenario.library import Library
from dryfit.session.inputs import FinishRequested
from dryfit.session.session import Session
from dryfit.settings import Settings
from dryfit.store.journal import Journal

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
    sessions: dict[str, Session] = field(default_factory=dict)
    _all_over: asyncio.Event = field(default_factory=asyncio.Event)

    async def nobody_talks(self) -> None:
        """Wait until no session is running."""
        if self.sessions:
            await self._all_over.wait()

    async def end_sessions(self) -> None:
        """Ask every session to end with its critique, and give it a moment to."""
        if not self.sessions:
            return
        for session in self.sessions.values():
            session.receive(FinishRequested("server_stopped"))
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_S):
                await self._all_over.wait()

    def begin(self, session: Session) -> None:
        """Note a session as running."""
        self.sessions[session.id] = session
        self._all_over.clear()
        self.metrics.sessions.set(len(self.sessions))

    def end(self, session: Session) -> None:
        """Note a session as over."""
        del self.sessions[session.id]
        self.metrics.sessions.set(len(self.sessions))
        if not self.sessions:
            self._all_over.set()
