"""What a whole crew's answers say, without a name. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from dryfit.drill.scores import Scores, scores_of
from dryfit.drill.scoring import Counts, Trial, counts_of

SMALLEST_CREW = 3
"""Learners below which nothing is told of a crew: of two, each would know the other's."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer and whose it is; the name goes no further than this."""

    learner: str
    item: str
    trial: Trial


@dataclass(frozen=True, slots=True)
class CrewScores:
    """Counts of all answers, medians of those who gave enough, and what fooled them most."""

    learners: int
    counts: Counts
    enough: int
    d_prime: float | None
    criterion: float | None
    fooled: tuple[tuple[str, int, int], ...]
    """Wrong items by how many used them: id, used, judged."""


def crew_scores(answers: Iterable[Judged]) -> CrewScores | None:
    """Scores of a crew, or None where it is too small to stay unnamed."""
    by_learner: dict[str, list[Trial]] = {}
    used, judged = Counter[str](), Counter[str]()
    for one in answers:
        by_learner.setdefault(one.learner, []).append(one.trial)
        if not one.trial.correct:
            judged[one.item] += 1
            used[one.item] += not one.trial.flagged
    if len(by_learner) < SMALLEST_CREW:
        return None
    rated = [
        made.rates
        for made in (scores_of(trials) for trials in by_learner.values())
        if made.rates is not None
    ]
    return CrewScores(
        learners=len(by_learner),
        counts=counts_of([trial for trials in by_learner.values() for trial in trials]),
        enough=len(rated),
        d_prime=median(rate.d_prime for rate in rated) if len(rated) >= SMALLEST_CREW else None,
        criterion=median(r.criterion for r in rated) if len(rated) >= SMALLEST_CREW else None,
        fooled=tuple(
            (item, used[item], judged[item])
            for item in sorted(judged, key=lambda name: (-used[name] / judged[name], name))
            if used[item]
        ),
    )


def as_text(scores: Scores) -> str:
    """One learner's scores in plain words; only counts under twenty answers."""
    counts = scores.counts
    told = [
        f"{counts.total} answers judged.",
        f"Wrong ones: {counts.hits} of {counts.wrong} caught, {counts.wrong_accepted} used.",
        f"Right ones: {counts.right - counts.false_alarms} of {counts.right} used, "
        f"{counts.right_checked} checked first, {counts.right_rejected} rejected.",
    ]
    if scores.recovery_chances:
        told.append(
            f"After a caught error, the next right answer was used {scores.recovered} of "
            f"{scores.recovery_chances} times."
        )
    if scores.verification is not None:
        told.append(f"How you would check: {scores.verification:.1f} of 3.")
    if scores.rates is None or scores.position is None:
        return "\n".join([*told, "A dial needs twenty answers with wrong and right ones among."])
    rates = scores.rates
    told += [
        "",
        f"trusts nothing {_dial(scores.position)} trusts everything: {scores.dial}",
        f"Telling wrong from right (d'): {rates.d_prime:.2f}. Leaning (c): {rates.criterion:+.2f}.",
    ]
    if rates.brier is not None:
        told.append(f"Sureness (Brier, 0 is best, 0.25 is a coin): {rates.brier:.2f}.")
    return "\n".join([*told, "", *scores.advice])


def _dial(position: float, width: int = 21) -> str:
    at = round((position + 1) / 2 * (width - 1))
    return "".join("o" if index == at else "-" for index in range(width))
