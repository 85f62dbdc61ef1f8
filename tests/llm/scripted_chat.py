"""A model that says what it was told to, when it was told to."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator

from dryfit.llm.chat import Ask, ModelFailed, Usage

Piece = str | float | Usage | ModelFailed


class ScriptedChat:
    """Says what it was told to: text, waiting (seconds), usage, a failure."""

    def __init__(self) -> None:
        self._answers: deque[tuple[Piece, ...]] = deque()
        self.asked: list[Ask] = []
        self.closed_s: list[float] = []

    def enqueue(self, *pieces: Piece, again: int = 1) -> None:
        """One more answer, its pieces `again` and again."""
        self._answers.append(pieces * again)

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        self.asked.append(ask)
        try:
            for piece in self._answers.popleft():
                if isinstance(piece, float):
                    await asyncio.sleep(piece)
                elif isinstance(piece, ModelFailed):
                    raise piece
                else:
                    yield piece
        finally:
            self.closed_s.append(asyncio.get_running_loop().time())

    def cost_usd(self, model: str, prompt_tokens: int, completion_tokens: int) -> float:
        return 0.001 * (prompt_tokens + completion_tokens)

    async def close(self) -> None:
        pass
