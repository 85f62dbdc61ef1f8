"""Read one scenario file, or say exactly what is wrong with it and where.

What stops a file from being played is found here: DF001 to DF020. `dryfit check` (see
`dryfit.check`) adds the rules on whether it would play well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml.comments import CommentedMap

from dryfit.scenario.errors import ScenarioError
from dryfit.scenario.explain import explain
from dryfit.scenario.references import misfits
from dryfit.scenario.schema import Scenario
from dryfit.scenario.source import parse, plain, read_text

Made = TypeVar("Made", bound=BaseModel)


def load_scenario(path: Path) -> Scenario:
    """The scenario in that file. Raises `ScenarioError` for the first fault found."""
    return load_text(read_text(path), path)


def load_text(text: str, path: Path) -> Scenario:
    """The scenario in that text; `path` names it in errors and gives the default id."""
    data = parse(text, path)
    if is_drill(data):
        raise ScenarioError(
            "DF007", "This is a drill set, not a scenario.", file=path,
            hint=f"Play it with `dryfit drill {path}`.",
        )  # fmt: skip
    return faultless(*examine(data, path))


def is_drill(data: CommentedMap) -> bool:
    """Whether a file is meant as a drill set: a scenario has neither of these fields."""
    return "items" in data or "trade" in data


def examine(data: CommentedMap, path: Path) -> tuple[Scenario | None, list[ScenarioError]]:
    """The scenario, when one can be made of the data, and every fault that stops it."""
    scenario, faults = validated(Scenario, data, path)
    return scenario, list(misfits(scenario, data, path)) if scenario else faults


def validated(
    model: type[Made], data: CommentedMap, path: Path
) -> tuple[Made | None, list[ScenarioError]]:
    """What the data makes, with the default id; or all that the model refuses."""
    given = plain(data)
    if isinstance(given, dict):
        given.setdefault("id", id_from(path))
    try:
        return model.model_validate(given), []
    except ValidationError as error:
        return None, list(explain(error.errors(), data, path, model))


def faultless(made: Made | None, faults: Iterable[ScenarioError]) -> Made:
    """What was made. Raises the first fault, where there is one."""
    for fault in faults:
        raise fault
    assert made is not None, "no fault, so it was made"
    return made


def id_from(path: Path) -> str:
    """The id a file has by its name."""
    return re.sub(r"[^a-z0-9_.-]+", "-", path.stem.lower()).strip("-.") or "scenario"
