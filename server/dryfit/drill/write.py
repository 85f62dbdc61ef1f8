"""A drill set as YAML; a twin is written with what differs, as an author would."""

from __future__ import annotations

import io
from pathlib import Path

from ruamel.yaml import YAML

from dryfit.drill.item import SHARED, DrillItem, DrillSet
from dryfit.errors import DryfitError


def as_yaml(drill: DrillSet) -> str:
    """The set as text; what loads from it equals the set."""
    made = drill.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"items"})
    made = {"schema": 1, **made, "items": [_written(item, drill) for item in drill.items]}
    out = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 2_000
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.dump(made, out)
    return out.getvalue()


def write_yaml(drill: DrillSet, path: Path, force: bool = False) -> None:
    """Write the set to a file. Raises `DryfitError` where that cannot be."""
    try:
        target(path, force).write_text(as_yaml(drill), encoding="utf-8")
    except OSError as error:
        raise DryfitError(
            "unwritable", f"{path} cannot be written: {error.strerror or error}.",
            "Choose another place.",
        ) from error  # fmt: skip


def target(path: Path, force: bool) -> Path:
    """The path, where it may be written: nothing is there yet, or `force` is set."""
    if path.exists() and not force:
        raise DryfitError("file-exists", f"{path} is there already.", "Use --force to replace it.")
    return path


def shared_with(item: DrillItem, drill: DrillSet) -> frozenset[str] | None:
    """Fields that an item has in common with the one it is a twin of; None where it is no twin."""
    first = {other.id: other for other in reversed(drill.items)}
    other = first.get(item.pair_of or "")
    if other is None or other is item:
        return None
    if other.pair_of is not None:
        return frozenset()  # a twin of a twin takes over nothing
    return frozenset(name for name in SHARED if getattr(item, name) == getattr(other, name))


def _written(item: DrillItem, drill: DrillSet) -> dict[str, object]:
    full = item.model_dump(mode="json")
    same = shared_with(item, drill)
    if same is not None:
        return {
            name: value
            for name, value in full.items()
            if name not in same and (name in SHARED or name == "correct" or value)
        }
    needed = {"id", "learner_asks", "ai_says", "correct"}
    bare = item.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in full.items() if name in needed or name in bare}
