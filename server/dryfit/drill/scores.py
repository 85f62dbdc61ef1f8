"""A learner's scores, and what they mean in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dryfit.drill import scoring
from dryfit.drill.scoring import Counts, Trial

ENOUGH = 20
"""Answers below which only counts are told: with fewer, one slip moves every rate by a tenth."""

FAR = 0.8
NEAR = 0.3
"""Where the dial changes its word, in units of c. Smaller, and chance alone moves it."""

GUESSING = 0.5
"""d' under which wrong answers are told from right ones hardly better than by a coin."""

OVERCONFIDENT = 0.25
"""Brier score of somebody who always says 50; higher, and saying nothing would be better."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What only many answers can tell. Ranges are in `dryfit.drill.scoring`."""

    hit_rate: float
    false_alarm_rate: float
    d_prime: float
    criterion: float
    brier: float | None
    over_reliance: float | None
    under_reliance: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """`rates`, `dial` and `position` are None and empty under twenty answers."""

    counts: Counts
    verification: float | None
    recovered: int
    recovery_chances: int
    rates: Rates | None = None
    dial: str = ""
    position: float | None = None
    """-1 trusts nothing, 0 weighs each answer, 1 trusts everything."""
    about: tuple[str, ...] = ()
    """What there is advice about: keys of `ADVICE`."""

    @property
    def advice(self) -> tuple[str, ...]:
        """What to do, in plain words."""
        return tuple(ADVICE[name] for name in self.about)


def scores_of(trials: Sequence[Trial]) -> Scores:
    """Score answers in the order they were given."""
    counts = scoring.counts_of(trials)
    checked = scoring.verification(trials)
    recovered, chances = scoring.recovery(trials)
    if counts.total < ENOUGH or not counts.wrong or not counts.right:
        return Scores(counts, checked, recovered, chances)
    rates = Rates(
        hit_rate=scoring.hit_rate(counts),
        false_alarm_rate=scoring.false_alarm_rate(counts),
        d_prime=scoring.d_prime(counts),
        criterion=scoring.criterion(counts),
        brier=scoring.brier(trials),
        over_reliance=scoring.over_reliance(counts),
        under_reliance=scoring.under_reliance(counts),
    )
    return Scores(
        counts, checked, recovered, chances, rates, dial(rates.criterion),
        max(-1.0, min(1.0, rates.criterion / 1.5)), advice(rates, checked),
    )  # fmt: skip


def dial(criterion: float) -> str:
    """The dial's word for c.

    >>> dial(1.2), dial(0.0), dial(-0.5)
    ('trusts everything', 'weighs each answer', 'leans to doubt')
    """
    if criterion >= FAR:
        return "trusts everything"
    if criterion >= NEAR:
        return "leans to trust"
    if criterion > -NEAR:
        return "weighs each answer"
    return "leans to doubt" if criterion > -FAR else "trusts nothing"


ADVICE = {
    "trusts everything": "Before you use an answer, name the one number or step in it that would "
    "hurt if it were wrong, and look that one up.",
    "leans to trust": "Slow down where a wrong answer would cost rework or hurt somebody: check "
    "those first.",
    "weighs each answer": "You neither believe everything nor doubt everything. Keep it so.",
    "leans to doubt": "Use what you know to be right: a check costs time too.",
    "trusts nothing": "Most answers were right. Say what in an answer you doubt; if there is "
    "nothing, use it.",
    "guessing": "Wrong answers did not stand out to you yet. Go through the sources of those you "
    "missed, then do the set again.",
    "overconfident": "You were surest where you were wrong. Say a lower number until you checked.",
    "unchecked": "When you check, name the paper, the plate or the gauge, and where on site it is.",
}
"""What to do, by what it is about; the dial's words are about themselves."""


def advice(rates: Rates, checked: float | None) -> tuple[str, ...]:
    """What needs advice, the weightiest first: keys of `ADVICE`."""
    about = [dial(rates.criterion)]
    if rates.d_prime < GUESSING:
        about.append("guessing")
    if rates.brier is not None and rates.brier > OVERCONFIDENT:
        about.append("overconfident")
    if checked is not None and checked < 2:
        about.append("unchecked")
    return tuple(about)
