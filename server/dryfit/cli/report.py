"""`dryfit report`: a session's critique as one page."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dryfit.errors import DryfitError


def report(
    session: Annotated[str, typer.Argument(help="A session's id, its beginning, or `last`.")],
    out: Annotated[
        Path | None, typer.Option(help="Where to write it; the session's id if left out.")
    ] = None,
) -> None:
    """Write one HTML page: transcript, curve, moments, rubric, what to practise next."""
    page, name = asyncio.run(_made(session))
    path = out or Path(f"{name}.html")
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as cause:
        message = f"The report cannot be written to {path}: {cause.strerror or cause}."
        raise DryfitError("report-unwritable", message, "Name another file with --out.") from cause
    Console(highlight=False).print(f"Written to {path}. It holds what was said; share with care.")


async def _made(name: str) -> tuple[str, str]:
    from dryfit.cli.sessions import find_events
    from dryfit.report.make import report_of
    from dryfit.settings import Settings
    from dryfit.store.events import SessionOpened
    from dryfit.store.journal import Journal

    async with Journal.open(Settings().journal_url) as journal:
        events = await find_events(journal, name)
        opened = next(event for event in events if isinstance(event, SessionOpened))
        return await report_of(journal, events), opened.session
