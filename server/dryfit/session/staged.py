"""A scenario made ready to be played."""

from collections.abc import Callable
from dataclasses import dataclass

from dryfit.engines import Engines
from dryfit.llm.spend import Spend
from dryfit.llm.writer import Part
from dryfit.persona.cast import Cast
from dryfit.pool import Urgency
from dryfit.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Staged:
    """A scenario, its YAML text for the journal, and what the reader needs of it."""

    scenario: Scenario
    source: str
    cast: Cast
    part: Part | None = None
    """What a language model needs of it; None where no model is set."""
    spend: Callable[[], Spend] = lambda: Spend(0.0)
    """A new session's account for language models."""


async def stage(
    engines: Engines, scenario: Scenario, source: str, urgency: Urgency = Urgency.FINAL
) -> Staged:
    """Prepare a scenario off the event loop: seconds the first time, nothing afterwards."""
    return await engines.pool.run(urgency, prepared, engines, scenario, source)


def prepared(engines: Engines, scenario: Scenario, source: str) -> Staged:
    """The same, on the caller's own thread."""
    cast = engines.reader.prepare(scenario)
    writer = engines.writer
    if writer is None:
        return Staged(scenario, source, cast)
    return Staged(scenario, source, cast, writer.prepare(scenario), writer.spend)
