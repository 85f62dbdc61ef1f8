"""`dryfit models`: list, pull and verify the model files."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from dryfit.models import manifest as manifests
from dryfit.models.errors import megabytes
from dryfit.models.fetch import http_client
from dryfit.models.manifest import Model, load_manifest, model_dir
from dryfit.models.pull import Puller, usual_sources
from dryfit.models.verify import FileCheck, FileState, check_model, error_of

app = typer.Typer(
    help="The model files: what they are, fetch them, check them.", no_args_is_help=True
)

Uses = Annotated[
    list[str] | None, typer.Argument(help="Uses, for example: recognise speak. All if none.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]

LICENCES = Path(manifests.__file__).with_name("licences")


@app.command("list")
def list_models(
    as_json: AsJson = False,
    licences: Annotated[
        bool, typer.Option("--licences", help="Show the licence texts too.")
    ] = False,
) -> None:
    """Show each model, its size, its licence, and whether it is here."""
    rows = [(model, _state(check_model(model, model_dir()))) for model in load_manifest().models]
    if as_json:
        _print_json(
            {"folder": str(model_dir()), "models": [_row(model, state) for model, state in rows]}
        )
        return
    console = Console()
    table = Table("use", "model", "size", "licence", "here", box=None, pad_edge=False)
    for model, state in rows:
        table.add_row(model.use, model.title, megabytes(model.size_bytes), model.licence, state)
    console.print(table)
    console.print(f"\nFolder: {model_dir()}", soft_wrap=True)
    if licences:
        _print_licences(console, [model for model, _ in rows])


@app.command()
def pull(
    uses: Uses = None,
    tests: Annotated[bool, typer.Option("--tests", help="Also what only the tests need.")] = False,
) -> None:
    """Fetch what is missing, go on with what was interrupted, and check every byte."""
    console = Console(stderr=True)
    with http_client() as client, _progress(console) as report:
        puller = Puller(model_dir(), usual_sources(client), report)
        for model in _chosen(uses, tests=tests):
            fetched = puller.pull(model)
            report.noted(f"{model.use}: {'fetched and verified' if fetched else 'already here'}")


@app.command()
def verify(
    uses: Uses = None,
    as_json: AsJson = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Trust files unchanged since the last check.")
    ] = False,
) -> None:
    """Hash every file and compare it with the manifest."""
    console = Console(stderr=True)
    checks = [(m, check_model(m, model_dir(), quick=quick)) for m in _chosen(uses, tests=False)]
    if as_json:
        _print_json(
            {
                "models": [
                    _row(m, _state(found)) | {"files": _file_rows(found)} for m, found in checks
                ]
            }
        )
    else:
        for model, found in checks:
            _print_checks(console, model, found)
    if any(_state(found) != "ok" for _, found in checks):
        raise typer.Exit(1)


def _chosen(uses: list[str] | None, *, tests: bool) -> list[Model]:
    manifest = load_manifest()
    if uses:
        return [manifest.model(use) for use in uses]
    return [model for model in manifest.models if model.needed or tests]


class _BarReport:
    """Progress as one bar a file, or as plain lines where the output is no terminal."""

    def __init__(self, console: Console, progress: Progress) -> None:
        self._console = console
        self._progress = progress
        self._task = None if not console.is_terminal else progress.add_task("", visible=False)

    def began(self, name: str, size_bytes: int, have_bytes: int) -> None:
        resumed = f", {megabytes(have_bytes)} already here" if have_bytes else ""
        if self._task is None:
            self.noted(f"fetching {name} ({megabytes(size_bytes)}{resumed})")
            return
        self._progress.remove_task(self._task)
        self._task = self._progress.add_task(name, total=size_bytes, completed=have_bytes)

    def advanced(self, count_bytes: int) -> None:
        if self._task is not None:
            self._progress.advance(self._task, count_bytes)

    def noted(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def _progress(console: Console) -> Iterator[_BarReport]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _BarReport(console, progress)


def _state(checks: tuple[FileCheck, ...]) -> str:
    states = {check.state for check in checks}
    if states == {FileState.OK}:
        return "ok"
    return "missing" if states == {FileState.MISSING} else "damaged"


def _row(model: Model, state: str) -> dict[str, object]:
    return {
        "use": model.use,
        "title": model.title,
        "state": state,
        "size_bytes": model.size_bytes,
        "licence": model.licence,
        "copyright": model.copyright,
        "needed": model.needed,
        "folder": str(model_dir() / model.folder),
        "mend": model.pull_command,
    }


def _file_rows(checks: tuple[FileCheck, ...]) -> list[dict[str, object]]:
    return [
        {
            "path": str(check.path),
            "state": check.state.value,
            "expected_sha256": check.file.sha256,
            "found_sha256": check.found,
            "expected_bytes": check.file.size_bytes,
            "found_bytes": check.found_bytes,
        }
        for check in checks
    ]


def _print_checks(console: Console, model: Model, checks: tuple[FileCheck, ...]) -> None:
    for check in checks:
        if check.state is FileState.OK:
            console.print(f"[green]ok[/]    {check.path}", highlight=False, soft_wrap=True)
        else:
            console.print("[red]wrong[/] ", end="")
            console.print(
                str(error_of(check, model)), markup=False, highlight=False, soft_wrap=True
            )


def _print_licences(console: Console, models: list[Model]) -> None:
    for licence in sorted({model.licence for model in models}):
        console.rule(licence)
        for model in models:
            if model.licence == licence:
                console.print(f"{model.title}: {model.copyright}", markup=False, highlight=False)
        console.print(
            (LICENCES / f"{licence}.txt").read_text(encoding="utf-8"), markup=False, highlight=False
        )


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, indent=2))
