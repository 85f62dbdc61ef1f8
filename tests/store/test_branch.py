"""A branch begins where the first session was, and touches nothing of it."""

from pathlib import Path
from random import Random

import pytest
from tests.critique.build import Build, act, strong
from tests.critique.simulate import Simulated, Simulation

from dryfit.persona.director import next_move
from dryfit.persona.move import MoveKind
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Act, Heard
from dryfit.persona.state import mark_heard
from dryfit.scenario.library import Library
from dryfit.session.recovery import recover
from dryfit.store.branch import NoSuchMoment, branch, last_moment, moment_of, moments
from dryfit.store.events import (
    LearnerSpoke,
    PersonaHeard,
    PersonaMoved,
    SessionEnded,
    SessionEvent,
    SessionOpened,
)
from dryfit.store.journal import Journal, journal_url

BRANCHES = 100
LEARNERS = ("strong", "average", "weak", "rude", "flatterer", "chatty")


@pytest.fixture(scope="module")
def played(personas: Path) -> list[Simulated]:
    """Talks with interruptions and turns that could not be made out."""
    scenarios, reader = Library(personas).all(), Reader(None)
    return [
        Simulation(scenarios[n % len(scenarios)], reader, LEARNERS[n % len(LEARNERS)], n).play()
        for n in range(24)
    ]


def test_a_hundred_branches_have_the_directors_state_exactly(played: list[Simulated]) -> None:
    chance, reader = Random(5), Reader(None)
    for number in range(BRANCHES):
        talk = chance.choice(played)
        moment = chance.choice(moments(talk.events))
        before = [event.model_dump_json() for event in talk.events]
        made = branch(talk.events, moment.turn, f"sess_{number}")
        kept = recover(made, idle_s=60)
        assert kept.half_said is not None
        assert kept.state is not None
        line = next(e for e in reversed(made) if isinstance(e, PersonaMoved))
        heard = next(e for e in talk.events if isinstance(e, PersonaHeard) and e.item == line.item)
        share = len(heard.text_heard) / len(line.text)
        as_it_was = mark_heard(kept.state, kept.half_said.move, share)
        assert as_it_was == talk.states[moment.turn]
        assert [event.model_dump_json() for event in talk.events] == before

        spoke = moment.spoke[-1]
        if spoke.confidence > 0.5 and len(moment.spoke) == 1 and moment.answer:
            cast = reader.prepare(talk.scenario)
            said = Heard(spoke.text, line.text, interrupted=spoke.interrupted_persona)
            _, move = next_move(talk.scenario, as_it_was, reader.read(cast, said))
            assert move.to_json() == moment.answer.move


def test_a_branch_is_a_whole_journal_of_its_own(played: list[Simulated]) -> None:
    talk = played[0]
    turn = moments(talk.events)[-1].turn
    made = branch(talk.events, turn, "sess_new", "hash")
    opened, last = made[0], made[-1]
    assert isinstance(opened, SessionOpened)
    assert (opened.session, opened.branch_turn) == ("sess_new", turn)
    assert opened.branch_of == talk.events[0].model_dump()["session"]
    assert opened.resume_key_hash == "hash"
    assert [event.seq for event in made] == list(range(len(made)))
    assert isinstance(last, PersonaMoved)
    assert not [e for e in made if isinstance(e, LearnerSpoke) and e.turn >= turn]
    assert not [e for e in made if isinstance(e, SessionEnded)]


def test_sound_and_events_of_the_client_are_counted_anew() -> None:
    events: list[SessionEvent] = [
        event.model_copy(update={"input_end": 5000})
        if isinstance(event, LearnerSpoke | PersonaHeard)
        else event
        for event in strong().events
    ]
    kept = recover(branch(events, 4, "sess_new"), idle_s=60)
    assert (kept.received.input_end, kept.received.client_event) == (0, "")


def test_a_branch_of_a_branch() -> None:
    """The same moment once more stands beside the first; another one hangs on the branch."""
    first = branch(strong().events, 3, "sess_a")
    more = Build().learner(act(Act.GREETING, "Hello again."), text="Hello again.").events
    spoke = next(event for event in more if isinstance(event, LearnerSpoke))
    moved = next(event for event in reversed(first) if isinstance(event, PersonaMoved))
    seq = len(first)
    longer = [
        *first,
        spoke.model_copy(update={"seq": seq, "turn": 3}),
        moved.model_copy(update={"seq": seq + 1, "turn": 3, "item": "p9"}),
        spoke.model_copy(update={"seq": seq + 2, "turn": 4}),
    ]
    again, deeper = branch(longer, 3, "sess_b")[0], branch(longer, 4, "sess_c")[0]
    assert isinstance(again, SessionOpened)
    assert isinstance(deeper, SessionOpened)
    assert (again.branch_of, again.branch_turn) == ("s", 3)
    assert (deeper.branch_of, deeper.branch_turn) == ("sess_a", 4)


def test_turns_answered_together_are_one_moment() -> None:
    """She asked to hear it again: going back to "yes" goes back to what it was a yes to."""
    made = Build().persona("What do you want?", MoveKind.OPEN)
    made.learner(act(Act.PITCH, "We pack rooms."), read=False, word_confidence=0.3)
    made.persona("Say that again?", MoveKind.UNCLEAR)
    aside = made.events[-2]
    assert isinstance(aside, PersonaMoved)
    made.events[-2] = aside.model_copy(update={"move": {**aside.move, "because": ["aside"]}})
    made.learner(act(Act.PITCH, "We pack rooms.")).persona("Do you.")
    (moment,) = moments(made.events)
    assert [spoke.turn for spoke in moment.spoke] == [1, 2]
    assert moment_of(made.events, 2) == moment
    line = branch(made.events, 2, "sess_new")[-1]
    assert isinstance(line, PersonaMoved)
    assert line.text == "What do you want?"


@pytest.mark.parametrize("turn", [-1, 0, 99])
def test_a_turn_that_never_was(turn: int) -> None:
    with pytest.raises(NoSuchMoment) as refused:
        branch(strong().events, turn, "sess_new")
    assert refused.value.code == "unknown-turn"
    assert "Choose" in str(refused.value)


def test_nothing_to_go_back_to() -> None:
    assert last_moment([]) is None
    assert last_moment(Build().persona("Yes?", MoveKind.OPEN).events) is None
    with pytest.raises(NoSuchMoment):
        branch([], 1, "sess_new")


def test_what_is_said_after_the_end_is_no_moment() -> None:
    made = strong()
    spoke = next(event for event in made.events if isinstance(event, LearnerSpoke))
    late = spoke.model_copy(update={"seq": len(made.events), "turn": 9})
    assert last_moment([*made.events, late]) == 5


async def test_the_journal_knows_its_branches(tmp_path: Path) -> None:
    events = strong().events
    async with Journal.open(journal_url(tmp_path / "journal.sqlite3")) as journal:
        await journal.begin("s", events)
        for name in ("sess_a", "sess_b"):
            await journal.begin(name, branch(events, 2, name))
        assert await journal.branches("s") == ["sess_a", "sess_b"]
        assert await journal.branches("sess_a") == []
        assert await journal.branches("%") == []
        assert await journal.events("s") == events
