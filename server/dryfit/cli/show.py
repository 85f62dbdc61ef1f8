"""`dryfit show`: what was practised lately, and the critique of any session."""

from typing import Annotated

import typer


def show(
    session: Annotated[
        str, typer.Argument(help="A session's id, its beginning, or `last`; none lists them.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many sessions to list.")] = 20,
) -> None:
    """List recent sessions, or print one session's critique."""
    from dryfit.cli.sessions import list_sessions, print_session

    if session:
        print_session(session, as_json)
    else:
        list_sessions(limit, as_json)
