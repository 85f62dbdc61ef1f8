"""What a client may ask for: typing, holding, push-to-talk, playheads, limits."""

import asyncio

import pytest
from tests.session.scene import RATE_HZ, scene, van
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State
TEXT = SessionOptions(mode="text")


@on_virtual_time
async def test_a_typed_talk_needs_no_sound() -> None:
    async with scene(options=TEXT) as play:
        play.microphone_on = False
        await play.opening_over()
        play.give(i.TextTyped("What happened last winter?"))
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
    assert not play.engines.mouth.said
    assert all(not len(clause.samples) for clause in play.of(o.ClauseSpoken))
    spoke = play.noted(journal.LearnerSpoke)[0]
    assert (spoke.mode, spoke.words, spoke.confidence) == ("text", (), 1.0)
    assert [event.truncated for event in play.noted(journal.PersonaHeard)] == [False, False]


@on_virtual_time
async def test_a_quick_typist_has_read_what_was_shown() -> None:
    """A client answers within milliseconds of `response.done`; the line was there to be read."""
    async with scene(options=TEXT) as play:
        play.microphone_on = False
        await play.opening_over()
        play.give(i.TextTyped("What happened last winter?"))
        await play.until_true(lambda: len(play.of(o.ReplyClosed)) == 2)
        play.give(i.TextTyped("Nice day today."))
        await play.until_true(lambda: len(play.of(o.ReplyClosed)) == 3)
        await play.until(S.LISTENING)
    heard = play.noted(journal.PersonaHeard)[1]
    assert (heard.text_heard, heard.truncated) == (play.of(o.ReplyClosed)[1].text, False)
    assert play.noted(journal.PersonaMoved)[-1].state["disclosed"] == {"brakes": "hint"}


@on_virtual_time
async def test_typing_stops_her() -> None:
    async with scene() as play:
        await play.until(S.SPEAKING)
        await asyncio.sleep(1.0)
        play.give(i.TextTyped("What happened last winter?"))
        await play.until(S.THINKING)
        await play.until(S.SPEAKING)
    opening = play.noted(journal.PersonaHeard)[0]
    assert opening.truncated
    assert opening.text_heard == "It stays in"
    assert play.of(o.PlaybackAsked)[0].action == "stop"


@on_virtual_time
async def test_typing_overrides_talking() -> None:
    async with scene() as play:
        await play.opening_over()
        play.engines.ear.enqueue("Something half", "Something half")
        speaking = asyncio.create_task(play.speak(0.8), name="learner's voice")
        await play.until(S.HEARING)
        play.give(i.TextTyped("What happened last winter?"))
        await play.until(S.SPEAKING)
        await speaking
    assert play.noted(journal.LearnerSpoke)[0].text == "What happened last winter?"


@on_virtual_time
async def test_held_hears_nothing_and_goes_on() -> None:
    async with scene() as play:
        await play.opening_over()
        play.give(i.HoldChanged(on=True))
        await play.until(S.HELD)
        play.engines.ear.enqueue("A phone call that is nobody's business.")
        await play.speak(2.0)
        assert play.session.state is S.HELD
        play.give(i.HoldChanged(on=True))
        play.give(i.HoldChanged(on=False))
        await play.until(S.LISTENING)
        assert not play.engines.ear.heard_s
        await play.speak(1.0)
        await play.until(S.SPEAKING)
    assert len(play.noted(journal.LearnerSpoke)) == 1


@on_virtual_time
async def test_holding_stops_her_and_forgets_half_a_turn() -> None:
    async with scene() as play:
        await play.until(S.SPEAKING)
        await asyncio.sleep(1.0)
        play.give(i.HoldChanged(on=True))
        await play.until(S.HELD)
        play.give(i.HoldChanged(on=False))
        await play.until(S.LISTENING)
        speaking = asyncio.create_task(play.speak(1.0), name="learner's voice")
        await play.until(S.HEARING)
        play.give(i.HoldChanged(on=True))
        await play.until(S.HELD)
        await speaking
    assert [output.action for output in play.of(o.PlaybackAsked)] == ["stop"]
    assert len(play.of(o.SpeechRetracted)) == 1
    assert not play.noted(journal.LearnerSpoke)


