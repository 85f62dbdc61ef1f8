"""What every learner answered, kept on this machine in the journal's database.

An answer is on disk when `add` returns. Names stay here: what is told of a crew has none.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from dryfit.drill.scoring import Decision, Trial
from dryfit.drill.steps import Answered
from dryfit.store import sqlite
from dryfit.store.errors import JournalUnwritable
from dryfit.store.journal import Journal

MAX_NAME = 128

_metadata = MetaData()
_answers = Table(
    "drill_answers",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("run", String(MAX_NAME), nullable=False),
    Column("learner", String(MAX_NAME), nullable=False, index=True),
    Column("drill", String(MAX_NAME), nullable=False),
    Column("item", String(MAX_NAME), nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("decision", String(16), nullable=False),
    Column("sureness", Integer),
    Column("fault", String(16)),
    Column("mend", String(16)),
    Column("checking", Integer),
    Column("amended", Integer, nullable=False),
    Column("at_unix_s", Double, nullable=False),
    UniqueConstraint("run", "item"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it was kept."""

    learner: str
    drill: str
    item: str
    trial: Trial


class DrillBook:
    """The answers of all learners; make one with `async with DrillBook.open(url) as book`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._where = engine.url.database or engine.url.render_as_string(hide_password=True)

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[DrillBook]:
        """Open the journal's database, making what is missing.

        Raises:
            JournalError: it cannot be opened, with what to do.
        """
        async with Journal.open(url):
            pass  # the file, private to its owner, and the journal's own tables
        engine = create_async_engine(url)
        if engine.dialect.name == "sqlite":
            sqlite.prepare_connections(engine)
        book = cls(engine)
        try:
            async with book._transaction() as connection:
                await connection.run_sync(_metadata.create_all)
            yield book
        finally:
            await engine.dispose()

    async def add(
        self, run: str, learner: str, drill: str, answer: Answered, at_unix_s: float
    ) -> None:
        """Keep an answer; one without a decision is not kept, one kept already stays as it was."""
        if answer.decision is None:
            return
        row = {
            "run": run, "learner": learner[:MAX_NAME], "drill": drill[:MAX_NAME],
            "item": answer.item.id, "correct": answer.item.correct, "decision": answer.decision,
            "sureness": answer.sureness, "fault": answer.fault, "mend": answer.mend,
            "checking": answer.checking, "amended": answer.amended, "at_unix_s": at_unix_s,
        }  # fmt: skip
        there = select(_answers.c.number).where(
            _answers.c.run == run, _answers.c.item == answer.item.id
        )
        async with self._transaction() as connection:
            if (await connection.execute(there)).first() is None:
                await connection.execute(insert(_answers), row)

    async def answers(self, learner: str | None = None, drill: str = "") -> list[Kept]:
        """Answers in the order they were given; of all learners where none is named."""
        query = select(_answers).order_by(_answers.c.number)
        if learner is not None:
            query = query.where(_answers.c.learner == learner)
        if drill:
            query = query.where(_answers.c.drill == drill)
        async with self._transaction() as connection:
            rows = (await connection.execute(query)).all()
        return [
            Kept(
                row.learner, row.drill, row.item,
                Trial(
                    row.correct, Decision(row.decision),
                    None if row.sureness is None else row.sureness / 100, row.checking,
                ),
            )
            for row in rows
        ]  # fmt: skip

    async def answered(self, learner: str) -> int:
        """How many answers a learner has judged."""
        query = select(func.count()).where(_answers.c.learner == learner)
        async with self._transaction() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def forget(self, learner: str) -> int:
        """Delete all that a learner answered; how many that were."""
        async with self._transaction() as connection:
            gone = await connection.execute(delete(_answers).where(_answers.c.learner == learner))
        if self._engine.dialect.name == "sqlite":
            async with self._engine.connect() as connection:
                await sqlite.overwrite_deleted(connection)
        return gone.rowcount

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise (
                sqlite.journal_error(self._where, error)
                or JournalUnwritable(self._where, str(error.orig))
            ) from error
