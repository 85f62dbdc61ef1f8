"""What the models refuse, in an author's words, with what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from dryfit.scenario.complaint import ALL_IN_QUOTES, COLON
from dryfit.scenario.errors import ScenarioError
from dryfit.scenario.schema import Scenario
from dryfit.scenario.source import place_of, value_at

_KINDS = {"missing": "DF011", "extra_forbidden": "DF010"}
_VALUE = ("literal", "enum", "greater", "less", "too_", "string_pattern", "string_too", "value_",
          "finite")  # fmt: skip
_WORDS = {
    "string_type": "text", "float_type": "a number", "float_parsing": "a number",
    "int_type": "a whole number", "int_parsing": "a whole number", "bool_type": "true or false",
    "int_from_float": "a whole number", "bool_parsing": "true or false",
    "tuple_type": "a list, one `- ` line each", "list_type": "a list, one `- ` line each",
    "dict_type": "fields of its own", "model_type": "fields of its own",
    "date_parsing": "a date such as 2026-03-01", "date_type": "a date such as 2026-03-01",
    "date_from_datetime_parsing": "a date such as 2026-03-01",
    "date_from_datetime_inexact": "a date without a time, such as 2026-03-01",
}  # fmt: skip
"""What each kind of value is called."""
_BOUNDS = {
    "less_than_equal": "at most {le}", "less_than": "less than {lt}",
    "greater_than_equal": "{ge} or more", "greater_than": "more than {gt}",
}  # fmt: skip
"""How a bound of a number is said."""
_EXAMPLES = {
    "schema": "`schema: 1`.",
    "title": "`title: Book the band`.",
    "persona": "`persona: Dot Kowalski, 54, owns a corner bar. Dry, busy, fair.`",
    "situation": "`situation: You walked in at 4 pm. She is stocking coolers.`",
    "goal": "`goal: Get a date in her book.`",
    "hidden_concern": "`hidden_concern: A neighbour complained and she fears for her licence.`",
    "line": '`line: "And who pays when nobody comes?"`',
    "opening": '`opening: "We don\'t do bands. You want a drink or what?"`',
}
"""What a missing field looks like where it stands."""
_SHORTEST = {"hidden_concerns": "hidden_concern", "lines": "line"}
"""What a field is called in the shortest file."""
_BULLET = re.compile(r"[-\u2010-\u2015\u2022\u25aa\u25cf\u25e6\u00b7*+\uf0b7]")
"""What word processors put before the lines of a list."""
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_FIGURE = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_NOTES = frozenset({"comment", "comments", "note", "notes", "remark", "remarks", "todo"})
"""What a trainer calls what is meant for nobody but trainers."""
_DEEPEST = 2
"""How deep a misplaced field's right place is looked for; deeper names say less than they help."""


def explain(
    errors: Iterable[ErrorDetails],
    data: CommentedMap,
    path: Path,
    root: type[BaseModel] = Scenario,
) -> Iterator[ScenarioError]:
    """Every fault, misspelt fields first: a misspelt field is also a missing one.

    `root` is the model of the whole file.

    A field that is missing only because its misspelling stands beside it is not told twice.
    """
    found = sorted(errors, key=lambda item: item["type"] != "extra_forbidden")
    meant: set[tuple[str | int, ...]] = set()
    seen: set[tuple[int, int, str]] = set()
    for error in found:
        where = _path(error)
        if error["type"] == "extra_forbidden":
            near = _near(str(where[-1]), _fields_at(where[:-1], root))
            meant.update((*where[:-1], name) for name in near)
            meant.update((*where[:-1], _LONG[name]) for name in near if name in _LONG)
        if error["type"] == "missing" and tuple(where) in meant:
            continue
        if error["type"] == "too_short" and any(_is_under(where, _path(one)) for one in found):
            continue  # it is too short only because something in it was refused
        fault = _fault(error, where, data, path, root)
        # What is missing has no place of its own: each is told.
        told = fault.message if error["type"] == "missing" else fault.code
        if (fault.line, fault.column, told) not in seen:
            seen.add((fault.line, fault.column, told))
            yield fault


_LONG = {"hidden_concern": "hidden_concerns", "line": "lines"}


def _path(error: ErrorDetails) -> list[str | int]:
    return [key for key in error["loc"] if key != "[key]"]


def _is_under(where: list[str | int], other: list[str | int]) -> bool:
    return len(other) > len(where) and other[: len(where)] == where


