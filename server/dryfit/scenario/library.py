"""A folder of scenarios; one broken file never hides the others."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dryfit.scenario.errors import ScenarioError, UnknownScenario
from dryfit.scenario.load import load_scenario
from dryfit.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class ScenarioSummary:
    """What a learner needs in order to pick."""

    id: str
    title: str
    persona: str
    role: str
    brief: str
    goal: str
    language: str
    minutes: float
    level: str
    reviewed: bool


class Library:
    """The scenarios of one folder, by file stem. Files are read anew when they change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[Path, tuple[tuple[int, int], Scenario]] = {}

    def ids(self) -> list[str]:
        """Names of all files, good or broken."""
        return sorted(path.stem for path in self.folder.glob("*.yaml"))

    def summaries(self) -> list[ScenarioSummary]:
        """One entry for each file that loads."""
        return [_summary(name, scenario) for name, scenario in self._good()]

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
            hint = f"Did you mean `{near[0]}`?" if near else "Known: " + ", ".join(names) + "."
            raise UnknownScenario(
                "unknown-scenario", f"There is no scenario `{scenario_id[:80]}`.", hint
            )
        return self._load(scenario_id)

    def path(self, scenario_id: str) -> Path:
        """Where that scenario's file is."""
        return self.folder / f"{scenario_id}.yaml"

    def _good(self) -> list[tuple[str, Scenario]]:
        found = []
        for name in self.ids():
            try:
                found.append((name, self._load(name)))
            except ScenarioError:
                continue
        return found

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


def _summary(name: str, scenario: Scenario) -> ScenarioSummary:
    return ScenarioSummary(
        id=name,
        title=scenario.title,
        persona=scenario.persona.name,
        role=scenario.persona.role,
        brief=scenario.learner_brief(),
        goal=scenario.learner_goal(),
        language=scenario.language,
        minutes=scenario.estimated_minutes,
        level=scenario.audience.level,
        reviewed=bool(scenario.provenance and scenario.provenance.reviewed_by),
    )
