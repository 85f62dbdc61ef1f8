"""A scenario made ready for reading: every phrase a sentence is compared with, embedded once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dryfit.persona.assistant import passing_on
from dryfit.persona.concepts import CONCEPTS, GENERIC_ABOUT, WITHHELD, Concept
from dryfit.persona.embed import Embedder, Vectors
from dryfit.persona.words import content_words
from dryfit.scenario.hidden import Criterion
from dryfit.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class TopicPhrases:
    """One topic: its id, example phrases, their vectors, and the words that are its own."""

    id: str
    phrases: tuple[str, ...]
    vectors: Vectors
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class CriterionPhrases:
    """One criterion: whom it belongs to, the author's phrase, examples and known concepts.

    `withheld` are the vectors of examples that say what will not be done ("I won't tell Rick"):
    a learner who says they will not is compared with those alone.
    """

    target: str
    what: str
    vectors: Vectors
    withheld: Vectors
    exact: bool
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """What the reader needs of one scenario."""

    scenario: Scenario
    topics: tuple[TopicPhrases, ...]
    criteria: tuple[CriterionPhrases, ...]


def subject_id(phrase: str) -> str:
    """Topic id of a phrase of a reveal condition."""
    return f"subject:{phrase}"


def make_cast(scenario: Scenario, embedder: Embedder) -> Cast:
    """Collect the phrases of a scenario and embed them in one go."""
    topics = list(_topics(scenario))
    criteria = list(_criteria(scenario))
    texts = [text for _, phrases in topics for text in phrases]
    texts += [text for _, item in criteria for text in (item.like or (item.what,))]
    vectors = embedder.embed(texts)
    start = 0
    made_topics = []
    for topic_id, phrases in topics:
        rows = vectors[start : start + len(phrases)]
        words = frozenset(
            word for phrase in phrases for word in content_words(phrase, scenario.language)
        )
        made_topics.append(TopicPhrases(topic_id, phrases, rows, words))
        start += len(phrases)
    made = []
    for target, item in criteria:
        count = len(item.like) or 1
        known = tuple(concept for concept in CONCEPTS if concept.named.search(item.what))
        rows = vectors[start : start + count]
        refusals = [
            row for row, text in zip(rows, item.like, strict=False) if WITHHELD.search(text.lower())
        ]
        withheld = np.array(refusals, rows.dtype).reshape(len(refusals), rows.shape[1])
        made.append(CriterionPhrases(target, item.what, rows, withheld, not item.like, known))
        start += count
    return Cast(scenario, tuple(made_topics), tuple(made))


def _topics(scenario: Scenario) -> Iterable[tuple[str, tuple[str, ...]]]:
    for concern in scenario.hidden_concerns:
        stages = tuple(line for stage in concern.stages for line in stage.lines)
        yield concern.id, (concern.concern, *concern.about, *stages)
        subjects = concern.reveal_when.subjects() if concern.reveal_when else ()
        for phrase in subjects:
            generic = tuple(
                text for pattern, texts in GENERIC_ABOUT if pattern.search(phrase) for text in texts
            )
            yield subject_id(phrase), (phrase, *generic)
    for objection in scenario.objections:
        if objection.about:
            yield f"objection:{objection.id}", objection.about
    for item in scenario.persona.knowledge:
        yield f"fact:{item.id}", (item.fact, *item.asked_as)
    for topic in scenario.topics:
        yield topic.id, topic.like


def _criteria(scenario: Scenario) -> Iterable[tuple[str, Criterion]]:
    for concern in scenario.hidden_concerns:
        for item in concern.resolved_by:
            yield f"{concern.id}.resolved_by", item
        for item in concern.not_resolved_by:
            yield f"{concern.id}.not_resolved_by", item
    for objection in scenario.objections:
        for item in objection.accept_if:
            yield f"{objection.id}.accept_if", item
    for wrong in scenario.assistant.consequences if scenario.assistant else ():
        yield passing_on(wrong.item), Criterion(what=wrong.item, like=wrong.like)
    for breaker in scenario.deal_breakers:
        yield "deal_breaker", Criterion(what=breaker.when, like=breaker.like)
