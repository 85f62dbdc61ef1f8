"""Play a scenario with a simulated learner, in text, and note what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from dryfit.persona.cast import Cast
from dryfit.persona.director import next_move, note_said, open_session, time_up
from dryfit.persona.move import Move
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard, Reading
from dryfit.persona.state import Outcome, PersonaState
from dryfit.rehearse.leaks import Leak, leaks
from dryfit.rehearse.learners import LEARNERS, as_heard
from dryfit.rehearse.phrases import sayings
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.schema import Scenario

MAX_TURNS = 24
"""Learner turns before the rehearsal is called off; patience ends most talks well before."""

Exchange = tuple[str, str]
"""Who (`persona` or `learner`), and what they said."""


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


Watch = Callable[[PersonaState, Move, str, Sequence[Exchange]], None]
"""Is told of every line: the state after the move, the move, the line, and the talk before it."""


def _look_away(_state: PersonaState, _move: Move, _line: str, _talk: Sequence[Exchange]) -> None:
    """Nothing."""


class Stage:
    """One scenario made ready to be rehearsed many times: what was read once is kept."""

    def __init__(self, scenario: Scenario, reader: Reader, watch: Watch = _look_away) -> None:
        self.scenario = scenario
        self._watch = watch
        self._reader = reader
        self._cast: Cast = reader.prepare(scenario)
        self._says = sayings(scenario, reader, self._cast)
        self._writer = ScriptedWriter()
        self._readings: dict[tuple[str, bool], Reading] = {}
        self._leaks: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Leak, ...]] = {}

    def play(self, learner: str, seed: int, difficulty: str) -> RehearsalResult:
        """Play until it ends. Raises `KeyError` for a learner not in `LEARNERS`."""
        policy = LEARNERS[learner]
        chance = Random(f"{seed}:{learner}")
        state, move = open_session(self.scenario, difficulty, seed)
        talk: list[Exchange] = []
        moves: list[str] = []
        found: list[Leak] = []
        mine: list[str] = []

        def speak(state: PersonaState) -> PersonaState:
            line = self._writer.word(self.scenario, state, move).text
            self._watch(state, move, line, talk)
            talk.append(("persona", line))
            moves.append(move.kind.value)
            found.extend(self._leaked(state, line))
            return note_said(state, line)

        state = speak(state)
        while not move.ends and state.turn < MAX_TURNS:
            text = policy.say(self._says, move, mine, chance)
            mine.append(text)
            heard = as_heard(text, chance)
            reading = self._read(heard, talk[-1][1])
            talk.append(("learner", heard))
            state, move = next_move(self.scenario, state, reading)
            state = speak(state)
        if state.outcome is None:
            state, move = time_up(self.scenario, state)
            state = speak(state)
        said = [text for who, text in talk if who == "persona"]
        outcome = state.outcome or Outcome("time_limit", won=False)
        return RehearsalResult(
            outcome, state.turn, tuple(talk), tuple(moves), dict(state.disclosed), tuple(found),
            len(said) - len(set(said)),
        )  # fmt: skip

    def _read(self, text: str, before: str) -> Reading:
        """The reader looks at the line before only for whether it asked something."""
        key = (text, before.rstrip().endswith("?"))
        if key not in self._readings:
            heard = Heard(text, last_persona_line=before)
            self._readings[key] = self._reader.read(self._cast, heard)
        return self._readings[key]

    def _leaked(self, state: PersonaState, line: str) -> tuple[Leak, ...]:
        key = (line, tuple(sorted(state.disclosed.items())))
        if key not in self._leaks:
            self._leaks[key] = leaks(self.scenario, state, line)
        return tuple(replace(leak, turn=state.turn) for leak in self._leaks[key])


def rehearse(
    scenario: Scenario, learner: str, seed: int, difficulty: str, reader: Reader
) -> RehearsalResult:
    """One rehearsal by itself; `Stage` is quicker for many."""
    return Stage(scenario, reader).play(learner, seed, difficulty)
