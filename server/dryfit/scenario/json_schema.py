"""The scenario file as JSON Schema, so that editors complete field names and mark mistakes.

What pydantic makes of the models is widened by the short forms that a file may use: a sentence for
a persona, `line` for `lines`, `hidden_concern` for a list of one, and `x-` notes anywhere.
"""

from __future__ import annotations

import json

from dryfit.persona.move import MoveKind
from dryfit.scenario.play import DEFAULT_GAINS, DEFAULT_LOSSES
from dryfit.scenario.schema import Scenario

Json = dict[str, object]

_SENTENCE = ("Persona", "Situation", "Opening", "Criterion", "Temperament")
"""Parts that may be one sentence instead of fields."""

_NOTES: Json = {"^x-": {"description": "Your own notes; ignored."}}
_TEXT: Json = {"type": "string", "minLength": 1}


def json_schema() -> Json:
    """JSON Schema (draft 2020-12) of one scenario file."""
    made = Scenario.model_json_schema(by_alias=True)
    parts: dict[str, Json] = made.pop("$defs")
    for part in parts.values():
        _allow_line(part)
        _allow_notes(part)
    for name in _SENTENCE:
        parts[name] = _or_sentence(name, parts[name])
    _name_keys(parts["Trust"], "gains", list(DEFAULT_GAINS))
    _name_keys(parts["Trust"], "losses", list(DEFAULT_LOSSES))
    _name_keys(made, "lines", [kind.value for kind in MoveKind])
    _allow_notes(made)
    _allow_one_concern(made)
    made["title"] = "Dryfit scenario"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "$defs": parts,
    }


def as_text() -> str:
    """The same, as it stands in `personas/scenario.schema.json`."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _or_sentence(name: str, part: Json) -> Json:
    forms = [_TEXT, part]
    if name == "Opening":
        forms.append({"type": "array", "items": _TEXT, "minItems": 1})
    return {"description": part.get("description", ""), "anyOf": forms}


def _name_keys(part: Json, field: str, names: list[str]) -> None:
    fields = part["properties"]
    assert isinstance(fields, dict)
    fields[field]["propertyNames"] = {"enum": names}


def _allow_line(part: Json) -> None:
    fields = part.get("properties")
    if not isinstance(fields, dict) or "lines" not in fields:
        return
    fields["line"] = {**_TEXT, "description": "The same as `lines` with one line."}
    required = part.get("required")
    if isinstance(required, list) and "lines" in required:
        required.remove("lines")
        part["anyOf"] = [{"required": ["line"]}, {"required": ["lines"]}]


def _allow_notes(part: Json) -> None:
    if "properties" in part:
        part["patternProperties"] = _NOTES


def _allow_one_concern(made: Json) -> None:
    fields, required = made["properties"], made["required"]
    assert isinstance(fields, dict)
    assert isinstance(required, list)
    fields["hidden_concern"] = {
        "description": "The one thing they hold back: a sentence, or the fields of a concern.",
        "anyOf": [_TEXT, {"$ref": "#/$defs/Concern"}],
    }
    required.remove("hidden_concerns")
    made["anyOf"] = [{"required": ["hidden_concern"]}, {"required": ["hidden_concerns"]}]
