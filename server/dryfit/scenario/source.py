"""From a path to plain YAML data, with the place of every field, or a clear refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionStartEvent

from dryfit.scenario.errors import ScenarioError

MAX_BYTES = 256 * 1024
"""A scenario longer than this is not one; larger, and a wrong file stalls the server."""

MAX_ALIASES = 16
"""YAML aliases a file may use; many more, and a small file can grow without bound."""

MAX_DEPTH = 24
"""Nesting a file may have; the deepest real field stands at about eight."""


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
            hint="Save it as UTF-8 in your editor.",
        ) from error


def parse(text: str, path: Path, twice: bool = False) -> CommentedMap:
    """YAML with places kept; with `twice`, the last of two equal fields counts.

    Raises `ScenarioError` DF004 to DF009.
    """
    for fault in tabs(text, path):
        raise fault
    try:
        _refuse_bombs(text, path)
        yaml = YAML(typ="rt")
        yaml.allow_duplicate_keys = twice
        data = yaml.load(text)
    except DuplicateKeyError as error:
        raise _marked("DF006", "This field stands here twice.", error, path, text) from error
    except MarkedYAMLError as error:
        problem = (error.problem or "it cannot be read").strip()
        raise _marked("DF004", f"This is not valid YAML: {problem}.", error, path, text) from error
    except (YAMLError, ValueError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ScenarioError("DF004", f"This is not valid YAML: {first}.", file=path) from error
    if not isinstance(data, CommentedMap):
        raise ScenarioError(
            "DF007",
            "A scenario is a list of `field: value` lines, and this file is not.",
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


def _refuse_bombs(text: str, path: Path) -> None:
    aliases = depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        aliases += isinstance(event, AliasEvent)
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif type(event).__name__.endswith("EndEvent"):
            depth -= 1
        mark = event.start_mark
        if aliases > MAX_ALIASES or depth > MAX_DEPTH:
            what = "uses too many YAML aliases" if aliases > MAX_ALIASES else "is nested too deep"
            code = "DF008" if aliases > MAX_ALIASES else "DF009"
            raise ScenarioError(
                code, f"This file {what}.", file=path, line=mark.line + 1, column=mark.column + 1
            )


_FIELD = re.compile(r"^\s*(?:- +)?[\w-]+$")
_QUOTES = "Inside double quotes write ' and inside single quotes write '' (twice)."
_INDENT = "Fields of one thing begin in the same column; a `- ` counts as two more."


def _marked(
    code: str, message: str, error: MarkedYAMLError, path: Path, text: str
) -> ScenarioError:
    """A parser's complaint in an author's words, at the place where it can be mended."""
    mark, problem = error.problem_mark or error.context_mark, error.problem or ""
    hint = ""
    if "mapping values are not allowed" in problem and mark:
        lines = text.splitlines()
        if _FIELD.match(lines[mark.line][: mark.column]):
            # The mark stands at the colon before; the line after it is the one that is off.
            off = min(mark.line + 1, len(lines) - 1)
            return ScenarioError(
                code, "This line is not indented like those beside it.", file=path, line=off + 1,
                column=len(lines[off]) - len(lines[off].lstrip()) + 1, hint=_INDENT,
            )  # fmt: skip
        code, message = "DF018", "The colon in this text makes a field of it."
        hint = 'Put the whole text in quotes: "…".'
    elif "expected <block end>, but found '<scalar>'" in problem:
        message, hint = "The text in quotes ends here, and more follows.", _QUOTES
    elif "expected <block end>" in problem:
        message, hint = "This line is not indented like those beside it.", _INDENT
    elif "could not find expected ':'" in problem:
        mark = error.context_mark or mark
        message = "A field's name needs a colon and a space after it."
        hint = "Write it like `title: Book the band`."
    elif "quoted scalar" in (error.context or ""):
        mark = error.context_mark or mark
        message, hint = "The quote that opens here is never closed.", _QUOTES
    return ScenarioError(
        code,
        message,
        file=path,
        line=mark.line + 1 if mark else 1,
        column=mark.column + 1 if mark else 1,
        hint=hint,
    )


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
