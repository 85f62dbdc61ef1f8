"""Speech over the persona: words stop her where she is, everything else lets her carry on."""

import asyncio

import pytest
from tests.session.scene import Scene, scene
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State
HINT = (
    "It had a bad day on the hill. That is as much as I care to say about it today, and I mean it."
)


async def _hinting(play: Scene, heard_s: float) -> None:
    """Bring her to her six seconds of hint, and listen to some of it."""
    await play.opening_over()
    await play.say("What happened last winter?")
    await play.until(S.SPEAKING)
    await asyncio.sleep(heard_s)


@on_virtual_time
async def test_words_stop_her_at_the_playhead() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=2.5)
        await play.say("Wait, hold on.", seconds=0.8)
        await play.until(S.HEARING)
        await play.until_true(lambda: len(play.noted(journal.PersonaHeard)) == 2)
    asked = [output.action for output in play.of(o.PlaybackAsked)]
    assert asked == ["duck", "stop"]
    closed = play.of(o.ReplyClosed)[-1]
    assert closed.text == HINT
    heard = play.noted(journal.PersonaHeard)[-1]
    assert heard.truncated
    assert HINT.startswith(heard.text_heard)
    assert "It had a bad day on the hill." in heard.text_heard
    assert "mean it" not in heard.text_heard
    assert 2_500 <= heard.played_ms <= 4_000
    cut = [event for event in play.noted(journal.Interrupted) if event.item == heard.item]
    assert len(cut) == 1
    last = play.of(o.ReplyHeard)[-1]
    assert (last.truncated, last.played_ms) == (True, heard.played_ms)


@on_virtual_time
async def test_the_interruption_is_answered() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=2.5)
        play.engines.ear.enqueue("Wait, hold on.", "Wait, hold on.", "Wait, hold on.")
        await play.speak(0.8)
        await play.until(S.THINKING)
        await play.until(S.SPEAKING)
    spoke = play.noted(journal.LearnerSpoke)
    assert [event.text for event in spoke] == ["What happened last winter?", "Wait, hold on."]
    assert [event.interrupted_persona for event in spoke] == [False, True]
    heard = play.noted(journal.PersonaHeard)[-1]
    written = play.written
    assert written.index(heard) < written.index(spoke[1]), "settled before the next turn"


@on_virtual_time
async def test_the_stop_comes_within_half_a_second_of_the_words() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=2.0)
        began_s = play.session.clock()
        play.engines.ear.enqueue("Wait, hold on a minute.")
        await play.speak(1.5)
        asked = [(at, x) for at, x in play.happened if isinstance(x, o.PlaybackAsked)]
    duck, stop = asked[-2:]
    assert (duck[1].action, stop[1].action) == ("duck", "stop")
    assert duck[0] - began_s <= 0.15
    assert stop[0] - began_s <= 0.55


@pytest.mark.parametrize(("heard_s", "out"), [(1.2, False), (5.6, True)], ids=["cut", "heard"])
@on_virtual_time
async def test_a_disclosure_that_was_cut_off_is_not_disclosed(heard_s: float, out: bool) -> None:
    async with scene() as play:
        await _hinting(play, heard_s)
        assert play.noted(journal.PersonaMoved)[-1].state["disclosed"] == {"brakes": "hint"}
        play.engines.ear.enqueue(*["Wait, nice weather today."] * 3)
        await play.speak(1.0)
        await play.until(S.THINKING)
        await play.until(S.SPEAKING)
    after = play.noted(journal.PersonaMoved)[-1]
    assert after.state["disclosed"] == ({"brakes": "hint"} if out else {})


@pytest.mark.parametrize("text", ["Mhm.", "Yeah.", "Okay, right.", "I see."])
@on_virtual_time
async def test_a_nod_lets_her_carry_on(text: str) -> None:
    async with scene() as play:
        await _hinting(play, heard_s=1.0)
        await play.say(text, seconds=0.6)
        await play.until(S.YIELDING)
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
    actions = [output.action for output in play.of(o.PlaybackAsked)]
    assert "stop" not in actions
    assert (actions[0], actions[-1]) == ("duck", "resume")
    heard = play.noted(journal.PersonaHeard)[-1]
    assert (heard.text_heard, heard.truncated) == (HINT, False)
    assert len(play.noted(journal.LearnerSpoke)) == 1, "a nod is no turn"


