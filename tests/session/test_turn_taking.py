"""Ways to get the floor: hands-free, half-duplex, and a button to talk."""

import asyncio

import pytest
from tests.session.scene import Scene, scene
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions, TurnTaking
from dryfit.session.timekeeper import BUTTON_IDLE_FACTOR, HOLD_LIMIT_S, Timekeeper
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State
HALF = SessionOptions(turn_taking="half-duplex")
BUTTON = SessionOptions(turn_taking="push-to-talk")


async def _press(play: Scene) -> None:
    play.give(i.ReplyCancelled())
    play.give(i.TurnCleared())
    play.microphone_on = True


async def _let_go(play: Scene) -> None:
    play.microphone_on = False
    play.give(i.TurnCommitted())


@on_virtual_time
async def test_half_duplex_hears_nothing_while_she_talks() -> None:
    async with scene(options=HALF) as play:
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        play.engines.ear.enqueue(*["Wait, hold on."] * 8)
        await play.speak(2.0)
        await play.until(S.LISTENING)
    assert not play.of(o.PlaybackAsked)
    assert not play.noted(journal.PersonaHeard)[-1].truncated


@on_virtual_time
async def test_half_duplex_hears_the_learner_after_her() -> None:
    async with scene(options=HALF) as play:
        await play.opening_over()
        await asyncio.sleep(0.4)
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
    assert [x.text for x in play.noted(journal.LearnerSpoke)] == ["What happened last winter?"]


@on_virtual_time
async def test_a_button_ends_the_turn_and_pauses_do_not() -> None:
    async with scene(options=BUTTON) as play:
        play.microphone_on = False
        await play.opening_over()
        await _press(play)
        play.engines.ear.enqueue("What happened last winter? With the van?")
        await play.speak(0.8)
        await asyncio.sleep(5)
        assert play.session.state is S.HEARING
        await play.speak(0.8)
        await _let_go(play)
        await play.until(S.SPEAKING)
    spoke = play.noted(journal.LearnerSpoke)
    assert len(spoke) == 1
    assert 6.4 <= play.engines.ear.heard_s[-1] <= 7.0, "all of it, and nothing from before"


@on_virtual_time
async def test_pressing_stops_her_at_once() -> None:
    async with scene(options=BUTTON) as play:
        play.microphone_on = False
        await play.until(S.SPEAKING)
        await asyncio.sleep(0.5)
        await _press(play)
        play.engines.ear.enqueue("Hello Ruth.")
        await play.until(S.HEARING)
        await play.speak(0.8)
        await _let_go(play)
        await play.until(S.SPEAKING)
    assert [x.action for x in play.of(o.PlaybackAsked)] == ["stop"]
    assert play.noted(journal.PersonaHeard)[0].truncated


@on_virtual_time
async def test_a_press_without_words_is_no_turn() -> None:
    async with scene(options=BUTTON) as play:
        play.microphone_on = False
        await play.opening_over()
        await _press(play)
        await asyncio.sleep(0.3)
        await _let_go(play)
        await play.until(S.LISTENING)
        await _let_go(play)
        await asyncio.sleep(1)
        assert play.session.state is S.LISTENING
    assert not play.noted(journal.LearnerSpoke)
    assert not play.noted(journal.Noted)


@pytest.mark.parametrize("taking", ["push-to-talk", "half-duplex"])
@on_virtual_time
async def test_changing_in_the_middle_of_a_turn_starts_it_afresh(taking: TurnTaking) -> None:
    async with scene() as play:
        await play.opening_over()
        await play.speak(0.5)
        assert play.session.state is S.HEARING
        play.microphone_on = False
        play.give(i.TurnTakingChanged(taking))
        await play.until(S.LISTENING)
        play.give(i.TurnTakingChanged(taking))
        play.give(i.TurnTakingChanged("hands-free"))
        play.microphone_on = True
        await play.say("Hello Ruth.")
        await play.until(S.SPEAKING)
    assert play.session.turn_taking == "hands-free"


@on_virtual_time
async def test_a_reply_keeps_the_mode_it_began_in() -> None:
    async with scene() as play:
        await play.opening_over()
        play.engines.inline.delays_s["speak"] = 0.3
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        play.give(i.ModeChanged("text"))
        await play.until(S.LISTENING)
        await play.say("Hello Ruth.")
        await play.until(S.LISTENING)
    replies = play.of(o.ReplyOpened)
    assert [reply.mode for reply in replies] == ["voice", "voice", "text"]
    for reply in replies:
        sounds = [len(x.samples) > 0 for x in play.of(o.ClauseSpoken) if x.item == reply.item]
        assert sounds == [reply.mode == "voice"] * len(sounds)


@pytest.mark.parametrize(
    ("after_s", "button", "held", "left"),
    [
        (60.0, False, False, False),
        (60.1, False, False, True),
        (BUTTON_IDLE_FACTOR * 60.0, True, False, False),
        (BUTTON_IDLE_FACTOR * 60.0 + 0.1, True, False, True),
        (HOLD_LIMIT_S, True, True, False),
        (HOLD_LIMIT_S + 0.1, False, True, True),
    ],
)
def test_when_a_session_counts_as_left(
    after_s: float, button: bool, held: bool, left: bool
) -> None:
    time = Timekeeper(limit_s=0.0, idle_s=60.0)
    if held:
        time.hold(0.0)
    assert time.is_left(after_s, button) is left
