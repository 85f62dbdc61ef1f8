"""Does the language model answer? One small call, and one plain message where it does not."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from dryfit.llm.chat import Ask, Chat, ModelFailed, Usage
from dryfit.llm.settings import LlmSettings

PATIENCE_S = 20.0
"""A local model may have to be loaded first."""
PLAYS_ON = "Until then the persona speaks her authored lines."
_HELLO = ({"role": "user", "content": "Say hello in one word."},)


async def fault_of(settings: LlmSettings, chat: Chat, model: str = "") -> ModelFailed | None:
    """What keeps a model from answering; None when it does."""
    name = model or settings.model
    try:
        async with asyncio.timeout(PATIENCE_S):
            async with aclosing(chat.stream(Ask(name, _HELLO, 8, PATIENCE_S))) as pieces:
                async for piece in pieces:
                    if not isinstance(piece, Usage):
                        return None
    except TimeoutError:
        return ModelFailed("model-timeout", f"{name} did not answer in {PATIENCE_S:g} s.")
    except ModelFailed as failed:
        return failed
    return ModelFailed("empty-answer", f"{name} answered nothing.")
