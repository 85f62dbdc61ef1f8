"""Which practice is due today, over all that was played. Pure: days are whole numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from dryfit.critique.report import Practice


@dataclass(frozen=True, slots=True)
class Played:
    """One session: when, of which scenario, and what it advises."""

    session: str
    scenario: str
    day: int
    practice: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """One piece of practice that waits; `since` is the day it was for."""

    session: str
    scenario: str
    since: int
    what: str


def due(played: Iterable[Played], today: int) -> list[Due]:
    """What waits, longest first: of each scenario's last session the latest step that is due.

    A session that was played since then has taken its place, with a plan of its own.
    """
    latest: dict[str, Played] = {}
    for one in played:
        known = latest.get(one.scenario)
        if known is None or one.day >= known.day:
            latest[one.scenario] = one
    waiting = []
    for one in latest.values():
        reached = [step for step in one.practice if one.day + step.in_days <= today]
        if reached:
            step = max(reached, key=lambda step: step.in_days)
            since = one.day + step.in_days
            waiting.append(Due(one.session, one.scenario, since, step.what))
    return sorted(waiting, key=lambda wait: (wait.since, wait.scenario))
