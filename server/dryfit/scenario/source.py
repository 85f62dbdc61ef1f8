"""From a path to plain YAML data, with the place of every field, or a clear refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    ScalarEvent,
)

from dryfit.scenario.complaint import IN_QUOTES, marked, needs_quotes
from dryfit.scenario.errors import ScenarioError

MAX_BYTES = 256 * 1024
"""A scenario longer than this is not one; larger, and a wrong file stalls the server."""

MAX_ALIASES = 16
"""YAML aliases a file may use; many more, and a small file can grow without bound."""

MAX_DEPTH = 24
"""Nesting a file may have; the deepest real field stands at about eight."""


_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\xad\u200b\u2028\u2029\u2060\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What an editor does not show: YAML refuses it, or a field's name is no longer what it seems."""

_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How the files of word processors begin: .docx and .odt, .doc, .rtf."""

_DAY = re.compile(r"\d{4}-\d\d?-\d\d?")


def read_text(path: Path) -> str:
    """The file's text. Raises `ScenarioError` DF001, DF002, DF003 or DF009."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ScenarioError(
                "DF003",
                f"This file is over {MAX_BYTES // 1024} KB; a scenario is a few KB.",
                file=path,
                hint="Is it the right file?",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise ScenarioError(
            "DF001",
            f"Cannot read this file: {error.strerror or error}.",
            file=path,
            hint="Check the name and that you may read it.",
        ) from error
    if raw.startswith(_NOT_TEXT):
        raise ScenarioError(
            "DF002",
            "This is the file of a word processor, not plain text.",
            file=path,
            hint="Save it as “Plain text”, in UTF-8, under a name that ends in .yaml.",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        raise ScenarioError(
            "DF002",
            "This file is not UTF-8 text.",
            file=path,
            line=before.count(b"\n") + 1,
            column=error.start - (before.rfind(b"\n") + 1) + 1,
            hint="Save it again as UTF-8; most editors ask for it under “Save as”, “Encoding”.",
        ) from error


def parse(text: str, path: Path, twice: bool = False) -> CommentedMap:
    """YAML with places kept; with `twice`, the last of two equal fields counts.

    Raises `ScenarioError` DF004 to DF009.
    """
    for fault in tabs(text, path):
        raise fault
    try:
        refuse_unsafe(text, path)
        yaml = YAML(typ="rt")
        yaml.allow_duplicate_keys = twice
        data = yaml.load(text)
    except DuplicateKeyError as error:
        raise marked("DF006", "This field stands here twice.", error, path, text) from error
    except MarkedYAMLError as error:
        problem = (error.problem or "it cannot be read").strip()
        raise marked("DF004", f"This is not valid YAML: {problem}.", error, path, text) from error
    except (YAMLError, ValueError, RecursionError) as error:
        for event in YAML(typ="safe", pure=True).parse(text) if type(error) is ValueError else ():
            if _is_no_day(event):
                message = f"The calendar has no {event.value}."
                raise _at(event, "DF012", message, path, "Check the day and the month.") from error
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ScenarioError("DF004", f"This is not valid YAML: {first}.", file=path) from error
    if not isinstance(data, CommentedMap):
        raise ScenarioError(
            "DF007",
            "There is nothing in this file."
            if data is None
            else "A scenario is a list of `field: value` lines, and this file is not.",
            file=path,
            line=_start_of(data)[0],
            hint="Start from the seven-line example.",
        )
    return data


def tabs(text: str, path: Path) -> Iterator[ScenarioError]:
    """DF005 for every line that is indented with a tab."""
    for number, line in enumerate(text.splitlines(), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            yield ScenarioError(
                "DF005",
                "This line is indented with a tab; YAML wants spaces.",
                file=path,
                line=number,
                column=indent.index("\t") + 1,
                hint="Replace the tab with two spaces.",
            )


def refuse_unsafe(text: str, path: Path) -> None:
    """Before anything is made of a text: what would grow without bound, or lose a word unseen.

    Raises `ScenarioError` DF004, DF008 or DF009, and what the parser raises.
    """
    unseen = _UNSEEN.search(text, 1 if text.startswith("\ufeff") else 0)
    if unseen:
        before = text[: unseen.start()]
        raise ScenarioError(
            "DF004", f"A character that cannot be seen stands here (U+{ord(unseen[0]):04X}).",
            file=path, line=before.count("\n") + 1,
            column=len(before) - (before.rfind("\n") + 1) + 1,
            hint="Delete it; it may have come with text that was pasted.",
        )  # fmt: skip
    depth, marks = 0, _Marks(path)
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _at(event, "DF009", "This file is nested too deep.", path, _SHALLOW)
        marks.receive(event)
    marks.end()


_SHALLOW = "No field of a scenario stands so far in; take out some indentation or brackets."
_WRITE_OUT = "Write it out where it is meant; a scenario needs no `&` and `*`."


class _Marks:
    """Looks at the signs `&`, `*` and `!`, which YAML takes out of the text unseen."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._aliases = 0
        self._named: dict[str, Event] = {}
        self._used: set[str] = set()
        self._open: list[str] = []

    def receive(self, event: Event) -> None:
        """The next event of a text. Raises `ScenarioError` DF004 or DF008."""
        if isinstance(event, CollectionStartEvent):
            self._open.append(event.anchor or "")
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, AliasEvent):
            self._aliases += 1
            self._used.add(event.anchor)
            if event.anchor in self._open:
                raise _at(
                    event,
                    "DF008",
                    "This alias stands inside what it means.",
                    self._path,
                    _WRITE_OUT,
                )
            if self._aliases > MAX_ALIASES:
                raise _at(
                    event, "DF008", "This file uses too many YAML aliases.", self._path, _WRITE_OUT
                )
        elif isinstance(event, ScalarEvent):
            if event.anchor:
                self._named[event.anchor] = event
            if str(event.tag or "").startswith("!"):
                raise _at(event, "DF004", needs_quotes("!"), self._path, IN_QUOTES)

    def end(self) -> None:
        """The text is over. Raises `ScenarioError` DF004."""
        for name, event in self._named.items():
            if name not in self._used:
                raise _at(event, "DF004", needs_quotes("&"), self._path, IN_QUOTES)


def _is_no_day(event: Event) -> bool:
    if not isinstance(event, ScalarEvent) or event.style or not _DAY.fullmatch(event.value):
        return False
    try:
        date(*map(int, event.value.split("-")))
    except ValueError:
        return True
    return False


def _at(event: Event, code: str, message: str, path: Path, hint: str = "") -> ScenarioError:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    return ScenarioError(code, message, file=path, line=line, column=column, hint=hint)


def place_of(data: object, where: Sequence[str | int]) -> tuple[int, int]:
    """Line and column (from 1) of a field, or of the nearest thing around it."""
    place = _start_of(data)
    keys = list(where)
    while keys:
        key = keys.pop(0)
        if isinstance(data, CommentedSeq) and key == "lines" and keys:
            continue  # `opening: [one, two]` leaves `lines` out
        if isinstance(data, CommentedMap):
            key = _as_written(data, key, keys)
        if isinstance(data, CommentedMap) and key in data:
            line, column = data.lc.key(key)
            place, data = (line + 1, column + 1), data[key]
        elif isinstance(data, CommentedSeq) and isinstance(key, int) and key < len(data):
            line, column = data.lc.item(key)
            place, data = (line + 1, column + 1), data[key]
        else:
            break
    return place


def value_at(data: object, where: Sequence[str | int]) -> object:
    """What stands at a place, as it was written; None where nothing does."""
    for key in where:
        if (isinstance(data, CommentedMap) and key in data) or (
            isinstance(data, CommentedSeq) and isinstance(key, int) and key < len(data)
        ):
            data = data[key]
        else:
            return None
    return data


def _start_of(data: object) -> tuple[int, int]:
    if isinstance(data, CommentedMap | CommentedSeq) and len(data):
        return data.lc.line + 1, data.lc.col + 1
    return 1, 1


_SHORT = {"hidden_concerns": "hidden_concern", "lines": "line"}
"""Fields of a list that have a short form for its first item."""


def _as_written(data: CommentedMap, key: str | int, rest: list[str | int]) -> str | int:
    """The short form where the author used it; it stands for the first item of the list."""
    short = _SHORT.get(str(key), "")
    if short not in data or not rest or not isinstance(rest[0], int):
        return short if short in data and key not in data else key
    if rest[0] == 0:
        rest.pop(0)
        return short
    rest[0] -= 1
    return key


def plain(data: object) -> object:
    """Plain dicts and lists, without `x-` fields, which are the author's own notes."""
    if isinstance(data, CommentedMap):
        return {
            str(key): plain(value) for key, value in data.items() if not str(key).startswith("x-")
        }
    if isinstance(data, CommentedSeq):
        return [plain(item) for item in data]
    if isinstance(data, bool):
        return bool(data)
    if isinstance(data, str):
        return str(data)
    if isinstance(data, float):
        return float(data)
    return int(data) if isinstance(data, int) else data
