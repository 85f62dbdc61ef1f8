"""What `dryfit check` found, and the draft it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from dryfit.check.catalogue import RULES, Severity
from dryfit.scenario.errors import ScenarioError
from dryfit.scenario.references import Fault, Where, placed
from dryfit.scenario.schema import Scenario

__all__ = ["Draft", "Fault", "Faults", "Finding", "Where"]

Faults = Iterator[Fault]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend; `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """`error` or `warning`."""
        return RULES[self.code][1]

    @property
    def rule(self) -> str:
        """The rule's name."""
        return RULES[self.code][0]

    def to_json(self) -> dict[str, object]:
        """Plain JSON."""
        return {
            "file": self.file, "line": self.line, "column": self.column, "code": self.code,
            "severity": self.severity, "rule": self.rule, "message": self.message,
            "hint": self.hint,
        }  # fmt: skip


def finding_of(error: ScenarioError) -> Finding:
    """A fault of the loader as a finding."""
    return Finding(str(error.file), error.line, error.column, error.code, error.message, error.hint)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that loads, and the day it is looked at."""

    path: Path
    text: str
    data: CommentedMap
    scenario: Scenario
    today: date

    def finding(self, fault: Fault) -> Finding:
        """A rule's fault at its place in the file."""
        return finding_of(placed(fault, self.data, self.path))

    def wrote(self, *where: str | int) -> bool:
        """Whether the author wrote that field, rather than a default."""
        found: object = self.data
        for key in where:
            if not isinstance(found, dict) or key not in found:
                return False
            found = found[key]
        return True
