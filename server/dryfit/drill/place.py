"""Where a drill is, as the journal keeps it with every line: plain JSON, and back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, cast

from dryfit.drill.item import DrillItem
from dryfit.drill.run import DrillRun, unreadable
from dryfit.drill.scoring import Decision
from dryfit.drill.script import Script, open_script
from dryfit.drill.steps import Answered, Drill, Line, Step, Value
from dryfit.drill.understand.fault import Fault
from dryfit.drill.understand.mend import Mend
from dryfit.store.events import PersonaHeard, PersonaMoved, SessionEvent

Json = dict[str, object]

_PARTS: dict[Step, Callable[[Any], Value]] = {
    Step.DECISION: Decision,
    Step.SURENESS: int,
    Step.FAULT: Fault,
    Step.MEND: Mend,
    Step.CHECKING: int,
}


def place_of(script: Script) -> Json:
    """Where a drill is, without its items: those are in its first event."""
    drill = script.drill
    return {
        "at": drill.at,
        "step": drill.step.value,
        "now": _answered(drill.now) if drill.now else None,
        "done": [_answered(one) for one in drill.done],
        "pending": [drill.pending[0].value, drill.pending[1]] if drill.pending else None,
        "asked": drill.asked,
        "lines": [_line(line) for line in (script.line, *script.rest)],
        "again": script.again,
    }


def script_at(place: Mapping[str, Any], run: DrillRun) -> Script:
    """The drill that `place_of` was called on.

    Raises:
        DrillUnreadable: another version wrote it.
    """
    by_id = {item.id: item for item in run.items}
    try:
        done = {one["item"]: _answered_from(one, by_id) for one in place["done"]}
        drill = Drill(
            run.items,
            at=int(place["at"]),
            step=Step(place["step"]),
            now=_answered_from(place["now"], by_id) if place["now"] else None,
            done=tuple(done.values()),
            pending=_pending(place["pending"]),
            asked=int(place["asked"]),
        )
        line, *rest = (_line_from(one, done) for one in place["lines"])
        return Script(drill, line, tuple(rest), bool(place["again"]))
    except (LookupError, TypeError, ValueError) as error:
        raise unreadable() from error


def script_in(events: Sequence[SessionEvent], run: DrillRun) -> tuple[Script, float]:
    """Where a kept drill was, and how much of its last line is known to have been heard, 0 to 1.

    Raises:
        DrillUnreadable: another version wrote it.
    """
    heard = {one.item: one.text_heard for one in events if isinstance(one, PersonaHeard)}
    for event in reversed(events):
        if isinstance(event, PersonaMoved) and event.place is not None:
            words = heard.get(event.item, "").split()
            return script_at(event.place, run), len(words) / max(1, len(event.text.split()))
    return open_script(run.items), 0.0


def _answered(answered: Answered) -> Json:
    parts = {step.value: getattr(answered, step.value) for step in _PARTS}
    return {"item": answered.item.id, **parts, "amended": answered.amended}


def _answered_from(kept: Mapping[str, Any], by_id: Mapping[str, DrillItem]) -> Answered:
    answered = Answered(by_id[kept["item"]], amended=int(kept["amended"]))
    parts = {step.value: _value(step, kept[step.value]) for step in _PARTS}
    return replace(answered, **cast(dict[str, Any], parts))


def _pending(kept: Sequence[Any] | None) -> tuple[Step, Value] | None:
    if kept is None:
        return None
    step = Step(kept[0])
    return step, _value(step, kept[1])


def _value(step: Step, kept: object) -> Value:
    return None if kept is None else _PARTS[step](kept)


def _line(line: Line) -> Json:
    judges = line.judges.item.id if line.judges else None
    return {"speaker": line.speaker, "text": line.text, "judges": judges}


def _line_from(kept: Mapping[str, Any], done: Mapping[str, Answered]) -> Line:
    speaker: Literal["coach", "assistant"] = (
        "assistant" if kept["speaker"] == "assistant" else "coach"
    )
    judges = done[kept["judges"]] if kept["judges"] else None
    return Line(speaker, str(kept["text"]), judges)
