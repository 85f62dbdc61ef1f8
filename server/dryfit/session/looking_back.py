"""The end of a session: its critique, made off the event loop, and what is told last."""

from collections.abc import Iterator
from contextlib import suppress

from dryfit.critique.alike import Alike
from dryfit.critique.critique import Critique, critique, open_questions
from dryfit.engines import Engines
from dryfit.pool import Urgency
from dryfit.session import outputs as o
from dryfit.session.conversation import Conversation
from dryfit.session.recorder import Recorder
from dryfit.session.written import write_judged
from dryfit.store.branch import last_moment
from dryfit.store.errors import JournalError


async def look_back(engines: Engines, recorder: Recorder, about: Conversation) -> Critique:
    """What the recorder has, looked back on; a model judges first what the rules cannot tell."""
    alike = Alike(engines.embedder)
    with suppress(JournalError):  # it is full: what it cannot keep does not count
        await _judge_by_model(engines, recorder, about, alike)
    events = tuple(recorder.events)
    return await engines.pool.run(Urgency.FINAL, critique, events, about.scenario, alike)


async def _judge_by_model(
    engines: Engines, recorder: Recorder, about: Conversation, alike: Alike
) -> None:
    critic = engines.writer.critic if engines.writer else None
    if critic is None:
        return
    events = tuple(recorder.events)
    talk, items = await engines.pool.run(
        Urgency.FINAL, open_questions, events, about.scenario, alike
    )
    if items:
        judgement = await critic.judge(talk, items, about.spend, about.names.hidden)
        await write_judged(recorder, (item.id for item in items), judgement)


def last_words(
    session: str, recorder: Recorder, outcome: str, won: bool, made: Critique
) -> Iterator[o.SessionOutput]:
    """How it ended, which moment is wanted again, and the critique."""
    yield o.SessionOver(outcome, won)
    again = last_moment(recorder.events) if outcome == "redone" else None
    if again is not None:
        yield o.RedoChosen(session, again)
    yield o.Debriefed(made)
