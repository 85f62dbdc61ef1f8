"""A folder of scenarios; one broken file never hides the others."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from dryfit.errors import DryfitError
from dryfit.scenario.errors import ScenarioError, UnknownScenario
from dryfit.scenario.load import load_scenario
from dryfit.scenario.schema import Scenario
from dryfit.scenario.source import read_text

_PLAIN_NAME = re.compile(r"[\w-]{1,80}")


def file_named(name: str) -> Path | None:
    """The file that a name on the command line is; None where it is the name of a scenario.

    Raises:
        DryfitError: code `not-yaml`, where it is a file or folder that cannot be meant.
    """
    path = Path(name)
    if path.suffix.lower() in (".yaml", ".yml"):
        return path
    if path.is_dir():
        raise DryfitError("not-yaml", f"`{name}` is a folder.", "Name one file in it.")
    if path.is_file():
        raise DryfitError(
            "not-yaml", f"The name `{path.name}` does not end in .yaml.",
            "Rename the file; Windows may not show the `.txt` at the end.",
        )  # fmt: skip
    return None


class Library:
    """The scenarios of one folder, by file stem. Files are read anew when they change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[Path, tuple[tuple[int, int], Scenario]] = {}

    def ids(self) -> list[str]:
        """Names of all files, good or broken."""
        return sorted(path.stem for path in self.folder.glob("*.yaml"))

    def all(self) -> list[Scenario]:
        """The scenario of each file that loads."""
        found = []
        for name in self.ids():
            try:
                found.append(self._load(name))
            except ScenarioError:
                continue
        return found

    def faults(self) -> list[ScenarioError]:
        """What is wrong with the files that do not load."""
        found = []
        for name in self.ids():
            try:
                self._load(name)
            except ScenarioError as error:
                found.append(error)
        return found

    def get(self, scenario_id: str) -> Scenario:
        """The scenario of that name. Raises `UnknownScenario` or `ScenarioError`."""
        names = self.ids()
        if scenario_id not in names:
            near = get_close_matches(scenario_id, names, n=1, cutoff=0.5)
            if _PLAIN_NAME.fullmatch(scenario_id) and Path(f"{scenario_id}.yaml").is_file():
                near = [f"{scenario_id}.yaml"]
            hint = f"Did you mean `{near[0]}`?" if near else "Known: " + ", ".join(names) + "."
            raise UnknownScenario(
                "unknown-scenario", f"There is no scenario `{scenario_id[:80]}`.", hint
            )
        return self._load(scenario_id)

    def path(self, scenario_id: str) -> Path:
        """Where that scenario's file is."""
        return self.folder / f"{scenario_id}.yaml"

    def source(self, scenario_id: str) -> str:
        """The text of that scenario's file. Raises `ScenarioError`."""
        return read_text(self.path(scenario_id))

    def _load(self, name: str) -> Scenario:
        path = self.path(name)
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
        except OSError:
            stamp = (0, 0)
        kept = self._kept.get(path)
        if kept is None or kept[0] != stamp:
            kept = (stamp, load_scenario(path).model_copy(update={"id": name}))
            self._kept[path] = kept
        return kept[1]