@pytest.mark.parametrize("length_s", [0.3, 0.6, 1.2, 3.0])
@on_virtual_time
async def test_noise_lets_her_carry_on(length_s: float) -> None:
    async with scene() as play:
        await _hinting(play, heard_s=1.0)
        await play.speak(length_s)
        await play.until(S.LISTENING)
    actions = [output.action for output in play.of(o.PlaybackAsked)]
    assert "stop" not in actions
    assert actions[0] == "duck"
    assert actions[-1] == "resume"
    assert not play.noted(journal.PersonaHeard)[-1].truncated
    assert len(play.noted(journal.LearnerSpoke)) == 1


@on_virtual_time
async def test_a_click_over_her_is_nothing() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=1.0)
        await play.speak(0.06)
        await play.until(S.LISTENING)
    assert not [x for x in play.of(o.PlaybackAsked) if x.action == "stop"]
    assert not play.noted(journal.PersonaHeard)[-1].truncated


@on_virtual_time
async def test_her_own_echo_lets_her_carry_on() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=1.0)
        await play.say("a bad day on the hill", seconds=0.9)
        await play.until(S.YIELDING)
        await play.until(S.LISTENING)
    assert "stop" not in [output.action for output in play.of(o.PlaybackAsked)]


@on_virtual_time
async def test_words_that_become_clear_late_still_stop_her() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=1.0)
        play.engines.ear.enqueue("the", "the", "I wanted to ask you something")
        await play.speak(1.4)
        await play.until(S.HEARING)
    assert play.of(o.PlaybackAsked)[-1].action == "stop"


@on_virtual_time
async def test_words_are_not_lost_when_recognition_is_slow() -> None:
    """The first half is unclear; the whole of it, said before that was known, is not."""
    async with scene() as play:
        await _hinting(play, heard_s=0.5)
        play.engines.inline.delays_s["glance"] = 2.5
        play.engines.ear.enqueue("the", *["Wait, I wanted to ask you something."] * 3)
        await play.speak(0.9)
        await play.until(S.HEARING, within_s=8)
    assert play.of(o.PlaybackAsked)[-1].action == "stop"


@on_virtual_time
async def test_more_is_said_before_the_first_of_it_was_judged() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=0.3)
        play.engines.inline.delays_s["glance"] = 3.5
        play.engines.ear.enqueue("the", *["Wait, I wanted to ask you something."] * 4)
        await play.speak(0.5)
        await asyncio.sleep(1.8)
        assert play.session.state is S.YIELDING
        await play.speak(0.8)
        await play.until(S.THINKING, within_s=12)
    assert not play.noted(journal.Noted), "the second start has a row"
    assert play.of(o.SpeechEnded)


@on_virtual_time
async def test_a_broken_recogniser_does_not_stop_her() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=1.0)
        play.engines.ear.enqueue_failure(times=6)
        await play.speak(0.8)
        await play.until(S.LISTENING)
    assert not play.noted(journal.PersonaHeard)[-1].truncated


@on_virtual_time
async def test_she_finishes_while_it_is_unclear_who_speaks() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=5.6)
        play.engines.ear.enqueue("so", *["So what about tomorrow then?"] * 3)
        await play.speak(1.4)
        await play.until(S.THINKING)
        await play.until(S.SPEAKING)
    assert not play.noted(journal.PersonaHeard)[1].truncated
    assert play.noted(journal.LearnerSpoke)[-1].text == "So what about tomorrow then?"


@on_virtual_time
async def test_cancel_stops_her() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=1.5)
        play.give(i.ReplyCancelled())
        await play.until(S.LISTENING)
        await asyncio.sleep(0.5)
    heard = play.noted(journal.PersonaHeard)[-1]
    assert heard.truncated
    assert 1_300 <= heard.played_ms <= 1_700


