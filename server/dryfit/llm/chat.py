"""What Dryfit needs of a language model, whoever serves it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dryfit.errors import StageError


@dataclass(frozen=True, slots=True)
class Usage:
    """What a call has used; `cost_usd` is 0 where nobody is paid."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.cost_usd + other.cost_usd,
        )


NOTHING_USED = Usage()


@dataclass(frozen=True, slots=True)
class Ask:
    """One call."""

    model: str
    messages: tuple[dict[str, str], ...]
    max_tokens: int
    timeout_s: float
    temperature: float = 0.7
    """Higher: livelier, and stopped more often. Lower: the authored example said again."""
    answer_schema: Mapping[str, object] | None = None
    """JSON Schema of the answer, for providers that can be held to one; None: plain words."""


class ModelFailed(StageError):
    """The model gave no usable answer.

    Codes: `rate-limited`, `server-error`, `model-timeout`, `unreachable`, `cut-stream`,
    `bad-answer`, `empty-answer`, `no-key`, `wrong-key`, `wrong-model`, `refused-request`; of
    answers in a form also `bad-json`, `wrong-schema`, `too-long`; not asked at all:
    `over-budget`, `model-resting`.
    """

    MEND_FIRST = frozenset({"no-key", "wrong-key", "wrong-model", "refused-request"})

    def __init__(self, code: str, message: str, hint: str = "", retry_after_s: float = 0.0) -> None:
        super().__init__(code, message, hint)
        self.retry_after_s = retry_after_s

    @property
    def may_pass(self) -> bool:
        """Whether the same call may go through a moment later."""
        return self.code not in self.MEND_FIRST


class Chat(Protocol):
    """Streams answers."""

    def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        """Pieces of text as they come, and what was used. Closing it ends the request.

        Raises:
            ModelFailed: from the first piece on, at any moment.
        """
        ...

    def cost_usd(self, model: str, prompt_tokens: int, completion_tokens: int) -> float:
        """What so many tokens cost there; 0 where that is not known."""
        ...

    async def close(self) -> None:
        """Close the connections that were kept; in the loop that they were made in."""


LETTERS_A_TOKEN = 4
"""Where nobody says what a call came to. Fewer: the caps are reached early; more: late."""


def estimated(chat: Chat, model: str, messages: Sequence[Mapping[str, str]], letters: int) -> Usage:
    """What a call came to that was cut off, or whose provider does not say."""
    prompt = sum(len(message["content"]) for message in messages) // LETTERS_A_TOKEN
    completion = letters // LETTERS_A_TOKEN
    return Usage(prompt, completion, chat.cost_usd(model, prompt, completion))
