"""The journal: session events, appended in order and never changed.

When `append` returns, the event is on disk. When it raises, nothing of the event is.
"""

import asyncio
import contextlib
import errno
import os
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import ValidationError
from sqlalchemy import Connection, delete, func, insert, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from dryfit.store import sqlite, tables
from dryfit.store.errors import (
    JournalConflict,
    JournalDamaged,
    JournalError,
    JournalTooNew,
    JournalUnwritable,
)
from dryfit.store.events import (
    AnyOpened,
    DrillOpened,
    SessionEnded,
    SessionEvent,
    SessionOpened,
    parse_event_json,
)


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One line of the session list; `outcome` is None while it runs or when it was cut off."""

    session: str
    scenario: str
    opened_unix_s: float
    learner_turns: int
    outcome: str | None
    won: bool


def journal_url(path: Path) -> str:
    """Return the database URL of a journal file."""
    return f"sqlite+aiosqlite:///{path}"


class Journal:
    """An open journal; make one with `async with Journal.open(url) as journal`."""

    def __init__(self, engine: AsyncEngine, now_unix_s: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now_unix_s = now_unix_s
        self._where = engine.url.database or engine.url.render_as_string(hide_password=True)
        # One writer at a time within a process: SQLite has one write lock, and waiting here is
        # fair and cheap while waiting there polls.
        self._writing = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(
        cls, url: str, now_unix_s: Callable[[], float] = time.time
    ) -> AsyncIterator[Self]:
        """Open (and make, if it is missing) the journal at `url`; raises JournalError."""
        engine = create_async_engine(url)
        journal = cls(engine, now_unix_s)
        if engine.dialect.name == "sqlite":
            _make_private_file(engine.url.database)
            sqlite.prepare_connections(engine)
        try:
            await journal._make_tables()
            yield journal
        finally:
            await engine.dispose()

    async def append(self, session: str, event: SessionEvent) -> None:
        """Keep `event`; on disk when this returns. Raises JournalError, and then kept nothing.

        A write that has begun is finished even if the caller is cancelled meanwhile, so that
        what is on disk never depends on the moment of a cancellation.
        """
        writing = asyncio.ensure_future(self._append(session, event))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            if not writing.cancelled():
                writing.exception()  # the caller is gone; nobody else will look at it
            raise

    async def begin(self, session: str, events: Sequence[SessionEvent]) -> None:
        """Keep the first events of a session, all or none, as `append` would one by one."""
        await asyncio.shield(self._append(session, *events))

    async def _append(self, session: str, *events: SessionEvent) -> None:
        async with self._transaction(session, events[0].seq) as connection:
            if isinstance(events[0], AnyOpened):
                await self._open_session(connection, session, events[0])
            rows = [
                {
                    "session": session,
                    "seq": event.seq,
                    "type": event.type,
                    "at_s": event.at_s,
                    "payload": event.model_dump_json(),
                }
                for event in events
            ]
            await connection.execute(insert(tables.events), rows)

    async def events(self, session: str) -> list[SessionEvent]:
        """Return the session's events in order; empty if there is no such session."""
        query = (
            select(tables.events.c.seq, tables.events.c.payload)
            .where(tables.events.c.session == session)
            .order_by(tables.events.c.seq)
        )
        async with self._reading() as connection:
            rows = (await connection.execute(query)).all()
        return [self._parse(session, row.seq, row.payload) for row in rows]

    async def opened_unix_s(self, session: str) -> float:
        """When a session was opened; 0 where there is none."""
        query = select(tables.sessions.c.opened_unix_s).where(tables.sessions.c.session == session)
        async with self._reading() as connection:
            return float((await connection.execute(query)).scalar() or 0.0)

    async def branches(self, session: str) -> list[str]:
        """The sessions that do a moment of this one again, oldest first."""
        return [
            name
            for name, event in await self._openings(session)
            if isinstance(event, SessionOpened) and event.branch_of == session
        ]

    async def drills_of(self, learner: str) -> list[str]:
        """The drills of a learner, oldest first."""
        return [
            name
            for name, event in await self._openings(learner)
            if isinstance(event, DrillOpened) and event.learner == learner
        ]

    async def _openings(self, naming: str) -> list[tuple[str, SessionEvent]]:
        """The first events of the sessions that name something there, oldest first."""
        opened = (
            select(tables.events.c.session, tables.events.c.payload)
            .join(tables.sessions, tables.sessions.c.session == tables.events.c.session)
            .where(
                tables.events.c.seq == 0, tables.events.c.payload.contains(naming, autoescape=True)
            )
            .order_by(tables.sessions.c.opened_unix_s, tables.events.c.session)
        )
        async with self._reading() as connection:
            rows = (await connection.execute(opened)).all()
        return [(row.session, self._parse(row.session, 0, row.payload)) for row in rows]

    async def family(self, session: str) -> list[list[SessionEvent]]:
        """The events of a session, and then of each that does a moment of it again."""
        return [await self.events(name) for name in (session, *await self.branches(session))]

    async def sessions(self, limit: int = 20) -> list[SessionSummary]:
        """Return the latest role-plays, newest first."""
        opened = (
            select(tables.sessions)
            .join(tables.events, tables.events.c.session == tables.sessions.c.session)
            .where(tables.events.c.seq == 0, tables.events.c.type == "session_opened")
            .order_by(tables.sessions.c.opened_unix_s.desc(), tables.sessions.c.session)
            .limit(limit)
        )
        async with self._reading() as connection:
            rows = (await connection.execute(opened)).all()
            ids = [row.session for row in rows]
            ended = await self._endings(connection, ids)
            turns = await self._turn_counts(connection, ids)
        return [
            SessionSummary(
                session=row.session,
                scenario=row.scenario,
                opened_unix_s=row.opened_unix_s,
                learner_turns=turns.get(row.session, 0),
                outcome=ended[row.session].outcome if row.session in ended else None,
                won=row.session in ended and ended[row.session].won,
            )
            for row in rows
        ]

    async def forget(self, session: str) -> bool:
        """Delete a session for good, as its learner may ask; True if there was one.

        Only the id stays, so that a late event cannot bring a piece of it back.
        """
        async with self._transaction(session, -1) as connection:
            known = select(tables.sessions.c.session).where(tables.sessions.c.session == session)
            if (await connection.execute(known)).first() is None:
                return False
            await connection.execute(
                insert(tables.forgotten),
                {"session": session, "forgotten_unix_s": self._now_unix_s()},
            )
            await connection.execute(
                delete(tables.events).where(tables.events.c.session == session)
            )
            await connection.execute(
                delete(tables.sessions).where(tables.sessions.c.session == session)
            )
        if self._engine.dialect.name == "sqlite":
            async with self._reading() as connection:
                await sqlite.overwrite_deleted(connection)
        return True

    async def _make_tables(self) -> None:
        async with self._reading() as connection:
            found = await connection.run_sync(_version)
        if found is None:
            async with self._transaction("", -1) as connection:
                found = await connection.run_sync(_create)
        if found > tables.SCHEMA_VERSION:
            raise JournalTooNew(self._where, found, tables.SCHEMA_VERSION)

    async def _open_session(
        self, connection: AsyncConnection, session: str, event: AnyOpened
    ) -> None:
        gone = select(tables.forgotten.c.session).where(tables.forgotten.c.session == session)
        if (await connection.execute(gone)).first() is not None:
            raise JournalConflict(session, event.seq, "the session was forgotten")
        await connection.execute(
            insert(tables.sessions),
            {
                "session": session,
                "scenario": event.drill if isinstance(event, DrillOpened) else event.scenario,
                "opened_unix_s": self._now_unix_s(),
            },
        )

    async def _endings(
        self, connection: AsyncConnection, ids: list[str]
    ) -> dict[str, SessionEnded]:
        query = select(tables.events.c.session, tables.events.c.seq, tables.events.c.payload).where(
            tables.events.c.session.in_(ids), tables.events.c.type == "session_ended"
        )
        endings: dict[str, SessionEnded] = {}
        for row in (await connection.execute(query)).all():
            event = self._parse(row.session, row.seq, row.payload)
            if isinstance(event, SessionEnded):
                endings[row.session] = event
        return endings

    async def _turn_counts(self, connection: AsyncConnection, ids: list[str]) -> dict[str, int]:
        query = (
            select(tables.events.c.session, func.count().label("turns"))
            .where(tables.events.c.session.in_(ids), tables.events.c.type == "learner_spoke")
            .group_by(tables.events.c.session)
        )
        return {row.session: row.turns for row in (await connection.execute(query)).all()}

    def _parse(self, session: str, seq: int, payload: str) -> SessionEvent:
        try:
            return parse_event_json(payload)
        except ValidationError as error:
            why = f"event {seq} of session {session} cannot be read"
            raise JournalDamaged(self._where, why) from error

    @asynccontextmanager
    async def _transaction(self, session: str, seq: int) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._writing, self._engine.begin() as connection:
                yield connection
        except IntegrityError as error:
            raise self._conflict(session, seq, error) from error
        except DBAPIError as error:
            raise self._translate(error) from error

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise self._translate(error) from error

    def _conflict(self, session: str, seq: int, error: IntegrityError) -> JournalError:
        reason = str(error.orig)
        if "FOREIGN KEY" in reason.upper():
            return JournalConflict(session, seq, "the session was never opened, or was forgotten")
        return JournalConflict(session, seq, "that place in the session is taken")

    def _translate(self, error: DBAPIError) -> JournalError:
        return sqlite.journal_error(self._where, error) or JournalUnwritable(
            self._where, str(error.orig)
        )


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(tables.schema_version.name):
        return None
    return connection.execute(select(func.max(tables.schema_version.c.version))).scalar()


def _create(connection: Connection) -> int:
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        sqlite.begin_making(connection)
    found = _version(connection)
    if found is not None:  # another process was first
        return found
    tables.metadata.create_all(connection)
    if on_sqlite:
        sqlite.make_append_only(connection)
    connection.execute(insert(tables.schema_version), {"version": tables.SCHEMA_VERSION})
    return tables.SCHEMA_VERSION


def _make_private_file(database: str | None) -> None:
    """Make the file readable by its owner alone; SQLite gives its logs the same rights.

    A file that cannot be opened is refused here: a driver whose thread has failed to connect ends
    at a moment of its own, which may be after the event loop. One that is there is not opened to
    find out: closing it would drop the locks that this process already holds on it, and another
    process would take a log in use for left behind (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    if not database or database == ":memory:" or database.startswith("file:"):
        return
    path = Path(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.access(path, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise JournalUnwritable(database, error.strerror or str(error)) from error
