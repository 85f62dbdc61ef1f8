"""`dryfit observe`: from a field-observation sheet to a scenario's provenance."""

import os
from pathlib import Path
from typing import Annotated

import typer

from dryfit.errors import DryfitError


def observe(
    sheet: Annotated[Path | None, typer.Argument(help="The filled sheet, a text file.")] = None,
    into: Annotated[Path | None, typer.Option(help="The scenario to put it into.")] = None,
    blank: Annotated[bool, typer.Option("--blank", help="Print an empty sheet.")] = False,
) -> None:
    """Turn a filled one-page observation sheet into `provenance`."""
    from dryfit.scenario.observation import BLANK, as_yaml, read_sheet

    if blank:
        print(BLANK, end="")
        return
    if sheet is None:
        raise DryfitError(
            "bad-option", "Name a filled sheet.", "dryfit observe --blank > sheet.txt"
        )
    try:
        text = sheet.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"Cannot read {sheet}."
        raise DryfitError("cannot-read", message, "Is it a text file?") from error
    block = as_yaml(read_sheet(text))
    if into is None:
        print(block, end="")
        return
    _put(into, block)
    print(f"Wrote provenance into {into}.")


def _put(path: Path, block: str) -> None:
    """Write it only when the file still loads; never leave half a file."""
    from dryfit.scenario.load import load_text
    from dryfit.scenario.observation import put_into
    from dryfit.scenario.source import read_text

    text = put_into(read_text(path), block)
    load_text(text, path)
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DryfitError("cannot-write", f"Cannot write {path}: {error.strerror}.") from error
