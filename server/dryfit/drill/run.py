"""What one drill is on, and whose it is: as it begins, and as the journal has it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from dryfit.drill.item import DrillItem, DrillSet
from dryfit.errors import DryfitError
from dryfit.store.events import DrillOpened


class DrillUnreadable(DryfitError):
    """A kept drill was written by another version; what was judged in it is in the book."""


@dataclass(frozen=True, slots=True)
class DrillRun:
    """One drill. `learner` is empty where it is of nobody in particular."""

    name: str
    title: str
    trade: str
    language: str
    items: tuple[DrillItem, ...]
    learner: str = ""


def run_on(drill: DrillSet, items: tuple[DrillItem, ...], learner: str = "") -> DrillRun:
    """A drill on these items of a set."""
    return DrillRun(drill.id, drill.title, drill.trade, drill.language, items, learner)


def run_of(opened: DrillOpened) -> DrillRun:
    """A drill as it was begun, whatever has become of its set since.

    Raises:
        DrillUnreadable: its items cannot be read by this version.
    """
    try:
        items = tuple(DrillItem.model_validate(item) for item in opened.items)
    except ValidationError as error:
        raise unreadable() from error
    return DrillRun(
        opened.drill, opened.title, opened.trade, opened.language, items, opened.learner
    )


def unreadable() -> DrillUnreadable:
    """What is told of a drill that cannot be gone on with."""
    return DrillUnreadable(
        "drill-unreadable", "This drill was kept by another version.", "Begin another one."
    )
