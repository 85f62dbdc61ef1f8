"""When a concern may come out, one stage a turn."""

from __future__ import annotations

import re

from dryfit.persona.level import numbers
from dryfit.persona.reading import QUESTIONS, Act, Reading
from dryfit.persona.state import PersonaState
from dryfit.scenario.hidden import LEVELS, Concern, Condition
from dryfit.scenario.schema import Scenario

SPOILS = frozenset({Act.PRESSURE, Act.ARGUE, Act.INSULT, Act.META})
"""Acts in a turn that keep the persona shut, whatever else was said in it."""

_LEANS = re.compile(r"\b(?:that|it|this|then|they|them|she|he|her|him)\b", re.IGNORECASE)
"""A short question with one of these asks on: "what did that cost you?"."""

_INVITING = ("open", "cover", "refuse", "object", "deflect", "offer", "told", "not_enough")
"""Moves after which a bare "why not?" asks what is behind it."""

ASKING = (*QUESTIONS, Act.REFLECTION)


def next_level(stage: str) -> str:
    """The stage after this one; "" when all is out."""
    if not stage:
        return LEVELS[0]
    index = LEVELS.index(stage) + 1
    return LEVELS[index] if index < len(LEVELS) else ""


def opened(scenario: Scenario, state: PersonaState, reading: Reading) -> tuple[Concern, str] | None:
    """The concern that comes one stage further out this turn, and to which stage."""
    if reading.has(*SPOILS):
        return None
    for concern in scenario.hidden_concerns:
        level = next_level(state.stage(concern.id))
        if level and _may(scenario, state, reading, concern, level):
            return concern, level
    return None


def _may(
    scenario: Scenario, state: PersonaState, reading: Reading, concern: Concern, level: str
) -> bool:
    stage = concern.stage(level)
    condition = concern.reveal_when
    if stage is None or condition is None:
        return False
    params = numbers(scenario, state.difficulty)
    trust = state.trust - params.add_reveal_trust
    if stage.trust_at_least is not None and trust < stage.trust_at_least:
        return False
    if _holds(condition, concern, state, reading, trust):
        return True
    if not _trusted(condition, state, trust):
        return False
    if level == LEVELS[0]:
        waits = params.hint_after_turns
        patient = waits is not None and state.turn >= waits and not reading.has(Act.REASSURANCE)
        return patient and _listens(state)
    return _follows_up(concern, state, reading)


def _holds(
    condition: Condition, concern: Concern, state: PersonaState, reading: Reading, trust: float
) -> bool:
    """The author's condition, word for word: every key given must hold."""
    checks: list[bool] = []
    if condition.trust_at_least is not None:
        checks.append(trust >= condition.trust_at_least)
    if condition.after_turns is not None:
        checks.append(state.turn >= condition.after_turns)
    checks += _counted(condition, state)
    if condition.asked_about is not None:
        checks.append(_about(condition.asked_about, concern, reading, ASKING))
    for wanted, acts in (
        (condition.asked_open_question, (Act.OPEN_QUESTION,)),
        (condition.asked_closed_question, (Act.CLOSED_QUESTION,)),
        (condition.asked, tuple(QUESTIONS)),
        (condition.reflected, (Act.REFLECTION,)),
    ):
        if wanted is not None:
            checks.append(_did(condition.topic, concern, reading, acts) == wanted)
    checks += [_holds(part, concern, state, reading, trust) for part in condition.all]
    if condition.any:
        checks.append(any(_holds(part, concern, state, reading, trust) for part in condition.any))
    return all(checks)


def _counted(condition: Condition, state: PersonaState) -> list[bool]:
    """The demands on the talk so far: how often, how patient, and what came before."""
    asked = state.counts.get("open_question", 0), state.counts.get("closed_question", 0)
    return [
        so_far >= least
        for so_far, least in (
            (sum(asked), condition.questions_at_least),
            (asked[0], condition.open_questions_at_least),
            (state.counts.get("reflection", 0), condition.reflections_at_least),
            (state.patience, condition.patience_at_least),
        )
        if least is not None
    ] + ([_came(condition.after, state)] if condition.after is not None else [])


def _came(name: str, state: PersonaState) -> bool:
    """Whether `noise.full`, `noise.resolved`, `money.raised` or `money.answered` is so."""
    owner, _, mark = name.rpartition(".")
    if mark in LEVELS:
        stage = state.stage(owner)
        return bool(stage) and LEVELS.index(stage) >= LEVELS.index(mark)
    if mark == "raised":
        return state.raised.get(owner, 0) > 0
    return owner in (state.resolved if mark == "resolved" else state.answered)


def _did(topic: str | None, concern: Concern, reading: Reading, acts: tuple[Act, ...]) -> bool:
    if topic is not None:
        return _about(topic, concern, reading, acts)
    if acts == (Act.REFLECTION,):
        return reading.about(concern.id, acts)
    return reading.has(*acts)


def _about(phrase: str, concern: Concern, reading: Reading, acts: tuple[Act, ...]) -> bool:
    if reading.about(f"subject:{phrase}", acts) or reading.about(concern.id, acts):
        return True
    return reading.about("follow_up", acts)


def _trusted(condition: Condition, state: PersonaState, trust: float) -> bool:
    """Only the lasting part of a condition: what still must hold when following up."""
    if condition.trust_at_least is not None and trust < condition.trust_at_least:
        return False
    if condition.after is not None and not _came(condition.after, state):
        return False
    if not all(_trusted(part, state, trust) for part in condition.all):
        return False
    return not condition.any or any(_trusted(part, state, trust) for part in condition.any)


def _listens(state: PersonaState) -> bool:
    """The learner has asked openly or said something back at least once, this turn included.

    Time and nice words alone let nothing out.
    """
    return any(state.counts.get(act.value) for act in (Act.OPEN_QUESTION, Act.REFLECTION))


def _follows_up(concern: Concern, state: PersonaState, reading: Reading) -> bool:
    """Something is out already and the learner stays with it, rather than talking past it."""
    topics = [concern.id]
    if concern.reveal_when is not None:
        topics += [f"subject:{phrase}" for phrase in concern.reveal_when.subjects()]
    if any(reading.about(topic, ASKING) for topic in topics):
        return True
    if not _listens(state):
        return False
    if reading.hit(f"{concern.id}.resolved_by"):
        return True
    just_out = state.last_kind in (*LEVELS, *_INVITING)
    if state.met.get(concern.id) and reading.has(Act.CLOSE, Act.AGREEMENT):
        return True
    leans = reading.words <= 7 and bool(_LEANS.search(reading.text))
    facts = not leans and any(topic.startswith("fact:") for topic in reading.topics)
    asked = reading.has(Act.OPEN_QUESTION) and not facts
    return reading.has(Act.REFLECTION) or (just_out and asked)
