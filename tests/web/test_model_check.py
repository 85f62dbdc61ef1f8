"""A language model that does not answer at start holds nothing up, and is told of once."""

import asyncio
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

from tests.fakes import FakeEngines, SharedWords
from tests.web.serving import VAN

from dryfit.llm.chat import Ask, ModelFailed, Usage
from dryfit.llm.check import PLAYS_ON
from dryfit.llm.settings import LlmSettings
from dryfit.llm.writer import Writer
from dryfit.settings import Settings
from dryfit.store.journal import journal_url
from dryfit.web.app import create_app


class WaitingChat:
    """Answers nothing until it is let go; then it fails."""

    def __init__(self) -> None:
        self.let_go = asyncio.Event()
        self.asked = asyncio.Event()
        self.closed = False

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        self.asked.set()
        await self.let_go.wait()
        raise ModelFailed("unreachable", f"{ask.model} cannot be reached.")
        yield ""

    def cost_usd(self, model: str, prompt_tokens: int, completion_tokens: int) -> float:
        return 0.0

    async def close(self) -> None:
        self.closed = True


async def test_clauses_are_spoken_ahead_while_the_model_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "personas"
    folder.mkdir()
    shutil.copy(VAN, folder / "van.yaml")
    settings = Settings(personas=folder, journal_url=journal_url(tmp_path / "j.sqlite3"), token="")
    engines, chat, warned = FakeEngines(), WaitingChat(), list[str]()
    spoke, told = asyncio.Event(), asyncio.Event()

    def note(clause: str) -> bool:
        if clause.startswith("It stays in the yard"):
            spoke.set()
        return False

    def warn(message: str) -> None:
        warned.append(message)
        told.set()

    engines.mouth.breaks_on = note
    engines.writer = Writer(LlmSettings("openai/some"), chat, SharedWords())
    app = create_app(settings, lambda: engines, warn=warn)
    async with asyncio.timeout(30), app.router.lifespan_context(app):
        await chat.asked.wait()
        await spoke.wait()
        assert warned == []
        chat.let_go.set()
        await told.wait()
    assert warned == [f"openai/some cannot be reached. {PLAYS_ON}"]
    assert chat.closed


async def test_a_server_that_stops_does_not_wait_for_the_model(tmp_path: Path) -> None:
    folder = tmp_path / "personas"
    folder.mkdir()
    settings = Settings(personas=folder, journal_url=journal_url(tmp_path / "j.sqlite3"), token="")
    engines, chat = FakeEngines(), WaitingChat()
    engines.writer = Writer(LlmSettings("openai/some"), chat, SharedWords())
    app = create_app(settings, lambda: engines)
    async with asyncio.timeout(10), app.router.lifespan_context(app):
        await chat.asked.wait()
    assert chat.closed
