"""Asking about a pause while it lasts: what the turn model is believed, early and late."""

import asyncio

import pytest
from tests.fakes import FakeEngines, FakeTurnModel, LoudnessDetector

from dryfit.session.ear import Ear
from dryfit.session.pauses import LATE_BELIEF, SURE, SURE_WITHIN_MS, PauseListener
from dryfit_audio.endpoint import EndpointSettings
from dryfit_audio.events import Judgement
from dryfit_audio.framing import SAMPLE_RATE_HZ
from dryfit_audio.samples import Samples

FRAME_MS = 32
LAST_EARLY_MS = SURE_WITHIN_MS // FRAME_MS * FRAME_MS


class ChangingMind(FakeTurnModel):
    """Of the opinions it was given, one after the other."""

    def __init__(self, *opinions: float) -> None:
        self.opinions = list(opinions)

    def finished_probability(self, samples: Samples) -> float:
        return self.opinions.pop(0)


async def believed(waits_ms: list[int], *opinions: float) -> list[float | None]:
    """What is posted when the pause is looked at again after each of `waits_ms`."""
    posted: list[Judgement] = []
    engines, ear = FakeEngines(), Ear(EndpointSettings(), LoudnessDetector())
    engines.turn_model = engines.judge = ChangingMind(*opinions)
    listener = PauseListener(engines, ear, posted.append)
    listener.begin(1, 0)
    for wait_ms in [0, *waits_ms]:
        silence = bytes(2 * (wait_ms * SAMPLE_RATE_HZ // 1000))
        ear.receive(silence, SAMPLE_RATE_HZ, 0.0)
        listener.watch()
        for _ in range(5):
            await asyncio.sleep(0)
    return [judgement.finished_probability for judgement in posted]


async def test_who_is_sure_is_not_asked_again() -> None:
    assert await believed([320, 320], SURE, 0.1) == [SURE]
    assert await believed([224], SURE - 0.01, 0.5) == [SURE - 0.01, 0.5]


@pytest.mark.parametrize(
    ("wait_ms", "expected"), [(LAST_EARLY_MS, 0.99), (LAST_EARLY_MS + FRAME_MS, LATE_BELIEF)]
)
async def test_a_late_belief_counts_for_less(wait_ms: int, expected: float) -> None:
    assert await believed([wait_ms], 0.5, 0.99) == [0.5, expected]


async def test_a_late_doubt_counts_in_full() -> None:
    assert await believed([480], 0.9, 0.1) == [0.9, 0.1]
