"""What was practised lately, and the critique of any session, for the terminal."""

import asyncio
import json
import shutil
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from difflib import get_close_matches

from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dryfit.critique.again import critique_of
from dryfit.critique.due import Due, Played, due
from dryfit.critique.report import Critique, Practice
from dryfit.critique.text import as_text, printable
from dryfit.errors import DryfitError
from dryfit.settings import Settings
from dryfit.store.events import CritiqueMade, SessionEvent, opened_in
from dryfit.store.journal import Journal, SessionSummary

SEARCHED = 1_000
"""How many of the latest sessions a name is looked for in."""

WIDEST = 100
"""Columns of text; wider, and lines are hard to follow."""


class UnknownSession(DryfitError):
    """No kept session has that name."""


def list_sessions(limit: int, as_json: bool) -> None:
    """Print the latest sessions, and what is due for practice."""
    found, waiting = asyncio.run(_latest(limit))
    if as_json:
        print(_list_json(found))
    else:
        _print_list(found)
        _print_due(waiting)


def print_session(name: str, as_json: bool) -> None:
    """Print the critique of the session meant. Raises what `find_events` raises."""
    made = critique_of(asyncio.run(_events(name)))
    if as_json:
        print(made.model_dump_json(indent=2))
        return
    columns = min(WIDEST, shutil.get_terminal_size().columns)
    sys.stdout.write(as_text(made, columns, colour=sys.stdout.isatty()))


async def _latest(limit: int) -> tuple[list[SessionSummary], list[Due]]:
    async with Journal.open(Settings().journal_url) as journal:
        found = await journal.sessions(limit)
        played = [
            Played(
                summary.session,
                summary.scenario,
                date.fromtimestamp(summary.opened_unix_s).toordinal(),
                _kept_practice(await journal.events(summary.session)),
            )
            for summary in reversed(found)
        ]
    return found, due(played, date.today().toordinal())


def _kept_practice(events: list[SessionEvent]) -> tuple[Practice, ...]:
    """As the critique gave it at the time; none where there was no critique."""
    for event in events:
        if isinstance(event, CritiqueMade):
            with suppress(ValidationError):  # kept by another version
                return Critique.model_validate(event.critique).practice
    return ()


def _print_due(waiting: list[Due]) -> None:
    console = Console(highlight=False)
    if waiting:
        console.print("\nDue for practice")
    for wait in waiting:
        since = date.fromordinal(wait.since)
        console.print(
            f"  {escape(printable(wait.scenario))}, since {since.day} {since:%b}: "
            f"{escape(printable(wait.what))} [dim]{escape(wait.session)}[/]"
        )


async def _events(name: str) -> list[SessionEvent]:
    async with Journal.open(Settings().journal_url) as journal:
        return await find_events(journal, name)


async def find_events(journal: Journal, name: str) -> list[SessionEvent]:
    """The events of the one session meant.

    Raises:
        UnknownSession: none, or several.
        JournalError: the journal cannot be read.
    """
    events = await journal.events(name)
    if opened_in(events):
        return events
    known = [found.session for found in await journal.sessions(SEARCHED)]
    return await journal.events(_named(name, known))


def _named(name: str, known: list[str]) -> str:
    """The one session meant by `last` or by the beginning of an id."""
    if name == "last" and known:
        return known[0]
    fitting = [session for session in known if session.startswith(name)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        message = f"{len(fitting)} sessions begin with `{name}`."
        raise UnknownSession("ambiguous-session", message, "Give more of the id.")
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else "`dryfit show` lists the sessions there are."
    raise UnknownSession("unknown-session", f"There is no session `{name}`.", hint)


def _list_json(found: list[SessionSummary]) -> str:
    return json.dumps([asdict(summary) for summary in found], indent=2)


def _print_list(found: list[SessionSummary]) -> None:
    console = Console(highlight=False)
    if not found:
        console.print("No session yet. `dryfit talk bar-owner --text` starts one.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("session", "scenario", "when", "turns", "how it ended"):
        table.add_column(heading, no_wrap=heading == "session")
    for summary in found:
        when = datetime.fromtimestamp(summary.opened_unix_s).astimezone()
        ended = (summary.outcome or "unfinished").replace("_", " ")
        table.add_row(
            escape(summary.session),
            escape(printable(summary.scenario)),
            when.strftime("%d %b %H:%M"),
            str(summary.learner_turns),
            f"{escape(ended)}{', won' if summary.won else ''}",
        )
    console.print(table)
