"""`dryfit check`: what there is to mend in scenario and drill files."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dryfit.errors import DryfitError


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; the library if left out.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, json or github.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
) -> None:
    """Look scenario and drill files over: every fault with its place, and how to mend it."""
    from dryfit.check.check import check_file, scenario_files
    from dryfit.check.report import FORMATS
    from dryfit.drill.library import drills_dir
    from dryfit.paths import personas_dir

    if form not in FORMATS:
        raise DryfitError(
            "bad-option", f"There is no format `{form}`.", "Use text, json or github."
        )
    drills = drills_dir(personas_dir())
    library = [personas_dir(), *([drills] if drills.is_dir() else [])]
    files = scenario_files(paths or library)
    today = date.today()
    found = [item for path in files for item in check_file(path, today)]
    told = FORMATS[form](found, len(files))
    if told:
        print(told)
    if any(strict or item.severity == "error" for item in found):
        raise typer.Exit(1)
