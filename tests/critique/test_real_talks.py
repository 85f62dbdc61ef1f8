"""Whole talks through the real reader, director and writer, without model files."""

from pathlib import Path

import pytest

from dryfit.critique.critique import Critique, critique
from dryfit.persona.director import next_move, note_said, open_session
from dryfit.persona.move import Move
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard
from dryfit.persona.state import PersonaState
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.load import load_scenario
from dryfit.scenario.schema import Scenario
from dryfit.store.events import (
    LearnerRead,
    LearnerSpoke,
    PersonaMoved,
    SessionEnded,
    SessionEvent,
)

PERSONAS = Path(__file__).parents[2] / "personas"
STRONG = (
    "Hi Dot, I'm Sam.",
    "What happened the last time you had a band in here?",
    "Sounds like it cost you more than the money. What was the trouble?",
    "So the woman upstairs called the city on you. That must have been scary.",
    "What if we play acoustic and we're done by ten, and I go and talk to her first?",
    "And we'd split the door with you, so if nobody comes you pay nothing.",
    "Can we put down Friday the twelfth, done by ten?",
    "Great, Friday the twelfth then.",
)
WEAK = (
    "We\u2019re the best covers band in town, we always pack the room.",
    "Don't worry, it'll be great, trust me.",
    "Come on, just give us one Friday, you won't regret it.",
    "You're wrong about that.",
)


class Typed:
    """Types lines at a scenario and keeps the journal of it."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.events: list[SessionEvent] = []
        self._writer = ScriptedWriter()
        state, move = open_session(scenario, "normal", seed)
        self.line = ""
        self.state = self._say(0, state, move)

    def play(self, lines: tuple[str, ...]) -> Critique:
        reader = Reader(None)
        cast = reader.prepare(self.scenario)
        for turn, text in enumerate(lines, 1):
            if self.state.outcome:
                break
            seq = len(self.events)
            self.events.append(
                LearnerSpoke(seq=seq, at_s=turn, turn=turn, item=f"l{turn}", text=text, mode="text")
            )
            reading = reader.read(cast, Heard(text, self.line))
            self.events.append(
                LearnerRead(seq=seq + 1, at_s=turn, turn=turn, reading=reading.to_json())
            )
            self.state = self._say(turn, *next_move(self.scenario, self.state, reading))
        outcome = self.state.outcome
        self.events.append(
            SessionEnded(
                seq=len(self.events),
                at_s=99,
                outcome=outcome.kind if outcome else "learner_stopped",
                won=bool(outcome and outcome.won),
            )
        )
        return critique(self.events, self.scenario)

    def _say(self, turn: int, state: PersonaState, move: Move) -> PersonaState:
        self.line = self._writer.word(self.scenario, state, move).text
        self.events.append(
            PersonaMoved(
                seq=len(self.events),
                at_s=turn,
                turn=turn,
                item=f"p{turn}",
                move=move.to_json(),
                state=state.to_json(),
                text=self.line,
            )
        )
        return note_said(state, self.line)


@pytest.fixture(scope="module")
def bar_owner() -> Scenario:
    return load_scenario(PERSONAS / "bar-owner.yaml")


@pytest.mark.parametrize("seed", range(6))
def test_quotes_of_real_talks_stand_in_the_transcript(bar_owner: Scenario, seed: int) -> None:
    for lines in (STRONG, WEAK):
        made = Typed(bar_owner, seed).play(lines)
        said = {line.turn: line.text for line in made.transcript if line.who == "learner"}
        for result in made.rubric:
            assert result.quote is None or result.quote in said[result.turn or 0]


@pytest.mark.parametrize("seed", range(6))
def test_asking_beats_pitching(bar_owner: Scenario, seed: int) -> None:
    strong, weak = Typed(bar_owner, seed).play(STRONG), Typed(bar_owner, seed).play(WEAK)
    assert strong.score.earned > weak.score.earned == 0
    assert strong.rubric[0].met == "yes"
    assert strong.rubric[0].quote == "What happened the last time you had a band in here?"
    assert weak.fix is not None
    assert weak.fix.quote == WEAK[0]
    assert weak.fix.model_line == bar_owner.rubric[0].good
    assert strong.measures.open_questions >= 2
    assert strong.curve[-1].trust > weak.curve[-1].trust


def test_the_concern_is_traced_as_the_director_let_it_out(bar_owner: Scenario) -> None:
    talk = Typed(bar_owner, 3)
    made = talk.play(STRONG)
    told = [(e.turn, e.move["stage_after"]) for e in talk.events if e.type == "persona_moved"]
    first = {str(stage): turn for turn, stage in reversed(told)}
    trace = made.concerns[0]
    assert trace.revealed_turn == first.get("full")
    if trace.revealed_turn:
        assert trace.opened_by is not None
        assert trace.opened_by.turn == trace.revealed_turn
