"""What an assistant told the learner in a talk, and what they made of it."""

from collections.abc import Sequence

from dryfit.critique.replay import causes_of
from dryfit.critique.report import Consulted, Quote
from dryfit.critique.talk import LearnerLine, Talk
from dryfit.drill.understand.checking import checking_in
from dryfit.persona.assistant import ASKED, PASSED_ON, question_to
from dryfit.scenario.review import CalibrationItem
from dryfit.scenario.schema import Scenario
from dryfit.store.events import PersonaMoved, SessionEvent

CHECKS_AT_LEAST = 2
"""Verification score from which words name a real source; a colleague's word is none."""


def consultations(
    events: Sequence[SessionEvent], scenario: Scenario, talk: Talk
) -> tuple[Consulted, ...]:
    """Each answer that was given, once, in the order they were asked for."""
    if scenario.assistant is None:
        return ()
    moved = [event for event in events if isinstance(event, PersonaMoved)]
    items = {item.id: item for item in scenario.calibration_items}
    asked: dict[str, PersonaMoved] = {}
    for event in moved:
        causes = causes_of(event.move)
        if causes[:2] == ASKED and len(causes) > 2 and causes[2] in items:
            asked.setdefault(causes[2], event)
    return tuple(
        _consulted(items[name], event, moved, talk, scenario) for name, event in asked.items()
    )


def _consulted(
    item: CalibrationItem,
    asked: PersonaMoved,
    moved: Sequence[PersonaMoved],
    talk: Talk,
    scenario: Scenario,
) -> Consulted:
    lines = [line for line in talk.learner if line.turn > asked.turn]
    noticed = next(
        (one.turn for one in moved if f"{PASSED_ON}{item.id}" in causes_of(one.move)), None
    )
    told = next((line for line in lines if line.turn == noticed and line.sure), None)
    name = scenario.assistant.name if scenario.assistant else ""
    checks = (line for line in lines if line.sure and question_to(name, line.text) is None)
    checked = next((line for line in checks if _checks(line, item)), None)
    return Consulted(
        turn=asked.turn,
        asks=item.learner_asks,
        answer=item.ai_says,
        correct=item.correct,
        passed_on=_quote(told),
        checked=_quote(checked),
        wrong=item.error.span if item.error else "",
        right=item.error.right if item.error else "",
        source=item.source,
        signed=bool(item.checked_by),
    )


def _checks(line: LearnerLine, item: CalibrationItem) -> bool:
    found = checking_in(line.text, item)
    return found is not None and found.value >= CHECKS_AT_LEAST


def _quote(line: LearnerLine | None) -> Quote | None:
    return None if line is None else Quote(quote=line.text, turn=line.turn)
