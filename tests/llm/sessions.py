"""Whole sessions between a simulated learner and a model that somebody else serves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from tests.fakes import FakeEngines, MemoryJournal

from dryfit.llm.chat import Ask, Chat, Usage
from dryfit.llm.settings import LlmSettings
from dryfit.llm.writer import Writer
from dryfit.persona.embed import Embedder
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reader import Reader
from dryfit.rehearse.learners import LEARNERS
from dryfit.rehearse.phrases import sayings
from dryfit.scenario.schema import Scenario
from dryfit.session import outputs as o
from dryfit.session.inputs import FinishRequested, TextTyped
from dryfit.session.options import SessionOptions
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.store.events import PersonaMoved, PersonaWorded, SessionEvent
from dryfit.turn.table import State

MAX_TURNS = 14
E = TypeVar("E")


@dataclass(slots=True)
class Call:
    """What one call brought to the line that asked, and how it ended."""

    text: str = ""
    outcome: str = ""


class NotedChat:
    """A chat, with what passes through it written down: it is also the watcher of its writer."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self.calls: list[Call] = []
        self.intervened: list[str] = []

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        call = Call()
        self.calls.append(call)
        async with aclosing(self._chat.stream(ask)) as pieces:
            async for piece in pieces:
                if isinstance(piece, str):
                    call.text += piece
                yield piece

    def cost_usd(self, model: str, prompt_tokens: int, completion_tokens: int) -> float:
        return self._chat.cost_usd(model, prompt_tokens, completion_tokens)

    async def close(self) -> None:
        await self._chat.close()

    def model_called(self, model: str, outcome: str, first_s: float | None, usage: Usage) -> None:
        next(call for call in self.calls if not call.outcome).outcome = outcome

    def model_intervened(self, code: str) -> None:
        self.intervened.append(code)


@dataclass(slots=True)
class Played:
    """What came of one session."""

    key: str
    scenario: Scenario
    events: list[SessionEvent]
    waited_s: list[float] = field(default_factory=list)
    """From each typed line to the first words of its answer."""

    def of(self, kind: type[E]) -> list[E]:
        """The journal's events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def moved(self) -> list[PersonaMoved]:
        return [event for event in self.events if isinstance(event, PersonaMoved)]

    @property
    def worded(self) -> dict[str, PersonaWorded]:
        return {event.item: event for event in self.events if isinstance(event, PersonaWorded)}


class Theatre:
    """Plays sessions of a few scenarios; what one read or embedded, all know."""

    def __init__(self, reader: Reader, embedder: Embedder) -> None:
        self.reader = reader
        self.embedder = embedder

    def engines(self, settings: LlmSettings, chat: Chat) -> FakeEngines:
        """Fakes for all that makes sound; the reader and the guard are real."""
        engines = FakeEngines()
        engines.reader = self.reader
        engines.writer = Writer(settings, chat, self.embedder)
        return engines

    async def play(
        self, scenario: Scenario, engines: FakeEngines, learner: str, seed: int, key: str
    ) -> Played:
        """One session in text, to its end or `MAX_TURNS`."""
        staged = await stage(engines, scenario, "")
        store = MemoryJournal()
        options = SessionOptions(mode="text", seed=seed, difficulty="normal")
        session = Session(staged, engines, store, options)
        played = Played(key, scenario, store.everything)
        says = sayings(scenario, self.reader, staged.cast)
        policy, chance, mine = LEARNERS[learner], Random(f"{seed}:{learner}"), list[str]()
        running = asyncio.create_task(session.run())
        loop = asyncio.get_running_loop()
        asked_s: float | None = None
        while True:
            output = await session.outputs.get()
            if isinstance(output, o.ClauseSpoken) and asked_s is not None:
                played.waited_s.append(loop.time() - asked_s)
                asked_s = None
            elif isinstance(output, o.StateChanged) and output.state is State.LISTENING:
                if len(mine) >= MAX_TURNS:
                    session.receive(FinishRequested())
                    continue
                text = policy.say(says, _last_move(store.everything), mine, chance)
                mine.append(text)
                asked_s = loop.time()
                session.receive(TextTyped(text))
            elif isinstance(output, o.Debriefed):
                break
        await running
        played.events = store.everything
        return played


def _last_move(events: Sequence[SessionEvent]) -> Move:
    moved = [event for event in events if isinstance(event, PersonaMoved)]
    return Move.from_json(moved[-1].move) if moved else Move(MoveKind.OPEN)
