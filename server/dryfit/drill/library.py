"""The drill sets of a folder, by file stem."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dryfit.drill.item import DrillSet
from dryfit.drill.load import load_drill
from dryfit.errors import DryfitError
from dryfit.scenario.errors import ScenarioError
from dryfit.scenario.explain import nearest
from dryfit.scenario.library import file_named


class UnknownDrill(DryfitError):
    """No drill set of that name; the hint names the nearest."""


def drills_dir(personas: Path) -> Path:
    """Where the sets are, beside the scenarios."""
    return personas / "drills"


def drill_names(personas: Path) -> list[str]:
    """Names of all sets, good or broken."""
    return sorted(path.stem for path in drills_dir(personas).glob("*.yaml"))


class DrillSets:
    """The sets of a server: by name alone, so that nobody outside names a file."""

    def __init__(self, personas: Path) -> None:
        self._personas = personas

    def get(self, name: str) -> DrillSet:
        """The set of that name. Raises `UnknownDrill` or `ScenarioError`."""
        names = drill_names(self._personas)
        if name not in names:
            hint = nearest(name, names) if names else "`dryfit drills import` makes one."
            raise UnknownDrill("unknown-drill", f"There is no drill set `{name[:80]}`.", hint)
        path = drills_dir(self._personas) / f"{name}.yaml"
        return _kept(path, _stamp(path)).model_copy(update={"id": name})

    def all(self) -> tuple[list[DrillSet], list[ScenarioError]]:
        """Every set that loads, and what is wrong with those that do not."""
        good: list[DrillSet] = []
        faults: list[ScenarioError] = []
        for name in drill_names(self._personas):
            try:
                good.append(self.get(name))
            except ScenarioError as error:
                faults.append(error)
        return good, faults


@lru_cache(maxsize=64)
def _kept(path: Path, _stamp: tuple[int, int]) -> DrillSet:
    """Read anew when the file changes."""
    return load_drill(path)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:  # gone since it was listed: loading says so
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_size)


def find_drill(name: str, personas: Path) -> DrillSet:
    """A set by its name, or the file at a path that ends in .yaml.

    Raises:
        DryfitError: with what to do.
    """
    if path := file_named(name):
        return load_drill(path)
    return DrillSets(personas).get(name)
