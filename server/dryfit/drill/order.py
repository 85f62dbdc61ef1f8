"""Which items a drill has, and in which order. Pure: the same seed gives the same drill."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from dryfit.drill.item import DrillItem, DrillSet

DEFAULT_LENGTH = 10
"""Answers in one drill: about six minutes by voice. More, and gloves come off in the middle."""

FIRST_RIGHT = 2
"""Right answers that every drill begins with, so that it does not teach to doubt everything."""

LEARNING_SHARE = 0.5
SETTLED_SHARE = 0.2
LEARNING_UNTIL = 20
SETTLED_FROM = 60
"""Half of the answers are wrong for a learner's first 20; then fewer, and from 60 on a fifth."""

TRIES = 200
"""Orders tried until no item stands beside its twin; a set of two cannot have one."""


def wrong_share(answered: int) -> float:
    """The share of wrong answers for somebody who has judged so many.

    >>> wrong_share(0), wrong_share(40), round(wrong_share(500), 2)
    (0.5, 0.35, 0.2)
    """
    along = (answered - LEARNING_UNTIL) / (SETTLED_FROM - LEARNING_UNTIL)
    along = max(0.0, min(1.0, along))
    return LEARNING_SHARE + along * (SETTLED_SHARE - LEARNING_SHARE)


def plan(
    drill: DrillSet, seed: int, answered: int = 0, length: int = DEFAULT_LENGTH
) -> tuple[DrillItem, ...]:
    """The items of one drill in order.

    Every wrong item's right twin is there too, and never beside it where that can be. A set too
    small for the wanted mix gives a shorter drill, so that the share of wrong answers holds.
    `answered` is how many the learner has judged before.
    """
    dice = Random(seed)
    pairs = list(drill.pairs())
    dice.shuffle(pairs)
    rights = [item for item in drill.items if item.correct]
    share = wrong_share(answered)
    length = min(length, round(len(rights) / (1 - share)), len(drill.items))
    few, part = divmod(length * share, 1)
    # The part of an answer that the share asks for falls by the dice, so that it holds on average.
    wrong = [pair[0] for pair in pairs[: max(1, int(few) + (dice.random() < part))]]
    twins = [pair[1] for pair in pairs[: len(wrong)]]
    others = [item for item in rights if item not in twins]
    dice.shuffle(others)
    right = (twins + others)[: max(len(twins), length - len(wrong))]
    return _ordered(wrong, right, dice)


def _ordered(
    wrong: Sequence[DrillItem], right: Sequence[DrillItem], dice: Random
) -> tuple[DrillItem, ...]:
    best: tuple[int, tuple[DrillItem, ...]] | None = None
    for _ in range(TRIES):
        rights = list(right)
        dice.shuffle(rights)
        rest = [*rights[FIRST_RIGHT:], *wrong]
        dice.shuffle(rest)
        made = (*rights[:FIRST_RIGHT], *rest)
        beside = sum(_twins(one, other) for one, other in pairwise(made))
        if best is None or beside < best[0]:
            best = (beside, made)
        if not beside:
            break
    return best[1] if best else ()


def _twins(one: DrillItem, other: DrillItem) -> bool:
    return one.pair_of == other.id or other.pair_of == one.id
