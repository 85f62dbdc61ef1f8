"""Look a scenario or drill file over, and list everything there is to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from dryfit.check.drill_rules import drill_faults
from dryfit.check.finding import Draft, Faults, Finding, finding_of
from dryfit.check.game_rules import bargain, clock, levels, settled
from dryfit.check.line_rules import lines
from dryfit.check.people_rules import name, private, provenance, voices
from dryfit.check.review_rules import answers, rubric
from dryfit.check.secret_rules import given_away, reachable, stages
from dryfit.check.source_rules import curly, plain_words, twice, unquoted
from dryfit.drill.load import examine as examine_drill
from dryfit.errors import DryfitError
from dryfit.scenario.errors import ScenarioError
from dryfit.scenario.load import examine, is_drill
from dryfit.scenario.references import placed
from dryfit.scenario.source import parse, read_text, refuse_unsafe, tabs

RULES: tuple[Callable[[Draft], Faults], ...] = (
    given_away, stages, reachable, settled, bargain, levels, clock, lines, private, provenance,
    name, voices, rubric, answers,
)  # fmt: skip
"""Each looks at one matter of a file that loads."""


def check_file(path: Path, today: date) -> list[Finding]:
    """Everything wrong with one file, in the order of its lines."""
    try:
        text = read_text(path)
    except ScenarioError as error:
        return [finding_of(error)]
    return check_text(text, path, today)


def check_text(text: str, path: Path, today: date) -> list[Finding]:
    """The same for a text; `path` names it."""
    return sorted(dict.fromkeys(_findings(text, path, today)))


def _findings(text: str, path: Path, today: date) -> Iterator[Finding]:
    tabbed = [finding_of(error) for error in tabs(text, path)]
    if tabbed:
        yield from tabbed
        return
    quoted = list(curly(text, path))
    yield from quoted
    try:
        refuse_unsafe(text, path)
    except (ScenarioError, YAMLError, RecursionError):
        repeated: list[Finding] = []  # `parse` says what it is
    else:
        repeated = list(twice(text, path))
    yield from repeated
    try:
        data = parse(text, path, twice=bool(repeated))
    except ScenarioError as error:
        found = list(unquoted(text, path)) if error.code in ("DF004", "DF005", "DF018") else []
        yield from found
        found += quoted
        if not any(item.line <= error.line for item in found):
            yield finding_of(error)
        return
    worded = list(plain_words(text, path))
    if is_drill(data):
        yield from worded
        yield from _drill_findings(data, path, today)
        return
    scenario, faults = examine(data, path)
    yield from map(finding_of, faults)
    refused = {fault.line for fault in faults if fault.code == "DF012"}
    for item in worded:
        # A value that is refused is told once; so is a list that was none.
        told = item.line in refused if item.code == "DF017" else refused and item.code == "DF025"
        if not told:
            yield item
    if scenario is None:
        return
    draft = Draft(path, text, data, scenario, today)
    for rule in RULES:
        yield from map(draft.finding, rule(draft))


def _drill_findings(data: CommentedMap, path: Path, today: date) -> Iterator[Finding]:
    drill, faults = examine_drill(data, path)
    yield from map(finding_of, faults)
    if drill is None:
        return
    for fault in drill_faults(drill, today):
        yield finding_of(placed(fault, data, path))


def scenario_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and for a folder the scenarios in it.

    Raises:
        DryfitError: code `no-scenarios`, when a folder holds none.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(path.glob("*.yaml")) + sorted(path.glob("*.yml"))
        if not inside:
            raise DryfitError("no-scenarios", f"There is no .yaml file in {path}.")
        found += inside
    return list(dict.fromkeys(found))
