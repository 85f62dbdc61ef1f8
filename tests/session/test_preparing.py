"""Answers are prepared in pauses, and only those that still fit are heard."""

import pytest
from tests.session.scene import scene
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State


@on_virtual_time
async def test_what_was_prepared_in_a_pause_is_used() -> None:
    async with scene() as play:
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
    assert len(play.engines.ear.heard_s) == 1, "recognised in the pause, and not again"


@on_virtual_time
async def test_going_on_drops_what_was_prepared() -> None:
    async with scene() as play:
        await play.opening_over()
        play.engines.ear.enqueue("Nice day", "Nice day, what happened last winter?")
        await play.speak(0.8)
        await play.until(S.PAUSING)
        await play.speak(1.0)
        await play.until(S.SPEAKING)
    assert S.HEARING in play.states[play.states.index(S.PAUSING) :]
    assert [said.text for said in play.of(o.LearnerSaid)] == [
        "Nice day, what happened last winter?"
    ]
    assert len(play.of(o.ReplyOpened)) == 2, "the opening, and one answer"
    assert [move.move["kind"] for move in play.noted(journal.PersonaMoved)] == ["open", "hint"]
    assert play.engines.ear.heard_s[1] > play.engines.ear.heard_s[0] + 0.9, "both parts together"


@on_virtual_time
async def test_a_dropped_answer_changes_nothing_in_the_persona() -> None:
    """Had the dropped reading counted, the concern would be out a stage further."""
    async with scene() as play:
        await play.opening_over()
        play.engines.ear.enqueue("What happened last winter?", "What happened last winter?")
        await play.speak(0.8)
        await play.until(S.PAUSING)
        await play.speak(0.5)
        await play.until(S.SPEAKING)
    assert play.noted(journal.PersonaMoved)[-1].state["disclosed"] == {"brakes": "hint"}


@on_virtual_time
async def test_slow_recognition_delays_the_answer_and_loses_nothing() -> None:
    async with scene() as play:
        play.engines.inline.delays_s["recognise"] = 3.0
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.THINKING)
        await play.until(S.SPEAKING)
    assert play.of(o.LearnerSaid)[0].text == "What happened last winter?"


@on_virtual_time
async def test_more_to_say_while_thinking_answers_both() -> None:
    async with scene() as play:
        play.engines.inline.delays_s["prepare_answer"] = 2.0
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.THINKING)
        play.engines.inline.delays_s.clear()
        await play.say("And how are you today?")
        await play.until(S.HEARING)
        await play.until(S.SPEAKING)
    turns = [(event.turn, event.text) for event in play.noted(journal.LearnerSpoke)]
    assert turns == [(1, "What happened last winter?"), (2, "And how are you today?")]
    read = play.noted(journal.LearnerRead)
    assert [event.turn for event in read] == [2]
    assert read[0].reading["text"] == "What happened last winter? And how are you today?"
    assert len(play.of(o.ReplyOpened)) == 2, "the opening, and one answer to both"


@on_virtual_time
async def test_words_said_before_recognition_was_done_are_answered_too() -> None:
    async with scene() as play:
        play.engines.inline.delays_s["recognise"] = 1.5
        await play.opening_over()
        play.engines.ear.enqueue("What happened last winter?", "And how are you today?")
        await play.speak(1.0)
        await play.until(S.THINKING)
        await play.speak(1.0)
        await play.until(S.SPEAKING)
    assert [event.text for event in play.noted(journal.LearnerSpoke)] == [
        "What happened last winter?",
        "And how are you today?",
    ]
    assert play.noted(journal.LearnerRead)[0].reading["text"] == (
        "What happened last winter? And how are you today?"
    )


@pytest.mark.parametrize("noise_s", [0.6, 0.12], ids=["noise", "a click"])
@on_virtual_time
async def test_noise_while_thinking_does_not_cost_the_answer(noise_s: float) -> None:
    """A cough while she thinks takes the reply back; the question must still be answered."""
    async with scene() as play:
        play.engines.inline.delays_s["prepare_answer"] = 1.5
        await play.opening_over()
        play.engines.ear.enqueue("What happened last winter?", "")
        await play.speak(1.0)
        await play.until(S.THINKING)
        await play.speak(noise_s)
        await play.until(S.SPEAKING, within_s=12)
    assert play.noted(journal.PersonaMoved)[-1].move["kind"] == "hint"


@on_virtual_time
async def test_a_second_message_while_thinking_is_answered_with_the_first() -> None:
    async with scene() as play:
        await play.opening_over()
        play.give(i.TextTyped("What happened last winter?"))
        play.give(i.TextTyped("And how are you today?"))
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
    assert [event.text for event in play.noted(journal.LearnerSpoke)] == [
        "What happened last winter?",
        "And how are you today?",
    ]
    assert play.noted(journal.LearnerRead)[-1].reading["text"] == (
        "What happened last winter? And how are you today?"
    )


@on_virtual_time
async def test_cancelled_while_thinking_says_nothing() -> None:
    async with scene() as play:
        play.engines.inline.delays_s["prepare_answer"] = 1.0
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.THINKING)
        play.give(i.ReplyCancelled())
        await play.until(S.LISTENING)
        replies = len(play.of(o.ReplyOpened))
        await play.speak(0)
        play.give(i.FinishRequested())
        await play.finish()
    assert len(play.of(o.ReplyOpened)) == replies
    assert [event.text for event in play.noted(journal.LearnerSpoke)] == [
        "What happened last winter?"
    ]
