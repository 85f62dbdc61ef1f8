"""The end of a session: its critique, made off the event loop, and what is told last."""

from collections.abc import Iterator

from dryfit.critique.alike import Alike
from dryfit.critique.critique import Critique, critique
from dryfit.engines import Engines
from dryfit.pool import Urgency
from dryfit.scenario.schema import Scenario
from dryfit.session import outputs as o
from dryfit.session.recorder import Recorder
from dryfit.store.branch import last_moment


async def look_back(engines: Engines, recorder: Recorder, scenario: Scenario) -> Critique:
    """What the recorder has, looked back on."""
    events, alike = tuple(recorder.events), Alike(engines.embedder)
    return await engines.pool.run(Urgency.FINAL, critique, events, scenario, alike)


def last_words(
    session: str, recorder: Recorder, outcome: str, won: bool, made: Critique
) -> Iterator[o.SessionOutput]:
    """How it ended, which moment is wanted again, and the critique."""
    yield o.SessionOver(outcome, won)
    again = last_moment(recorder.events) if outcome == "redone" else None
    if again is not None:
        yield o.RedoChosen(session, again)
    yield o.Debriefed(made)
