"""Captions while the learner talks: what two looks agree on, and never in anybody's way."""

import asyncio

import pytest
from tests.fakes import FakeEngines, LoudnessDetector, tone
from tests.session.scene import scene
from tests.virtual_time import on_virtual_time

from dryfit.pool import ModelPool, Urgency
from dryfit.session import outputs as o
from dryfit.session.captions import LONGEST_LOOK_S, LOOK_EVERY_S, Captions, agreed
from dryfit.session.ear import Ear
from dryfit.store import events as journal
from dryfit.turn.table import State
from dryfit_audio.endpoint import EndpointSettings
from dryfit_audio.framing import FRAME_SAMPLES, SAMPLE_RATE_HZ, to_pcm16

FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ


@pytest.mark.parametrize(
    ("before", "now", "count"),
    [
        ("", "", 0),
        ("", "we could", 0),
        ("We could", "we could, start", 2),
        ("We could star", "We could start", 2),
        ("We would start", "We could start", 1),
        ("a b c", "a b", 2),
    ],
)
def test_what_two_looks_agree_on(before: str, now: str, count: int) -> None:
    assert agreed(before.split(), now.split()) == count


class Watched:
    """Captions of a learner who talks without end."""

    def __init__(self, *looks: str) -> None:
        self.engines = FakeEngines()
        self.engines.captions.extend(looks)
        self.ear = Ear(EndpointSettings(), LoudnessDetector())
        self.told: list[str] = []
        self.captions = Captions(self.engines, self.ear, self._put)

    def begin(self, item: str = "item_1") -> None:
        at_ms = 1000 * self.ear.received_samples // SAMPLE_RATE_HZ
        self.captions.follow(o.SpeechBegan(item, at_ms))
        self.captions.follow(o.StateChanged(State.HEARING))

    async def hear(self, seconds: float) -> None:
        sound = to_pcm16(tone(FRAME_S, SAMPLE_RATE_HZ))
        for _ in range(round(seconds / FRAME_S)):
            self.ear.receive(sound, SAMPLE_RATE_HZ, 0.0)
            self.captions.watch()
            for _ in range(4):
                await asyncio.sleep(0)

    @property
    def looks(self) -> int:
        return self.engines.inline.ran.count((Urgency.CAPTION, "caption"))

    def _put(self, output: o.SessionOutput) -> None:
        assert isinstance(output, o.LearnerHeardSoFar)
        self.told.append(output.text)


async def test_only_what_two_looks_agree_on_is_told() -> None:
    watched = Watched("We could", "We could start wit", "We could start with one night", "We could")
    watched.begin()
    await watched.hear(4 * LOOK_EVERY_S + 0.5)
    assert watched.told == ["We could", " start"]


async def test_a_look_that_says_something_else_takes_nothing_back() -> None:
    watched = Watched("We could", "We could", "He would go", "He would go home", "He would go home")
    watched.begin()
    await watched.hear(5 * LOOK_EVERY_S + 0.5)
    assert watched.told == ["We could", " go", " home"]


@pytest.mark.parametrize(("seconds", "looks"), [(LOOK_EVERY_S - FRAME_S, 0), (LOOK_EVERY_S, 1)])
async def test_when_the_first_look_is_due(seconds: float, looks: int) -> None:
    watched = Watched()
    watched.begin()
    await watched.hear(seconds + FRAME_S / 2)
    assert watched.looks == looks


async def test_a_long_turn_is_not_looked_at_for_ever() -> None:
    watched = Watched(*["so"] * 100)
    watched.begin()
    await watched.hear(LONGEST_LOOK_S)
    looks = watched.looks
    assert looks == pytest.approx(LONGEST_LOOK_S / LOOK_EVERY_S, abs=2)
    await watched.hear(3)
    assert watched.looks == looks


@pytest.mark.parametrize("over", [o.SpeechEnded("item_1", 0), o.SpeechRetracted("item_1")])
async def test_a_look_that_comes_after_the_turn_is_not_told(over: o.SessionOutput) -> None:
    watched = Watched("Yes indeed", "Yes indeed")
    watched.begin()
    await watched.hear(LOOK_EVERY_S + 0.1)
    watched.engines.inline.delays_s["caption"] = 0.01
    await watched.hear(LOOK_EVERY_S)
    watched.captions.follow(over)
    await asyncio.sleep(0.02)
    await watched.hear(2)
    assert watched.told == []
    assert not watched.captions.is_looking


async def test_a_pause_and_a_busy_machine_are_left_in_peace() -> None:
    watched = Watched("Yes", "Yes")
    watched.begin()
    watched.captions.follow(o.StateChanged(State.PAUSING))
    await watched.hear(2)
    assert watched.looks == 0
    watched.captions.follow(o.StateChanged(State.HEARING))
    watched.engines.inline.pressed = True
    await watched.hear(2)
    assert watched.looks == 0
    watched.engines.inline.pressed = False
    await watched.hear(FRAME_S)
    assert watched.looks == 1


async def test_each_turn_begins_afresh() -> None:
    watched = Watched("One", "One", "Two", "Two")
    watched.begin()
    await watched.hear(2 * LOOK_EVERY_S + 0.2)
    watched.captions.follow(o.SpeechEnded("item_1", 0))
    watched.begin("item_2")
    await watched.hear(2 * LOOK_EVERY_S + 0.2)
    assert watched.told == ["One", "Two"]


async def test_captions_are_shed_first_and_finals_never() -> None:
    pool = ModelPool(0)
    try:
        for urgency, kept in [(Urgency.CAPTION, 1), (Urgency.SPECULATION, 3), (Urgency.FINAL, 3)]:
            tasks = [asyncio.create_task(pool.run(urgency, len, "sound")) for _ in range(3)]
            await asyncio.sleep(0)
            assert pool.waiting(urgency) == kept
            await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        pool.close()
    assert Urgency.FINAL < Urgency.JUDGE < Urgency.SPECULATION < Urgency.CAPTION


@on_virtual_time
async def test_a_caption_is_told_before_the_turn_and_is_no_turn() -> None:
    async with scene() as play:
        await play.opening_over()
        play.engines.captions.extend(["What happened", "What happened last", "What happened last"])
        await play.say("What happened last winter?", 3.5)
        await play.until(State.SPEAKING)
    told = play.of(o.LearnerHeardSoFar)
    (said,) = play.of(o.LearnerSaid)
    assert "".join(caption.text for caption in told) == "What happened last"
    assert {caption.item for caption in told} == {said.item}
    assert play.outputs.index(told[-1]) < play.outputs.index(said)
    assert [spoke.text for spoke in play.noted(journal.LearnerSpoke)] == [said.text]
