"""Who is told what language models do: the metrics of a server, or nobody."""

from __future__ import annotations

from typing import Protocol

from dryfit.llm.chat import Usage


class LlmWatcher(Protocol):
    """Is told of every call and of every answer, or sentence of one, that was not used."""

    def model_called(self, model: str, outcome: str, first_s: float | None, usage: Usage) -> None:
        """A call is over."""

    def model_intervened(self, code: str) -> None:
        """A sentence was stopped or a call failed."""


class Unwatched:
    """Looks away."""

    def model_called(self, model: str, outcome: str, first_s: float | None, usage: Usage) -> None:
        """Nothing."""

    def model_intervened(self, code: str) -> None:
        """Nothing."""
