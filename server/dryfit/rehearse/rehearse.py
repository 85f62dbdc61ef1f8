"""Play a scenario with a simulated learner, in text, and note what happened."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dryfit.persona.director import next_move, note_said, open_session, time_up
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard
from dryfit.persona.state import Outcome, PersonaState
from dryfit.rehearse.leaks import Leak, leaks
from dryfit.rehearse.learners import LEARNERS, Exchange
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.schema import Scenario

MAX_TURNS = 24
"""Learner turns before the rehearsal is called off; patience ends most talks well before."""


@dataclass(frozen=True, slots=True)
class RehearsalResult:
    """One rehearsal: outcome, the talk, the moves made, and what leaked (nothing should)."""

    outcome: Outcome
    turns: int
    talk: tuple[Exchange, ...]
    moves: tuple[str, ...]
    disclosed: dict[str, str]
    leaks: tuple[Leak, ...]
    repeats: int


def rehearse(
    scenario: Scenario, learner: str, seed: int, difficulty: str, reader: Reader
) -> RehearsalResult:
    """Play until it ends. Raises `KeyError` for a learner not in `LEARNERS`."""
    policy, writer = LEARNERS[learner], ScriptedWriter()
    cast = reader.prepare(scenario)
    chance = Random(f"{seed}:{learner}")
    state, move = open_session(scenario, difficulty, seed)
    talk: list[Exchange] = []
    moves: list[str] = []
    found: list[Leak] = []

    def speak(state: PersonaState) -> PersonaState:
        line = writer.word(scenario, state, move).text
        talk.append(("persona", line))
        moves.append(move.kind.value)
        found.extend(leaks(scenario, state, line))
        return note_said(state, line)

    state = speak(state)
    while not move.ends and state.turn < MAX_TURNS:
        text = policy.say(scenario, talk, chance)
        heard = Heard(text, last_persona_line=talk[-1][1])
        talk.append(("learner", text))
        state, move = next_move(scenario, state, reader.read(cast, heard))
        state = speak(state)
    if state.outcome is None:
        state, move = time_up(scenario, state)
        state = speak(state)
    said = [text for who, text in talk if who == "persona"]
    outcome = state.outcome or Outcome("time_limit", won=False)
    return RehearsalResult(
        outcome, state.turn, tuple(talk), tuple(moves), dict(state.disclosed), tuple(found),
        len(said) - len(set(said)),
    )  # fmt: skip
