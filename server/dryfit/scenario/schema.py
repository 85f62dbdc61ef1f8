"""A whole scenario, from the seven-line file to the full one. Field names are the author's."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from dryfit.language import base_language
from dryfit.scenario.fill import fill_concern, fill_rubric
from dryfit.scenario.hidden import Concern, DealBreaker, Objection
from dryfit.scenario.parts import (
    Audience,
    Identifier,
    Opening,
    Part,
    Persona,
    Provenance,
    Situation,
    SpeakingStyle,
    Text,
    Voice,
)
from dryfit.scenario.play import Difficulty, Dynamics, Environment, Topic
from dryfit.scenario.review import (
    Assistant,
    CalibrationItem,
    Debrief,
    Measures,
    Privacy,
    RubricItem,
)

Ending = Literal["commitment", "patience_zero", "deal_breaker", "time_limit", "learner_says_stop"]

_ASK = "You can ask the assistant on your phone: “Hey {name}, …”. It is not always right."
_ASK_ES = "Puedes preguntarle al asistente de tu teléfono: “Oye {name}, …”. No siempre acierta."


class Scenario(Part):
    """One role-play. Only seven fields are needed; the rest has defaults that play."""

    schema_: Literal[1] = Field(alias="schema")
    id: Identifier = "scenario"
    title: Text
    version: str = "0.1.0"
    language: str = "en-US"
    audience: Audience = Audience()
    tags: tuple[str, ...] = ()
    estimated_minutes: Annotated[float, Field(gt=0, le=60)] = 3
    license: str = ""
    provenance: Provenance | None = None
    persona: Persona
    voice: Voice = Voice()
    speaking_style: SpeakingStyle = Field(default_factory=lambda: SpeakingStyle(register="plain"))
    situation: Situation
    goal: str = ""
    opening: Opening
    hidden_concerns: Annotated[tuple[Concern, ...], Field(min_length=1)]
    objections: tuple[Objection, ...] = ()
    deal_breakers: tuple[DealBreaker, ...] = ()
    topics: tuple[Topic, ...] = ()
    lines: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    dynamics: Dynamics = Dynamics()
    difficulty: Difficulty = Difficulty()
    environment: Environment = Environment()
    end_when: tuple[Ending, ...] = (
        "commitment",
        "patience_zero",
        "deal_breaker",
        "time_limit",
        "learner_says_stop",
    )
    rubric: tuple[RubricItem, ...] = ()
    measures: Measures = Measures()
    debrief: Debrief = Debrief()
    calibration_items: tuple[CalibrationItem, ...] = ()
    assistant: Assistant | None = None
    privacy: Privacy = Privacy()

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw YAML
        """`hidden_concern: text` is a list of one; `goal` doubles as the learner's goal."""
        if not isinstance(value, dict) or "hidden_concern" not in value:
            return value
        rest = {key: item for key, item in value.items() if key != "hidden_concern"}
        single = value["hidden_concern"]
        concern = {"concern": single} if isinstance(single, str) else single
        return {**rest, "hidden_concerns": [concern, *rest.get("hidden_concerns", [])]}

    @model_validator(mode="after")
    def _fill(self) -> Scenario:
        """Give what the author left out, so that the director never meets a gap."""
        concerns = tuple(fill_concern(concern, self.language) for concern in self.hidden_concerns)
        object.__setattr__(self, "hidden_concerns", concerns)
        if not self.rubric:
            object.__setattr__(self, "rubric", fill_rubric())
        return self

    def concern(self, concern_id: str) -> Concern:
        """The concern with that id. Raises `KeyError` when there is none."""
        for concern in self.hidden_concerns:
            if concern.id == concern_id:
                return concern
        raise KeyError(concern_id)

    def objection(self, objection_id: str) -> Objection:
        """The objection with that id. Raises `KeyError` when there is none."""
        for objection in self.objections:
            if objection.id == objection_id:
                return objection
        raise KeyError(objection_id)

    def needs(self) -> tuple[str, ...]:
        """What must hold before the persona agrees; by default every concern out and settled."""
        if self.dynamics.concession.needs:
            return self.dynamics.concession.needs
        return tuple(
            f"{concern.id}.{mark}"
            for concern in self.hidden_concerns
            if concern.if_unresolved == "will_not_commit"
            for mark in ("full", "resolved")
        )

    def learner_brief(self) -> str:
        """What the learner knows of the situation, and whom they can ask."""
        brief = self.situation.learner_brief or self.situation.shared
        if self.assistant is None:
            return brief
        spanish = base_language(self.language) == "es"
        return f"{brief} {(_ASK_ES if spanish else _ASK).format(name=self.assistant.name)}"

    def learner_goal(self) -> str:
        """What the learner is after, wherever the author wrote it."""
        return self.situation.learner_goal or self.goal