@on_virtual_time
async def test_a_phone_call_longer_than_the_idle_limit_is_held() -> None:
    async with scene(options=SessionOptions(idle_s=30)) as play:
        await play.opening_over()
        play.give(i.HoldChanged(on=True))
        play.microphone_on = False
        await asyncio.sleep(90)
        assert play.session.state is S.HELD
        play.give(i.HoldChanged(on=False))
        await play.until(S.LISTENING)


@on_virtual_time
async def test_push_to_talk_commits_at_once() -> None:
    async with scene() as play:
        await play.opening_over()
        play.engines.ear.enqueue("What happened last winter?")
        await play.speak(1.0)
        released_s = play.session.clock()
        play.give(i.TurnCommitted())
        await play.until(S.SPEAKING)
        assert play.when(o.SpeechEnded) - released_s < 0.05
    assert play.noted(journal.LearnerSpoke)[0].text == "What happened last winter?"


@on_virtual_time
async def test_push_to_talk_over_her_needs_no_proof() -> None:
    async with scene() as play:
        await play.until(S.SPEAKING)
        await asyncio.sleep(1.0)
        play.engines.ear.enqueue("hm", "Nice day today.")
        await play.speak(0.4)
        play.give(i.TurnCommitted())
        await play.until(S.THINKING)
        await play.until(S.SPEAKING)
    assert play.noted(journal.PersonaHeard)[0].truncated
    assert len(play.noted(journal.LearnerSpoke)) == 1


@on_virtual_time
async def test_commit_and_clear_of_nothing_are_nothing() -> None:
    async with scene() as play:
        await play.opening_over()
        for asked in (i.TurnCommitted(), i.TurnCleared(), i.ReplyCancelled(), i.HoldChanged(False)):
            play.give(asked)
        await asyncio.sleep(1.0)
        assert play.session.state is S.LISTENING
    assert not play.noted(journal.Noted)
    assert not play.of(o.Faulted)


@on_virtual_time
async def test_clear_forgets_the_unfinished_turn() -> None:
    async with scene() as play:
        await play.opening_over()
        await play.speak(0.8)
        play.give(i.TurnCleared())
        await play.until(S.LISTENING)
        assert len(play.of(o.SpeechRetracted)) == 1
        await play.say("What happened last winter?", seconds=0.8)
        await play.until(S.SPEAKING)
    assert max(play.engines.ear.heard_s) < 1.6, "what was cleared is not recognised with the next"
    assert len(play.noted(journal.LearnerSpoke)) == 1


@on_virtual_time
async def test_playheads_of_others_and_of_the_past_change_nothing() -> None:
    async with scene() as play:
        play.ears_on = False
        await play.until(S.SPEAKING)
        item = play.of(o.ReplyOpened)[0].item
        play.give(i.PlayheadReported("item_of_nobody", 99_999.0, final=True))
        for played_ms in (1_000.0, 1_000.0, 400.0):
            play.give(i.PlayheadReported(item, played_ms, final=False))
        await asyncio.sleep(0.2)
        play.give(i.ReplyCancelled())
        await play.until_true(lambda: bool(play.noted(journal.PersonaHeard)))
        play.give(i.PlayheadReported(item, 3_000.0, final=True))
        await asyncio.sleep(0.5)
    assert [event.played_ms for event in play.noted(journal.PersonaHeard)] == [1_000]


@on_virtual_time
async def test_a_playhead_beyond_what_was_sent_is_cut() -> None:
    async with scene() as play:
        play.ears_on = False
        await play.until(S.SPEAKING)
        item = play.of(o.ReplyOpened)[0].item
        play.give(i.PlayheadReported(item, 3_600_000.0, final=False))
        await play.until(S.LISTENING)
    heard = play.noted(journal.PersonaHeard)[0]
    assert not heard.truncated
    assert heard.played_ms == 3_740  # whole frames of 20 ms


