"""Requests of a client that come at any moment: obeyed where they make sense, refused where not."""

import asyncio

import pytest
from tests.session.scene import scene
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.requests import ANSWERING_STATES, HEARD_STATES, refusal
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State


@pytest.mark.parametrize("state", list(State))
def test_what_can_be_asked_in_each_state(state: State) -> None:
    commit = refusal(i.TurnCommitted("e"), state, False)
    cancel = refusal(i.ReplyCancelled("e"), state, False)
    answer = refusal(i.AnswerRequested("e"), state, False)
    assert (commit is None) == (state in HEARD_STATES)
    assert (cancel is None) == (state in ANSWERING_STATES)
    assert (answer is None) == (state is State.THINKING)
    for refused in (commit, cancel, answer):
        assert refused is None or (refused.request == "e" and refused.message)


@pytest.mark.parametrize("state", list(State))
def test_one_response_at_a_time(state: State) -> None:
    refused = refusal(i.AnswerRequested("e"), state, True)
    assert refused is not None
    assert refused.code == "conversation_already_has_active_response"


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("is_sending", [False, True])
def test_who_commits_by_a_button_may_ask_for_what_sounds_already(
    state: State, is_sending: bool
) -> None:
    refused = refusal(i.AnswerRequested("e"), state, is_sending, by_button=True)
    assert (refused is None) == (state in (State.THINKING, State.SPEAKING))


@on_virtual_time
async def test_a_truncation_that_comes_late_shortens_what_is_written() -> None:
    async with scene() as play:
        play.ears_on = False
        await play.until(S.SPEAKING)
        item = play.of(o.ReplyOpened)[0].item
        await asyncio.sleep(2.0)
        play.give(i.ReplyCancelled())
        await play.until_true(lambda: bool(play.noted(journal.PersonaHeard)))
        play.give(i.ReplyCutShort(item, 900.0))
        play.give(i.ReplyCutShort(item, 900.0))
        play.give(i.ReplyCutShort(item, 1_500.0))
        play.give(i.ReplyCutShort("item_of_nobody", 0.0))
        await asyncio.sleep(0.5)
    first, second = play.noted(journal.PersonaHeard)
    assert first.played_ms > 1_900
    assert (second.played_ms, second.truncated) == (900, True)
    assert len(second.text_heard) < len(first.text_heard)
    assert len(play.noted(journal.Interrupted)) == 1, "she was stopped once"
    told = [(heard.played_ms, heard.truncated) for heard in play.of(o.ReplyHeard)]
    assert told == [(first.played_ms, True), (900, True)]


@on_virtual_time
async def test_a_reply_taken_for_heard_is_cut_by_a_late_truncation() -> None:
    async with scene() as play:
        play.ears_on = False
        await play.until(S.SPEAKING)
        item = play.of(o.ReplyOpened)[0].item
        await play.until(S.LISTENING)
        assert not play.noted(journal.PersonaHeard)[0].truncated
        play.give(i.ReplyCutShort(item, 0.0))
        await asyncio.sleep(0.2)
    assert play.noted(journal.PersonaHeard)[-1].text_heard == ""
    assert not play.noted(journal.Interrupted)


@on_virtual_time
async def test_what_a_cancel_left_unanswered_is_answered_on_request() -> None:
    async with scene() as play:
        play.ears_on = False
        await play.until(S.SPEAKING)
        play.give(i.ReplyCancelled())
        await play.until(S.LISTENING)
        play.engines.inline.delays_s["prepare_answer"] = 0.5
        play.give(i.TextTyped("What happened last winter?", "mine"))
        await play.until_true(lambda: bool(play.of(o.LearnerSaid)))
        play.give(i.ReplyCancelled())
        await play.until(S.LISTENING)
        play.give(i.AnswerRequested("e"))
        await play.until_true(lambda: len(play.of(o.ReplyOpened)) == 2)
    assert [said.item for said in play.of(o.LearnerSaid)] == ["mine"]
    assert not play.of(o.RequestRefused)


@on_virtual_time
async def test_a_stopped_reply_closes_with_the_words_that_were_sent() -> None:
    async with scene() as play:
        play.ears_on = False
        play.engines.inline.delays_s["speak"] = 3.0
        await play.until(S.SPEAKING)
        play.give(i.ReplyCancelled())
        await play.until(S.LISTENING)
    (closed,) = play.of(o.ReplyClosed)
    sent = " ".join(clause.text for clause in play.of(o.ClauseSpoken))
    assert (closed.text, closed.completed, closed.by_client) == (sent, False, True)
    assert len(sent) < len(play.noted(journal.PersonaMoved)[0].text)