@on_virtual_time
async def test_cancel_after_an_overlap_has_ended_still_hears_it() -> None:
    """The client stops her while what was said over her is still being recognised."""
    async with scene() as play:
        await _hinting(play, heard_s=0.5)
        play.engines.inline.delays_s["glance"] = 3.0
        play.engines.ear.enqueue(*["Wait, I wanted to ask something."] * 4)
        await play.speak(0.9)
        await asyncio.sleep(2.0)
        assert play.session.state is S.YIELDING
        play.give(i.ReplyCancelled())
        play.engines.inline.delays_s.clear()
        await play.until(S.THINKING, within_s=6)
    assert play.noted(journal.LearnerSpoke)[-1].text == "Wait, I wanted to ask something."


@on_virtual_time
async def test_nothing_of_a_stopped_reply_is_sent_any_more() -> None:
    async with scene() as play:
        play.engines.inline.delays_s["speak"] = 2.0
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        play.give(i.ReplyCancelled())
        await play.until(S.LISTENING)
        item = play.of(o.ReplyOpened)[-1].item
        await asyncio.sleep(6)
    clauses = [output.text for output in play.of(o.ClauseSpoken) if output.item == item]
    assert clauses == ["It had a bad day on the hill."]
    closed = [output for output in play.of(o.ReplyClosed) if output.item == item]
    assert [output.completed for output in closed] == [False]


@pytest.mark.parametrize("text", ["Mhm.", "Yeah.", "I see."])
@on_virtual_time
async def test_a_nod_that_goes_on_while_it_is_judged_ducks_once(text: str) -> None:
    """Known at its first glance, it still lasts: she stays low until it is over."""
    async with scene() as play:
        await _hinting(play, heard_s=1.0)
        play.engines.ear.enqueue(*[text] * 8)
        await play.speak(0.9)
        await play.until(S.LISTENING)
    asked = [output.action for output in play.of(o.PlaybackAsked)]
    assert asked == ["duck", "resume"]


@on_virtual_time
async def test_two_bursts_over_her_are_one_turn_when_recognition_is_slow() -> None:
    async with scene() as play:
        await _hinting(play, heard_s=0.3)
        play.engines.inline.delays_s["glance"] = 2.5
        began_s = play.session.clock()
        play.engines.ear.enqueue("the", *["Wait. I wanted to ask you something."] * 4)
        await play.speak(0.5)
        await asyncio.sleep(1.6)
        await play.speak(0.8)
        await play.until(S.THINKING, within_s=12)
        await play.until(S.SPEAKING)
    spoke = play.noted(journal.LearnerSpoke)[-1]
    assert spoke.start_s is not None
    assert spoke.end_s is not None
    assert spoke.start_s - began_s < 0.1, "the first burst is in the turn"
    assert spoke.end_s - began_s > 2.8, "and so is the second"
    assert play.engines.ear.heard_s[-1] > 2.9


@on_virtual_time
async def test_a_nod_and_then_words_stop_her() -> None:
    """The nod was judged while the words had begun: they are not lost with it."""
    async with scene() as play:
        await _hinting(play, heard_s=0.3)
        play.engines.inline.delays_s["glance"] = 1.2
        play.engines.ear.enqueue("Mhm.", *["Wait, what about the brakes?"] * 6)
        await play.speak(0.35)
        await asyncio.sleep(0.8)
        await play.speak(1.2)
        await play.until(S.THINKING, within_s=12)
    asked = [output.action for output in play.of(o.PlaybackAsked)]
    assert asked == ["duck", "stop"]


@pytest.mark.parametrize(("after_s", "ducks"), [(0.2, 0), (1.3, 1)], ids=["guarded", "open"])
@on_virtual_time
async def test_the_first_second_of_the_first_reply_is_not_interruptible(
    after_s: float, ducks: int
) -> None:
    async with scene() as play:
        await play.until(S.SPEAKING)
        await asyncio.sleep(after_s)
        play.engines.ear.enqueue(*["Wait, hold on."] * 6)
        await play.speak(0.5)
        await asyncio.sleep(0.5)
    assert len([x for x in play.of(o.PlaybackAsked) if x.action == "duck"]) == ducks
