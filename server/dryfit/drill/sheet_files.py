"""Rows of text from and to .csv and .xlsx files, within limits."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from dryfit.errors import DryfitError

Rows = list[list[str]]

MAX_BYTES = 4 * 1024 * 1024
MAX_UNPACKED_BYTES = 32 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 1_000, 100
"""A drill set is a few dozen rows; more, and a wrong file would stall the machine."""

_FORMULA = ("=", "+", "-", "@", "'")
"""What a spreadsheet program takes for a formula; in a CSV such text begins with `'`."""


class SheetError(DryfitError):
    """A spreadsheet that cannot be read or written; the message names the cell."""


def cell_name(row: int, column: int) -> str:
    """`C7` for row 6 and column 2, which count from 0."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def read_rows(path: Path) -> Rows:
    """All cells as text.

    Raises:
        SheetError: missing, too large, not what its name says, or with a formula in it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SheetError(
                "sheet-too-large", f"{path} is over 4 MB.", "A drill set is a few dozen rows."
            )
        data = path.read_bytes()
    except OSError as error:
        raise SheetError(
            "sheet-unreadable", f"{path} cannot be read: {error.strerror or error}.",
            "Check the name.",
        ) from error  # fmt: skip
    rows = _from_xlsx(data, path) if _kind(path) == ".xlsx" else _from_csv(data, path)
    if len(rows) > MAX_ROWS:
        raise SheetError("sheet-too-large", f"{path} has over {MAX_ROWS} rows.", "Split it.")
    return rows


def write_rows(rows: Rows, path: Path) -> None:
    """Write all cells as text.

    Raises:
        SheetError: the place cannot be written, or a letter no spreadsheet can hold.
    """
    made = _to_xlsx(rows) if _kind(path) == ".xlsx" else _to_csv(rows)
    try:
        path.write_bytes(made)
    except OSError as error:
        raise SheetError(
            "sheet-unwritable", f"{path} cannot be written: {error.strerror or error}.",
            "Choose another place.",
        ) from error  # fmt: skip


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise SheetError(
            "sheet-kind", f"{path} is neither .csv nor .xlsx.", "Give the file one of these names."
        )
    return kind


def _from_csv(data: bytes, path: Path) -> Rows:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SheetError(
            "sheet-unreadable", f"{path}, line {line}: this is not UTF-8 text.",
            "Save it as “CSV UTF-8”.",
        ) from error  # fmt: skip
    heading = max(text.splitlines()[:20], key=len, default="")
    mark = max((",", ";", "\t"), key=heading.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise SheetError(
            "sheet-unreadable", f"{path} is not a CSV file: {error}.", "Save it as “CSV UTF-8”."
        ) from error
    return [[cell.removeprefix("'") for cell in row[:MAX_COLUMNS]] for row in rows]


def _to_csv(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")  # the mark by which spreadsheet programs know UTF-8


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _from_xlsx(data: bytes, path: Path) -> Rows:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise SheetError(
                    "sheet-too-large", f"{path} unpacks to over 32 MB.", "Is it the right file?"
                )
        book = load_workbook(io.BytesIO(data), read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        return list(_texts(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS), path))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError,
            SyntaxError, TypeError, OSError, EOFError) as error:  # fmt: skip
        raise SheetError(
            "sheet-unreadable", f"{path} is not an XLSX file that can be read.",
            "Save it as “Excel Workbook (.xlsx)”.",
        ) from error  # fmt: skip


def _texts(rows: Iterator[tuple[object, ...]], path: Path) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        told = []
        for column, cell in enumerate(row):
            if getattr(cell, "data_type", "") in ("f", "e"):
                raise SheetError(
                    "bad-cell", f"{path}, cell {cell_name(number, column)}: this is a formula.",
                    "Paste it as a value.",
                )  # fmt: skip
            told.append(_text(getattr(cell, "value", None)))
        while told and not told[-1]:
            told.pop()
        yield told


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _to_xlsx(rows: Rows) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "drill"
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if not text:
                continue
            try:
                cell = sheet.cell(number, column, text)
            except IllegalCharacterError as error:
                raise SheetError(
                    "bad-cell", f"Cell {cell_name(number - 1, column - 1)} has a letter that no "
                    "spreadsheet can hold.", "Take the control character out.",
                ) from error  # fmt: skip
            cell.data_type = "s"  # text, also where it looks like a formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
