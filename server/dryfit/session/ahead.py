"""Speaks what a persona may say before anybody asks, so that no reply waits for its sound."""

from collections.abc import Awaitable, Callable, Iterable

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.persona.move import MoveKind
from dryfit.pool import Urgency
from dryfit.reply.banks import bank
from dryfit.reply.scripted import ENOUGH
from dryfit.scenario.lines import authored_lines
from dryfit.scenario.schema import Scenario
from dryfit_audio.sentences import clauses
from dryfit_audio.voices import voice_for


async def speak_ahead(
    engines: Engines,
    scenario: Scenario,
    clauses_: Iterable[str],
    wait: Callable[[], Awaitable[None]],
) -> None:
    """Put clauses into the cache in the scenario's voice, one at a time.

    `wait` is awaited before each: sessions that are running come first.
    """
    voice = voice_for(scenario.voice.preset, scenario.voice.rate, scenario.voice.fallback)
    for clause in clauses_:
        await wait()
        try:
            await engines.pool.run(Urgency.AHEAD, engines.speak, clause, voice, scenario.language)
        except StageError:
            continue  # it will be tried again, and told, when it is needed


def first_clauses(scenario: Scenario) -> tuple[str, ...]:
    """What a reply may begin with, openings first: these decide how soon the persona is heard."""
    return tuple(dict.fromkeys(clauses(line)[0] for line in _known_lines(scenario)))


def later_clauses(scenario: Scenario) -> tuple[str, ...]:
    """What a reply may go on with."""
    later = (clause for line in _known_lines(scenario) for clause in clauses(line)[1:])
    return tuple(dict.fromkeys(later))


def _known_lines(scenario: Scenario) -> list[str]:
    """Authored lines, and temperament lines for the moves that they leave to these.

    Those with slots are only known when they are filled.
    """
    temperament = scenario.persona.temperament.bank_name()
    left = [kind for kind in MoveKind if len(scenario.lines.get(kind.value, ())) < ENOUGH]
    spare = [line for kind in left for line in bank(temperament, kind, scenario.language)]
    lines = [*scenario.opening.lines, *authored_lines(scenario), *spare]
    return [line for line in lines if "{" not in line and clauses(line)]
