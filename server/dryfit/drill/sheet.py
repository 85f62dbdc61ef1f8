"""A drill set as a spreadsheet (CSV or XLSX) and back; faults are named by their cell.

Rows that begin with `# name` tell of the set; then come a row of headings and a row an item. In a
twin's row an empty cell means "as in the other one", and `(none)` means that there is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from dryfit.drill.item import DrillItem, DrillSet
from dryfit.drill.sheet_files import Rows, SheetError, cell_name, read_rows, write_rows
from dryfit.drill.write import shared_with, target

Json = dict[str, object]

_PLAIN = ("id", "pair_of", "learner_asks", "ai_says", "stated_confidence", "correct")
_ERROR = ("span", "type", "right", "why_plausible")
_REST = ("severity", "source", "checked_by", "checked_on")
_ABOUT = ("id", "title", "trade", "version", "language", "license")
_VERIFY = re.compile(r"^verify_(\d{1,2})_(method|where)$")
_NOTHING = "(none)"
_MAY_BE_NOTHING = ("severity", "source", "checked_by", "checked_on")
_YES, _NO = ("yes", "true", "right", "y", "1"), ("no", "false", "wrong", "n", "0")
TOLD_AT_MOST = 20
"""Faults told at once; more, and nobody reads them."""


def write_sheet(drill: DrillSet, path: Path, force: bool = False) -> None:
    """Write a set as .csv or .xlsx, by the name's ending.

    Raises:
        SheetError: another ending, a file that is there, or a place that cannot be written.
    """
    ways = max([2, *(len(item.verify) for item in drill.items)])
    headings = [*_PLAIN, *(f"error_{name}" for name in _ERROR), *_REST]
    headings += [f"verify_{n}_{part}" for n in range(1, ways + 1) for part in ("method", "where")]
    rows = [[f"# {name}", value] for name, value in _about(drill)]
    rows += [headings, *([_cells(item, drill)[name] for name in headings] for item in drill.items)]
    write_rows(rows, target(path, force))


def _about(drill: DrillSet) -> Iterator[tuple[str, str]]:
    for name in _ABOUT:
        yield name, str(getattr(drill, name))
    if drill.provenance is not None:
        made = drill.provenance.model_dump(mode="json", exclude_defaults=True)
        for name, value in made.items():
            for one in value if isinstance(value, list) else [value]:
                yield f"provenance.{name}", str(one)


def _cells(item: DrillItem, drill: DrillSet) -> Mapping[str, str]:
    same = shared_with(item, drill)
    made = _Cells()
    written = item.model_dump(mode="json")
    for name in (*_PLAIN, *_REST):
        value = written[name]
        text = "" if value is None else {True: "yes", False: "no"}.get(value, str(value)) if (
            isinstance(value, bool)
        ) else str(value)  # fmt: skip
        blank = _NOTHING if same is not None and name in _MAY_BE_NOTHING else ""
        made[name] = "" if same is not None and name in same else text or blank
    for name in _ERROR if item.error else ():
        made[f"error_{name}"] = str(getattr(item.error, name))
    if same is None or "verify" not in same:
        for number, way in enumerate(item.verify, start=1):
            made[f"verify_{number}_method"], made[f"verify_{number}_where"] = way.method, way.where
        if same is not None and not item.verify:
            made["verify_1_method"] = _NOTHING
    return made


class _Cells(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def read_sheet(path: Path, title: str = "", trade: str = "") -> DrillSet:
    """The set in a .csv or .xlsx file.

    What it does not say of the set is taken from its name, or from `title` and `trade`.

    Raises:
        SheetError: with the cell of every fault.
    """
    rows = read_rows(path)
    about, start = _read_about(rows, path)
    if start >= len(rows):
        raise SheetError("no-headings", f"{path} has no row of headings.", _HEADINGS)
    columns = _columns(rows, start, path)
    numbered = [
        (number, row) for number, row in enumerate(rows) if number > start and any(map(bool, row))
    ]
    if not numbered:
        raise SheetError("no-items", f"{path} has no items below its headings.", "Add one a row.")
    faults: list[str] = []
    items = [_item(row, number, columns, faults) for number, row in numbered]
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "drill"
    words = path.stem.replace("-", " ").replace("_", " ").strip() or "Drill"
    made: Json = {"schema": 1, "id": name, "title": words, "trade": words, **about, "items": items}
    made |= {"title": title} if title else {}
    made |= {"trade": trade} if trade else {}
    _raise(faults, path)
    try:
        return DrillSet.model_validate(made)
    except ValidationError as error:
        told = [
            _fault(one["loc"], one["msg"], [number for number, _ in numbered], columns)
            for one in error.errors()
        ]
        _raise(list(dict.fromkeys(told)), path)
        raise


_HEADINGS = "It needs at least: " + ", ".join(_PLAIN) + "."


def _read_about(rows: Rows, path: Path) -> tuple[Json, int]:
    """What the rows that begin with `#` say of the set, and which row comes after them."""
    about: Json = {}
    provenance: Json = {}
    at = 0
    for at, row in enumerate(rows):
        first = row[0].strip() if row else ""
        if not first.startswith("#") and any(row):
            break
        name, value = first.lstrip("# ").strip(), row[1] if len(row) > 1 else ""
        if name in _ABOUT and value:
            about[name] = value
        elif name == "provenance.observations":
            kept = provenance.setdefault("observations", [])
            assert isinstance(kept, list)
            kept.append(value)
        elif name.startswith("provenance."):
            provenance[name.partition(".")[2]] = value
        elif name and name not in _ABOUT:
            known = ", ".join(f"# {one}" for one in _ABOUT)
            raise SheetError(
                "bad-cell", f"{path}, cell {cell_name(at, 0)}: there is no `# {name}`.",
                f"Known: {known}.",
            )  # fmt: skip
    else:
        at = len(rows)
    return about | ({"provenance": provenance} if provenance else {}), at


def _columns(rows: Rows, start: int, path: Path) -> dict[str, int]:
    known = {*_PLAIN, *_REST, *(f"error_{name}" for name in _ERROR)}
    columns: dict[str, int] = {}
    faults = []
    for index, heading in enumerate(rows[start]):
        name = heading.strip().lower().replace(" ", "_")
        if not name:
            continue
        if name in columns:
            faults.append(f"cell {cell_name(start, index)}: `{name}` stands here twice")
        elif name not in known and not _VERIFY.match(name):
            faults.append(f"cell {cell_name(start, index)}: there is no column `{name}`")
        columns.setdefault(name, index)
    missing = [name for name in ("id", "ai_says", "correct") if name not in columns]
    faults += [f"row {start + 1}: the column `{name}` is missing" for name in missing]
    _raise(faults, path)
    return columns


def _item(row: Sequence[str], number: int, columns: dict[str, int], faults: list[str]) -> Json:
    cells = {
        name: row[index].strip() if name in ("id", "pair_of", "correct", "stated_confidence",
                                             "severity", "checked_on") else row[index]
        for name, index in columns.items()
        if index < len(row) and row[index].strip()
    }  # fmt: skip
    made: Json = {}
    for name in (*_PLAIN, *_REST):
        if name in cells:
            none = None if name == "checked_on" else ""
            nothing = cells[name] == _NOTHING and name in _MAY_BE_NOTHING
            made[name] = none if nothing else cells[name]
    said = str(made.get("correct", "")).lower()
    if said in (*_YES, *_NO):
        made["correct"] = said in _YES
    else:
        place = cell_name(number, columns["correct"])
        faults.append(f"cell {place}: `correct` is yes or no, not {said!r}")
    error = {name: cells[f"error_{name}"] for name in _ERROR if f"error_{name}" in cells}
    if error:
        made["error"] = error
    ways = _ways(cells)
    if ways is not None:
        made["verify"] = ways
    return made


def _ways(cells: Mapping[str, str]) -> list[Json] | None:
    found: dict[int, Json] = {}
    for name, value in cells.items():
        match = _VERIFY.match(name)
        if match:
            found.setdefault(int(match[1]), {"method": "", "where": ""})[match[2]] = value
    if [way["method"] for way in found.values()] == [_NOTHING]:
        return []
    return [found[number] for number in sorted(found)] if found else None


def _fault(
    loc: Sequence[int | str], message: str, numbers: Sequence[int], columns: dict[str, int]
) -> str:
    """One refusal of the model, at its cell; a missing cell is named by its row and column."""
    said = message.removeprefix("Value error, ")
    said = said[:1].lower() + said[1:]
    if loc[:1] != ("items",) or len(loc) < 2 or not isinstance(loc[1], int):
        return f"`# {'.'.join(map(str, loc))}`: {said}"
    number, rest = numbers[loc[1]], [part for part in loc[2:] if part != "DrillItem"]
    name = str(rest[0]) if rest else "id"
    if name == "error":
        name = f"error_{rest[1]}" if len(rest) > 1 else "error_span"
    elif name == "verify" and len(rest) > 2 and isinstance(rest[1], int):
        name = f"verify_{rest[1] + 1}_{rest[2]}"
    if name not in columns:
        return f"row {number + 1}, column `{name}` (not there): {said}"
    return f"cell {cell_name(number, columns[name])} (`{name}`): {said}"


def _raise(faults: Iterable[str], path: Path) -> None:
    told = list(faults)
    if told:
        more = f"\n… and {len(told) - TOLD_AT_MOST} more" if len(told) > TOLD_AT_MOST else ""
        raise SheetError(
            "bad-cell", f"{path}, " + f"\n{path}, ".join(told[:TOLD_AT_MOST]) + more + ".",
            "Mend these cells and import again; nothing was written.",
        )  # fmt: skip
