"""A learner line changed by one word changes what it should, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dryfit.critique.critique import Critique, critique
from dryfit.persona.director import next_move, note_said, open_session
from dryfit.persona.embed import MiniLM
from dryfit.persona.move import Move
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard
from dryfit.persona.state import PersonaState
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.load import load_scenario
from dryfit.scenario.schema import Scenario
from dryfit.store.events import LearnerRead, LearnerSpoke, PersonaMoved, SessionEvent

LINES = (
    "What happened the last time you had a band in here?",
    "It sounds like it cost you more than the money.",
    "So the neighbour called the city on you.",
    "We would play acoustic and be done by ten.",
    "Can we put down Friday, done by ten?",
)


@pytest.fixture(scope="module")
def reader(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(MiniLM(model_dir / "minilm"), tmp_path_factory.getbasetemp() / "vectors")


@pytest.fixture(scope="module")
def bar(personas: Path) -> Scenario:
    return load_scenario(personas / "bar-owner.yaml")


@pytest.fixture(scope="module")
def talk(reader: Reader, bar: Scenario) -> list[SessionEvent]:
    """The five lines, answered by the real director."""
    writer, cast = ScriptedWriter(), reader.prepare(bar)
    events: list[SessionEvent] = []

    def answer(turn: int, state: PersonaState, move: Move) -> PersonaState:
        line = writer.word(bar, state, move).text
        events.append(
            PersonaMoved(
                seq=len(events),
                at_s=turn,
                turn=turn,
                item=f"p{turn}",
                move=move.to_json(),
                state=state.to_json(),
                text=line,
            )
        )
        return note_said(state, line)

    state = answer(0, *open_session(bar, "normal", 7))
    for turn, text in enumerate(LINES, 1):
        seq, at = len(events), float(turn)
        item = f"l{turn}"
        events.append(LearnerSpoke(seq=seq, at_s=at, turn=turn, item=item, text=text, mode="text"))
        reading = reader.read(cast, Heard(text, _last_line(events)))
        events.append(LearnerRead(seq=seq + 1, at_s=at, turn=turn, reading=reading.to_json()))
        state = answer(turn, *next_move(bar, state, reading))
    return events


@pytest.mark.parametrize(
    ("turn", "before", "after", "changes"),
    [
        # no question any more: the offer came first, and there is something to do again
        (1, "What", "Something", {"rubric.open-q", "score", "measures.open_questions", "fix",
                                  "retry_turn", "practice"}),
        # nothing is said back any more: the next line that does is quoted
        (2, "sounds", "never", {"rubric.reflected"}),
        # what opened the concern is quoted as it was said
        (3, "neighbour", "barman", {"strength", "concerns"}),
        # no finish time, but still acoustic: it settled the concern, in other words
        (4, "ten", "then", {"concerns"}),
        # no date in the request for the next step
        (5, "Friday", "something", {"rubric.next-step", "score", "fix", "retry_turn", "practice"}),
        # a word that carries nothing: only the quote follows it
        (5, "Can", "Could", {"rubric.next-step"}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_one_word(
    reader: Reader,
    bar: Scenario,
    talk: list[SessionEvent],
    turn: int,
    before: str,
    after: str,
    changes: set[str],
) -> None:
    changed = _changed(reader, bar, talk, turn, before, after)
    was, now = dict(_parts(critique(talk, bar))), dict(_parts(critique(changed, bar)))
    assert {name for name in was if was[name] != now[name]} == changes


def test_the_verdicts_that_turn(reader: Reader, bar: Scenario, talk: list[SessionEvent]) -> None:
    was = {result.id: result.met for result in critique(talk, bar).rubric}
    assert (was["open-q"], was["next-step"]) == ("yes", "yes")
    unasked = critique(_changed(reader, bar, talk, 1, "What", "Something"), bar)
    dateless = critique(_changed(reader, bar, talk, 5, "Friday", "something"), bar)
    assert {result.id: result.met for result in unasked.rubric}["open-q"] == "no"
    (step,) = (result for result in dateless.rubric if result.id == "next-step")
    assert (step.met, step.why) == ("no", "You asked, but named no date.")


def _changed(
    reader: Reader,
    bar: Scenario,
    talk: list[SessionEvent],
    turn: int,
    before: str,
    after: str,
) -> list[SessionEvent]:
    """The same journal with one word of one line different, and that line read again."""
    made: list[SessionEvent] = []
    text = ""
    for event in talk:
        if isinstance(event, LearnerSpoke) and event.turn == turn:
            text = event.text.replace(before, after, 1)
            assert text != event.text
            event = event.model_copy(update={"text": text})
        elif isinstance(event, LearnerRead) and event.turn == turn:
            reading = reader.read(reader.prepare(bar), Heard(text, _last_line(made)))
            event = event.model_copy(update={"reading": reading.to_json()})
        made.append(event)
    return made


def _last_line(events: list[SessionEvent]) -> str:
    return next((e.text for e in reversed(events) if isinstance(e, PersonaMoved)), "")


def _parts(made: Critique) -> Iterator[tuple[str, object]]:
    """The critique in pieces, without the transcript."""
    for result in made.rubric:
        yield f"rubric.{result.id}", result
    for name, value in made.measures:
        yield f"measures.{name}", value
    for name, value in made:
        if name not in ("rubric", "measures", "transcript"):
            yield name, value
