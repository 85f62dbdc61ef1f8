"""What a learner's words are at this point of a drill."""

from __future__ import annotations

from dryfit.drill.scoring import Decision
from dryfit.drill.steps import Drill, Step
from dryfit.drill.talk import Amended, Asked, Confirmed, Said, Told, Unclear
from dryfit.drill.understand.control import (
    amendment_in,
    beyond_yes_or_no,
    control_in,
    yes_or_no,
)
from dryfit.drill.understand.fault import Fault
from dryfit.drill.understand.mend import Mend
from dryfit.drill.understand.reader import AnswerReader
from dryfit.drill.understand.said import Understood

UNSURE_BELOW = 0.35
"""Recogniser confidence under which the learner is asked again, as in a role-play."""


CHANGE_WORDS = 6
"""Words of a changed decision; in more, "is wrong" is about a part of the answer."""


def understand(drill: Drill, text: str, reader: AnswerReader, confidence: float = 1.0) -> Said:
    """What to advance the drill with; never raises on any text."""
    if confidence < UNSURE_BELOW or drill.over:
        return Unclear()
    asked = control_in(text)
    if asked is not None:
        return Asked(asked)
    if drill.pending is not None:
        return _confirmed(drill, text, reader)
    rest = amendment_in(text)
    if rest is not None:
        return _amended(drill, rest, reader)
    found = _answer(drill, text, reader)
    return Unclear() if found is None else Told(found.value, found.sure)


def _confirmed(drill: Drill, text: str, reader: AnswerReader) -> Said:
    """Yes or no to "did you say …?", or the answer said once more."""
    rest = beyond_yes_or_no(text)
    found = _answer(drill, rest, reader) if rest else None
    if found is not None and found.sure:
        return Told(found.value)
    meant = yes_or_no(text)
    return Unclear() if meant is None else Confirmed(meant)


def _amended(drill: Drill, rest: str, reader: AnswerReader) -> Said:
    """A change of mind: of this step where it fits, else of an earlier one."""
    if drill.step is Step.DECISION:
        made = reader.decision(rest)
        return Unclear() if made is None else Told(made.value, made.sure)
    here = _answer(drill, rest, reader) if drill.step in (Step.FAULT, Step.CHECKING) else None
    if here is not None and (here.value is Fault.NAMED or drill.step is Step.CHECKING):
        return Told(here.value)  # "hold on, I'd ask my foreman" changes nothing
    decision, sure = reader.decision(rest), reader.sureness(rest)
    if drill.step is Step.SURENESS and sure is not None and decision is None:
        return Told(sure.value, sure.sure)
    short = len(rest.split()) <= CHANGE_WORDS
    if decision is not None and decision.sure and short:
        return Amended(Step.DECISION, decision.value)
    if sure is not None and sure.sure:
        return Amended(Step.SURENESS, sure.value)
    found = _answer(drill, rest, reader)
    return Unclear() if found is None else Told(found.value, found.sure)


def _answer(
    drill: Drill, text: str, reader: AnswerReader
) -> Understood[Decision] | Understood[int] | Understood[Fault] | Understood[Mend] | None:
    item = drill.answer.item
    match drill.step:
        case Step.DECISION:
            return reader.decision(text)
        case Step.SURENESS:
            return reader.sureness(text)
        case Step.FAULT:
            return reader.fault(text, item)
        case Step.MEND:
            return reader.mend(text, item)
        case Step.CHECKING:
            return reader.checking(text, item)
        case Step.OVER:
            return None
