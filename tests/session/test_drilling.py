"""A drill by voice, on virtual time: two voices, talking over them, a pause, a full disk."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tests.drill.sets import drill_of
from tests.fakes import FakeEngines, MemoryBook, MemoryJournal
from tests.session.scene import Scene, scene
from tests.virtual_time import on_virtual_time

from dryfit.drill.order import plan
from dryfit.drill.run import run_on
from dryfit.drill.scoring import Decision
from dryfit.drill.steps import Step
from dryfit.drill.voices import VOICES
from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.drilling import DrillSession
from dryfit.session.options import SessionOptions
from dryfit.session.session import Session
from dryfit.turn.table import State

SET = drill_of(3)
ITEMS = plan(SET, seed=1, length=4)


@asynccontextmanager
async def drill(book: MemoryBook, options: SessionOptions | None = None) -> AsyncIterator[Scene]:
    run = run_on(SET, ITEMS, "me")

    def make(engines: FakeEngines) -> Session:
        return DrillSession(engines, options or SessionOptions(), run, (MemoryJournal(), book))

    async with scene(make=make) as played:
        yield played


def lines(played: Scene) -> list[o.DrillLineBegan]:
    return played.of(o.DrillLineBegan)


async def asked(played: Scene, step: Step) -> None:
    """Hear everything up to that question, to its end."""

    def is_put() -> bool:
        last = lines(played)[-1:]
        put = bool(last) and not last[0].follows and last[0].drill.step is step
        return put and played.session.state is State.LISTENING

    await played.until_true(is_put, within_s=120)


async def heard_of(played: Scene, which: Callable[[o.DrillLineBegan], bool], s: float) -> None:
    """Hear so many seconds of a line."""
    before = len(lines(played))
    await played.until_true(lambda: any(which(one) for one in lines(played)[before:]), 120)
    await played.until(State.SPEAKING)
    at_s = played.session.clock()
    await played.until_true(lambda: played.session.clock() - at_s >= s)


async def over(played: Scene, text: str) -> None:
    """Talk over a line: it is recognised look by look, then as a whole."""
    played.engines.ear.enqueue(*[text] * 4)
    await played.speak(1.0)


@on_virtual_time
async def test_an_item_by_voice_alone_in_two_voices() -> None:
    book = MemoryBook()
    async with drill(book) as played:
        await asked(played, Step.DECISION)
        assert [one.line.speaker for one in lines(played)] == [
            "coach", "coach", "assistant", "coach"
        ]  # fmt: skip
        mouth = played.engines.mouth
        spoken = dict(zip(mouth.said, mouth.rates, strict=True))
        assert spoken["or check first?"] == VOICES["coach"].rate
        assert VOICES["assistant"].rate in spoken.values()
        for step, answer in (
            (Step.SURENESS, "Use it."), (Step.CHECKING, "Eighty."), (Step.DECISION, "Data sheet.")
        ):  # fmt: skip
            await played.say(answer)
            await asked(played, step)
    assert [(name, one.decision, one.sureness) for name, one in book.kept] == [
        ("me", Decision.USE, 80)
    ]


@on_virtual_time
async def test_the_answer_can_be_judged_into_its_face() -> None:
    async with drill(MemoryBook()) as played:
        await heard_of(played, lambda one: one.line.speaker == "assistant", 2.0)
        await over(played, "No, I would not use that.")
        await asked(played, Step.SURENESS)
        assert lines(played)[-1].drill.answer.decision is Decision.REJECT


@on_virtual_time
async def test_what_is_right_is_told_again_to_who_talked_over_it() -> None:
    async with drill(MemoryBook()) as played:
        for step, answer in (
            (Step.DECISION, "Use it."), (Step.SURENESS, "Eighty."), (Step.CHECKING, "Data sheet.")
        ):  # fmt: skip
            await asked(played, step)
            await played.say(answer)
        await heard_of(played, lambda one: one.line.judges is not None, 1.5)
        await over(played, "Well what do you know about that")
        await asked(played, Step.DECISION)
        told = [one for one in lines(played) if one.line.judges]
        assert len(told) == 2
        assert told[0].line == told[1].line


@on_virtual_time
async def test_a_pause_and_slower() -> None:
    async with drill(MemoryBook()) as played:
        await heard_of(played, lambda one: one.line.speaker == "assistant", 1.0)
        cut = lines(played)[-1].line
        played.give(i.HoldChanged(True))
        await played.until(State.HELD)
        played.give(i.HoldChanged(False))
        await asked(played, Step.DECISION)
        assert [one.line for one in lines(played)].count(cut) == 2
        await played.say("slower")
        await played.until(State.SPEAKING)
        await asked(played, Step.DECISION)
        await played.say("say that again")
        await heard_of(played, lambda one: one.line.speaker == "assistant", 0.1)
        assert played.engines.mouth.rates[-1] < VOICES["assistant"].rate


@on_virtual_time
async def test_nobody_answers() -> None:
    """The question is put once more, then it is quiet; an idle line ends with the scores."""
    async with drill(MemoryBook(), SessionOptions(idle_s=90)) as played:
        await asked(played, Step.DECISION)
        before = len(lines(played))
        played.microphone_on = False
        await played.finish(within_s=400)
        assert [one.line.text for one in lines(played)[before:]] == [
            lines(played)[before - 1].line.text
        ]
        assert played.of(o.SessionOver)[0].outcome == "idle"
        assert played.of(o.DrillScored)[0].run.counts.total == 0


@on_virtual_time
async def test_a_full_disk_ends_it_with_what_is_known() -> None:
    book = MemoryBook(full_from=0)
    async with drill(book) as played:
        for step, answer in (
            (Step.DECISION, "Use it."), (Step.SURENESS, "Eighty."), (Step.CHECKING, "Data sheet.")
        ):  # fmt: skip
            await asked(played, step)
            await played.say(answer)
        await played.finish()
        assert [fault.code for fault in played.of(o.Faulted)] == ["journal-full"]
        assert played.of(o.SessionOver)[0].outcome == "journal_failed"
        scored = played.outputs[-1]
        assert isinstance(scored, o.DrillScored)
        assert scored.run.counts.total == 1
