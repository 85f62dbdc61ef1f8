"""What the requests of one server share."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from starlette.requests import HTTPConnection

from dryfit.drill.book import DrillBook
from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.metrics import Metrics
from dryfit.scenario.library import Library
from dryfit.scenario.schema import Scenario
from dryfit.session.inputs import FinishRequested
from dryfit.settings import Settings
from dryfit.store.journal import Journal
from dryfit.wire.live import Live

VISITS_KEPT = 64
"""Scenarios for one visit that wait to be played; the oldest is dropped. Fewer, and a busy crew
finds theirs gone; more, and a server grows."""

GOODBYE_S = 3.0
"""How long sessions may take to write their critique when the server stops."""


@dataclass(slots=True)
class ServerState:
    """Everything that outlives a request."""

    settings: Settings
    library: Library
    journal: Journal
    drills: DrillBook
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
    _visits: dict[str, tuple[Scenario, str]] = field(default_factory=dict)

    def ready_engines(self) -> Engines:
        """The models.

        Raises:
            DryfitError: `not-ready`, and why.
        """
        if self.engines is None:
            why = str(self.load_error or "Models are loading; try in a moment.")
            raise DryfitError("not-ready", why)
        return self.engines

    def keep_visit(self, scenario: Scenario, source: str) -> None:
        """Have a scenario playable that is in no library."""
        self._visits[scenario.id] = (scenario, source)
        while len(self._visits) > VISITS_KEPT:
            del self._visits[next(iter(self._visits))]

    def find(self, scenario_id: str) -> tuple[Scenario, str]:
        """A scenario and its YAML: from the library, or made for a visit.

        Raises:
            UnknownScenario, ScenarioError: with what to do.
        """
        if scenario_id in self._visits:
            return self._visits[scenario_id]
        scenario = self.library.get(scenario_id)
        return scenario, self.library.source(scenario.id)

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


def state_of(connection: HTTPConnection) -> ServerState:
    """What the server shares, from a request or a socket of its."""
    return cast(ServerState, connection.app.state.server)
