import itertools

import pytest

from dryfit_audio.patience import PRESETS, EndpointSettings, OwnPauses, wait_ms

S = EndpointSettings()


@pytest.mark.parametrize(
    ("probability", "words", "expected"),
    [
        (S.finished_probability, "unknown", S.finished_ms),
        (S.finished_probability - 0.001, "unknown", S.likely_ms),
        (S.likely_probability, "unknown", S.likely_ms),
        (S.likely_probability - 0.001, "unknown", S.unsure_ms),
        (0.99, None, S.likely_ms),
        (None, "unknown", S.unsure_ms),
        (None, None, S.unsure_ms),
        (S.finished_probability, "asked", S.finished_ms),
        (S.finished_probability - 0.001, "asked", S.asked_ms),
        (S.likely_probability, "asked", S.asked_ms),
        (S.likely_probability - 0.001, "asked", S.likely_ms),
        (None, "asked", S.likely_ms),
        (None, "finished", S.plain_ms),
        (0.01, "finished", S.plain_ms),
        (S.finished_probability, "unfinished", S.unsure_ms),
        (S.finished_probability - 0.001, "unfinished", S.unfinished_ms),
        (None, "unfinished", S.unfinished_ms),
    ],
)
def test_waits(probability: float | None, words: str | None, expected: float) -> None:
    assert wait_ms(S, probability, words) == expected


def test_long_own_pauses_lengthen_all_but_the_shortest_wait() -> None:
    assert wait_ms(S, 0.99, "unknown", typical_pause_ms=2_400) == S.finished_ms
    assert wait_ms(S, 0.8, "unknown", typical_pause_ms=2_400) == 3_000
    assert wait_ms(S, 0.8, "unknown", typical_pause_ms=9_000) == S.max_silence_ms
    assert wait_ms(S, 0.8, "unknown", typical_pause_ms=100) == S.likely_ms


def test_own_pauses_are_a_slow_average() -> None:
    own = OwnPauses()
    own.note(1_000)
    assert own.typical_ms == 1_000
    own.note(2_000)
    assert own.typical_ms == pytest.approx(1_100)


def test_presets_grow_more_patient() -> None:
    waits = [
        (p.finished_ms, p.asked_ms, p.likely_ms, p.unsure_ms, p.unfinished_ms, p.max_silence_ms)
        for p in (PRESETS["quick"], PRESETS["normal"], PRESETS["patient"])
    ]
    for shorter, longer in itertools.pairwise(waits):
        assert all(a < b for a, b in zip(shorter, longer, strict=True))
    assert all(list(wait) == sorted(wait) for wait in waits)
