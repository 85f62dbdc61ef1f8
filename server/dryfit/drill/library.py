"""The drill sets of a folder, by file stem."""

from __future__ import annotations

from pathlib import Path

from dryfit.drill.item import DrillSet
from dryfit.drill.load import load_drill
from dryfit.errors import DryfitError
from dryfit.scenario.explain import nearest


class UnknownDrill(DryfitError):
    """No drill set of that name; the hint names the nearest."""


def drills_dir(personas: Path) -> Path:
    """Where the sets are, beside the scenarios."""
    return personas / "drills"


def drill_names(personas: Path) -> list[str]:
    """Names of all sets, good or broken."""
    return sorted(path.stem for path in drills_dir(personas).glob("*.yaml"))


def find_drill(name: str, personas: Path) -> DrillSet:
    """A set by its name, or the file at a path that ends in .yaml.

    Raises:
        UnknownDrill, ScenarioError: with what to do.
    """
    if name.endswith((".yaml", ".yml")):
        return load_drill(Path(name))
    names = drill_names(personas)
    if name not in names:
        hint = nearest(name, names) if names else "`dryfit drills import` makes one."
        raise UnknownDrill("unknown-drill", f"There is no drill set `{name[:80]}`.", hint)
    found = load_drill(drills_dir(personas) / f"{name}.yaml")
    return found.model_copy(update={"id": name})
