"""Signal detection, confidence and reliance, from a learner's answers. Pure arithmetic.

The signal is "the answer is wrong"; not using it, or checking it first, flags it. Formulas and
sources: docs/calibration.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist, fmean

_Z = NormalDist().inv_cdf


class Decision(StrEnum):
    """What the learner would do with the assistant's answer."""

    USE = "use"
    REJECT = "reject"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Trial:
    """One judged answer. `confidence` is 0.5 to 1; None where it was not said.

    `verification` is 0 to 3; None where the learner was not asked or left before.
    """

    correct: bool
    decision: Decision
    confidence: float | None = None
    verification: int | None = None

    @property
    def flagged(self) -> bool:
        """Whether the learner did not take the answer as it was."""
        return self.decision is not Decision.USE

    @property
    def judged_well(self) -> bool:
        """Whether a wrong answer was flagged, or a right one used."""
        return self.flagged != self.correct


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each there were, and all that is said of a short practice."""

    wrong: int = 0
    right: int = 0
    hits: int = 0
    false_alarms: int = 0
    wrong_accepted: int = 0
    right_rejected: int = 0
    right_checked: int = 0

    @property
    def total(self) -> int:
        """All judged answers."""
        return self.wrong + self.right


def counts_of(trials: Sequence[Trial]) -> Counts:
    """Count what happened.

    "Check first" on a wrong answer is a hit, on a right one a false alarm.
    """
    wrong = [trial for trial in trials if not trial.correct]
    right = [trial for trial in trials if trial.correct]
    return Counts(
        wrong=len(wrong),
        right=len(right),
        hits=sum(trial.flagged for trial in wrong),
        false_alarms=sum(trial.flagged for trial in right),
        wrong_accepted=sum(not trial.flagged for trial in wrong),
        right_rejected=sum(trial.decision is Decision.REJECT for trial in right),
        right_checked=sum(trial.decision is Decision.CHECK for trial in right),
    )


def hit_rate(counts: Counts) -> float:
    """H: the share of wrong answers that were flagged, corrected so that it is never 0 or 1."""
    return (counts.hits + 0.5) / (counts.wrong + 1)


def false_alarm_rate(counts: Counts) -> float:
    """F: the share of right answers that were flagged, corrected in the same way."""
    return (counts.false_alarms + 0.5) / (counts.right + 1)


def d_prime(counts: Counts) -> float:
    """Sensitivity d' = z(H) - z(F): how well wrong is told from right; 0 is not at all.

    Who flags everything, or nothing, tells nothing apart, and gets 0: the correction alone would
    give something else where there were not as many wrong answers as right ones.
    """
    flagged = counts.hits + counts.false_alarms
    if flagged in (0, counts.total):
        return 0.0
    return _Z(hit_rate(counts)) - _Z(false_alarm_rate(counts))


def criterion(counts: Counts) -> float:
    """The criterion c = -(z(H) + z(F)) / 2: above 0 leans to trust, below 0 leans to doubt."""
    return -0.5 * (_Z(hit_rate(counts)) + _Z(false_alarm_rate(counts)))


def brier(trials: Sequence[Trial]) -> float | None:
    """Mean of (confidence - outcome)², outcome 1 where it was judged well; None without any.

    0 is best; always saying 50 gives 0.25.
    """
    stated = [(trial.confidence, trial.judged_well) for trial in trials]
    squares = [(given - well) ** 2 for given, well in stated if given is not None]
    return fmean(squares) if squares else None


def over_reliance(counts: Counts) -> float | None:
    """Wrong answers used ÷ wrong answers; None where there was none."""
    return counts.wrong_accepted / counts.wrong if counts.wrong else None


def under_reliance(counts: Counts) -> float | None:
    """Right answers rejected ÷ right answers; checking one first is not rejecting it."""
    return counts.right_rejected / counts.right if counts.right else None


def verification(trials: Sequence[Trial]) -> float | None:
    """Mean of the verification scores, 0 to 3; None where none was asked for."""
    given = [trial.verification for trial in trials if trial.verification is not None]
    return fmean(given) if given else None


def recovery(trials: Sequence[Trial]) -> tuple[int, int]:
    """How often the next right answer after a caught error was used, and how often there was one.

    Trials are in the order in which they were answered.
    """
    used = chances = 0
    caught = False
    for trial in trials:
        if not trial.correct:
            caught = caught or trial.flagged
        elif caught:
            chances += 1
            used += trial.decision is Decision.USE
            caught = False
    return used, chances
