"""What there is to say in a debrief, taken from the critique. Pure."""

from dataclasses import dataclass

from dryfit.critique.quoting import shortened
from dryfit.critique.report import Critique
from dryfit.scenario.hidden import Concern
from dryfit.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Material:
    """All that a debrief may say; empty where the critique has nothing of the kind."""

    language: str
    ask: str = ""
    concerns: tuple[Concern, ...] = ()
    strength: str = ""
    strength_why: str = ""
    fix: str = ""
    fix_why: str = ""
    fix_shows_it: bool = True
    """Whether the quoted line is the slip itself, and not the place where something is missing."""
    model: str = ""
    redo_turn: int | None = None
    redo_quote: str = ""
    """The line of that turn, where it is not the fix's."""
    comparison: str = ""
    """Of a redo: what this attempt did beside the one before."""
    is_judged: bool = True
    """Whether enough was said to look back on."""


def material_of(critique: Critique, scenario: Scenario, comparison: str = "") -> Material:
    """Collect it."""
    strength, fix = critique.strength, critique.fix
    redo = critique.retry_turn
    lines = {line.turn: line.text for line in critique.transcript if line.who == "learner"}
    elsewhere = redo is not None and (fix is None or fix.turn != redo)
    shown = {(result.turn, result.quote) for result in critique.rubric if result.met == "no"}
    return Material(
        language=scenario.language,
        ask=scenario.debrief.ask_first,
        concerns=scenario.hidden_concerns,
        strength=strength.quote if strength else "",
        strength_why=strength.why if strength else "",
        fix=fix.quote if fix else "",
        fix_why=fix.why if fix else "",
        fix_shows_it=fix is not None and (fix.turn, fix.quote) in shown,
        model=fix.model_line or "" if fix else "",
        redo_turn=redo,
        redo_quote=shortened(lines.get(redo, "")) if redo is not None and elsewhere else "",
        comparison=comparison,
        is_judged=bool(strength or fix)
        or any(result.met != "not_applicable" for result in critique.rubric),
    )
