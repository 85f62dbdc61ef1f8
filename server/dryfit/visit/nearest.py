"""Which scenario of the library is most like a visit, by the meaning of what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dryfit.language import base_language
from dryfit.persona.embed import Embedder, Vectors, WordOverlap
from dryfit.scenario.schema import Scenario
from dryfit.visit.describe import Visit
from dryfit.visit.elsewhere import ELSEWHERE

NEAR_AT_LEAST = 0.36
"""Likeness from which a scenario serves for a visit; lower, and a dentist becomes a painter."""

NEAR_BY_WORDS = 0.2
"""The same where no model reads the language and shared words alone are counted."""


PERSON_COUNTS = 0.75
"""How much of the likeness of the person alone counts; 1, and any homeowner is the painter's."""

ABOUT_USED = 8
"""Of the ways to ask about a concern, how many are looked at; more cost time and add little."""


@dataclass(frozen=True, slots=True)
class Match:
    """A scenario and how near it is, 0 to 1; `is_near` says whether that is enough."""

    scenario: Scenario
    likeness: float
    is_near: bool


def rank(visit: Visit, scenarios: Sequence[Scenario], embedder: Embedder) -> list[Match]:
    """The scenarios in the visit's language, the nearest first.

    Likeness alone is no measure of how near one is: "asking my boss for a raise" is as like a
    purchasing manager as many a purchase. So a scenario must also be as like the sentence as any
    visit of `ELSEWHERE` is.
    """
    lexical = visit.language != "en"
    reads: Embedder = WordOverlap(visit.language) if lexical else embedder
    least = NEAR_BY_WORDS if lexical else NEAR_AT_LEAST
    asked = [text for text in (visit.text, visit.who, visit.worry) if text]
    wanted = reads.embed(asked)
    told = [(item, _people(item), _matters(item)) for item in scenarios if _speaks(item, visit)]
    # All in one list, which an embedder that keeps long lists on disk embeds only once.
    texts = [text for _, people, matters in told for text in (*people, *matters)]
    rows = reads.embed([*texts, *ELSEWHERE] if told and not lexical else texts)
    other = _best(rows[len(texts) :], wanted[0]) if len(rows) > len(texts) else 0.0
    found = []
    for scenario, people, matters in told:
        mine, rows = rows[: len(people) + len(matters)], rows[len(people) + len(matters) :]
        likeness = _likeness(visit, wanted, mine[: len(people)], mine[len(people) :])
        is_near = likeness >= least and _best(mine, wanted[0]) >= other
        found.append(Match(scenario, round(likeness, 3), is_near))
    return sorted(found, key=lambda match: -match.likeness)


def _speaks(scenario: Scenario, visit: Visit) -> bool:
    return base_language(scenario.language) == visit.language


def _likeness(visit: Visit, wanted: Vectors, people: Vectors, matters: Vectors) -> float:
    """The mean over what was said: the whole, whom they see, and what worries them.

    A new worry is no reason to pass over the very person: then whom they see counts alone.
    """
    rows = iter(wanted)
    whole = next(rows)
    parts = [max(_best(people, whole), _best(matters, whole))]
    if visit.who:
        parts.append(_best(people, next(rows)))
    person = parts[-1] if visit.who else 0.0
    if visit.worry:
        parts.append(_best(matters, next(rows)))
    return max(sum(parts) / len(parts), PERSON_COUNTS * person)


def _best(vectors: Vectors, vector: Vectors) -> float:
    return float((vectors @ vector).max())


def _people(scenario: Scenario) -> list[str]:
    persona, situation = scenario.persona, scenario.situation
    told = (
        scenario.title, persona.role, persona.background, situation.shared, situation.learner_role,
        situation.learner_brief, scenario.learner_goal(), *scenario.tags,
    )  # fmt: skip
    return _texts(told)


def _matters(scenario: Scenario) -> list[str]:
    told = list(concern_phrases(scenario))
    told += [item.lines[0] for item in scenario.objections]
    return _texts((*told, *scenario.tags))


def concern_phrases(scenario: Scenario) -> tuple[str, ...]:
    """What the persona worries about, as the author and a learner would say it."""
    return tuple(
        text
        for item in scenario.hidden_concerns
        for text in (item.concern, *item.about[:ABOUT_USED])
    )


def _texts(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text.strip()]
