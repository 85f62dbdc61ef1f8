"""She cuts in on a turn that runs on, as the scenario says, and listens again."""

import asyncio
import math

import pytest
from tests.session.scene import scene, van
from tests.virtual_time import on_virtual_time

from dryfit.session import outputs as o
from dryfit.session.attention import CUT_IN_GUARD_S
from dryfit.session.monologue import LEAST_SHARE, LIMITS_S, limit_s
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State
OFTEN = LIMITS_S["often"]


@pytest.mark.parametrize(
    ("interrupts", "patience", "expected"),
    [
        ("never", 0.0, math.inf),
        ("often", 100.0, OFTEN),
        ("often", 130.0, OFTEN),
        ("often", 0.0, OFTEN * LEAST_SHARE),
        ("often", -20.0, OFTEN * LEAST_SHARE),
        ("rarely", 50.0, LIMITS_S["rarely"] * 0.75),
    ],
)
def test_the_limit(interrupts: str, patience: float, expected: float) -> None:
    assert limit_s(interrupts, patience) == pytest.approx(expected)


@pytest.mark.parametrize("interrupts", ["often", "never"])
@on_virtual_time
async def test_she_cuts_in_where_the_scenario_says_so(interrupts: str) -> None:
    style = van().speaking_style.model_copy(update={"interrupts": interrupts})
    async with scene(scenario=van().model_copy(update={"speaking_style": style})) as play:
        await play.opening_over()
        play.engines.ear.enqueue("What happened last winter?")
        began_s = play.session.clock()
        talking = asyncio.create_task(play.speak(OFTEN + CUT_IN_GUARD_S - 0.2))
        if interrupts == "never":
            await talking
            assert len(play.of(o.ReplyOpened)) == 1
            return
        await play.until(S.SPEAKING, within_s=OFTEN + 2)
        assert play.session.clock() - began_s == pytest.approx(OFTEN, abs=0.6)
        await talking
        await play.until(S.LISTENING)
        assert not play.noted(journal.PersonaHeard)[-1].truncated, "she is heard out"
        assert play.noted(journal.LearnerSpoke)[0].text == "What happened last winter?"
        assert play.noted(journal.PersonaMoved)[-1].state["disclosed"] == {}
        await play.say("Just that.")
        await play.until(S.SPEAKING)
    read = play.noted(journal.LearnerRead)[-1].reading
    assert read["text"] == "What happened last winter? Just that.", "both parts are answered"


@on_virtual_time
async def test_who_insists_gets_the_floor_back() -> None:
    style = van().speaking_style.model_copy(update={"interrupts": "often"})
    async with scene(scenario=van().model_copy(update={"speaking_style": style})) as play:
        await play.opening_over()
        play.engines.ear.enqueue(*["No, wait, let me finish this."] * 12)
        talking = asyncio.create_task(play.speak(OFTEN + 6))
        await play.until(S.SPEAKING, within_s=OFTEN + 2)
        await play.until(S.HEARING)
        await talking
        await play.until(S.SPEAKING)
    assert [x.action for x in play.of(o.PlaybackAsked)] == ["duck", "stop"]
    assert len(play.noted(journal.LearnerSpoke)) == 2
