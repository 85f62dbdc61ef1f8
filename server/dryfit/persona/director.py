"""What the persona does next: pure, and the same for the same seed.

The order below is the persona's character. First what ends a talk, then what was earned, then what
was asked for, then what was merely said.
"""

from __future__ import annotations

from dataclasses import replace

from dryfit.persona import moves
from dryfit.persona.assistant import passed_on
from dryfit.persona.bargain import note_bargain, settle
from dryfit.persona.concession import settles_low
from dryfit.persona.disclosure import opened
from dryfit.persona.feelings import Change, change, is_repeat, remembered
from dryfit.persona.level import clamp, numbers
from dryfit.persona.move import INTERRUPTED_BY, Move, MoveKind
from dryfit.persona.promises import broken, noted
from dryfit.persona.reading import Act, Reading
from dryfit.persona.state import Outcome, OutcomeKind, PersonaState, mark_heard, note_said
from dryfit.scenario.schema import Scenario

__all__ = [
    "interruption", "learner_stopped", "mark_heard", "next_move", "note_said", "open_session",
    "time_up",
]  # fmt: skip

UNCLEAR_COSTS = -2.0
"""Patience a turn costs that nobody could make out; higher, and a noisy site ends the talk."""

LAST_CHANCE = 15.0
"""Patience left after the one warning of `at_zero: warn`; lower, and the warning is the end."""

RUDE_TURNS = 2
"""Rude turns after which the persona walks off where no deal breaker says so sooner."""


def open_session(scenario: Scenario, difficulty: str, seed: int) -> tuple[PersonaState, Move]:
    """The persona before anyone spoke, and their first line."""
    params = numbers(scenario, difficulty)
    state = PersonaState(
        seed=seed,
        difficulty=difficulty,
        trust=params.trust_start,
        patience=params.patience_start,
        last_kind=MoveKind.OPEN.value,
    )
    return state, Move(MoveKind.OPEN, candidates=scenario.opening.lines)


def next_move(
    scenario: Scenario, state: PersonaState, reading: Reading
) -> tuple[PersonaState, Move]:
    """One learner turn in, the persona's new state and move out."""
    if state.outcome is not None:
        return state, moves.ending(scenario, MoveKind.STOPPED)
    if reading.has(Act.STOP):
        return learner_stopped(scenario, replace(state, turn=state.turn + 1))
    if all(found.act is Act.UNCLEAR for found in reading.acts):
        return _unclear(scenario, state)
    felt = change(scenario, state, reading)
    before = state
    state = _last_chance(scenario, _feel(state, reading, felt))
    move = _ends(scenario, state, reading)
    if move is None:
        state, move = _acts(scenario, before, state, reading)
    move = replace(
        move,
        because=tuple(dict.fromkeys((*felt.because, *move.because))),
        trust_delta=round(state.trust - before.trust, 6),
        patience_delta=round(state.patience - before.patience, 6),
    )
    return _after(scenario, state, move), move


def time_up(scenario: Scenario, state: PersonaState) -> tuple[PersonaState, Move]:
    """The clock ran out."""
    return _end(state, moves.ending(scenario, MoveKind.TIME_UP), "time_limit")


def interruption(
    scenario: Scenario, state: PersonaState, played_s: float
) -> tuple[PersonaState, Move] | None:
    """What happens around them by now: a phone rings, somebody calls. Each comes once, in order."""
    done = state.counts.get("interruptions", 0)
    planned = scenario.environment.planned()
    if state.outcome is not None or done >= len(planned) or planned[done].after_s > played_s:
        return None
    because = (f"{INTERRUPTED_BY}{done}",)
    move = Move(MoveKind.INTERRUPTION, candidates=planned[done].lines, because=because)
    return replace(state, counts={**state.counts, "interruptions": done + 1}), move


def learner_stopped(scenario: Scenario, state: PersonaState) -> tuple[PersonaState, Move]:
    """The learner wants to stop."""
    return _end(state, moves.ending(scenario, MoveKind.STOPPED), "learner_stopped")


def _end(state: PersonaState, move: Move, kind: OutcomeKind) -> tuple[PersonaState, Move]:
    if state.outcome is not None:
        return state, move
    ended = replace(state, outcome=Outcome(kind, won=False), last_kind=move.kind.value)
    return ended, move


def _unclear(scenario: Scenario, state: PersonaState) -> tuple[PersonaState, Move]:
    patience = clamp(state.patience + UNCLEAR_COSTS)
    state = replace(state, turn=state.turn + 1, patience=patience)
    if patience <= 0:
        move = moves.ending(scenario, MoveKind.LEAVE)
    else:
        move = moves.simple(scenario, MoveKind.UNCLEAR, "unclear")
    move = replace(move, patience_delta=UNCLEAR_COSTS)
    return _after(scenario, state, move), move


