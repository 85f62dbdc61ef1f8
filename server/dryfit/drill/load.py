"""Read one drill set, or say exactly what is wrong with it and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from dryfit.drill.item import DrillSet
from dryfit.scenario.errors import ScenarioError
from dryfit.scenario.explain import nearest
from dryfit.scenario.load import faultless, is_drill, validated
from dryfit.scenario.references import Fault, placed
from dryfit.scenario.source import parse, read_text


def load_drill(path: Path) -> DrillSet:
    """The drill set in that file. Raises `ScenarioError` for the first fault found."""
    return load_text(read_text(path), path)


def load_text(text: str, path: Path) -> DrillSet:
    """The drill set in that text; `path` names it in errors and gives the default id."""
    data = parse(text, path)
    if "persona" in data and not is_drill(data):
        raise ScenarioError(
            "DF007", "This is a scenario, not a drill set.", file=path,
            hint=f"Play it with `dryfit talk {path} --text`.",
        )  # fmt: skip
    return faultless(*examine(data, path))


def examine(data: CommentedMap, path: Path) -> tuple[DrillSet | None, list[ScenarioError]]:
    """The set, when one can be made of the data, and every fault that stops it."""
    found, faults = validated(DrillSet, data, path)
    return found, [placed(fault, data, path) for fault in _misfits(found)] if found else faults


def _misfits(drill: DrillSet) -> Iterator[Fault]:
    ids = [item.id for item in drill.items]
    for index, item in enumerate(drill.items):
        if item.id in ids[:index]:
            yield (
                "DF014", f"The id `{item.id}` is used twice.", ["items", index, "id"],
                "Give each its own.",
            )  # fmt: skip
        if item.pair_of is not None and item.pair_of not in ids:
            yield (
                "DF015", f"There is no item `{item.pair_of}`.", ["items", index, "pair_of"],
                nearest(item.pair_of, ids),
            )  # fmt: skip
