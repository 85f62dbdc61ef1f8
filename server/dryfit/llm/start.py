"""Puts the language models together, where one is set."""

from __future__ import annotations

import importlib.util

from dryfit.errors import DryfitError
from dryfit.llm.chat import Chat
from dryfit.llm.settings import LlmSettings
from dryfit.llm.spend import DaySpend
from dryfit.llm.writer import Writer
from dryfit.paths import cache_dir, data_dir
from dryfit.persona.embed import Embedder, OnDisk


def make_chat(settings: LlmSettings, library: str = "litellm") -> Chat:
    """The way to the models; takes seconds the first time.

    Raises:
        DryfitError: `litellm-missing`.
    """
    if importlib.util.find_spec(library) is None:
        message = f"DRYFIT_LLM is {settings.model}, but litellm is not installed."
        raise DryfitError("litellm-missing", message, "Install it with: make llm")
    from dryfit.llm.litellm_chat import LitellmChat

    return LitellmChat(settings)


def make_writer(settings: LlmSettings, embedder: Embedder) -> Writer:
    """A writer with today's account.

    Raises:
        DryfitError: `litellm-missing`.
    """
    chat = make_chat(settings)
    return Writer(settings, chat, OnDisk(embedder, cache_dir() / "phrases"), day_spend(settings))


def day_spend(settings: LlmSettings) -> DaySpend:
    """What has been spent today on this machine."""
    return DaySpend(data_dir() / "llm-spend.json", settings.day_usd)
