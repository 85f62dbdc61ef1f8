"""What breaks is told with a code, the session goes on where it can, and nothing is left over."""

import asyncio

import pytest
from tests.session.scene import Scene, scene
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State
APPENDS_OF_A_TALK = 11
"""Events of `_talk`: the disk is made full at each of them."""


async def _talk(play: Scene) -> None:
    """Opening, one turn, and the end."""
    await play.opening_over()
    await play.say("What happened last winter?")
    await play.until(S.SPEAKING)
    await play.until(S.LISTENING)
    play.give(i.FinishRequested())
    await play.finish()


@on_virtual_time
async def test_nothing_recognised_gives_the_floor_back() -> None:
    async with scene() as play:
        await play.opening_over()
        await play.say("", seconds=0.8)
        await play.until(S.THINKING)
        await play.until(S.LISTENING)
        assert len(play.of(o.SpeechRetracted)) == 1
        assert not play.noted(journal.LearnerSpoke)
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
    assert [event.turn for event in play.noted(journal.LearnerSpoke)] == [2]


@on_virtual_time
async def test_a_broken_recogniser_is_told_and_the_session_goes_on() -> None:
    async with scene() as play:
        await play.opening_over()
        play.engines.ear.enqueue_failure()
        await play.speak(0.8)
        await play.until_true(lambda: bool(play.of(o.Faulted)))
        await play.until(S.LISTENING)
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
    assert [fault.code for fault in play.of(o.Faulted)] == ["stage-failed"]
    assert [note.code for note in play.noted(journal.Noted)] == ["recognition-failed"]
    assert play.noted(journal.LearnerSpoke)[-1].text == "What happened last winter?"


@pytest.mark.parametrize(
    "broken",
    ["bad day on the hill", "as much as I care"],
    ids=["first clause", "second clause"],
)
@on_virtual_time
async def test_a_broken_voice_shows_the_line_as_text(broken: str) -> None:
    async with scene() as play:
        await play.opening_over()
        play.engines.mouth.breaks_on = lambda clause: broken in clause
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
        play.engines.mouth.breaks_on = lambda _clause: False
    item = play.of(o.ReplyOpened)[-1].item
    shown = " ".join(output.text for output in play.of(o.ClauseSpoken) if output.item == item)
    assert shown == play.noted(journal.PersonaMoved)[-1].text
    assert "stage-failed" in [fault.code for fault in play.of(o.Faulted)]
    assert "speech-failed" in [note.code for note in play.noted(journal.Noted)]
    assert play.noted(journal.PersonaHeard)[-1].text_heard == shown


@on_virtual_time
async def test_a_voice_that_stays_broken_does_not_stop_the_session() -> None:
    async with scene() as play:
        play.engines.mouth.breaks_on = lambda _clause: True
        await play.until_true(lambda: bool(play.of(o.Faulted)))
        await play.until(S.LISTENING)
        await play.say("What happened last winter?")
        await play.until_true(lambda: bool(play.noted(journal.LearnerSpoke)))
        play.give(i.FinishRequested())
        await play.finish()
    assert isinstance(play.outputs[-1], o.Debriefed)


@pytest.mark.parametrize("full_from", range(APPENDS_OF_A_TALK))
@on_virtual_time
async def test_a_full_disk_ends_the_session_with_what_there_is(full_from: int) -> None:
    async with scene(full_from=full_from) as play:
        talking = asyncio.create_task(_talk(play), name="learner's plan")
        await play.finish(within_s=60)
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)
    kinds = [type(output) for output in play.outputs]
    assert kinds.count(o.SessionOver) == 1
    assert kinds.count(o.Debriefed) == 1
    assert kinds[-1] is o.Debriefed
    faults = [fault.code for fault in play.of(o.Faulted)]
    if play.store.appends > full_from:
        assert faults == ["journal-full"]
        assert len(play.written) == full_from
    else:
        assert faults == []
    spoken = [event.text for event in play.noted(journal.LearnerSpoke)]
    critique = play.of(o.Debriefed)[0].critique
    assert [line.text for line in critique.transcript if line.who == "learner"] == spoken


@on_virtual_time
async def test_the_talk_above_has_as_many_appends_as_are_failed() -> None:
    async with scene() as play:
        await _talk(play)
    assert play.store.appends == APPENDS_OF_A_TALK - 1, "and once more than any is not full"


@on_virtual_time
async def test_a_disk_that_fills_while_she_speaks_silences_her() -> None:
    """Nothing may be said that is not kept."""
    async with scene(full_from=3) as play:
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.finish()
    assert len(play.of(o.ReplyOpened)) == 1, "the opening alone: the turn could not be kept"
    assert not play.of(o.LearnerSaid)


@pytest.mark.parametrize("after_s", [0.0, 0.01, 1.0, 3.8, 4.5, 5.0, 5.2, 6.0, 7.0])
@on_virtual_time
async def test_cut_anywhere_leaves_no_task(after_s: float) -> None:
    """`scene` itself fails where a task is left."""
    async with scene() as play:
        play.engines.inline.delays_s.update(
            recognise=0.3, speak=0.4, prepare_answer=0.1, finished_probability=0.05
        )
        play.engines.ear.enqueue(*["What happened last winter?"] * 5)
        talking = asyncio.create_task(_speak_at(play, 3.9), name="learner's plan")
        await asyncio.sleep(after_s)
        await play.cut()
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)


async def _speak_at(play: Scene, at_s: float) -> None:
    await asyncio.sleep(at_s)
    await play.speak(0.8)


@pytest.mark.parametrize("after_s", [0.0, 0.5, 4.2, 5.0, 5.3, 5.6, 6.5])
@on_virtual_time
async def test_finished_anywhere_keeps_the_turns_that_were_over(after_s: float) -> None:
    async with scene() as play:
        play.engines.inline.delays_s.update(recognise=0.6, prepare_answer=0.5)
        play.engines.ear.enqueue(*["What happened last winter?"] * 5)
        talking = asyncio.create_task(_speak_at(play, 3.9), name="learner's plan")
        await asyncio.sleep(after_s)
        play.give(i.FinishRequested())
        await play.finish()
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)
    assert len(play.noted(journal.LearnerSpoke)) == len(play.of(o.SpeechEnded))
    assert isinstance(play.written[-1], journal.CritiqueMade)
    assert play.states[-1] is S.ENDED
    heard = {event.item for event in play.noted(journal.PersonaHeard)}
    assert heard == {event.item for event in play.noted(journal.PersonaMoved)}


@on_virtual_time
async def test_finishing_twice_ends_once() -> None:
    async with scene() as play:
        await play.opening_over()
        play.give(i.FinishRequested())
        play.give(i.FinishRequested("disconnected"))
        await play.finish()
    assert [event.outcome for event in play.noted(journal.SessionEnded)] == ["learner_stopped"]
    assert len(play.of(o.Debriefed)) == 1


@on_virtual_time
async def test_what_comes_after_the_end_is_ignored() -> None:
    async with scene() as play:
        await play.opening_over()
        play.give(i.FinishRequested())
        await play.finish()
        before = len(play.happened)
        play.give(i.TextTyped("Are you still there?"))
        await play.speak(0.5)
    assert len(play.happened) == before
