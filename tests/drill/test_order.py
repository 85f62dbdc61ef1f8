"""The mix and the order of a drill."""

from itertools import pairwise
from statistics import fmean

import pytest
from tests.drill.sets import drill_of, twins

from dryfit.drill.order import DEFAULT_LENGTH, plan, wrong_share

SEEDS = range(200)


@pytest.mark.parametrize("answered", [0, 30, 60, 1_000])
@pytest.mark.parametrize("pairs", [4, 6, 20])
def test_two_right_answers_come_first_and_every_wrong_one_has_its_twin(
    pairs: int, answered: int
) -> None:
    for seed in SEEDS:
        items = plan(drill_of(pairs), seed, answered)
        assert items[0].correct
        assert items[1].correct
        assert len({item.id for item in items}) == len(items) <= DEFAULT_LENGTH
        wrong = [item for item in items if not item.correct]
        assert wrong
        for item in wrong:
            assert any(twins(item, other) for other in items)


def test_twins_do_not_stand_beside_each_other() -> None:
    for seed in SEEDS:
        items = plan(drill_of(6), seed)
        assert not any(twins(one, other) for one, other in pairwise(items))


def test_the_smallest_set_still_makes_a_drill() -> None:
    items = plan(drill_of(1), seed=1)
    assert [item.correct for item in items] == [True, False]


def test_half_are_wrong_at_first_and_a_fifth_at_last() -> None:
    def share(answered: int) -> float:
        drills = [plan(drill_of(20), seed, answered) for seed in SEEDS]
        return fmean(not item.correct for items in drills for item in items)

    assert share(0) == 0.5
    assert share(40) == pytest.approx(0.35, abs=0.02)
    assert share(60) == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize(
    ("answered", "share"), [(0, 0.5), (20, 0.5), (21, 0.4925), (59, 0.2075), (60, 0.2), (61, 0.2)]
)
def test_the_share_tapers_between_twenty_and_sixty(answered: int, share: float) -> None:
    assert wrong_share(answered) == pytest.approx(share)


def test_the_same_seed_gives_the_same_drill_and_another_another() -> None:
    ids = [[item.id for item in plan(drill_of(6), seed)] for seed in (7, 7, 8)]
    assert ids[0] == ids[1] != ids[2]
