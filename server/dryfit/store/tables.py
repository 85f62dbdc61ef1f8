"""The journal's tables, in types that SQLite and PostgreSQL share.

`payload` is text rather than a database JSON type: PostgreSQL's refuses NUL characters that a
recogniser or a keyboard may produce, and text comes back byte for byte.
"""

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = 1
"""Raised whenever an older Dryfit could not read what a newer one writes."""

MAX_ID_LENGTH = 128
"""Longest session id, scenario id or event type, in characters."""

metadata = MetaData()

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("session", String(MAX_ID_LENGTH), primary_key=True),
    Column("scenario", String(MAX_ID_LENGTH), nullable=False),
    Column("opened_unix_s", Double, nullable=False),
    Index("sessions_by_time", "opened_unix_s"),
)

events = Table(
    "events",
    metadata,
    Column("session", ForeignKey("sessions.session"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("type", String(MAX_ID_LENGTH), nullable=False),
    Column("at_s", Double, nullable=False),
    Column("payload", Text, nullable=False),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("session", String(MAX_ID_LENGTH), primary_key=True),
    Column("forgotten_unix_s", Double, nullable=False),
)
"""Sessions deleted on request: only the id stays, so that nothing can be added to them later."""
