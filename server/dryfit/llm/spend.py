"""What the models have cost: in one session, and today on this machine, with a cap on each."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dryfit.llm.chat import Usage


class Spend:
    """Counts calls; a session's hands on to the day's. `day` None: nothing is kept."""

    def __init__(self, cap_usd: float, day: DaySpend | None = None) -> None:
        self._cap_usd = cap_usd
        self._day = day
        self.calls = 0
        self.used = Usage()

    def note(self, usage: Usage) -> None:
        """One call more."""
        self.calls += 1
        self.used += usage
        if self._day:
            self._day.note(usage)

    @property
    def over(self) -> str:
        """Which cap is reached, in words; empty while none is."""
        if self.used.cost_usd >= self._cap_usd:
            return f"This session's ${self._cap_usd:.2f} for language models are spent."
        return self._day.over if self._day else ""


class DaySpend:
    """Today's, in a small file, so that it outlives the server."""

    def __init__(self, file: Path, cap_usd: float, today: Callable[[], date] = date.today) -> None:
        self._file = file
        self._cap_usd = cap_usd
        self._today = today
        self._date = today()
        self.calls, self.used = self._read()

    def note(self, usage: Usage) -> None:
        """One call more; a disk that is full costs the count, not the session."""
        self._turn_day()
        self.calls += 1
        self.used += usage
        kept = {
            "date": self._date.isoformat(),
            "calls": self.calls,
            "prompt_tokens": self.used.prompt_tokens,
            "completion_tokens": self.used.completion_tokens,
            "cost_usd": self.used.cost_usd,
        }
        beside = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(kept), encoding="utf-8")
            os.replace(beside, self._file)
        except OSError:
            return

    @property
    def over(self) -> str:
        """Whether the day's cap is reached, in words."""
        self._turn_day()
        if self.used.cost_usd < self._cap_usd:
            return ""
        return f"Today's ${self._cap_usd:.2f} for language models are spent."

    def _turn_day(self) -> None:
        if self._today() != self._date:
            self._date, self.calls, self.used = self._today(), 0, Usage()

    def _read(self) -> tuple[int, Usage]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            if kept["date"] != self._date.isoformat():
                return 0, Usage()
            used = Usage(
                int(kept["prompt_tokens"]), int(kept["completion_tokens"]), float(kept["cost_usd"])
            )
            return int(kept["calls"]), used
        except (OSError, ValueError, KeyError, TypeError):
            return 0, Usage()
