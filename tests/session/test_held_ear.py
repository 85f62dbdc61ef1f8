"""What is heard while a session is held: that it may go on, and nothing else."""

import asyncio

import pytest
from tests.session.scene import Scene, scene
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.held_ear import LONGEST_S
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State


async def paused_by_voice(play: Scene) -> None:
    await play.opening_over()
    await play.say("Pause.")
    await play.until(S.HELD)


@on_virtual_time
async def test_go_on_is_heard_and_is_no_turn() -> None:
    async with scene() as play:
        await paused_by_voice(play)
        turns = len(play.noted(journal.LearnerSpoke))
        await play.say("Go on.")
        await play.until(S.LISTENING)
        assert len(play.noted(journal.LearnerSpoke)) == turns
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        assert play.noted(journal.LearnerSpoke)[-1].text == "What happened last winter?"


@on_virtual_time
async def test_it_can_be_paused_and_go_on_again() -> None:
    async with scene() as play:
        await paused_by_voice(play)
        await play.say("Continue.")
        await play.until(S.LISTENING)
        await play.say("Pause.")
        await play.until(S.HELD)
        await play.say("I'm back.")
        await play.until(S.LISTENING)


@pytest.mark.parametrize("said", ["Hello, how can I help you?", "Pause.", ""])
@on_virtual_time
async def test_what_is_said_to_others_is_neither_kept_nor_told(said: str) -> None:
    async with scene() as play:
        await paused_by_voice(play)
        turns, outputs = len(play.noted(journal.LearnerSpoke)), len(play.of(o.LearnerSaid))
        await play.say(said)
        await asyncio.sleep(5)
        assert play.session.state is S.HELD
        assert len(play.noted(journal.LearnerSpoke)) == turns
        assert len(play.of(o.LearnerSaid)) == outputs


@pytest.mark.parametrize(("seconds", "heard"), [(LONGEST_S - 0.5, True), (LONGEST_S + 0.5, False)])
@on_virtual_time
async def test_who_talks_for_long_does_not_mean_the_practice(seconds: float, heard: bool) -> None:
    async with scene() as play:
        await paused_by_voice(play)
        await play.say("Go on.", seconds)
        await asyncio.sleep(5)
        assert (play.session.state is S.LISTENING) is heard


@on_virtual_time
async def test_recognition_that_fails_leaves_it_held() -> None:
    async with scene() as play:
        await paused_by_voice(play)
        play.engines.ear.enqueue_failure(3)
        await play.speak(1.0)
        await asyncio.sleep(5)
        assert play.session.state is S.HELD
        play.give(i.HoldChanged(on=False))
        await play.until(S.LISTENING)


@on_virtual_time
async def test_a_flood_of_sound_while_held_is_let_pass() -> None:
    async with scene() as play:
        await paused_by_voice(play)
        for _ in range(200):
            play.give(i.AudioReceived(bytes(48_000), 24_000))
        await asyncio.sleep(1)
        assert play.session.state is S.HELD
        play.give(i.HoldChanged(on=False))
        await play.until(S.LISTENING)
