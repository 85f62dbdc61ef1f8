"""Conversations walked through the machine, and random ones that never leave the table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.turn.samples import EVENT_TYPES, example

from dryfit.turn import events as t
from dryfit.turn.machine import TurnMachine, UnexpectedEvent
from dryfit.turn.table import TABLE, Command, State

S, C = State, Command
Step = tuple[type[t.TurnEvent], State, tuple[Command, ...]]

ANSWERED: list[Step] = [
    (t.SpeechStarted, S.HEARING, (C.ANNOUNCE_SPEECH,)),
    (t.SpeechPaused, S.PAUSING, (C.SPECULATE,)),
    (t.TurnEnded, S.THINKING, (C.COMMIT_TURN,)),
    (t.ReplyBegan, S.SPEAKING, ()),
]
INTERRUPTING: list[Step] = [*ANSWERED, (t.SpeechStarted, S.YIELDING, (C.DUCK,))]

WALKS: dict[str, list[Step]] = {
    "opening": [
        (t.PersonaPrompted, S.THINKING, (C.ANSWER_PROMPT,)),
        (t.ReplyBegan, S.SPEAKING, ()),
        (t.ReplyFinished, S.LISTENING, ()),
    ],
    "a pause that was no end drops what was prepared": [
        (t.SpeechStarted, S.HEARING, (C.ANNOUNCE_SPEECH,)),
        (t.SpeechPaused, S.PAUSING, (C.SPECULATE,)),
        (t.SpeechResumed, S.HEARING, (C.DROP_SPECULATION,)),
        (t.SpeechPaused, S.PAUSING, (C.SPECULATE,)),
        (t.TurnEnded, S.THINKING, (C.COMMIT_TURN,)),
    ],
    "a turn and its answer": [*ANSWERED, (t.ReplyFinished, S.LISTENING, ())],
    "barge-in": [
        *INTERRUPTING,
        (t.OverlapLasted, S.YIELDING, (C.JUDGE_OVERLAP,)),
        (t.InterruptionHeard, S.HEARING, (C.STOP_REPLY, C.ANNOUNCE_SPEECH)),
        (t.SpeechPaused, S.PAUSING, (C.SPECULATE,)),
        (t.TurnEnded, S.THINKING, (C.COMMIT_TURN,)),
    ],
    "backchannel": [
        *INTERRUPTING,
        (t.SpeechPaused, S.YIELDING, (C.JUDGE_OVERLAP,)),
        (t.BackchannelHeard, S.SPEAKING, (C.UNDUCK,)),
        (t.ReplyFinished, S.LISTENING, ()),
    ],
    "a cough": [*INTERRUPTING, (t.Misfire, S.SPEAKING, (C.UNDUCK,))],
    "she finishes while it is unclear who speaks": [
        *INTERRUPTING,
        (t.ReplyFinished, S.HEARING, (C.ANNOUNCE_SPEECH,)),
        (t.InterruptionHeard, S.HEARING, ()),
        (t.SpeechPaused, S.PAUSING, (C.SPECULATE,)),
    ],
    "more to say while she thinks": [
        *ANSWERED[:3],
        (t.SpeechStarted, S.HEARING, (C.RECALL_REPLY, C.ANNOUNCE_SPEECH)),
        (t.SpeechPaused, S.PAUSING, (C.SPECULATE,)),
        (t.TurnEnded, S.THINKING, (C.COMMIT_TURN,)),
    ],
    "hold and go on": [
        (t.SpeechStarted, S.HEARING, (C.ANNOUNCE_SPEECH,)),
        (t.HoldRequested, S.HELD, (C.FORGET_SPEECH, C.RETRACT_SPEECH)),
        (t.HoldRequested, S.HELD, ()),
        (t.ReleaseRequested, S.LISTENING, ()),
    ],
    "typed": [
        (t.TextReceived, S.THINKING, (C.COMMIT_TEXT,)),
        (t.TextReceived, S.THINKING, (C.RECALL_REPLY, C.COMMIT_TEXT)),
        (t.ReplyBegan, S.SPEAKING, ()),
        (t.TextReceived, S.THINKING, (C.STOP_REPLY, C.COMMIT_TEXT)),
    ],
    "push-to-talk": [
        (t.SpeechStarted, S.HEARING, (C.ANNOUNCE_SPEECH,)),
        (t.CommitRequested, S.THINKING, (C.COMMIT_TURN,)),
        (t.NothingSaid, S.LISTENING, (C.RETRACT_SPEECH,)),
    ],
}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS.keys())
def test_walk(walk: list[Step]) -> None:
    machine = TurnMachine()
    for number, (event, state, commands) in enumerate(walk):
        assert machine.receive(example(event)) == commands, f"step {number}"
        assert machine.state is state, f"step {number}"


@given(st.lists(st.sampled_from(EVENT_TYPES), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_events_keep_to_the_table(events: list[type[t.TurnEvent]]) -> None:
    machine = TurnMachine()
    for event in events:
        before = machine.state
        row = TABLE.get((before, event))
        if row is None:
            with pytest.raises(UnexpectedEvent):
                machine.receive(example(event))
            assert machine.state is before
        else:
            assert machine.receive(example(event)) == row.commands
            assert machine.state is row.to
        if before is State.ENDED:
            assert machine.state is State.ENDED


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_legal_conversations_can_always_go_on_and_end(data: st.DataObject) -> None:
    """However a legal conversation went, stopping ends it, and nothing wakes it again."""
    machine = TurnMachine()
    for _ in range(data.draw(st.integers(0, 40))):
        legal = [e for s, e in TABLE if s is machine.state and e is not t.SessionStopped]
        assert legal, machine.state
        machine.receive(example(data.draw(st.sampled_from(legal))))
    machine.receive(t.SessionStopped())
    for event in EVENT_TYPES:
        if (State.ENDED, event) in TABLE:
            assert machine.receive(example(event)) == ()
        assert machine.state is State.ENDED


def test_every_state_is_reached_from_the_start() -> None:
    reached, frontier = {State.LISTENING}, [State.LISTENING]
    while frontier:
        here = frontier.pop()
        for (state, _), row in TABLE.items():
            if state is here and row.to not in reached:
                reached.add(row.to)
                frontier.append(row.to)
    assert reached == set(State)
