"""`dryfit drills`: the sets, the scores, and spreadsheets in and out."""

import asyncio
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from dryfit.drill.book import Kept
    from dryfit.drill.crew import CrewScores

app = typer.Typer(help="Drill sets, scores, and spreadsheets in and out.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """List the drill sets there are."""
    from dryfit.drill.library import drill_names, find_drill
    from dryfit.scenario.errors import ScenarioError
    from dryfit.settings import Settings

    personas = Settings().personas
    table = Table(box=None, pad_edge=False)
    for heading in ("set", "trade", "items", "checked by an expert"):
        table.add_column(heading)
    for name in drill_names(personas):
        try:
            drill = find_drill(name, personas)
        except ScenarioError as error:
            table.add_row(escape(name), f"[red]{escape(error.message)}[/]", "", "")
            continue
        checked = sum(item.checked for item in drill.items)
        state = f"{checked} of {len(drill.items)}" if checked else "not yet"
        table.add_row(escape(name), escape(drill.trade), str(len(drill.items)), state)
    Console(highlight=False).print(table)


@app.command("scores")
def scores(
    learner: Annotated[str, typer.Option(help="One learner's own scores.")] = "",
    drill: Annotated[str, typer.Option("--set", help="Of one drill set.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Scores of the whole crew, without names; or one learner's own with --learner."""
    from dryfit.drill.crew import Judged, as_text, crew_scores
    from dryfit.drill.scores import scores_of

    kept = asyncio.run(_kept(learner or None, drill))
    if learner:
        own = scores_of([one.trial for one in kept])
        print(json.dumps(asdict(own), indent=2) if as_json else as_text(own))
        return
    crew = crew_scores(Judged(one.learner, one.item, one.trial) for one in kept)
    if as_json:
        print(json.dumps(asdict(crew) if crew else None, indent=2))
    elif crew is None:
        print("Fewer than three learners: a crew's scores would name them. Use --learner.")
    else:
        print(_crew_text(crew))


@app.command("forget")
def forget(learner: Annotated[str, typer.Option(help="Whose answers to delete.")]) -> None:
    """Delete all that a learner answered, for good."""
    print(f"Deleted {asyncio.run(_forget(learner))} answers.")


@app.command("export")
def export(
    name: Annotated[str, typer.Argument(metavar="SET", help="A drill set's name, or a file.")],
    path: Annotated[Path, typer.Argument(help="The .csv or .xlsx file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
) -> None:
    """Write a drill set as a spreadsheet."""
    from dryfit.drill.library import find_drill
    from dryfit.drill.sheet import write_sheet
    from dryfit.settings import Settings

    drill = find_drill(name, Settings().personas)
    write_sheet(drill, path, force)
    print(f"Wrote {len(drill.items)} items to {path}.")


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="The .csv or .xlsx file to read.")],
    out: Annotated[Path | None, typer.Argument(help="The .yaml file to write.")] = None,
    title: Annotated[str, typer.Option(help="The set's title; the file's name if left out.")] = "",
    trade: Annotated[str, typer.Option(help="The trade; the file's name if left out.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
) -> None:
    """Make a drill set of a spreadsheet, and say what there is to mend in it."""
    from datetime import date

    from dryfit.check.check import check_file
    from dryfit.check.report import as_text
    from dryfit.drill.sheet import read_sheet
    from dryfit.drill.write import write_yaml

    drill = read_sheet(path, title, trade)
    target = out or path.with_suffix(".yaml")
    write_yaml(drill, target, force)
    print(f"Wrote {len(drill.items)} items to {target}.")
    found = check_file(target, date.today())
    if found:
        print(as_text(found, 1))


async def _kept(learner: str | None, drill: str) -> "list[Kept]":
    from dryfit.drill.book import DrillBook
    from dryfit.settings import Settings

    async with DrillBook.open(Settings().journal_url) as book:
        return await book.answers(learner, drill)


async def _forget(learner: str) -> int:
    from dryfit.drill.book import DrillBook
    from dryfit.settings import Settings
    from dryfit.store.journal import Journal

    url = Settings().journal_url
    async with Journal.open(url) as journal, DrillBook.open(url) as book:
        for session in await journal.drills_of(learner):
            await journal.forget(session)
        return await book.forget(learner)


def _crew_text(crew: "CrewScores") -> str:
    counts = crew.counts
    told = [
        f"{crew.learners} learners, {counts.total} answers.",
        f"Wrong ones: {counts.hits} of {counts.wrong} caught.",
        f"Right ones: {counts.right_rejected} of {counts.right} rejected, "
        f"{counts.right_checked} checked first.",
    ]
    if crew.d_prime is not None and crew.criterion is not None:
        told.append(
            f"Median of the {crew.enough} with twenty answers or more: d' {crew.d_prime:.2f}, "
            f"c {crew.criterion:+.2f}."
        )
    told += [f"Used though wrong: {name}, {used} of {of}." for name, used, of in crew.fooled[:5]]
    return "\n".join(told)
