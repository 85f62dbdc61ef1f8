"""Learners who do anything at any moment: whatever happens, a session keeps its promises."""

import asyncio
from random import Random

import pytest
from tests.session.scene import Scene, scene
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.store import events as journal
from dryfit.turn.table import State

WORDS = [
    "What happened last winter?", "Mhm.", "Wait, hold on.", "", "", "Nice day today.", "yeah",
    "You are wrong about that van.", "it had a bad day on the hill",
]  # fmt: skip


def _asked(play: Scene, chance: Random) -> i.SessionInput:
    items = [output.item for output in play.of(o.ReplyOpened)] or ["item_of_nobody"]
    asked: list[i.SessionInput] = [
        i.TextTyped("What happened last winter?"),
        i.TurnCommitted(),
        i.TurnCleared(),
        i.ReplyCancelled(),
        i.HoldChanged(on=True),
        i.HoldChanged(on=False),
        i.HoldChanged(on=False),
        i.PlayheadReported(items[-1], chance.uniform(0, 5_000), chance.random() < 0.3),
        i.EagernessChanged(chance.choice(["quick", "normal", "patient"])),
        i.TurnTakingChanged(chance.choice(["hands-free", "half-duplex", "push-to-talk"])),
        i.ModeChanged(chance.choice(["voice", "voice", "text"])),
    ]
    return chance.choice(asked)


async def _do_anything(play: Scene, chance: Random) -> None:
    for _ in range(25):
        play.engines.ear.enqueue(chance.choice(WORDS), confidence=chance.choice([0.2, 0.9]))
        if chance.random() < 0.1:
            play.engines.ear.enqueue_failure()
        if chance.random() < 0.5:
            await play.speak(chance.choice([0.06, 0.3, 0.7, 1.5]))
        else:
            play.give(_asked(play, chance))
        play.microphone_on = chance.random() < 0.95
        await asyncio.sleep(chance.choice([0.0, 0.05, 0.3, 0.9, 2.0]))


SEEDS = [*range(24), 25, 56, 133, 151, 156, 189]
"""The later ones once found something."""


@pytest.mark.parametrize("seed", SEEDS)
@on_virtual_time
async def test_promises_are_kept_whatever_is_done(seed: int) -> None:
    chance = Random(seed)
    async with scene() as play:
        for stage in ("recognise", "prepare_answer", "speak", "finished_probability"):
            play.engines.inline.delays_s[stage] = chance.choice([0.0, 0.1, 0.6, 2.0])
        await _do_anything(play, chance)
        play.give(i.FinishRequested())
        await play.finish()
    codes = {event.code for event in play.noted(journal.Noted)}
    assert codes <= {"recognition-failed"}, "nothing happened that the table has no row for"
    assert play.states[-1] is State.ENDED
    assert isinstance(play.outputs[-1], o.Debriefed)
    assert len(play.of(o.Debriefed)) == len(play.noted(journal.SessionEnded)) == 1
    _turns_are_whole(play)
    _replies_are_whole(play)


def _turns_are_whole(play: Scene) -> None:
    spoken = play.noted(journal.LearnerSpoke)
    turns = [event.turn for event in spoken]
    assert len(set(turns)) == len(turns), "a turn is kept once"
    told = {output.turn for output in play.of(o.LearnerSaid)}
    assert told <= set(turns), "what is told is kept"
    order = [item for _, item in play.happened]
    for reply in play.of(o.ReplyOpened):
        kept = [event for event in spoken if event.turn == reply.turn]
        if kept:
            assert order.index(kept[0]) < order.index(reply), "kept before it is answered"


def _replies_are_whole(play: Scene) -> None:
    moved = {event.item: event for event in play.noted(journal.PersonaMoved)}
    heard = play.noted(journal.PersonaHeard)
    assert sorted(event.item for event in heard) == sorted(moved), "each line is heard so far, once"
    for event in heard:
        whole = moved[event.item].text
        assert whole.startswith(event.text_heard)
        assert event.truncated or event.text_heard == whole
    opened, closed = play.of(o.ReplyOpened), play.of(o.ReplyClosed)
    assert [reply.item for reply in opened] == [reply.item for reply in closed]
    sounding = ""
    for output in play.outputs:
        if isinstance(output, o.ReplyOpened):
            sounding = output.item
        elif isinstance(output, o.PlaybackAsked) and output.action == "stop":
            sounding = ""
        elif isinstance(output, o.ClauseSpoken):
            assert output.item == sounding, "what was stopped says no more"
