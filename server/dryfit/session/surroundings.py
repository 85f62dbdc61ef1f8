"""What cuts in on a talk, as it is heard: a phone rings, a forklift passes."""

import numpy as np

from dryfit.persona.move import INTERRUPTED_BY, Move, MoveKind
from dryfit.scenario.play import Interruption
from dryfit.scenario.schema import Scenario
from dryfit_audio.samples import Samples
from dryfit_audio.surroundings import sound


def sound_before(scenario: Scenario, move: Move) -> Samples:
    """What is heard before the persona's line; nothing before any move but an interruption."""
    item = _interruption(scenario, move)
    if item is None or not item.sound:
        return np.zeros(0, dtype=np.float32)
    return sound(item.sound, item.lasts_s)


def lasts_s(scenario: Scenario, move: Move) -> float:
    """How long the talk's clock stands still for this move."""
    item = _interruption(scenario, move)
    return item.lasts_s if item else 0.0


def _interruption(scenario: Scenario, move: Move) -> Interruption | None:
    if move.kind is not MoveKind.INTERRUPTION:
        return None
    planned = scenario.environment.planned()
    index = next(
        (
            cause.removeprefix(INTERRUPTED_BY)
            for cause in move.because
            if cause.startswith(INTERRUPTED_BY)
        ),
        "",
    )
    return planned[int(index)] if index.isdigit() and int(index) < len(planned) else None
