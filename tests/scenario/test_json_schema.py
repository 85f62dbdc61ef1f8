"""The JSON Schema is current, and knows every field that the loader knows."""

import json
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from dryfit.cli.main import app
from dryfit.scenario.json_schema import as_text, json_schema

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "personas").glob("*.yaml"))


def test_the_shipped_schema_is_the_one_the_code_makes() -> None:
    shipped = (ROOT / "personas" / "scenario.schema.json").read_text(encoding="utf-8")
    assert shipped == as_text(), "make docs"
    assert CliRunner().invoke(app, ["schema"]).stdout == as_text()


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_shipped_files_name_the_schema_and_use_only_its_fields(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=scenario.schema.json\n")
    schema = json_schema()
    assert list(_unknown(YAML(typ="safe").load(text), schema, schema)) == []


def test_the_walker_finds_an_unknown_field() -> None:
    schema = json_schema()
    wrong = {"persona": {"nmae": "Dot"}, "opening": {"line": "Hi."}, "x-mine": 1, "titel": "x"}
    assert list(_unknown(wrong, schema, schema)) == ["nmae", "titel"]


def test_the_guide_names_every_field() -> None:
    guide = (ROOT / "docs" / "writing-scenarios.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[a-z][a-z0-9_]+", guide))
    schema = json_schema()
    parts = [schema, *_list(schema["$defs"])]
    fields = {field for part in parts for form in _forms(part) for field in _dict(form)}
    assert fields - named == set()


def _list(value: object) -> list[object]:
    assert isinstance(value, dict)
    return list(value.values())


def _forms(part: object) -> list[object]:
    assert isinstance(part, dict)
    return [form.get("properties", {}) for form in (part, *part.get("anyOf", ()))]


def _dict(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _unknown(value: object, part: object, root: object) -> list[str]:
    """Keys of the data that no form of the schema names, in order."""
    assert isinstance(part, dict)
    assert isinstance(root, dict)
    if "$ref" in part:
        return _unknown(value, root["$defs"][part["$ref"].rsplit("/", 1)[1]], root)
    forms = [form for form in part.get("anyOf", ()) if "required" not in form or len(form) > 1]
    if isinstance(value, dict | list):
        kinds = {dict: "object", list: "array"}
        forms = [
            form for form in forms if form.get("type", kinds[type(value)]) == kinds[type(value)]
        ]
    if forms:
        return min((_unknown(value, form, root) for form in forms), key=len)
    if isinstance(value, list):
        return [key for item in value for key in _unknown(item, part.get("items", {}), root)]
    if not isinstance(value, dict):
        return []
    if "properties" not in part:
        known = part.get("propertyNames", {}).get("enum")
        return [key for key in value if known is not None and key not in known]
    found = []
    for key, item in value.items():
        if key in part["properties"]:
            found += _unknown(item, part["properties"][key], root)
        elif not key.startswith("x-"):
            found.append(key)
    return found


def test_the_schema_is_json() -> None:
    assert json.loads(as_text())["$schema"].startswith("https://json-schema.org/")
