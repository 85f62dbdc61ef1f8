"""What learners of one scenario say, made from the file's own examples and from common phrases.

Good learners say what the author wrote that a learner might say: `about` (questions and
reflections on the concern), `like` under `resolved_by` and `accept_if`, and `good` in the rubric.
Weak ones say what does not settle it, and `poor`. Nothing is tuned to a scenario.
"""

from __future__ import annotations

from dataclasses import dataclass

from dryfit.critique.rubric import judge_name
from dryfit.persona.cast import Cast
from dryfit.persona.reader import Reader
from dryfit.persona.reading import QUESTIONS, Act, Heard
from dryfit.rehearse.generic import Phrases, generic
from dryfit.scenario.hidden import Criterion
from dryfit.scenario.schema import Scenario

LONG_TURN_WORDS = 90
"""Words of a monologue: over half a minute of talking."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """Kinds of sentences; offers by the id of the concern they settle, answers by objection."""

    kinds: Phrases
    offers: dict[str, tuple[tuple[str, ...], ...]]
    answers: dict[str, tuple[str, ...]]


def sayings(scenario: Scenario, reader: Reader, cast: Cast) -> Sayings:
    """Collect them; the reader tells which of the author's examples ask and which reflect."""
    common = generic(scenario.language)
    asks: list[str] = []
    reflects: list[str] = []
    for concern in scenario.hidden_concerns:
        for text in concern.about:
            reading = reader.read(cast, Heard(text))
            if reading.has(Act.REFLECTION):
                reflects.append(text)
            elif reading.has(*QUESTIONS):
                asks.append(text)
    by_judge: dict[str, list[str]] = {}
    for item in scenario.rubric:
        if item.good:
            by_judge.setdefault(judge_name(item), []).append(item.good)
    kinds = {
        **common,
        "ask": (*asks, *by_judge.get("asked_first", ()), *common["ask"]),
        "dig": (*asks, *common["dig"]),
        "reflect": (*reflects, *by_judge.get("reflected", ()), *common["reflect"]),
        "close": (*by_judge.get("closed", ()), *common["close"]),
        "empty": (*_empty(scenario), *common["reassure"]),
        "monologue": (_monologue(common),),
    }
    return Sayings(
        kinds,
        {concern.id: tuple(_spoken(item) for item in concern.resolved_by) or (common["offer"],)
         for concern in scenario.hidden_concerns},
        {item.id: tuple(text for one in item.accept_if for text in _spoken(one))
         or common["risk"] for item in scenario.objections},
    )  # fmt: skip


def _spoken(item: Criterion) -> tuple[str, ...]:
    """How a learner does it: the author's examples, or the bare phrase as an offer."""
    if item.like:
        return item.like
    verb, _, rest = item.what.partition(" ")
    plain = verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
    return (f"I would {plain} {rest}.", f"We can {plain} {rest}, if that helps.")


def _empty(scenario: Scenario) -> tuple[str, ...]:
    said = [text for concern in scenario.hidden_concerns
            for item in concern.not_resolved_by for text in item.like]  # fmt: skip
    return (*said, *(item.poor for item in scenario.rubric if item.poor))


def _monologue(common: Phrases) -> str:
    words: list[str] = []
    pool = [*common["pitch"], *common["reassure"], *common["small_talk"]]
    while len(words) < LONG_TURN_WORDS:
        words += pool[len(words) % len(pool)].split()
    return " ".join(words)
