"""The language models of a process: shared by all sessions, kept from those that fail."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

from dryfit.llm.breaker import Breaker
from dryfit.llm.chat import Chat, ModelFailed, Usage
from dryfit.llm.check import fault_of
from dryfit.llm.critic import Critic
from dryfit.llm.line import ModelLine, Task
from dryfit.llm.second_reader import SecondReader
from dryfit.llm.settings import LlmSettings
from dryfit.llm.spend import DaySpend, Spend
from dryfit.llm.structured import Asker
from dryfit.llm.watcher import LlmWatcher, Unwatched
from dryfit.persona.embed import Embedder, Remembering
from dryfit.reply.brief import Brief, Briefing
from dryfit.reply.guard import Fault, Guard, Moment
from dryfit.scenario.schema import Scenario

PAUSE_S = (0.05, 0.2)
"""Before a failed call is tried again, at random in between, lest all come at once."""
PREPARED_KEPT = 64

RunBlocking = Callable[..., Awaitable[tuple[str, Fault | None]]]
"""Runs a function and its arguments where blocking work belongs."""


@dataclass(frozen=True, slots=True)
class Part:
    """One scenario made ready for a model: what it is told, and who judges what it says."""

    briefing: Briefing
    guard: Guard


@dataclass(frozen=True, slots=True)
class Wanted:
    """A move to be worded: the prompt, what may be said, and the authored line behind it."""

    brief: Brief
    moment: Moment
    scripted: str
    guard: Guard

    def judge(self, sentence: str, before: tuple[str, ...]) -> tuple[str, Fault | None]:
        """The tidied sentence, and what is wrong with it. Blocking: some milliseconds."""
        tidy = self.guard.tidy(sentence)
        return tidy, self.guard.fault(tidy, before, self.moment)


class Writer:
    """Begins lines. A `Rota`: the first model first, the fallback while that one rests."""

    def __init__(
        self, settings: LlmSettings, chat: Chat, embedder: Embedder, day: DaySpend | None = None
    ) -> None:
        self.settings = settings
        self.watcher: LlmWatcher = Unwatched()
        self.day = day
        self._chat = chat
        self._embedder = Remembering(embedder)
        self._models = [name for name in (settings.model, settings.fallback) if name]
        self._breakers = {name: Breaker() for name in self._models}
        self._chance = Random()
        self._parts: dict[int, tuple[Scenario, Part]] = {}
        reader, critic = settings.reader, settings.critic
        self.reader = (
            SecondReader(self._asker("reader", reader), settings.reader_s) if reader else None
        )
        self.critic = Critic(self._asker("critic", critic), settings.critic_s) if critic else None

    def _asker(self, purpose: str, model: str) -> Asker:
        return Asker(purpose, model, self._chat, lambda: self.watcher)

    def prepare(self, scenario: Scenario) -> Part:
        """Make a scenario ready; the same object is prepared once. Blocking."""
        kept = self._parts.get(id(scenario))
        if kept is None:
            guard = Guard(scenario, self._embedder)
            kept = (scenario, Part(Briefing(scenario, guard.secrets), guard))
            while len(self._parts) >= PREPARED_KEPT:
                self._parts.pop(next(iter(self._parts)))
            self._parts[id(scenario)] = kept
        return kept[1]

    async def fault(self) -> ModelFailed | None:
        """What keeps the first model from answering; None when it does."""
        return await fault_of(self.settings, self._chat)

    async def close(self) -> None:
        """Close the connections to the models."""
        await self._chat.close()

    def spend(self) -> Spend:
        """A new session's account."""
        return Spend(self.settings.session_usd, self.day)

    def begin(self, wanted: Wanted, spend: Spend, run: RunBlocking) -> ModelLine:
        """Ask for a line, now."""

        async def judge(sentence: str, before: tuple[str, ...]) -> tuple[str, Fault | None]:
            return await run(wanted.judge, sentence, before)

        task = Task(wanted.brief, wanted.scripted, judge, spend)
        return ModelLine(task, self._chat, self, self.settings)

    def next_model(self, failed: str = "") -> str | None:
        """See `Rota`."""
        now_s = asyncio.get_running_loop().time()
        rather = sorted(self._models, key=lambda name: name == failed)
        return next((name for name in rather if self._breakers[name].may_ask(now_s)), None)

    def called(self, model: str, outcome: str, first_s: float | None, usage: Usage) -> None:
        """See `Rota`."""
        if outcome in ("ok", "stopped"):
            self._breakers[model].succeeded()
        elif outcome != "dropped":
            self._breakers[model].failed(asyncio.get_running_loop().time())
        self.watcher.model_called(model, outcome, first_s, usage)

    def intervened(self, code: str) -> None:
        """See `Rota`."""
        self.watcher.model_intervened(code)

    def pause_s(self) -> float:
        """See `Rota`."""
        return self._chance.uniform(*PAUSE_S)
