"""The steps of judging one answer, and what is known of it so far. Plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

from dryfit.drill.item import DrillItem
from dryfit.drill.scoring import Decision, Trial
from dryfit.drill.understand.fault import Fault
from dryfit.drill.understand.mend import Mend


class Step(StrEnum):
    """What the learner is asked just now."""

    DECISION = "decision"
    SURENESS = "sureness"
    FAULT = "fault"
    MEND = "mend"
    CHECKING = "checking"
    OVER = "over"


Value = Decision | int | Fault | Mend | None
"""An answer to a step; None where it was asked in vain."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something said to the learner: by the coach, or by the assistant, in another voice."""

    speaker: Literal["coach", "assistant"]
    text: str
    judges: Answered | None = None
    """What the learner said about the item whose right answer this line tells."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the learner said about one item so far."""

    item: DrillItem
    decision: Decision | None = None
    sureness: int | None = None
    fault: Fault | None = None
    mend: Mend | None = None
    checking: int | None = None
    amended: int = 0

    @property
    def trial(self) -> Trial | None:
        """The answer as it is scored; None where nothing was decided."""
        if self.decision is None:
            return None
        sure = None if self.sureness is None else self.sureness / 100
        return Trial(self.item.correct, self.decision, sure, self.checking)


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill under way. `pending` is what waits for a yes; `asked` how often in vain."""

    items: tuple[DrillItem, ...]
    at: int = 0
    step: Step = Step.DECISION
    now: Answered | None = None
    done: tuple[Answered, ...] = ()
    pending: tuple[Step, Value] | None = None
    asked: int = 0

    @property
    def answer(self) -> Answered:
        """The item that is being judged. Only while the drill is not over."""
        assert self.now is not None, "a drill that is not over has an item"
        return self.now

    @property
    def over(self) -> bool:
        """Whether there is nothing more to ask."""
        return self.step is Step.OVER

    @property
    def trials(self) -> tuple[Trial, ...]:
        """What is scored, in the order it was answered."""
        return tuple(one.trial for one in self.done if one.trial is not None)


def with_value(answer: Answered, step: Step, value: Value) -> Answered:
    """The answer with one of its parts; a new decision asks for the rest anew."""
    if step is Step.DECISION:
        assert isinstance(value, Decision)
        return Answered(answer.item, value, amended=answer.amended)
    part: dict[str, Any] = {step.value: value}
    return replace(answer, **part)


def next_step(answer: Answered, step: Step) -> Step | None:
    """The step after one that is answered, or None after the last.

    Who uses an answer is not asked what is wrong with it. Who names something is asked what is
    right, also where nothing was wrong: the questions must not tell which it was.
    """
    used = answer.decision is Decision.USE
    return {
        Step.DECISION: Step.SURENESS,
        Step.SURENESS: Step.CHECKING if used else Step.FAULT,
        Step.FAULT: Step.CHECKING if answer.fault is Fault.UNKNOWN else Step.MEND,
        Step.MEND: Step.CHECKING,
    }.get(step)
