"""What the learner has met so far, what is still open, and whether the persona may agree."""

from __future__ import annotations

import re
from dataclasses import replace

from dryfit.persona.level import numbers
from dryfit.persona.reading import Act, Reading
from dryfit.persona.state import PersonaState
from dryfit.scenario.hidden import Objection
from dryfit.scenario.schema import Scenario

_MONEY = re.compile(
    r"\b(?:price|cost|pay|paid|charge|fee|money|dollars?|bucks|rate|budget|quote|pag\w+|pesos|"
    r"dinero|"
    r"cobr\w+|\$)",
    re.IGNORECASE,
)
_DATED_GOAL = re.compile(
    r"\b(?:date|day|night|book|friday|appointment|visit|slot|start|fecha|cita)", re.IGNORECASE
)


def note_bargain(scenario: Scenario, state: PersonaState, reading: Reading) -> PersonaState:
    """Write down criteria met and figures named; settle what is thereby settled."""
    met = dict(state.met)
    for hit in reading.hits:
        owner, _, mark = hit.target.rpartition(".")
        if mark in ("resolved_by", "accept_if"):
            met[owner] = tuple(dict.fromkeys((*met.get(owner, ()), hit.what)))
    named = {item.kind: item.text for found in reading.acts for item in found.figures}
    wanted = state.wanted
    if "date" in named and reading.has(Act.CLOSE, Act.OFFER, Act.ANSWER, Act.AGREEMENT):
        wanted = named["date"]
    state = replace(state, met=met, figures={**state.figures, **named}, wanted=wanted)
    return settle(scenario, state, reading)


def settle(scenario: Scenario, state: PersonaState, reading: Reading) -> PersonaState:
    """Concerns that are out and met become resolved; objections that are met become answered."""
    wanted = numbers(scenario, state.difficulty).resolve_count
    resolved = list(state.resolved)
    for concern in scenario.hidden_concerns:
        possible = max(1, len(concern.resolved_by))
        count = min(possible, wanted or concern.resolve_count)
        enough = len(state.met.get(concern.id, ())) >= count
        if not concern.resolved_by:
            enough = enough or _plainly_met(concern.id, reading)
        out = state.stage(concern.id) == "full"
        if out and enough and concern.id not in resolved:
            resolved.append(concern.id)
    state = replace(state, resolved=tuple(resolved))
    answered = [item.id for item in scenario.objections if _answered(item, state, reading)]
    return replace(state, answered=tuple(dict.fromkeys((*state.answered, *answered))))


def _plainly_met(concern_id: str, reading: Reading) -> bool:
    """No criteria were written: an offer with a figure, or about the concern, settles it."""
    return any(
        found.act is Act.OFFER
        and found.confidence >= 0.8
        and (bool(found.figures) or concern_id in found.topics)
        for found in reading.acts
    )


def _answered(item: Objection, state: PersonaState, reading: Reading) -> bool:
    """Met outright; or it only masked a concern that is settled, and any figure will do."""
    if state.met.get(item.id):
        return True
    if item.masks is None or item.masks not in state.resolved:
        return not item.accept_if and bool(state.raised.get(item.id)) and reading.has(Act.OFFER)
    raised = state.raised.get(item.id, 0)
    figures = any(found.figures for found in reading.acts if found.act is Act.OFFER)
    return raised > 0 and (figures or raised >= item.max_repeats)


def dropped(item: Objection, state: PersonaState) -> bool:
    """A mask nobody needs any more: never raised, and what it hid is settled."""
    return item.masks in state.resolved and not state.raised.get(item.id)


def open_needs(scenario: Scenario, state: PersonaState) -> tuple[str, ...]:
    """What still stands between the learner and a yes."""
    return tuple(need for need in scenario.needs() if not holds(scenario, state, need))


def holds(scenario: Scenario, state: PersonaState, need: str) -> bool:
    """Whether one need, such as `noise.resolved`, is met."""
    owner, _, mark = need.rpartition(".")
    if mark == "full":
        return state.stage(owner) == "full"
    if mark == "resolved":
        return owner in state.resolved
    return owner in state.answered or dropped(scenario.objection(owner), state)


def may_commit(scenario: Scenario, state: PersonaState) -> bool:
    """Whether a yes is possible now."""
    trusted = state.trust >= scenario.dynamics.concession.trust_at_least
    return trusted and not open_needs(scenario, state)


def needs_date(scenario: Scenario, state: PersonaState) -> bool:
    """The goal is a day, and the learner has not named one."""
    return bool(_DATED_GOAL.search(scenario.learner_goal())) and not state.wanted


def triggered(scenario: Scenario, state: PersonaState, reading: Reading) -> Objection | None:
    """The objection this turn calls up, if one is still open."""
    for item in scenario.objections:
        if item.id in state.answered or dropped(item, state):
            continue
        if state.raised.get(item.id, 0) < item.max_repeats and _triggers(item, reading):
            return item
    return None


def _triggers(item: Objection, reading: Reading) -> bool:
    if reading.about(f"objection:{item.id}"):
        return True
    asks = reading.has(Act.CLOSE, Act.OFFER, Act.PRESSURE)
    money = bool(reading.figure("price")) or bool(_MONEY.search(reading.text))
    date = bool(reading.figure("date")) or reading.has(Act.CLOSE)
    calls: dict[str, bool] = {
        "price_or_date_mentioned": asks and (money or date),
        "price_mentioned": money and not reading.has(Act.REFLECTION),
        "date_mentioned": asks and date,
        "offer": reading.has(Act.OFFER),
        "pitch": reading.has(Act.PITCH),
        "any_ask": asks,
    }
    return calls.get(item.trigger, False)
