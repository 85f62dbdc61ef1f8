"""A scenario made ready to be played."""

from dataclasses import dataclass

from dryfit.engines import Engines
from dryfit.persona.cast import Cast
from dryfit.pool import Urgency
from dryfit.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Staged:
    """A scenario, its YAML text for the journal, and what the reader needs of it."""

    scenario: Scenario
    source: str
    cast: Cast


async def stage(
    engines: Engines, scenario: Scenario, source: str, urgency: Urgency = Urgency.FINAL
) -> Staged:
    """Prepare a scenario off the event loop: seconds the first time, nothing afterwards."""
    cast = await engines.pool.run(urgency, engines.reader.prepare, scenario)
    return Staged(scenario, source, cast)
