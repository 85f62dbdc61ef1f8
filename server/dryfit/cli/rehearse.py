"""`dryfit rehearse`: simulated learners play scenarios before a person does."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from dryfit.errors import DryfitError
from dryfit.session.options import LEVELS

NARROW = 76
"""Columns of a terminal under which a table would be cut into letters."""

if TYPE_CHECKING:
    from dryfit.rehearse.many import Row


def rehearse(
    scenarios: Annotated[
        list[str] | None, typer.Argument(help="Names or files; the library if left out.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, max=1000, help="Talks of each kind.")] = 50,
    learner: Annotated[list[str] | None, typer.Option(help="Only these learners.")] = None,
    difficulty: Annotated[list[str] | None, typer.Option(help="Only these levels.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes; 0 is one a core.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the table as JSON.")] = False,
    voice: Annotated[
        bool, typer.Option("--voice", help="The strong learner, once, by voice and in the noise.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, max=1000, help="Which talk, with --voice.")] = 0,
) -> None:
    """Let weak, average, strong and difficult learners play; fail what should not meet a person."""
    if voice:
        from dryfit.cli.rehearse_voice import by_voice

        paths = _paths(scenarios or [])
        return by_voice(
            paths, _known(difficulty or ["normal"], LEVELS, "difficulty"), seed, as_json
        )
    from dryfit.pool import available_cores
    from dryfit.rehearse.learners import LEARNERS
    from dryfit.rehearse.many import Task, refusals, rehearse_all

    learners = _known(learner, tuple(LEARNERS), "learner")
    levels = _known(difficulty, LEVELS, "difficulty")
    tasks = [
        Task(path, name, level, seeds)
        for path in _paths(scenarios or [])
        for name in learners
        for level in levels
    ]
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=as_json) as bar:
        shown = bar.add_task("Rehearsing", total=len(tasks))
        rows = rehearse_all(tasks, jobs or available_cores(), lambda: bar.advance(shown))
    against = refusals(rows)
    if as_json:
        print(json.dumps({"rows": [asdict(row) for row in rows], "refused": against}, indent=1))
    else:
        _print_wins(rows, ("scenario", "learner", *levels, "turns", "came out", "leaks"))
        for reason in against:
            print(reason)
        print("Not accepted." if against else "Accepted.")
    if against:
        raise typer.Exit(1)


def _known(asked: list[str] | None, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    for name in asked or ():
        if name not in known:
            message = f"There is no {what} `{name}`."
            raise DryfitError("bad-option", message, f"Use one of {', '.join(known)}.")
    return tuple(asked or known)


def _paths(named: list[str]) -> list[Path]:
    """Files by path or by name. Raises what is wrong with the first that does not load."""
    from dryfit.scenario.library import Library, file_named
    from dryfit.scenario.load import load_scenario
    from dryfit.settings import Settings

    library = Library(Settings().personas)
    found = []
    for name in named or library.ids():
        if path := file_named(name):
            load_scenario(path)
            found.append(path.absolute())
        else:
            library.get(name)
            found.append(library.path(name).absolute())
    if not found:
        raise DryfitError("no-scenarios", f"There is no scenario in {library.folder}.")
    return list(dict.fromkeys(found))


def _print_wins(rows: "list[Row]", titles: tuple[str, ...]) -> None:
    """Wins by level; turns, concerns and leaks over all levels: a table, or lines where narrow."""
    console, told = Console(), _told(rows)
    if console.width < NARROW:
        for name, who, *values in told:
            said = ", ".join(
                f"{title} {value}" for title, value in zip(titles[2:], values, strict=True)
            )
            console.print(f"{name}, {who}: {said}", highlight=False, markup=False)
        return
    table = Table(title="Wins of simulated learners")
    for title in titles:
        table.add_column(title, justify="left" if title in titles[:2] else "right")
    before = ""
    for name, *cells in told:
        if before and before != name:
            table.add_section()
        table.add_row(name if name != before else "", *cells)
        before = name
    console.print(table)


def _told(rows: "list[Row]") -> list[tuple[str, ...]]:
    """Scenario, learner, and the figures of both."""
    told = []
    for name, who in dict.fromkeys((row.scenario, row.learner) for row in rows):
        mine = [row for row in rows if (row.scenario, row.learner) == (name, who)]
        talks = sum(row.talks for row in mine)
        out = [sum(row.reached[concern]["full"] for row in mine) / talks
               for concern in mine[0].reached]  # fmt: skip
        told.append((
            name, who, *(f"{row.share:.0%}" for row in mine),
            f"{sum(row.turns for row in mine) / len(mine):.1f}",
            " ".join(f"{share:.0%}" for share in out), str(sum(row.leaks for row in mine)),
        ))  # fmt: skip
    return told
