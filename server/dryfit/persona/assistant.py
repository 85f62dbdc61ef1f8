"""An assistant the learner asks in the middle of a talk, and what comes of believing it. Pure.

It is no persona: it hears what is addressed to it by name, answers from the scenario's calibration
items, and the talk goes on. Only what the learner then passes on to the persona has consequences.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from dryfit.drill.understand.figures import quantities
from dryfit.persona.move import Move
from dryfit.persona.reading import CriterionHit, Reading
from dryfit.persona.state import PersonaState
from dryfit.scenario.review import CalibrationItem, Consequence
from dryfit.scenario.schema import Scenario

ASKED = ("aside", "assistant")
"""Why the assistant speaks; the item's id follows. It costs nobody's patience."""
PASSED_ON = "passed_on:"
"""Begins the cause of a move that notices a wrong answer; the item's id follows."""

KNOWN_AT_LEAST = 0.5
"""Likeness of a question to an item's own from which the assistant answers. Lower, and it answers
what nobody asked; higher, and it has to be asked in the author's words."""
AS_LIKE = 0.04
"""Items whose questions are alike within this are twins to the ear; the session's dice choose."""

CLAIMED_AT_LEAST = 0.68
"""Likeness at which a claim without a figure counts as passed on. Lower, and who only speaks of the
matter is taken to have repeated it; higher, and only the author's own words count."""
DOUBTS = re.compile(
    r"\bnot\b|n't\b|\b(?:more than|over that|wrong|never|check\w*|verif\w+|make sure|look it up|"
    r"data ?sheets?|labels?|manuals?|ask (?:the|my))\b",
    re.IGNORECASE,
)
"""Words of somebody who doubts what they were told, or is going to see for themselves."""

Likeness = Callable[[str, str], float]
"""How alike two sentences are, 0 to 1."""


def question_to(name: str, text: str) -> str | None:
    """What is asked of the assistant, which may be nothing yet; None where it is not addressed.

    >>> question_to("Max", "Hey Max, can I start coating?"), question_to("Max", "Max is my dog.")
    ('can I start coating?', None)
    """
    called = re.match(
        rf"\s*(?:(?:hey|hi|ok|okay|oye|hola)[ ,]+{re.escape(name)}\b[ ,.:!?]*|"
        rf"{re.escape(name)}[,:!] *)",
        text,
        re.IGNORECASE,
    )
    return text[called.end() :].strip() if called else None


def answer_for(
    scenario: Scenario, state: PersonaState, question: str, likeness: Likeness
) -> CalibrationItem | None:
    """The item that answers a question; the same session gives the same one. None: not known."""
    items = scenario.calibration_items
    near = [(likeness(question, item.learner_asks), item) for item in items]
    best = max((score for score, _ in near), default=0.0)
    if best < KNOWN_AT_LEAST:
        return None
    alike = _with_most_numbers([item for score, item in near if score >= best - AS_LIKE], question)
    told = [item for item in alike if item.id in state.consulted]
    return told[0] if told else Random(f"{state.seed}:{question_key(alike)}").choice(alike)


def _with_most_numbers(items: list[CalibrationItem], question: str) -> list[CalibrationItem]:
    """Of questions that sound alike, those with the numbers that were asked about."""
    asked = set(re.findall(r"\d+", question))
    shared = [len(asked & set(re.findall(r"\d+", item.learner_asks))) for item in items]
    return [item for item, count in zip(items, shared, strict=True) if count == max(shared)]


def question_key(items: list[CalibrationItem]) -> str:
    """One name for items that a question cannot tell apart."""
    return " ".join(sorted(item.id for item in items))


def speaker_of(scenario: Scenario, move: Move) -> str:
    """The assistant's name where it says the line of a move; empty where the persona does."""
    is_asked = scenario.assistant is not None and move.because[:2] == ASKED
    return scenario.assistant.name if scenario.assistant and is_asked else ""


def consulted(state: PersonaState, item: CalibrationItem) -> PersonaState:
    """The learner has this answer from the assistant."""
    return replace(state, consulted=tuple(dict.fromkeys((*state.consulted, item.id))))


def passing_on(item_id: str) -> str:
    """The target of sentences in which that answer is passed on."""
    return f"assistant.{item_id}"


def passed_on(scenario: Scenario, state: PersonaState, reading: Reading) -> Consequence | None:
    """What follows where this turn passes on a wrong answer that the assistant gave.

    Only answers that were given count, and only where the turn neither doubts nor checks them.
    """
    if scenario.assistant is None or DOUBTS.search(reading.text):
        return None
    items = {item.id: item for item in scenario.calibration_items}
    found = [
        (hit.score, wrong)
        for wrong in scenario.assistant.consequences
        if wrong.item in state.consulted
        for hit in reading.hit(passing_on(wrong.item))
        if _claims(items[wrong.item], hit)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _claims(item: CalibrationItem, hit: CriterionHit) -> bool:
    """Whether a sentence that sounds like the answer says what is wrong in it.

    Sentence models hardly tell "two degrees" from "five degrees": the figures decide.
    """
    if item.error is None:
        return False
    said, wrong, right = (
        quantities(text.lower()) for text in (hit.sentence, item.error.span, item.error.right)
    )
    if any(one.same(other) for one in said for other in right):
        return False
    if wrong:
        return any(one.same(other) for one in said for other in wrong)
    return hit.score >= CLAIMED_AT_LEAST
