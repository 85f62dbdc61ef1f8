"""Speaks what a persona may say before anybody asks, so that no reply waits for its sound."""

from collections.abc import Awaitable, Callable

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.persona.move import MoveKind
from dryfit.pool import Urgency
from dryfit.reply.banks import bank
from dryfit.scenario.lines import authored_lines
from dryfit.scenario.schema import Scenario
from dryfit_audio.sentences import clauses
from dryfit_audio.voices import voice_for


async def speak_ahead(
    engines: Engines, scenario: Scenario, wait_for_quiet: Callable[[], Awaitable[None]]
) -> None:
    """Put every line that is known beforehand into the cache, a clause at a time.

    `wait_for_quiet` is awaited before each clause: sessions that are running come first.
    """
    voice = voice_for(scenario.voice.preset, scenario.voice.rate, scenario.voice.fallback)
    for clause in known_clauses(scenario):
        await wait_for_quiet()
        try:
            await engines.pool.run(Urgency.AHEAD, engines.speak, clause, voice, scenario.language)
        except StageError:
            continue  # it will be tried again, and told, when it is needed


def known_clauses(scenario: Scenario) -> tuple[str, ...]:
    """Clauses of authored and temperament lines, openings first; those with slots are not known."""
    temperament = scenario.persona.temperament.bank_name()
    spare = [line for kind in MoveKind for line in bank(temperament, kind)]
    lines = [*scenario.opening.lines, *authored_lines(scenario), *spare]
    whole = [line for line in lines if "{" not in line]
    return tuple(dict.fromkeys(clause for line in whole for clause in clauses(line)))
