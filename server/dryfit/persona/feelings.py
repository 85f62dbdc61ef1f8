"""How one turn moves trust and patience, and which behaviours did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dryfit.persona.assistant import passed_on
from dryfit.persona.level import numbers
from dryfit.persona.promises import broken
from dryfit.persona.reading import QUESTIONS, Act, Reading
from dryfit.persona.state import PersonaState
from dryfit.scenario.schema import Scenario

LONG_TURN_S = 20.0
"""Seconds a learner may talk before patience runs; shorter, and honest answers are punished."""

SPOKEN_WORDS_PER_S = 2.5
"""Typed turns count as spoken at 150 words a minute, an ordinary pace."""

QUESTIONS_THAT_PAY = 6
"""Open questions that still earn trust; more, and asking alone wins the persona over."""

WEARING: dict[Act, float] = {
    Act.PRESSURE: -6,
    Act.REASSURANCE: -3,
    Act.PITCH: -3,
    Act.ARGUE: -8,
    Act.INSULT: -25,
    Act.META: -8,
}
"""Patience each behaviour costs on top of the turn; higher, and a pushy learner is out sooner."""

PRAISE_AGAIN_COSTS = -3.0
"""Patience lost by praise after the first; nearer to zero, and flattery is a way to sit it out."""

REPEATING_COSTS = -5.0
"""Patience lost when a learner says the very same thing again."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a turn did to the persona's feelings."""

    trust: float
    patience: float
    because: tuple[str, ...]


def concern_topics(scenario: Scenario) -> frozenset[str]:
    """Topics that are about what the persona hides."""
    found = set()
    for concern in scenario.hidden_concerns:
        found.add(concern.id)
        if concern.reveal_when is not None:
            found.update(f"subject:{phrase}" for phrase in concern.reveal_when.subjects())
    return frozenset(found)


def is_repeat(state: PersonaState, reading: Reading) -> bool:
    """Whether the learner said exactly this lately."""
    return len(reading.text.split()) > 2 and _key(reading.text) in state.heard


def _key(text: str) -> str:
    return " ".join(text.lower().split())[:200].strip(" .,!?")


def remembered(state: PersonaState, reading: Reading) -> tuple[str, ...]:
    """The learner's last turns with this one, for noticing repeats."""
    return (*state.heard, _key(reading.text))[-6:]


def change(scenario: Scenario, state: PersonaState, reading: Reading) -> Change:
    """Trust and patience gained or lost by this turn."""
    because: list[str] = []
    trust = scenario.dynamics.trust
    gained = lost = 0.0
    for behaviour in () if is_repeat(state, reading) else _good(scenario, state, reading):
        gained += trust.gain(behaviour)
        because.append(behaviour)
    for behaviour in _bad(scenario, state, reading):
        lost += trust.loss(behaviour)
        because.append(behaviour)
    level = numbers(scenario, state.difficulty)
    gained = min(gained, level.max_gain_per_turn)
    lost *= level.losses_times
    return Change(gained - lost, _patience(scenario, state, reading), tuple(because))


def _good(scenario: Scenario, state: PersonaState, reading: Reading) -> list[str]:
    found: list[str] = []
    hidden = concern_topics(scenario)
    asked_enough = state.counts.get("open_question", 0) >= QUESTIONS_THAT_PAY
    if reading.has(Act.OPEN_QUESTION) and not asked_enough:
        found.append("open_question")
    elif any(reading.about(topic, (Act.CLOSED_QUESTION,)) for topic in hidden):
        found.append("good_question")
    if reading.has(Act.REFLECTION):
        near = any(reading.about(topic, (Act.REFLECTION,)) for topic in hidden)
        found.append("reflects_concern" if near or state.disclosed else "reflection")
    offers = any(
        item.act in (Act.OFFER, Act.CLOSE) and item.figures for item in reading.acts
    ) or any(
        hit.target.endswith(("resolved_by", "accept_if")) and ".not_" not in hit.target
        for hit in reading.hits
    )
    if offers and broken(scenario, state, reading) is None:
        found.append("specific_offer")
    if reading.has(Act.APOLOGY) and not state.counts.get("apology"):
        found.append("apology")
    if reading.has(Act.PRAISE) and not state.counts.get(Act.PRAISE.value):
        found.append("praise")
    return found


def _bad(scenario: Scenario, state: PersonaState, reading: Reading) -> list[str]:
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("argues", lambda: reading.has(Act.ARGUE)),
        ("pressure", lambda: reading.has(Act.PRESSURE)),
        ("reassurance", lambda: reading.has(Act.REASSURANCE) and not reading.has(Act.OFFER)),
        ("rude", lambda: reading.has(Act.INSULT)),
        ("manipulation", lambda: reading.has(Act.META)),
        ("interrupts", lambda: reading.interrupted),
        ("contradicts", lambda: broken(scenario, state, reading) is not None),
        ("passes_on", lambda: passed_on(scenario, state, reading) is not None),
    )
    found = [name for name, holds in checks if holds()]
    if reading.has(Act.PITCH):
        asked = state.counts.get("open_question", 0) or reading.has(*QUESTIONS)
        found.append("pitch" if asked else "pitch_before_question")
    return found


def _patience(scenario: Scenario, state: PersonaState, reading: Reading) -> float:
    level = numbers(scenario, state.difficulty)
    seconds = reading.duration_s or reading.words / SPOKEN_WORDS_PER_S
    over = max(0.0, seconds - LONG_TURN_S)
    cost = level.patience_per_turn + over * scenario.dynamics.patience.per_second_over_20s
    acts = {item.act for item in reading.acts}
    cost += sum(points for act, points in WEARING.items() if act in acts)
    if Act.PRAISE in acts and state.counts.get(Act.PRAISE.value):
        cost += PRAISE_AGAIN_COSTS
    return cost + (REPEATING_COSTS if is_repeat(state, reading) else 0.0)
