"""What can be wrong with a scenario file.

DryfitError
├── ScenarioError     a file cannot be read: code DF0xx, file, line, column
└── UnknownScenario   no scenario of that name in the library
"""

from __future__ import annotations

from pathlib import Path

from dryfit.errors import DryfitError


class ScenarioError(DryfitError):
    """One fault in one file; `line` and `column` count from 1."""

    def __init__(
        self, code: str, message: str, *, file: Path, line: int = 1, column: int = 1, hint: str = ""
    ) -> None:
        super().__init__(code, message, hint)
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.code} {self.message} {self.hint}".strip()


class UnknownScenario(DryfitError):
    """No scenario of that name; the hint names the nearest."""