@on_virtual_time
async def test_the_final_playhead_after_a_stop_counts() -> None:
    async with scene() as play:
        play.ears_on = False
        await play.until(S.SPEAKING)
        item = play.of(o.ReplyOpened)[0].item
        play.give(i.PlayheadReported(item, 800.0, final=False))
        await asyncio.sleep(0.1)
        play.give(i.ReplyCancelled())
        await asyncio.sleep(0.1)
        play.give(i.PlayheadReported(item, 950.0, final=True))
        await play.until_true(lambda: bool(play.noted(journal.PersonaHeard)))
    assert play.noted(journal.PersonaHeard)[0].played_ms == 950


@on_virtual_time
async def test_a_client_that_never_reports_does_not_stall_the_talk() -> None:
    async with scene() as play:
        play.ears_on = False
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING, within_s=9)
    assert not play.noted(journal.PersonaHeard)[0].truncated


@on_virtual_time
async def test_a_client_that_stops_playing_by_itself_has_heard_that_much() -> None:
    """Stock clients truncate what they stopped; the rest was not heard, nor disclosed."""
    async with scene() as play:
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        play.ears_on = False
        item = play.of(o.ReplyOpened)[-1].item
        play.give(i.PlayheadReported(item, 700.0, final=True))
        await play.until(S.LISTENING)
        play.give(i.TextTyped("Nice day today."))
        await play.until(S.SPEAKING)
    heard = play.noted(journal.PersonaHeard)[-1]
    assert (heard.truncated, heard.played_ms) == (True, 700)
    assert heard.text_heard == "It had a"
    assert play.noted(journal.PersonaMoved)[-1].state["disclosed"] == {}


@pytest.mark.parametrize("size", [0, 1, 2, 3, 959, 960, 961, 4_097])
@on_virtual_time
async def test_sound_of_odd_sizes_is_heard_alike(size: int) -> None:
    async with scene() as play:
        play.give(i.AudioReceived(bytes(size), RATE_HZ))
        play.give(i.AudioReceived(bytes(size % 2), RATE_HZ))
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
    assert not play.of(o.Faulted)


@pytest.mark.parametrize("rate_hz", [7_999, 48_001, 0, -1])
@on_virtual_time
async def test_a_rate_that_cannot_be_is_told(rate_hz: int) -> None:
    async with scene() as play:
        await play.opening_over()
        play.give(i.AudioReceived(bytes(640), rate_hz))
        await play.until_true(lambda: bool(play.of(o.Faulted)))
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
    assert [fault.code for fault in play.of(o.Faulted)] == ["bad-sample-rate"]


@pytest.mark.parametrize(("ahead_s", "refused"), [(29.9, False), (31.0, True)])
@on_virtual_time
async def test_sound_too_far_ahead_is_refused(ahead_s: float, refused: bool) -> None:
    async with scene() as play:
        play.microphone_on = False
        await play.until(S.SPEAKING)
        for _ in range(round(ahead_s * 10)):
            play.give(i.AudioReceived(bytes(4_800), RATE_HZ))
        play.give(i.AudioReceived(bytes(4_800), RATE_HZ))
        await asyncio.sleep(0.01)
    codes = [fault.code for fault in play.of(o.Faulted)]
    assert codes == (["audio-too-fast"] if refused else []), "and told once"


@pytest.mark.parametrize(("silent_s", "ended"), [(29.8, False), (30.3, True)])
@on_virtual_time
async def test_a_silent_line_ends_with_a_critique(silent_s: float, ended: bool) -> None:
    async with scene(options=SessionOptions(idle_s=30)) as play:
        await play.opening_over()
        play.microphone_on = False
        await asyncio.sleep(silent_s)
        assert (play.session.state is S.ENDED) is ended
    if ended:
        assert [fault.code for fault in play.of(o.Faulted)] == ["idle"]
        assert play.noted(journal.SessionEnded)[0].outcome == "idle"
        assert isinstance(play.written[-1], journal.CritiqueMade)


