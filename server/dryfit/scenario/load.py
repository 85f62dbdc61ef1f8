"""Read one scenario file, or say exactly what is wrong with it and where.

DF001 cannot be read · DF002 not UTF-8 · DF003 too large · DF004 not YAML · DF005 tab
DF006 field twice · DF007 not a scenario · DF008 too many aliases · DF009 nested too deep
DF010 unknown field · DF011 missing field · DF012 wrong kind of value · DF013 value not allowed
DF014 id twice · DF015 refers to nothing · DF016 unknown move in `lines`
DF020 the opening gives a concern away
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap

from dryfit.persona.move import MoveKind
from dryfit.persona.words import content_words
from dryfit.scenario.errors import ScenarioError
from dryfit.scenario.play import DEFAULT_GAINS, DEFAULT_LOSSES
from dryfit.scenario.schema import Scenario
from dryfit.scenario.source import parse, place_of, plain, read_text

_KINDS = {"missing": "DF011", "extra_forbidden": "DF010"}
_VALUE = ("literal", "enum", "greater", "less", "too_", "string_pattern", "string_too", "value_")


def load_scenario(path: Path) -> Scenario:
    """The scenario in that file. Raises `ScenarioError` for the first fault found."""
    return load_text(read_text(path), path)


def load_text(text: str, path: Path) -> Scenario:
    """The scenario in that text; `path` names it in errors and gives the default id."""
    data = parse(text, path)
    made = plain(data)
    if isinstance(made, dict):
        made.setdefault("id", _id_from(path))
    try:
        scenario = Scenario.model_validate(made)
    except ValidationError as error:
        raise _explain(error.errors(), data, path) from error
    _check_references(scenario, data, path)
    return scenario


def _id_from(path: Path) -> str:
    return re.sub(r"[^a-z0-9_.-]+", "-", path.stem.lower()).strip("-.") or "scenario"


def _explain(errors: Sequence[ErrorDetails], data: CommentedMap, path: Path) -> ScenarioError:
    """Unknown fields first: a misspelt field is also a missing one, and the cause comes first."""
    first = min(errors, key=lambda item: item["type"] != "extra_forbidden")
    where = [key for key in first["loc"] if isinstance(key, int | str)]
    line, column = place_of(data, where)
    code = _KINDS.get(first["type"], "DF012")
    if code == "DF012" and first["type"].startswith(_VALUE):
        code = "DF013"
    message, hint = _words(first, where)
    return ScenarioError(code, message, file=path, line=line, column=column, hint=hint)


def _words(error: ErrorDetails, where: Sequence[str | int]) -> tuple[str, str]:
    name = ".".join(str(key) for key in where)
    if error["type"] == "extra_forbidden":
        return f"There is no field `{where[-1]}` here.", _did_you_mean(str(where[-1]), where[:-1])
    if error["type"] == "missing":
        return f"The field `{name}` is missing.", "Add it."
    said = error["msg"].removeprefix("Value error, ")
    return f"`{name}`: {said[:1].lower()}{said[1:]}.", f"It says {str(error['input'])[:60]!r}."


def _did_you_mean(name: str, where: Sequence[str | int]) -> str:
    known = _fields_at(where)
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{near[0]}`?"
    return "Known here: " + ", ".join(sorted(known)) + "." if known else ""


def _fields_at(where: Sequence[str | int]) -> list[str]:
    model: Any = Scenario
    for key in where:
        if isinstance(key, int):
            continue
        fields = model.model_fields if model is not None else {}
        found = next((f for n, f in fields.items() if key in (n, f.alias)), None)
        model = None if found is None else _model_in(found.annotation)
    if model is None:
        return []
    short = ["line"] if "lines" in model.model_fields else []
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


def _check_references(scenario: Scenario, data: CommentedMap, path: Path) -> None:
    def fault(code: str, message: str, where: Sequence[str | int], hint: str = "") -> ScenarioError:
        line, column = place_of(data, where)
        return ScenarioError(code, message, file=path, line=line, column=column, hint=hint)

    for group, items in _identified(scenario):
        seen: set[str] = set()
        for index, item_id in enumerate(items):
            if item_id in seen:
                raise fault("DF014", f"The id `{item_id}` is used twice.", [*group, index, "id"])
            seen.add(item_id)
    concerns = [concern.id for concern in scenario.hidden_concerns]
    for index, objection in enumerate(scenario.objections):
        if objection.masks is not None and objection.masks not in concerns:
            where: list[str | int] = ["objections", index, "masks"]
            raise fault(
                "DF015", f"No concern `{objection.masks}`.", where, _near(objection.masks, concerns)
            )
    targets = [f"{c}.{mark}" for c in concerns for mark in ("full", "resolved")]
    targets += [f"{objection.id}.answered" for objection in scenario.objections]
    for index, need in enumerate(scenario.dynamics.concession.needs):
        if need not in targets:
            where = ["dynamics", "concession", "needs", index]
            raise fault("DF015", f"Nothing here is called `{need}`.", where, _near(need, targets))
    _check_names(scenario, fault)
    _check_opening(scenario, fault)


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean `{near[0]}`?" if near else "Known: " + ", ".join(known) + "."


def _identified(scenario: Scenario) -> list[tuple[list[str | int], list[str]]]:
    return [
        (["hidden_concerns"], [item.id for item in scenario.hidden_concerns]),
        (["objections"], [item.id for item in scenario.objections]),
        (["persona", "knowledge"], [item.id for item in scenario.persona.knowledge]),
        (["topics"], [item.id for item in scenario.topics]),
        (["rubric"], [item.id for item in scenario.rubric]),
        (["calibration_items"], [item.id for item in scenario.calibration_items]),
    ]


def _check_names(scenario: Scenario, fault: Any) -> None:  # noqa: ANN401 - a local closure
    moves = [kind.value for kind in MoveKind]
    for name in scenario.lines:
        if name not in moves:
            raise fault(
                "DF016", f"No move is called `{name}`.", ["lines", name], _near(name, moves)
            )
    trust = scenario.dynamics.trust
    for field, given, known in (
        ("gains", trust.gains, DEFAULT_GAINS),
        ("losses", trust.losses, DEFAULT_LOSSES),
    ):
        for name in given:
            if name not in known:
                where = ["dynamics", "trust", field, name]
                raise fault(
                    "DF010", f"There is no field `{name}` here.", where, _near(name, list(known))
                )


def _check_opening(scenario: Scenario, fault: Any) -> None:  # noqa: ANN401
    for index, line in enumerate(scenario.opening.lines):
        said = content_words(line)
        for concern in scenario.hidden_concerns:
            told = content_words(concern.concern)
            if told and len(said & told) >= max(2, round(0.5 * len(told))):
                where: list[str | int] = ["opening", "lines", index]
                raise fault("DF020", f"The opening gives `{concern.id}` away.", where)
