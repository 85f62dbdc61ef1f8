"""All that is particular to SQLite: durability settings, append-only triggers, error codes.

`synchronous=FULL` makes every commit wait for the disk (https://sqlite.org/pragma.html
#pragma_synchronous): a turn that was appended survives a killed process and a power cut.
"""

import sqlite3

from sqlalchemy import Connection, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dryfit.store.errors import (
    JournalDamaged,
    JournalError,
    JournalFull,
    JournalLocked,
    JournalUnwritable,
)

BUSY_TIMEOUT_MS = 3_000
"""Longer and a turn hangs silently behind another program; shorter and a backup run ends talks."""

_PRAGMAS = (
    # The timeout first: switching to WAL may itself have to wait for another process.
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",  # macOS: a plain fsync there does not reach the platter
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # a forgotten session is overwritten, not only unlinked
)

_KEPT = "RAISE(ABORT, 'the journal is append-only')"
_TRIGGERS = (
    f"CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT {_KEPT}; END",
    # INSERT OR REPLACE would delete the old row without firing delete triggers.
    "CREATE TRIGGER events_never_replaced BEFORE INSERT ON events "
    "WHEN EXISTS (SELECT 1 FROM events WHERE session = NEW.session AND seq = NEW.seq) "
    f"BEGIN SELECT {_KEPT}; END",
    "CREATE TRIGGER events_stay BEFORE DELETE ON events "
    "WHEN NOT EXISTS (SELECT 1 FROM forgotten WHERE session = OLD.session) "
    f"BEGIN SELECT {_KEPT}; END",
    f"CREATE TRIGGER sessions_never_change BEFORE UPDATE ON sessions BEGIN SELECT {_KEPT}; END",
    "CREATE TRIGGER sessions_stay BEFORE DELETE ON sessions "
    "WHEN NOT EXISTS (SELECT 1 FROM forgotten WHERE session = OLD.session) "
    f"BEGIN SELECT {_KEPT}; END",
)

_FULL = {"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_IOERR_SHORT_READ"}


def prepare_connections(engine: AsyncEngine) -> None:
    """Give every connection of an SQLite engine its durability settings."""

    def set_pragmas(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        try:
            for pragma in _PRAGMAS:
                cursor.execute(pragma)
        except sqlite3.Error:
            cursor.close()
            connection.close()  # the pool never sees it, and its thread would outlive the loop
            raise
        cursor.close()

    event.listen(engine.sync_engine, "connect", set_pragmas)


def begin_making(connection: Connection) -> None:
    """Take the write lock now, so that two processes cannot both make the tables.

    Python's driver opens no transaction for CREATE statements by itself, so without this a
    process killed half way would leave half a journal.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def make_append_only(connection: Connection) -> None:
    """Add the triggers that refuse to change or delete what was kept."""
    for statement in _TRIGGERS:
        connection.exec_driver_sql(statement)


async def overwrite_deleted(connection: AsyncConnection) -> None:
    """Fold the write-ahead log into the file and cut it: it still holds deleted words."""
    await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def journal_error(where: str, error: DBAPIError | sqlite3.Error) -> JournalError | None:
    """Return what an SQLite failure means to the user; None if it is not one of the file's own."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = str(getattr(cause, "sqlite_errorname", "") or "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return JournalLocked(where)
    if name in _FULL:
        return JournalFull(where)
    if name in _DAMAGED or name.startswith("SQLITE_CORRUPT"):
        return JournalDamaged(where, str(cause))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return JournalUnwritable(where, str(cause))
    return None
