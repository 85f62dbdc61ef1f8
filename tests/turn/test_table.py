"""The table itself: complete rows, named misses, and the page written from it."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from tests.turn.samples import EVENT_TYPES, example

from dryfit.turn import events as t
from dryfit.turn.document import as_markdown
from dryfit.turn.machine import TurnMachine, UnexpectedEvent
from dryfit.turn.table import STATE_MEANS, TABLE, Command, State

ROOT = Path(__file__).parents[2]
ROWS = sorted(TABLE, key=lambda key: (list(State).index(key[0]), key[1].__name__))
MISSES = [(s, e) for s in State for e in EVENT_TYPES if (s, e) not in TABLE]


def _name(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(value)


def _at(state: State) -> TurnMachine:
    machine = TurnMachine()
    machine.state = state
    return machine


def test_the_pairs_are_rows_or_misses() -> None:
    assert len(ROWS) + len(MISSES) == len(State) * len(EVENT_TYPES)
    assert MISSES, "a table without a miss would prove nothing below"


def test_every_state_has_a_meaning() -> None:
    assert set(STATE_MEANS) == set(State)


def test_every_event_and_command_is_used_somewhere() -> None:
    assert {event for _, event in TABLE} == set(EVENT_TYPES)
    assert {command for row in TABLE.values() for command in row.commands} == set(Command)


@pytest.mark.parametrize(("state", "event"), ROWS, ids=_name)
def test_a_row_goes_where_it_says(state: State, event: type[t.TurnEvent]) -> None:
    row = TABLE[state, event]
    machine = _at(state)
    assert machine.receive(example(event)) == row.commands
    assert machine.state is row.to
    assert row.why
    assert all(isinstance(command, Command) for command in row.commands)
    assert len(set(row.commands)) == len(row.commands)


@pytest.mark.parametrize(("state", "event"), MISSES, ids=_name)
def test_a_miss_names_both_and_changes_nothing(state: State, event: type[t.TurnEvent]) -> None:
    machine = _at(state)
    with pytest.raises(UnexpectedEvent) as caught:
        machine.receive(example(event))
    assert machine.state is state
    assert caught.value.code == "unexpected-event"
    assert event.__name__ in str(caught.value)
    assert state.value in str(caught.value)
    assert (caught.value.state, type(caught.value.event)) == (state, event)


def test_rows_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        TABLE[State.LISTENING, t.SpeechStarted].to = State.ENDED  # type: ignore[misc]


@pytest.mark.parametrize("state", [s for s in State if s is not State.ENDED])
def test_a_session_can_be_stopped_in_every_state(state: State) -> None:
    assert TABLE[state, t.SessionStopped].to is State.ENDED


@pytest.mark.parametrize("event", [t.TextReceived, t.HoldRequested])
@pytest.mark.parametrize("state", [s for s in State if s is not State.ENDED])
def test_a_learner_can_type_or_hold_in_every_state(state: State, event: type[t.TurnEvent]) -> None:
    assert (state, event) in TABLE


@pytest.mark.parametrize(
    "event", [t.CommitRequested, t.ClearRequested, t.CancelRequested, t.ReleaseRequested]
)
@pytest.mark.parametrize("state", [s for s in State if s is not State.ENDED])
def test_no_client_request_is_an_error_while_the_session_lasts(
    state: State, event: type[t.TurnEvent]
) -> None:
    assert (state, event) in TABLE


def test_what_was_prepared_never_outlives_its_pause() -> None:
    """Leaving a pause either commits what was prepared or drops it."""
    for (state, event), row in TABLE.items():
        if state is State.PAUSING and row.to is not State.PAUSING:
            settled = {Command.COMMIT_TURN, Command.DROP_SPECULATION} & set(row.commands)
            assert settled, event.__name__


def test_a_reply_does_not_sound_on_without_the_floor() -> None:
    """Leaving the persona's states stops her, unless she had finished."""
    hers = (State.SPEAKING, State.YIELDING)
    for (state, event), row in TABLE.items():
        if state in hers and row.to not in hers and event is not t.ReplyFinished:
            assert Command.STOP_REPLY in row.commands, event.__name__


def test_only_thinking_leads_to_speaking_first() -> None:
    before = {state for (state, _), row in TABLE.items() if row.to is State.SPEAKING}
    assert before == {State.THINKING, State.SPEAKING, State.YIELDING}


def test_the_page_is_written_from_the_table() -> None:
    page = (ROOT / "docs" / "turn-taking.md").read_text(encoding="utf-8")
    assert page == as_markdown(), "run: python -m dryfit.turn.document > docs/turn-taking.md"


def test_the_page_names_every_row() -> None:
    page = as_markdown()
    for (state, event), row in TABLE.items():
        section = page.split(f"## While {state.value}\n")[1].split("\n## ")[0]
        assert f"| {event.__name__} | {row.to.value} |" in section
