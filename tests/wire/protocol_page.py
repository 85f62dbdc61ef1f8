"""Reads the tables of docs/protocol.md."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "protocol.md"


def section(title: str) -> str:
    """The text under a heading, up to the next heading of its level."""
    page = PAGE.read_text(encoding="utf-8")
    level, rest = re.split(rf"^(#+) {re.escape(title)}$", page, maxsplit=1, flags=re.M)[1:]
    return re.split(rf"^#{{1,{len(level)}}} ", rest, maxsplit=1, flags=re.M)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of every table row."""
    found = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in found]


def event_names(text: str) -> set[str]:
    """Event types in the first column; `a.delta`, `.done` names two of the same family."""
    names: set[str] = set()
    for first, *_ in rows(text):
        last = ""
        for name in re.findall(r"`([a-z_.]+)`", first):
            last = last.rsplit(".", 1)[0] + name if name.startswith(".") else name
            names.add(last)
    return names


def fields_of(text: str) -> dict[str, set[str]]:
    """Fields in the second column, by event."""
    found: dict[str, set[str]] = {}
    for cells in rows(text):
        if len(cells) > 1:
            for name in event_names(f"| {cells[0]} |"):
                found[name] = set(re.findall(r"`([a-z_]+)`", cells[1]))
    return found


def codes() -> set[str]:
    """Refusal codes of the table of limits."""
    named = [
        re.findall(r"`([a-z-]+)`", first) for first, *_ in rows(section("Limits and refusals"))
    ]
    return {code for cells in named for code in cells}