def _feel(state: PersonaState, reading: Reading, felt: Change) -> PersonaState:
    counts = dict(state.counts)
    for act in dict.fromkeys(found.act for found in reading.acts):
        counts[act.value] = counts.get(act.value, 0) + 1
    return replace(
        state,
        turn=state.turn + 1,
        trust=clamp(state.trust + felt.trust),
        patience=clamp(state.patience + felt.patience),
        counts=counts,
        heard=remembered(state, reading),
    )


def _last_chance(scenario: Scenario, state: PersonaState) -> PersonaState:
    """`at_zero: warn` gives a few turns more, once; without the ending, patience stays at one."""
    if state.patience > 0:
        return state
    if "patience_zero" not in scenario.end_when:
        return replace(state, patience=1.0)
    if scenario.dynamics.patience.at_zero == "end" or state.counts.get("last_chance"):
        return state
    counts = {**state.counts, "last_chance": state.turn}
    return replace(state, patience=LAST_CHANCE, counts=counts)


def _ends(scenario: Scenario, state: PersonaState, reading: Reading) -> Move | None:
    """Deal breakers, rudeness and the end of patience."""
    for hit in reading.hit("deal_breaker"):
        breaker = next(item for item in scenario.deal_breakers if item.when == hit.what)
        final = breaker.effect == "end" or bool(state.counts.get("warned"))
        if final and "deal_breaker" in scenario.end_when:
            return moves.deal_breaker(scenario, breaker)
        return moves.simple(scenario, MoveKind.WARN, f"deal_breaker:{breaker.when}")
    if state.counts.get(Act.INSULT.value, 0) >= RUDE_TURNS and reading.has(Act.INSULT):
        return moves.ending(scenario, MoveKind.LEAVE)
    if state.patience <= 0:
        return moves.ending(scenario, MoveKind.LEAVE)
    if reading.has(Act.INSULT):
        return moves.simple(scenario, MoveKind.RUDE, "rude")
    if state.counts.get("last_chance") == state.turn:
        return moves.simple(scenario, MoveKind.WARN, "patience")
    return None


def _acts(
    scenario: Scenario,
    before: PersonaState,
    state: PersonaState,
    reading: Reading,
) -> tuple[PersonaState, Move]:
    """Everything but an ending: disclose, settle, agree, object, answer, react."""
    if reading.has(Act.META):
        return state, moves.simple(scenario, MoveKind.META, "manipulation")
    wrong = passed_on(scenario, state, reading)
    if wrong is not None:
        return state, moves.notice(wrong)
    repeated = is_repeat(before, reading)
    gone_back = broken(scenario, state, reading)
    state = noted(state, reading)
    if gone_back is not None:
        return state, moves.contradict(scenario, gone_back)
    state = note_bargain(scenario, state, reading)
    out = None if repeated else opened(scenario, state, reading)
    if out is not None:
        concern, level = out
        move = moves.disclose(state, reading, concern, level)
        state = replace(state, disclosed={**state.disclosed, concern.id: level})
        return settle(scenario, state, reading), move
    move = (
        moves.bargain(scenario, before, state, reading)
        or (moves.simple(scenario, MoveKind.REPEATED, "repeated") if repeated else None)
        or moves.answer(scenario, state, reading)
        or moves.react(scenario, state, reading)
    )
    return state, move


def _after(scenario: Scenario, state: PersonaState, move: Move) -> PersonaState:
    """Remember what was done: objections raised, facts told, endings."""
    raised, counts = dict(state.raised), dict(state.counts)
    if move.kind is MoveKind.OBJECT:
        raised[move.objection] = raised.get(move.objection, 0) + 1
    if move.kind in (MoveKind.WARN, MoveKind.RUDE):
        counts["warned"] = counts.get("warned", 0) + 1
    outcome = state.outcome
    granted = tuple(cause.removeprefix("step:") for cause in move.because
                    if move.kind is MoveKind.CONCEDE and cause.startswith("step:"))  # fmt: skip
    if move.kind is MoveKind.COMMIT:
        outcome = Outcome("commitment", won=settles_low(scenario, state) is None)
    elif move.kind is MoveKind.DEAL_BREAKER:
        outcome = Outcome("deal_breaker", won=False)
    elif move.kind is MoveKind.LEAVE:
        outcome = Outcome("patience_zero", won=False)
    return replace(
        state,
        raised=raised,
        counts=counts,
        granted=(*state.granted, *granted),
        facts_said=tuple(dict.fromkeys((*state.facts_said, *move.facts))),
        last_kind=move.kind.value,
        outcome=outcome,
    )
