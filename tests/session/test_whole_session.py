"""A spoken session from the opening to the critique."""

from itertools import groupby

from tests.session.scene import scene, van
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State
OPENING = "It stays in the yard. Ask me something else, if you like."


@on_virtual_time
async def test_everything_happens_in_order() -> None:
    async with scene() as play:
        await play.opening_over()
        await play.say("What happened last winter?")
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
        play.give(i.FinishRequested())
        await play.finish()
    told = [x for x in play.outputs if not isinstance(x, o.LevelMeasured)]  # when it is known
    assert [name for name, _ in groupby(type(output).__name__ for output in told)] == [
        "StateChanged", "ReplyOpened", "ClauseSpoken", "StateChanged", "ClauseSpoken",
        "ReplyClosed", "StateChanged", "ReplyHeard",
        "SpeechBegan", "StateChanged", "SpeechEnded", "StateChanged", "LearnerSaid",
        "ReplyOpened", "ClauseSpoken", "StateChanged", "ClauseSpoken",
        "ReplyClosed", "TurnMeasured", "StateChanged", "ReplyHeard",
        "StateChanged", "SessionOver", "Debriefed",
    ]  # fmt: skip
    assert [event.type for event in play.written] == [
        "session_opened", "persona_moved", "persona_heard",
        "learner_spoke", "learner_read", "persona_moved", "turn_timed", "persona_heard",
        "session_ended", "critique_made",
    ]  # fmt: skip
    assert play.states == [
        S.THINKING, S.SPEAKING, S.LISTENING,
        S.HEARING, S.PAUSING, S.THINKING, S.SPEAKING, S.LISTENING,
        S.ENDED,
    ]  # fmt: skip


@on_virtual_time
async def test_the_critique_is_kept_before_it_is_told() -> None:
    """A client that has the debrief may ask for the session, and must find it whole."""
    async with scene() as play:
        await play.opening_over()
        play.give(i.FinishRequested())
        await play.finish()
    kinds = [type(item) for _, item in play.happened]
    assert kinds.index(journal.CritiqueMade) < kinds.index(o.Debriefed)
    assert kinds[-1] is o.Debriefed


@on_virtual_time
async def test_the_turn_is_on_disk_before_the_answer_sounds() -> None:
    async with scene() as play:
        await play.opening_over()
        for text in ("What happened last winter?", "What happened last winter with the van?"):
            await play.say(text)
            await play.until(S.SPEAKING)
            await play.until(S.LISTENING)
    order = [item for _, item in play.happened]
    for spoke in play.noted(journal.LearnerSpoke):
        after = order[order.index(spoke) + 1 :]
        before = order[: order.index(spoke)]
        reply = next(item for item in after if isinstance(item, o.ReplyOpened))
        assert reply.turn == spoke.turn
        assert not [x for x in before if isinstance(x, o.ReplyOpened) and x.turn == spoke.turn]
    assert len(play.noted(journal.LearnerSpoke)) == 2


@on_virtual_time
async def test_journal_numbers_and_times_only_rise() -> None:
    async with scene() as play:
        await play.opening_over()
        await play.say("Hello Ruth.")
        await play.until(S.SPEAKING)
        play.give(i.FinishRequested())
        await play.finish()
    assert [event.seq for event in play.written] == list(range(len(play.written)))
    times = [event.at_s for event in play.written]
    assert times == sorted(times)
    assert isinstance(play.written[0], journal.SessionOpened)
    assert isinstance(play.written[-1], journal.CritiqueMade)


@on_virtual_time
async def test_words_carry_the_session_clock() -> None:
    async with scene() as play:
        await play.opening_over()
        began_s = play.session.clock()
        await play.say("What happened last winter?", seconds=1.0)
        await play.until(S.SPEAKING)
    spoke = play.noted(journal.LearnerSpoke)[0]
    assert spoke.start_s is not None
    assert spoke.end_s is not None
    assert abs(spoke.start_s - began_s) < 0.1
    assert abs(spoke.end_s - (began_s + 1.0)) < 0.1
    assert [word.text for word in spoke.words] == ["What", "happened", "last", "winter?"]
    assert began_s - 0.4 <= spoke.words[0].start_s <= spoke.words[-1].end_s <= began_s + 1.5


@on_virtual_time
async def test_speech_times_are_on_the_clock_of_the_sound() -> None:
    """Sound that begins late does not stretch the turn: both ends are on one clock."""
    async with scene() as play:
        play.microphone_on = False
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
        play.microphone_on = True
        await play.say("Hello Ruth.", seconds=1.0)
        await play.until(S.THINKING)
    length_ms = play.of(o.SpeechEnded)[0].at_ms - play.of(o.SpeechBegan)[0].at_ms
    assert 900 <= length_ms <= 1_150


@on_virtual_time
async def test_where_the_learner_begins_nobody_opens() -> None:
    scenario = van()
    situation = scenario.situation.model_copy(update={"first_to_speak": "learner"})
    scenario = scenario.model_copy(update={"situation": situation})
    async with scene(scenario=scenario) as play:
        await play.say("Hello Ruth.")
        await play.until(S.SPEAKING)
        assert [type(x).__name__ for x in play.outputs][:2] == ["SpeechBegan", "StateChanged"]
        assert play.of(o.ReplyOpened)[0].turn == 1


@on_virtual_time
async def test_the_same_seed_gives_the_same_talk() -> None:
    said = []
    for _ in range(2):
        async with scene(options=SessionOptions(seed=11)) as play:
            await play.opening_over()
            for text in ("Hi there.", "What happened last winter?", "Nice day."):
                await play.say(text)
                await play.until(S.SPEAKING)
                await play.until(S.LISTENING)
            said.append([event.text for event in play.noted(journal.PersonaMoved)])
    assert said[0] == said[1]
    assert said[0][0] == OPENING
    assert len(said[0]) == 4


@on_virtual_time
async def test_a_line_that_ends_the_visit_ends_the_session_once_it_is_heard() -> None:
    async with scene() as play:
        await play.opening_over()
        await play.say("Let's stop here.")
        await play.until(S.SPEAKING)
        await play.finish()
    last = play.noted(journal.PersonaMoved)[-1]
    assert last.move["ends"] is True
    assert play.of(o.ReplyHeard)[-1].text_heard == last.text
    assert [over.outcome for over in play.of(o.SessionOver)] == ["learner_stopped"]
    assert isinstance(play.outputs[-1], o.Debriefed)


@on_virtual_time
async def test_two_sessions_share_engines_and_nothing_else() -> None:
    async with scene() as one, scene(engines=one.engines) as two:
        await one.opening_over()
        await two.until(S.LISTENING)
        await one.say("What happened last winter?")
        await one.until(S.SPEAKING)
        assert two.session.state is S.LISTENING
        assert not two.of(o.LearnerSaid)
        assert one.session.id != two.session.id
