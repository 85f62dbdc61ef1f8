"""Writes one session's events, numbered and timed, in the order they happen."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from dryfit.store.events import SessionEvent
from dryfit.store.journal import Journal

E = TypeVar("E", bound=SessionEvent)


class Recorder:
    """The one writer of a session's journal; keeps what it wrote for the critique."""

    def __init__(
        self,
        journal: Journal,
        session: str,
        clock: Callable[[], float],
        events: Sequence[SessionEvent] = (),
    ) -> None:
        """`events` are those that the journal holds already."""
        self._journal = journal
        self._session = session
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self.events: list[SessionEvent] = list(events)

    async def record(self, kind: Callable[..., E], **fields: object) -> E:
        """Append one event; it is on disk when this returns.

        Raises:
            dryfit.store.errors.JournalError: nothing was written.
        """
        # Shielded: an append that has begun ends on disk, and must then be counted here too.
        return await asyncio.shield(self._append(kind, fields))

    async def settle(self) -> None:
        """Wait until what has been begun is on disk, also for those who no longer wait for it."""
        async with self._one_at_a_time:
            return

    async def _append(self, kind: Callable[..., E], fields: dict[str, object]) -> E:
        async with self._one_at_a_time:
            event = kind(seq=len(self.events), at_s=round(self._clock(), 3), **fields)
            await self._journal.append(self._session, event)
            self.events.append(event)
        return event
