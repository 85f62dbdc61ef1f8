"""One sentence in, a scenario that can be played out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dryfit.check.check import check_text
from dryfit.errors import DryfitError
from dryfit.language import base_language
from dryfit.persona.embed import Embedder
from dryfit.scenario.load import load_text
from dryfit.scenario.schema import Scenario
from dryfit.visit.describe import Visit, read_visit
from dryfit.visit.nearest import Match, rank
from dryfit.visit.tailor import Becomes, OneOff, tailor

OFFERED = 3
"""How many scenarios are named where none is near."""


class NothingNear(DryfitError):
    """No scenario is like that visit; `nearest` are those that come closest."""

    def __init__(self, visit: Visit, matches: Sequence[Match]) -> None:
        self.visit = visit
        self.nearest = tuple(match.scenario for match in matches[:OFFERED])
        listed = "; ".join(f"{item.id} ({item.title})" for item in self.nearest)
        super().__init__(
            "nothing-near", "No scenario is much like that visit.",
            f"The nearest: {listed}. Take one with `--like`, say more about whom you see, or write "
            "your own: dryfit new."
            if listed else "Add one: dryfit new.",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Practice:
    """A scenario for one visit, with its YAML, and how it came about.

    `others` are the next nearest in the library, for whoever finds `base` the wrong one.
    """

    visit: Visit
    base: Scenario
    scenario: Scenario
    source: str
    becomes: Becomes
    others: tuple[Scenario, ...] = ()


def make(
    text: str,
    scenarios: Sequence[Scenario],
    embedder: Embedder,
    *,
    scenario_id: str,
    named: bool,
    like: str = "",
) -> Practice:
    """Read the sentence, find the nearest scenario and make it over. Blocking: a second at most.

    `named` writes the person's name into it, for a file that stays on the device; `like` chooses
    the scenario. Nothing is stored.

    Raises:
        DryfitError: what `read_visit` raises; `unknown-scenario`.
        NothingNear: no scenario is like it.
    """
    visit = read_visit(text)
    matches = rank(visit, scenarios, embedder)
    base = _chosen(scenarios, like) if like else _nearest(visit, scenarios, matches)
    others = tuple(match.scenario for match in matches if match.scenario.id != base.id)[:OFFERED]
    if like:
        visit = replace(visit, language=base_language(base.language))
    name = visit.name if named else ""
    made = tailor(base, visit, scenario_id, name, embedder)
    if _is_faulty(made, scenario_id):
        # The worry says too much of what the persona hides: then it stays unsaid.
        visit = replace(visit, worry="")
        made = tailor(base, visit, scenario_id, name, embedder)
    scenario = load_text(made.source, Path(f"{scenario_id}.yaml"))
    return Practice(visit, base, scenario, made.source, made.becomes, others)


def _chosen(scenarios: Sequence[Scenario], like: str) -> Scenario:
    for scenario in scenarios:
        if scenario.id == like:
            return scenario
    known = ", ".join(scenario.id for scenario in scenarios)
    raise DryfitError(
        "unknown-scenario", f"There is no scenario `{like[:80]}`.", f"Known: {known}."
    )


def _nearest(visit: Visit, scenarios: Sequence[Scenario], matches: Sequence[Match]) -> Scenario:
    if not matches or not matches[0].is_near:
        raise NothingNear(visit, matches or [Match(item, 0.0, False) for item in scenarios])
    return matches[0].scenario


def _is_faulty(made: OneOff, scenario_id: str) -> bool:
    found = check_text(made.source, Path(f"{scenario_id}.yaml"), date.today())
    return any(item.severity == "error" for item in found)
