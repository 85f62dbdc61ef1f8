"""Whole sessions in text over a scripted model, which words, reads and judges."""

import asyncio

from tests.fakes import FakeEngines, MemoryJournal, SharedWords
from tests.llm.scripted_chat import ScriptedChat
from tests.session.scene import van

from dryfit.llm.settings import LlmSettings
from dryfit.llm.writer import Writer
from dryfit.metrics import Metrics
from dryfit.scenario.schema import Scenario
from dryfit.session import outputs as o
from dryfit.session.inputs import FinishRequested, NamesTold, TextTyped
from dryfit.session.options import SessionOptions
from dryfit.session.recovery import Recovered
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.store.events import SessionEvent
from dryfit.turn.table import State

SETTINGS = LlmSettings(
    "openai/persona", reader="openai/reader", critic="openai/critic", critic_s=4.0
)


async def play(
    chat: ScriptedChat,
    *said: str,
    metrics: Metrics | None = None,
    names: tuple[str, ...] = (),
    scenario: Scenario | None = None,
    kept: Recovered | None = None,
) -> list[SessionEvent]:
    """Say that and end it; the model's answers are those enqueued, in the order of its calls."""
    engines, store = FakeEngines(), MemoryJournal()
    engines.writer = Writer(SETTINGS, chat, SharedWords())
    if metrics:
        engines.writer.watcher = metrics
    staged = await stage(engines, scenario or van(), "")
    for event in kept.events if kept else ():
        await store.append(kept.opened.session, event) if kept else None
    session = Session(staged, engines, store, SessionOptions(mode="text", seed=1), kept)
    running, left = asyncio.create_task(session.run()), list(said)
    if not kept:
        session.receive(NamesTold(names))
    while not isinstance(output := await session.outputs.get(), o.Debriefed):
        if isinstance(output, o.StateChanged) and output.state is State.LISTENING:
            session.receive(TextTyped(left.pop(0)) if left else FinishRequested())
    await running
    return store.everything
