"""Appending, reading back, listing and forgetting."""

import asyncio
import sqlite3
import stat
import statistics
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
from tests.store.samples import opened, spoke

from dryfit.store import tables
from dryfit.store.errors import JournalConflict
from dryfit.store.events import Noted, SessionEnded, SessionEvent
from dryfit.store.journal import Journal, journal_url

LOOK = """
import asyncio, sys
from dryfit.store.journal import Journal

async def look(url, session):
    async with Journal.open(url) as journal:
        print(len(await journal.events(session)))

asyncio.run(look(*sys.argv[1:]))
"""
"""Another program that opens a journal, counts a session's events, and closes it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "journal.db"


def files_beside(path: Path) -> list[Path]:
    return sorted(path.parent.iterdir())


@pytest_asyncio.fixture
async def journal(path: Path) -> AsyncIterator[Journal]:
    clock = iter(range(1_000, 9_000))
    async with Journal.open(journal_url(path), now_unix_s=lambda: float(next(clock))) as fresh:
        yield fresh


async def test_events_come_back_in_order_and_equal(journal: Journal) -> None:
    kept: list[SessionEvent] = [opened("s"), spoke(1), spoke(2, "naïve ☕ \x00 <b>"), spoke(3)]
    for event in kept:
        await journal.append("s", event)
    assert await journal.events("s") == kept


async def test_events_survive_closing(path: Path) -> None:
    async with Journal.open(journal_url(path)) as journal:
        await journal.append("s", opened("s"))
    async with Journal.open(journal_url(path)) as journal:
        assert await journal.events("s") == [opened("s")]


async def test_an_unknown_session_has_no_events(journal: Journal) -> None:
    assert await journal.events("nobody") == []


async def test_a_taken_place_is_refused_and_the_first_stays(journal: Journal) -> None:
    await journal.append("s", opened("s"))
    await journal.append("s", spoke(1, "first"))
    with pytest.raises(JournalConflict, match="taken"):
        await journal.append("s", spoke(1, "second"))
    assert await journal.events("s") == [opened("s"), spoke(1, "first")]


async def test_a_session_must_be_opened_first(journal: Journal) -> None:
    with pytest.raises(JournalConflict, match="never opened"):
        await journal.append("s", spoke(1))
    assert await journal.events("s") == []


async def test_a_refused_opening_leaves_no_session_row(journal: Journal) -> None:
    await journal.append("s", opened("s"))
    with pytest.raises(JournalConflict):
        await journal.append("s", opened("s"))
    assert len(await journal.sessions()) == 1


async def test_sessions_are_listed_newest_first_with_their_endings(journal: Journal) -> None:
    for session in ("a", "b", "c"):
        await journal.append(session, opened(session))
    await journal.append("a", spoke(1))
    await journal.append("a", SessionEnded(seq=2, at_s=9, outcome="commitment", won=True))
    await journal.append("b", SessionEnded(seq=1, at_s=9, outcome="patience_zero", won=False))
    found = [(s.session, s.learner_turns, s.outcome, s.won) for s in await journal.sessions()]
    assert found == [
        ("c", 0, None, False),
        ("b", 0, "patience_zero", False),
        ("a", 1, "commitment", True),
    ]
    assert [s.session for s in await journal.sessions(limit=2)] == ["c", "b"]


async def test_twelve_sessions_append_at_once(journal: Journal) -> None:
    async def talk(session: str) -> None:
        await journal.append(session, opened(session))
        for seq in range(1, 21):
            await journal.append(session, spoke(seq))

    names = [f"s{n}" for n in range(12)]
    await asyncio.gather(*(talk(name) for name in names))
    for name in names:
        assert [e.seq for e in await journal.events(name)] == list(range(21))


async def test_two_journals_on_one_file(path: Path) -> None:
    url = journal_url(path)
    async with Journal.open(url) as one, Journal.open(url) as two:
        await one.append("s", opened("s"))
        await asyncio.gather(
            *((one if seq % 2 else two).append("s", spoke(seq)) for seq in range(1, 41))
        )
        assert sorted(e.seq for e in await two.events("s")) == list(range(41))


async def test_many_openings_at_once_make_one_journal(path: Path) -> None:
    async def open_and_append(name: str) -> None:
        async with Journal.open(journal_url(path)) as journal:
            await journal.append(name, opened(name))

    await asyncio.gather(*(open_and_append(f"s{n}") for n in range(6)))
    async with Journal.open(journal_url(path)) as journal:
        assert len(await journal.sessions()) == 6


async def test_an_append_that_began_outlives_its_cancelled_caller(
    journal: Journal,
) -> None:
    await journal.append("s", opened("s"))
    for seq in range(1, 40):
        task = asyncio.create_task(journal.append("s", spoke(seq)))
        for _ in range(seq % 13):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await journal.append("s", Noted(seq=99, at_s=0, code="still", message="works"))
    kept = await journal.events("s")
    started = [seq for seq in range(1, 40) if seq % 13]  # the others never began
    assert [e.seq for e in kept] == [0, *started, 99]


async def test_forget_deletes_every_word_from_disk(journal: Journal, path: Path) -> None:
    secret = "zebra-crossing-xylophone"
    await journal.append("s", opened("s"))
    await journal.append("other", opened("other"))
    await journal.append("s", spoke(1, secret))
    assert await journal.forget("s") is True
    assert await journal.events("s") == []
    assert [s.session for s in await journal.sessions()] == ["other"]
    for file in files_beside(path):
        assert secret.encode() not in file.read_bytes()


async def test_a_forgotten_session_stays_forgotten(journal: Journal) -> None:
    await journal.append("s", opened("s"))
    await journal.forget("s")
    assert await journal.forget("s") is False
    with pytest.raises(JournalConflict, match="forgotten"):
        await journal.append("s", spoke(1))
    with pytest.raises(JournalConflict, match="forgotten"):
        await journal.append("s", opened("s"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET payload = '{}'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT session, seq, type, at_s, '{}' FROM events",
        "UPDATE sessions SET scenario = 'x'",
        "DELETE FROM sessions",
    ],
)
async def test_the_file_itself_refuses_changes(
    journal: Journal, path: Path, statement: str
) -> None:
    await journal.append("s", opened("s"))
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    assert await journal.events("s") == [opened("s")]


async def test_only_the_owner_may_read_what_was_said(journal: Journal, path: Path) -> None:
    await journal.append("s", opened("s"))
    for file in files_beside(path):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


async def test_commits_wait_for_the_disk(journal: Journal) -> None:
    async with journal._engine.connect() as connection:
        settings = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


async def test_an_append_is_quick_beside_a_turn(journal: Journal) -> None:
    """Typically 1 to 2 ms; the bound only catches what a learner would notice."""
    await journal.append("s", opened("s"))
    taken_ms = []
    for seq in range(1, 41):
        began = time.perf_counter()
        await journal.append("s", spoke(seq))
        taken_ms.append(1000 * (time.perf_counter() - began))
    assert statistics.median(taken_ms) < 100


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=str)
def test_the_tables_can_be_made_on_postgresql(table: Table) -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = str(CreateTable(table).compile(dialect=dialect))
    assert "SERIAL" not in made
    assert "DATETIME" not in made


async def test_another_program_may_look_while_this_one_has_opened_it_twice(path: Path) -> None:
    """What is written after that is in the file, not in a log that the other has deleted."""

    async def seen(session: str) -> str:
        looking = await asyncio.create_subprocess_exec(
            sys.executable, "-c", LOOK, journal_url(path), session, stdout=asyncio.subprocess.PIPE
        )
        told, _ = await looking.communicate()
        return told.decode().strip()

    async with Journal.open(journal_url(path)) as journal:
        await journal.append("first", opened("first"))
        async with Journal.open(journal_url(path)):
            pass
        assert await seen("first") == "1"
        await journal.append("second", opened("second"))
        await journal.append("second", spoke(1))
        assert await seen("second") == "2"