def _fault(
    error: ErrorDetails,
    where: list[str | int],
    data: CommentedMap,
    path: Path,
    root: type[BaseModel],
) -> ScenarioError:
    line, column = place_of(data, where)
    code = _KINDS.get(error["type"], "DF012")
    if code == "DF012" and error["type"].startswith(_VALUE):
        code = "DF013"
    message, hint = _words(error, where, root)
    several = _several(error, data, where)
    if several:
        message = f"`{several}` takes one, and this is a list."
        hint = f"Call it `{several}s`, or write one."
    elif error["type"] == "string_type" and _begins_below(data, where, line):
        name = where[-1]
        message = f"`{name}` is one text, and this is a list or has fields of its own."
        hint = f"Write all of it behind `{name}: `, on the same line."
    elif _made_by_a_comma(error, data, where):
        code, message = "DF018", "Inside `{ }` the comma before this ends the text."
        hint = ALL_IN_QUOTES
        if str(where[-1]).isdigit():
            hint = "Write a decimal with a point: 1.1."
    elif _made_by_a_colon(error) and not _near(str(where[-1]), _fields_at(where[:-1], root)):
        code, message, hint = "DF018", COLON, ALL_IN_QUOTES
    elif error["type"] == "string_type" and _made_by_a_brace(error["input"]):
        code, message = "DF004", "Text that begins with `{` or `[` needs quotes."
        hint = ALL_IN_QUOTES
    return ScenarioError(code, message, file=path, line=line, column=column, hint=hint)


def _begins_below(data: CommentedMap, where: Sequence[str | int], line: int) -> bool:
    """A list or fields that begin under the name of what should be a text."""
    value = value_at(data, where)
    if not isinstance(value, CommentedMap | CommentedSeq) or not isinstance(where[-1], str):
        return False
    return bool(value.lc.line + 1 > line)


def _several(error: ErrorDetails, data: CommentedMap, where: Sequence[str | int]) -> str:
    """The name of a field for one thing, where a list stands under it; else ""."""
    given = error["input"]
    if not isinstance(given, list) or len(where) < 2 or where[-1] != 0:
        return ""
    short = _SHORTEST.get(str(where[-2]), "")
    around = value_at(data, where[:-2])
    written = isinstance(around, CommentedMap) and isinstance(around.get(short), CommentedSeq)
    return short if written and (len(given) > 1 or not isinstance(given[0], str)) else ""


def _made_by_a_comma(error: ErrorDetails, data: CommentedMap, where: Sequence[str | int]) -> bool:
    """`{line: Not now, not ever}` reads as a field called `not ever`."""
    around = value_at(data, where[:-1])
    in_braces = isinstance(around, CommentedMap) and bool(around.fa.flow_style())
    return error["type"] == "extra_forbidden" and error["input"] is None and in_braces


def _made_by_a_colon(error: ErrorDetails) -> bool:
    """`- Look: the wall` reads as a field called `Look`."""
    given = error["input"]
    if error["type"] == "extra_forbidden":
        name = str(error["loc"][-1])
        return " " in name.strip() or name[:1].isupper()
    if not isinstance(given, dict) or len(given) != 1:
        return False
    ((name, value),) = given.items()
    return error["type"] == "string_type" and value is not None and isinstance(name, str)


def _made_by_a_brace(given: object) -> bool:
    if isinstance(given, list):
        return True
    return isinstance(given, dict) and all(value is None for value in given.values())


def _words(
    error: ErrorDetails, where: Sequence[str | int], root: type[BaseModel]
) -> tuple[str, str]:
    # Which item of a list it is, the line says.
    name = ".".join(key for key in where if isinstance(key, str))
    if error["type"] == "extra_forbidden":
        hint = _did_you_mean(where, root)
        return f"There is no field `{where[-1]}` here.", hint
    if error["type"] == "missing":
        last = _SHORTEST.get(str(where[-1]), str(where[-1]))
        name, example = ".".join([*name.split(".")[:-1], last]), _EXAMPLES.get(last, "")
        return f"The field `{name}` is missing.", f"Add it: {example}" if example else "Add it."
    given = f"It says {str(error['input'])[:60]!r}."
    if error["input"] is None:
        return (
            f"`{name}` is empty.",
            "Write something after the colon; what need not be there may be left out.",
        )
    if error["type"] in ("model_type", "dict_type") and _fields_at(where, root):
        takes = ", ".join(f"`{field}`" for field in _fields_at(where, root))
        return f"`{name}` has fields of its own.", f"{given} Give it some of {takes}."
    if error["type"] in _WORDS:
        kind = _WORDS[error["type"]]
        instead = _instead(kind, error["input"]) or _items(kind, _fields_at(where, root))
        return f"`{name}` should be {kind}.", f"{given} {instead}".strip()
    if error["type"] == "literal_error":
        known = [part.strip(" '") for part in
                 error["ctx"]["expected"].replace(" or ", ",").split(",")]  # fmt: skip
        return f"`{name}` may be {', '.join(known)}.", nearest(str(error["input"]), known, given)
    if name.endswith("id") and error["type"] == "string_pattern_mismatch":
        return (f"`{name}` may have small letters, digits and `-` only.", given)
    if error["type"] in _BOUNDS:
        bound = _BOUNDS[error["type"]].format(**error["ctx"]).removesuffix(".0")
        return f"`{name}` may be {bound}.", given
    said = error["msg"].removeprefix("Value error, ")
    return f"`{name}`: {said[:1].lower()}{said[1:]}.", given


