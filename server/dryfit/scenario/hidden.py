"""What the persona holds back, objects to, and will not put up with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from dryfit.scenario.parts import Identifier, Part, Text, lines_of

LEVELS = ("hint", "partial", "full")
"""Disclosure stages in order; the persona moves at most one a turn."""


class Criterion(Part):
    """Something a learner may do, in the author's words, with example sentences.

    `names a finish time`, or `{what: names a finish time, like: ["we'd be done by ten"]}`.
    `lines` are what the persona says when it was just this that settled the matter.
    """

    what: Text
    like: tuple[Text, ...] = ()
    lines: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_phrase(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw YAML
        return {"what": value} if isinstance(value, str) else lines_of(value)


class Condition(Part):
    """When a concern may come out. Every key given must hold; `all` and `any` nest.

    `topic` narrows `asked_open_question`, `asked_closed_question`, `asked` and `reflected` to one
    subject. The counts (`..._at_least`, `after_turns`) look at the talk so far. `after` waits for
    something else: `OTHER-CONCERN.full`, `OTHER-CONCERN.resolved`, `OBJECTION.raised` or
    `OBJECTION.answered`.
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    trust_at_least: Annotated[float, Field(ge=0, le=100)] | None = None
    asked_about: Text | None = None
    asked_open_question: bool | None = None
    asked_closed_question: bool | None = None
    asked: bool | None = None
    reflected: bool | None = None
    topic: Text | None = None
    after_turns: Annotated[int, Field(ge=0)] | None = None
    questions_at_least: Annotated[int, Field(ge=0)] | None = None
    open_questions_at_least: Annotated[int, Field(ge=0)] | None = None
    reflections_at_least: Annotated[int, Field(ge=0)] | None = None
    patience_at_least: Annotated[float, Field(ge=0, le=100)] | None = None
    after: Text | None = None

    def subjects(self) -> tuple[str, ...]:
        """Every phrase in this tree that a sentence must be about."""
        own = tuple(text for text in (self.asked_about, self.topic) if text)
        return own + tuple(text for part in (*self.all, *self.any) for text in part.subjects())

    def every(self) -> Iterator[Condition]:
        """This condition and all that it is made of."""
        yield self
        for part in (*self.all, *self.any):
            yield from part.every()


class Stage(Part):
    """One step of disclosure; `trust_at_least` may ask for more than the concern itself does."""

    level: Literal["hint", "partial", "full"]
    lines: Annotated[tuple[Text, ...], Field(min_length=1)]
    trust_at_least: Annotated[float, Field(ge=0, le=100)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _line(cls, value: Any) -> Any:  # noqa: ANN401
        return lines_of(value)


class Concern(Part):
    """What really worries the persona, and how it may come out and be settled.

    `about` are example questions or remarks on the subject, which help the reader hear it.
    `resolve_count` of `resolved_by` must be met. `if_unresolved` is what the persona does then.
    """

    id: Identifier = "concern"
    concern: Text
    cover_story: str = ""
    cover_lines: tuple[Text, ...] = ()
    about: tuple[Text, ...] = ()
    reveal_when: Condition | None = None
    stages: tuple[Stage, ...] = ()
    told_lines: tuple[Text, ...] = ()
    need_lines: tuple[Text, ...] = ()
    soften_lines: tuple[Text, ...] = ()
    resolved_by: tuple[Criterion, ...] = ()
    resolve_count: Annotated[int, Field(ge=1)] = 1
    not_resolved_by: tuple[Criterion, ...] = (Criterion(what="reassurance alone"),)
    if_unresolved: Literal["will_not_commit", "commits_at_floor"] = "will_not_commit"

    def stage(self, level: str) -> Stage | None:
        """The authored stage of that level, if there is one."""
        return next((stage for stage in self.stages if stage.level == level), None)


Trigger = Literal[
    "price_or_date_mentioned", "price_mentioned", "date_mentioned", "offer", "pitch", "any_ask",
    "topic_mentioned",
]  # fmt: skip
"""What calls up an objection. `topic_mentioned` goes by the objection's `about` phrases, and
`any_ask` by an offer, a request to close or pressure."""


class Objection(Part):
    """What the persona says against it aloud; it may mask a concern.

    `about` are sentences that touch it, and call it up as the `trigger` does. Once `accept_if` is
    met it is not raised again; until then at most `max_repeats` times.
    """

    id: Identifier
    type: str = "other"
    lines: Annotated[tuple[Text, ...], Field(min_length=1)]
    trigger: Trigger = "price_or_date_mentioned"
    about: tuple[Text, ...] = ()
    masks: Identifier | None = None
    accept_if: tuple[Criterion, ...] = ()
    accept_lines: tuple[Text, ...] = ()
    max_repeats: Annotated[int, Field(ge=1, le=5)] = 2

    @model_validator(mode="before")
    @classmethod
    def _line(cls, value: Any) -> Any:  # noqa: ANN401
        return lines_of(value)


class DealBreaker(Part):
    """What ends the talk at once (or, with `effect: warn`, first earns a warning)."""

    when: Text
    like: tuple[Text, ...] = ()
    effect: Literal["end", "warn"] = "end"
    lines: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _line(cls, value: Any) -> Any:  # noqa: ANN401
        return lines_of(value)
