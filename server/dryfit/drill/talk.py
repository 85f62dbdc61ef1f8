"""The drill as a conversation. Pure: a drill and what was understood in, a drill and lines out.

ask → decision → sureness ─┬────────────────────→ checking → the right answer → next
                           └→ fault → mend ─────↗
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dryfit.drill import lines
from dryfit.drill.item import DrillItem
from dryfit.drill.steps import Answered, Drill, Line, Step, Value, next_step, with_value
from dryfit.drill.understand.control import Control
from dryfit.drill.understand.fault import Fault

ASKED_AT_MOST = 2
"""Times a question is asked again; more, and it nags; after that its part is left open."""


@dataclass(frozen=True, slots=True)
class Told:
    """The learner answered a step; `sure` is false where they should confirm it."""

    value: Value
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Amended:
    """The learner changed an earlier answer."""

    step: Step
    value: Value


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Yes or no to "did you say …?"."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The learner asked to stop, to hear it again, to skip, or for a moment."""

    control: Control


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing could be told from what was said."""


Said = Told | Amended | Confirmed | Asked | Unclear
Turn = tuple[Drill, tuple[Line, ...]]


def begin(items: tuple[DrillItem, ...]) -> Turn:
    """A drill on these items, and how it opens."""
    wrong = sum(not item.correct for item in items)
    unchecked = sum(not item.checked for item in items)
    drill = Drill(items)
    if not items:
        return replace(drill, step=Step.OVER), ()
    drill, said = _open(drill, 0)
    return drill, (_coach(lines.intro(len(items), wrong, unchecked)), *said)


def advance(drill: Drill, said: Said) -> Turn:
    """The drill after one thing that the learner said. Once it is over, nothing changes it."""
    if drill.over:
        return drill, ()
    match said:
        case Asked(control):
            return _asked(drill, control)
        case Confirmed(yes) if drill.pending:
            step, value = drill.pending
            settled = replace(drill, pending=None)
            return _keep(settled, step, value) if yes else _again(settled)
        case Amended(step, value) if step in _earlier(drill):
            answer = replace(drill.answer, amended=drill.answer.amended + 1)
            changed = replace(drill, now=answer, pending=None)
            after, heard = _keep(changed, step, value, back_to=drill.step)
            return after, (_coach(lines.changed(step, value)), *heard)
        case Told(value, sure) if sure:
            return _keep(replace(drill, pending=None), drill.step, value)
        case Told(value):
            waiting = replace(drill, pending=(drill.step, value))
            return waiting, (_coach(lines.confirmed(drill.step, value)),)
        case _:
            return _again(replace(drill, pending=None))


def _keep(drill: Drill, step: Step, value: Value, back_to: Step | None = None) -> Turn:
    answer = with_value(drill.answer, step, value)
    drill = replace(drill, now=answer, asked=0)
    after = next_step(answer, step)
    if back_to is not None and step is not Step.DECISION:
        after = back_to  # only a new decision asks for the rest anew
    if after is None:
        return _close(drill)
    drill = replace(drill, step=after)
    return drill, (_coach(lines.QUESTIONS[after]),)


def _again(drill: Drill) -> Turn:
    if drill.asked < ASKED_AT_MOST:
        return replace(drill, asked=drill.asked + 1), (_coach(lines.AGAIN[drill.step]),)
    if drill.step is Step.DECISION:
        return _close(drill)
    open_ = Fault.UNKNOWN if drill.step is Step.FAULT else None
    after, said = _keep(drill, drill.step, open_)
    return after, (_coach(lines.LEFT_OUT), *said)


def _asked(drill: Drill, control: Control) -> Turn:
    if control is Control.STOP:
        return _close(drill, last=True)
    if control is Control.SKIP and drill.step is Step.DECISION:
        return _close(drill)
    if control is Control.REPEAT:
        answer = Line("assistant", drill.answer.item.ai_says)
        return drill, (answer, _coach(lines.QUESTIONS[drill.step]))
    if control is Control.WAIT:
        return drill, (_coach(lines.WAITING),)
    return _again(drill)


def _close(drill: Drill, last: bool = False) -> Turn:
    """Say what is right, whatever happened before; then go on, or end."""
    answer = drill.answer
    told = Line("coach", lines.feedback(answer), judges=answer)
    drill = replace(drill, done=(*drill.done, answer), now=None, pending=None, asked=0)
    if last or drill.at + 1 >= len(drill.items):
        return replace(drill, step=Step.OVER), (told,)
    drill, said = _open(drill, drill.at + 1)
    return drill, (told, *said)


def _open(drill: Drill, at: int) -> Turn:
    item = drill.items[at]
    opened = replace(drill, at=at, step=Step.DECISION, now=Answered(item), asked=0)
    return opened, (
        _coach(lines.question(item, at + 1)),
        Line("assistant", item.ai_says),
        _coach(lines.QUESTIONS[Step.DECISION]),
    )


def _earlier(drill: Drill) -> tuple[Step, ...]:
    """The steps that can be changed now: those already answered."""
    order = (Step.DECISION, Step.SURENESS)
    done = {Step.DECISION: drill.answer.decision, Step.SURENESS: drill.answer.sureness}
    return tuple(step for step in order if done[step] is not None)


def _coach(text: str) -> Line:
    return Line("coach", text)