@pytest.mark.parametrize(("silent_s", "ended"), [(299.8, False), (300.3, True)])
@on_virtual_time
async def test_who_writes_may_think_for_five_minutes(silent_s: float, ended: bool) -> None:
    options = SessionOptions(idle_s=60, mode="text", turn_taking="hands-free")
    async with scene(scenario=van("environment: {time_limit_s: 900}"), options=options) as play:
        await play.opening_over()
        play.microphone_on = False
        await asyncio.sleep(silent_s)
        assert (play.session.state is S.ENDED) is ended


@on_virtual_time
async def test_a_microphone_that_dies_mid_word_does_not_hold_the_turn_open() -> None:
    async with scene() as play:
        await play.opening_over()
        play.engines.ear.enqueue(*["What happened last winter?"] * 3)
        await play.speak(0.8)
        play.microphone_on = False
        await play.until(S.THINKING, within_s=5)
        await play.until(S.SPEAKING)


@on_virtual_time
async def test_a_phone_rings_at_its_time_and_the_talk_goes_on() -> None:
    rings = "environment: {time_limit_s: 30, interruptions: [{after_s: 6, line: Hang on. Go on.}]}"
    async with scene(scenario=van(rings)) as play:
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.finish(within_s=60)
    moves = play.noted(journal.PersonaMoved)
    kinds = [event.move["kind"] for event in moves]
    assert kinds == ["open", "hint", "interruption", "time_up"]
    assert moves[2].at_s >= 6


@on_virtual_time
async def test_time_runs_out_when_nobody_speaks() -> None:
    async with scene(scenario=van("environment: {time_limit_s: 8}")) as play:
        await play.opening_over()
        await asyncio.sleep(2.0)
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        await play.finish(within_s=30)
    kinds = [event.move["kind"] for event in play.noted(journal.PersonaMoved)]
    assert kinds == ["open", "hint", "time_up"]
    assert play.noted(journal.PersonaHeard)[1].truncated is False, "she finishes her line first"
    ended = play.noted(journal.SessionEnded)[0]
    assert (ended.outcome, ended.won) == ("time_limit", False)


@on_virtual_time
async def test_patience_with_pauses_can_be_changed() -> None:
    waits = []
    for eagerness in ("quick", "patient"):
        async with scene() as play:
            play.give(i.EagernessChanged(eagerness))
            await play.opening_over()
            await play.say("What happened last winter?")
            fell_silent_s = play.session.clock()
            await play.until(S.SPEAKING)
            waits.append(play.session.clock() - fell_silent_s)
            assert play.session.eagerness == eagerness
    assert waits[0] < 0.45 < 0.85 < waits[1]


@on_virtual_time
async def test_sound_can_be_turned_off_and_on() -> None:
    async with scene() as play:
        await play.opening_over()
        said = len(play.engines.mouth.said)
        play.give(i.ModeChanged("text"))
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
        assert len(play.engines.mouth.said) == said
        play.give(i.ModeChanged("voice"))
        await play.say("Nice day today.")
        await play.until(S.SPEAKING)
    assert len(play.engines.mouth.said) > said


@on_virtual_time
async def test_a_ring_is_heard_before_her_words_and_takes_no_time_of_the_talk() -> None:
    rings = (
        "environment: {time_limit_s: 30, interruptions: "
        "[{after_s: 6, sound: phone-ring, lasts_s: 4, line: Hang on. Go on.}]}"
    )
    async with scene(scenario=van(rings)) as play:
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.finish(within_s=60)
    moves = play.noted(journal.PersonaMoved)
    ringing = next(event for event in moves if event.move["kind"] == "interruption")
    spoken = [event for event in play.noted(journal.PersonaHeard) if event.item == ringing.item]
    assert spoken[0].played_ms > 4_000
    assert spoken[0].text_heard == "Hang on. Go on."
    assert moves[-1].move["kind"] == "time_up"
    assert moves[-1].at_s >= 34
