"""The words of one reply, clause by clause, whether they are all there or still being written."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from dryfit_audio.sentences import clauses


@dataclass(frozen=True, slots=True)
class Wording:
    """How a line that a model worded came about; `interventions` are `{code, detail}`."""

    text: str
    source: str
    """`model`, `scripted`, or `cut` where it ends before the model wanted it to."""
    model: str
    interventions: tuple[dict[str, str], ...] = ()
    first_ms: int = 0
    """From the call to the first words that may be said."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0


class Line(Protocol):
    """Read once, by one reader."""

    expected_words: int
    """About how long it will be, for how much of it was heard."""

    @property
    def text(self) -> str:
        """The words that are known so far."""
        ...

    async def clause(self) -> str | None:
        """The next clause to speak; None at the end."""
        ...

    def drop(self) -> None:
        """Nobody wants the rest: end all work on it, now."""

    @property
    def wording(self) -> Wording | None:
        """How it came about; None for a line that was written beforehand."""
        ...


class FixedLine:
    """A line that was written beforehand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.expected_words = len(text.split())
        self.wording: Wording | None = None
        self._left = deque(clauses(text))

    async def clause(self) -> str | None:
        """See `Line`."""
        return self._left.popleft() if self._left else None

    def drop(self) -> None:
        """Nothing works on it."""
