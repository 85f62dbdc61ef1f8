"""Full, locked, read-only, damaged and foreign files; killed processes."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from sqlalchemy import event as sqlalchemy_event
from tests.store.samples import opened, spoke

from dryfit.store import sqlite
from dryfit.store.errors import (
    JournalDamaged,
    JournalError,
    JournalFull,
    JournalLocked,
    JournalTooNew,
    JournalUnwritable,
)
from dryfit.store.journal import Journal, journal_url
from dryfit.store.tables import SCHEMA_VERSION

LONG = "We could finish at ten, with the small amp. " * 100


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 512 KiB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def get(path: Path) -> bytes:
    return path.read_bytes()


def clear(path: Path) -> None:
    path.unlink()


def make_folder(path: Path) -> None:
    path.mkdir()


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while True:
            ballast.write(bytes(4_096))


def scramble(path: Path) -> None:
    """Overwrite every page but the first two and the last."""
    data = path.read_bytes()
    noise = bytes(byte ^ 0xA5 for byte in data[8_192:-4_096])
    path.write_bytes(data[:8_192] + noise + data[-4_096:])


async def append_until_refused(journal: Journal) -> tuple[int, JournalError]:
    """Return the last kept seq and the error that came after it."""
    await journal.append("s", opened("s"))
    for seq in range(1, 1_000):
        try:
            await journal.append("s", spoke(seq, LONG))
        except JournalError as error:
            return seq - 1, error
    raise AssertionError("the disk never filled")


async def test_a_full_disk_keeps_what_was_there(tiny_disk: Path) -> None:
    ballast = tiny_disk / "ballast"
    put(ballast, bytes(100_000))
    url = journal_url(tiny_disk / "journal.db")
    async with Journal.open(url) as journal:
        last, error = await append_until_refused(journal)
        assert isinstance(error, JournalFull)
        assert error.code == "journal-full"
        assert "room" in str(error)
        assert [e.seq for e in await journal.events("s")] == list(range(last + 1))
        clear(ballast)
        await journal.append("s", spoke(last + 1, LONG))
    async with Journal.open(url) as journal:
        assert [e.seq for e in await journal.events("s")] == list(range(last + 2))


async def test_a_disk_full_from_the_start(tiny_disk: Path) -> None:
    fill(tiny_disk / "ballast")
    with pytest.raises(JournalError) as caught:
        async with Journal.open(journal_url(tiny_disk / "journal.db")):
            pass
    assert caught.value.code == "journal-full"


async def test_a_file_at_its_size_limit_counts_as_full(path: Path) -> None:
    async with Journal.open(journal_url(path)) as journal:

        def limit(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
            cursor = connection.cursor()
            cursor.execute("PRAGMA max_page_count=40")
            cursor.close()

        sqlalchemy_event.listen(journal._engine.sync_engine, "checkout", limit)
        last, error = await append_until_refused(journal)
        assert error.code == "journal-full"
        assert [e.seq for e in await journal.events("s")] == list(range(last + 1))


@asynccontextmanager
async def impatient(path: Path) -> AsyncIterator[Journal]:
    """A journal that waits 50 ms for another program instead of seconds."""
    async with Journal.open(journal_url(path)) as journal:

        def hurry(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout=50")
            cursor.close()

        sqlalchemy_event.listen(journal._engine.sync_engine, "checkout", hurry)
        yield journal


async def test_a_locked_file_is_named_and_works_again_after(path: Path) -> None:
    async with impatient(path) as journal:
        await journal.append("s", opened("s"))
        with closing(sqlite3.connect(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(JournalLocked) as caught:
                await journal.append("s", spoke(1))
            assert await journal.events("s") == [opened("s")]
            other.execute("ROLLBACK")
        assert caught.value.code == "journal-locked"
        assert str(path) in caught.value.message
        await journal.append("s", spoke(1))


@pytest.mark.parametrize("content", [b"this is a letter, not a database\n" * 200, b"x" * 100])
async def test_a_file_that_is_no_journal(path: Path, content: bytes) -> None:
    put(path, content)
    with pytest.raises(JournalDamaged) as caught:
        async with Journal.open(journal_url(path)):
            pass
    assert caught.value.code == "journal-damaged"
    assert get(path) == content


async def test_a_page_overwritten_with_noise(path: Path) -> None:
    async with Journal.open(journal_url(path)) as journal:
        await journal.append("s", opened("s"))
        for seq in range(1, 60):
            await journal.append("s", spoke(seq, LONG))
    scramble(path)
    with pytest.raises(JournalDamaged):
        async with Journal.open(journal_url(path)) as journal:
            await journal.events("s")


async def test_an_event_that_cannot_be_read_names_its_place(path: Path) -> None:
    async with Journal.open(journal_url(path)) as journal:
        await journal.append("s", opened("s"))
        with closing(sqlite3.connect(path)) as other:
            other.execute("INSERT INTO events VALUES ('s', 1, 'noted', 0, '{\"type\": \"noted\"}')")
            other.commit()
        with pytest.raises(JournalDamaged, match="event 1 of session s"):
            await journal.events("s")


async def test_a_later_format_is_refused_unchanged(path: Path) -> None:
    async with Journal.open(journal_url(path)):
        pass
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO schema_version VALUES (?)", (SCHEMA_VERSION + 1,))
        other.commit()
    with pytest.raises(JournalTooNew) as caught:
        async with Journal.open(journal_url(path)):
            pass
    assert caught.value.code == "journal-too-new"
    assert "Update Dryfit" in caught.value.hint


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    put(tmp_path / "file", b"in the way")
    with pytest.raises(JournalUnwritable) as caught:
        async with Journal.open(journal_url(tmp_path / "file" / "journal.db")):
            pass
    assert caught.value.code == "journal-unwritable"


async def test_a_folder_in_place_of_the_file(path: Path) -> None:
    make_folder(path)
    with pytest.raises(JournalUnwritable):
        async with Journal.open(journal_url(path)):
            pass


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SQLITE_BUSY", "journal-locked"),
        ("SQLITE_BUSY_SNAPSHOT", "journal-locked"),
        ("SQLITE_LOCKED_SHAREDCACHE", "journal-locked"),
        ("SQLITE_FULL", "journal-full"),
        ("SQLITE_IOERR_SHMSIZE", "journal-full"),
        ("SQLITE_CORRUPT_INDEX", "journal-damaged"),
        ("SQLITE_NOTADB", "journal-damaged"),
        ("SQLITE_READONLY_DBMOVED", "journal-unwritable"),
        ("SQLITE_CANTOPEN", "journal-unwritable"),
        ("SQLITE_IOERR_FSYNC", "journal-unwritable"),
    ],
)
def test_every_file_error_has_its_code(name: str, expected: str) -> None:
    cause = sqlite3.OperationalError("what the library says")
    cause.sqlite_errorname = name
    error = sqlite.journal_error("journal.db", cause)
    assert error is not None
    assert error.code == expected
    assert error.hint


APPEND_FOREVER = """
import asyncio, sys
from pathlib import Path
from dryfit.store.journal import Journal, journal_url
from tests.store.samples import opened, spoke

async def main():
    async with Journal.open(journal_url(Path(sys.argv[1]))) as journal:
        await journal.append("s", opened("s"))
        for seq in range(1, 1_000_000):
            await journal.append("s", spoke(seq))
            print(seq, flush=True)

asyncio.run(main())
"""


def append_then_kill(path: Path, lines_before_kill: int) -> list[int]:
    """Return every seq that a killed child had been told is kept."""
    command = [sys.executable, "-c", APPEND_FOREVER, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        reported = [int(child.stdout.readline()) for _ in range(lines_before_kill)]
        child.send_signal(signal.SIGKILL)
        reported += [int(line) for line in child.stdout.read().split("\n")[:-1]]
        assert child.wait() == -signal.SIGKILL
    return reported


@pytest.mark.parametrize("lines_before_kill", [1, 40, 150])
async def test_a_killed_process_loses_nothing_it_was_told_is_kept(
    path: Path, lines_before_kill: int
) -> None:
    reported = append_then_kill(path, lines_before_kill)
    async with Journal.open(journal_url(path)) as journal:
        kept = [e.seq for e in await journal.events("s")]
        assert kept == list(range(len(kept)))
        assert set(reported) <= set(kept)
        await journal.append("s", spoke(len(kept)))