def _instead(kind: str, given: object) -> str:
    """What to write for a value of the wrong kind, where it can be told from it."""
    text = given if isinstance(given, str) else ""
    if kind.startswith("a list") and (bullet := _BULLET.match(text)):
        wrong = "" if bullet[0] == "-" else f", not with `{bullet[0]}`"
        return f"A line of a list begins with a plain hyphen and a space{wrong}."
    if not kind.endswith("number"):
        return ""
    if clock := _CLOCK.fullmatch(text):
        return f"Write the seconds: {int(clock[1]) * 60 + int(clock[2])}."
    figure = _FIGURE.match(text)
    return f"Write {figure[0].lstrip('+').replace(',', '.')}." if figure else ""


def _items(kind: str, fields: Sequence[str]) -> str:
    """What stands behind each `- ` of a list."""
    return f"Behind each: {', '.join(fields)}." if kind.startswith("a list") and fields else ""


def nearest(name: str, known: Sequence[str], otherwise: str = "") -> str:
    """The known name that was probably meant, else what is known."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f"Did you mean `{near[0]}`?"
    return otherwise or "Known: " + ", ".join(known) + "."


def _did_you_mean(where: Sequence[str | int], root: type[BaseModel]) -> str:
    name, known = str(where[-1]), _fields_at(where[:-1], root)
    if name.lower() in _NOTES:
        return f"A note of your own begins with `x-`: `x-{name.lower()}`."
    near = _near(name, known)
    homes = [] if near and near[0] in (name.lower(), _spelt(name)) else sorted(_homes(name, root))
    around = ".".join(key for key in where[:-1] if isinstance(key, str))
    homes = [home for home in homes if around and home.startswith(f"{around}.")] or homes
    if homes:
        return f"`{name}` belongs under {' or '.join(f'`{home}`' for home in homes[:3])}."
    if near:
        return f"Did you mean `{near[0]}`?"
    return "Known here: " + ", ".join(sorted(known)) + "." if known else ""


def _near(name: str, known: Sequence[str]) -> list[str]:
    """The field that was meant: spelt wrong, or with capitals, spaces or `-` in its name."""
    return get_close_matches(_spelt(name), known, n=1, cutoff=0.6 if name == _spelt(name) else 0.8)


def _spelt(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def _homes(name: str, root: type[BaseModel], under: str = "", deep: int = 0) -> Iterator[str]:
    """Where in a file a field of that very name has its place."""
    for field, info in root.model_fields.items():
        model = _model_in(info.annotation)
        if model is None or deep >= _DEEPEST:
            continue
        where = f"{under}{info.alias or field}"
        if name in (inner.alias or own for own, inner in model.model_fields.items()):
            yield where
        yield from _homes(name, model, f"{where}.", deep + 1)


def _fields_at(where: Sequence[str | int], root: type[BaseModel]) -> list[str]:
    model: Any = root
    for key in where:
        if isinstance(key, int):
            continue
        fields = model.model_fields if model is not None else {}
        found = next((f for n, f in fields.items() if key in (n, f.alias)), None)
        model = None if found is None else _model_in(found.annotation)
    if model is None:
        return []
    short = ["line"] if "lines" in model.model_fields and model is not root else []
    short += ["hidden_concern"] if model is Scenario else []
    return [field.alias or name for name, field in model.model_fields.items()] + short


def _model_in(annotation: Any) -> Any:  # noqa: ANN401 - walks type annotations
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _model_in(part)
        if found is not None:
            return found
    return None
