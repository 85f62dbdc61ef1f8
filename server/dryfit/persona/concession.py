"""Giving way one step at a time, and where it stops."""

from __future__ import annotations

from dryfit.persona.bargain import holds, open_needs
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reading import QUESTIONS, Act, Reading
from dryfit.persona.state import PersonaState
from dryfit.scenario.hidden import Concern
from dryfit.scenario.play import ConcessionStep
from dryfit.scenario.schema import Scenario

_AGAINST = (Act.PRESSURE, Act.ARGUE, Act.DECLINE, Act.REASSURANCE, Act.INSULT, Act.META)


def next_steps(scenario: Scenario, state: PersonaState) -> tuple[ConcessionStep, ...]:
    """Steps that could be given now, in order; one whose needs are open holds up the rest."""
    ready: list[ConcessionStep] = []
    for step in scenario.dynamics.concession.steps:
        if step.id in state.granted:
            continue
        if not all(holds(scenario, state, need) for need in step.needs):
            break
        ready.append(step)
    return tuple(ready)


def concede(scenario: Scenario, state: PersonaState, reading: Reading) -> Move | None:
    """The next steps, when the learner asks or offers; as many as one turn may have."""
    asks = reading.has(Act.CLOSE, Act.OFFER)
    if not asks or reading.has(*_AGAINST) or reading.has(*QUESTIONS):
        return None
    given = next_steps(scenario, state)[: scenario.dynamics.concession.max_steps_per_turn]
    if not given:
        return None
    authored = given[-1].lines or scenario.lines.get(MoveKind.CONCEDE.value, ())
    return Move(
        MoveKind.CONCEDE,
        candidates=authored or _plainly(given[-1].gives),
        because=tuple(f"step:{step.id}" for step in given),
    )


def _plainly(text: str) -> tuple[str, ...]:
    """What is given, said outright; the bank alone would not say what it was."""
    return (f"{text[:1].upper()}{text[1:].rstrip('.')}.",)


def settles_low(scenario: Scenario, state: PersonaState) -> Concern | None:
    """The open concern for which the persona goes no further than the floor."""
    for concern in scenario.hidden_concerns:
        if concern.if_unresolved == "commits_at_floor" and concern.id not in state.resolved:
            return concern
    return None


def floor(scenario: Scenario, state: PersonaState, reading: Reading) -> Move | None:
    """Pushed when nothing is left to give: this far and no further."""
    concession = scenario.dynamics.concession
    if not (concession.floor or concession.floor_lines) or not reading.has(Act.PRESSURE):
        return None
    all_given = concession.steps and len(state.granted) == len(concession.steps)
    if not all_given and open_needs(scenario, state):
        return None
    return at_floor(scenario, "pressure")


def at_floor(scenario: Scenario, *because: str) -> Move:
    """What the persona would still agree to."""
    concession = scenario.dynamics.concession
    authored = concession.floor_lines or scenario.lines.get(MoveKind.FLOOR.value, ())
    return Move(
        MoveKind.FLOOR,
        candidates=authored or _plainly(concession.floor),
        because=because,
    )
