"""The drill file as JSON Schema, for editors; a twin may leave out what it shares."""

from __future__ import annotations

import json

from dryfit.drill.item import SHARED, DrillSet

Json = dict[str, object]
_NOTES: Json = {"^x-": {"description": "Your own notes; ignored."}}


def json_schema() -> Json:
    """JSON Schema (draft 2020-12) of one drill file."""
    made = DrillSet.model_json_schema(by_alias=True)
    parts: dict[str, Json] = made["$defs"]
    for part in (*parts.values(), made):
        part["patternProperties"] = _NOTES
    item = parts["DrillItem"]
    needed = item["required"]
    assert isinstance(needed, list)
    shared = [name for name in needed if name in SHARED]
    item["required"] = [name for name in needed if name not in shared]
    item["anyOf"] = [{"required": shared}, {"required": ["pair_of"]}]
    made["title"] = "Dryfit drill set"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def as_text() -> str:
    """The same, as it stands in `personas/drill.schema.json`."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
