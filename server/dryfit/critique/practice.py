"""What to practise next, and when: spaced retry, from what went wrong. Pure.

The days are the scenario's `debrief.review_after_days` (2, 7 and 30 where the author says nothing):
recall that is spaced out lasts longer than the same practice in one go (Cepeda et al. 2006,
https://doi.org/10.1037/0033-2909.132.3.354).
"""

from collections.abc import Sequence

from dryfit.critique.report import Fix, Practice, RubricResult

_HARDER = {"easy": "normal", "normal": "hard"}
_SOONER = (
    "Every question has a yes, and it did not come to an agreement. Play it from the start, and "
    "get to the same lines in fewer turns."
)
_MOST_AT_ONCE = 2
"""How many things to watch for at once; more, and none of them is."""


def plan(
    days: Sequence[int],
    results: Sequence[RubricResult],
    fix: Fix | None,
    retry_turn: int | None,
    difficulty: str,
    won: bool = True,
) -> tuple[Practice, ...]:
    """One piece of practice a day named; none where nothing could be judged."""
    when = sorted({day for day in days if day > 0})
    if not when or all(result.met == "not_applicable" for result in results):
        return ()
    missed = [result for result in results if result.met == "no"]
    missed.sort(key=lambda result: -(result.weight + result.critical))
    if not missed and fix is None and not won:
        return (Practice(in_days=when[0], what=_SOONER),)
    if not missed and fix is None:
        return (Practice(in_days=when[-1], what=_keep(difficulty)),)
    whole = Practice(in_days=0, what=_whole(missed))
    steps = [_moment(fix, retry_turn) or whole, whole, Practice(in_days=0, what=_blind(difficulty))]
    steps += steps[2:] * len(when)
    return tuple(
        step.model_copy(update={"in_days": day}) for day, step in zip(when, steps, strict=False)
    )


def _moment(fix: Fix | None, retry_turn: int | None) -> Practice | None:
    """The moment that went wrong, alone."""
    if retry_turn is None:
        return None
    line = fix.model_line if fix and fix.turn == retry_turn else None
    what = f"Redo turn {retry_turn}, and nothing else."
    return Practice(in_days=0, what=what, turn=retry_turn, line=line)


def _whole(missed: Sequence[RubricResult]) -> str:
    aims = [f"“{result.behaviour}”" for result in missed[:_MOST_AT_ONCE]]
    if not aims:
        return "Play it from the start."
    return f"Play it from the start, for a yes on {' and '.join(aims)}."


def _blind(difficulty: str) -> str:
    harder = _HARDER.get(difficulty)
    after = f"; where that goes well, at {harder}" if harder else ""
    return f"Play it once more without looking at this page first{after}."


def _keep(difficulty: str) -> str:
    harder = _HARDER.get(difficulty)
    return (
        f"Nothing was missed. Play it at {harder}."
        if harder
        else ("Nothing was missed, at the hardest level. Play it once more, to keep it.")
    )
