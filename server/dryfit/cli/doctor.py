"""`dryfit doctor`: what is here, what is missing, and how to mend it."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from dryfit.cli.serve import DEFAULT_PORT

if TYPE_CHECKING:
    from dryfit.cli.checks import Check

STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
    port: Annotated[int, typer.Option(help="The port to try.")] = DEFAULT_PORT,
) -> None:
    """Say what is missing and how to mend it. Exits with 1 where something must be mended."""
    from dryfit.cli.checks import State, all_checks

    checks = []
    console = Console(highlight=False)
    for check in all_checks(port):
        checks.append(check)
        if not as_json:
            _print(console, check)
    failed = sum(check.state is State.FAIL for check in checks)
    if as_json:
        listed = [asdict(check) for check in checks]
        typer.echo(json.dumps({"ok": not failed, "checks": listed}, indent=2))
    else:
        console.print(f"\n{failed} to mend." if failed else "\nReady: dryfit serve")
    if failed:
        raise typer.Exit(1)


def _print(console: Console, check: "Check") -> None:
    line = Text(f"{check.state.value:5}", style=STYLES[check.state.value])
    line.append(f"{check.name:17}", style="bold")
    line.append(check.found, style="")
    console.print(line, soft_wrap=True)
    if check.state.value != "ok" and check.mend:
        console.print(Text(f"{'':5}{'':17}→ {check.mend}"), soft_wrap=True)
