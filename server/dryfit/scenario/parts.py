"""Who the persona is, how they sound, and where the two people stand."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
"""Any authored text; 600 letters is already longer than anyone says in one breath."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=64)]
"""A short lowercase name other fields refer to."""


class Part(BaseModel):
    """Base of every part of a scenario file: frozen, and unknown fields are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, coerce_numbers_to_str=True, populate_by_name=True
    )


def lines_of(value: object, key: str = "line", into: str = "lines") -> object:
    """Let authors write `line: one` or `lines: [a, b]`; both end up in `lines`."""
    if isinstance(value, dict) and key in value:
        rest = {name: item for name, item in value.items() if name != key}
        single = value[key]
        more = rest.get(into, [])
        rest[into] = [single, *more] if isinstance(more, list) else more
        return rest
    return value


class Audience(Part):
    """Whom the scenario is for; shown when picking."""

    role: str = ""
    level: str = ""


class Provenance(Part):
    """Where the scenario comes from; `reviewed_by` stays empty until an expert has read it."""

    observed_by: str = ""
    observed_on: date | None = None
    site: str = ""
    method: str = ""
    observations: tuple[str, ...] = ()
    reviewed_by: str = ""
    review_due: date | None = None
    anonymised: bool = True


class KnowledgeItem(Part):
    """One fact the persona knows.

    `share`: `freely` may be said when the talk touches it, `if_asked` only when asked, and
    `never_first` only when asked outright and trusted. `asked_as` are ways of asking for it,
    `lines` are the persona's own wordings.
    """

    id: Identifier
    fact: Text
    share: Literal["freely", "if_asked", "never_first"] = "if_asked"
    asked_as: tuple[Text, ...] = ()
    lines: tuple[Text, ...] = ()


Bank = Literal["clipped", "warm", "formal", "wary", "rushed"]
"""The five temperaments that there are words for."""


class Temperament(Part):
    """Three dials that together choose the line bank, or the bank by name."""

    agreeableness: Literal["low", "medium", "high"] = "medium"
    warmth: Literal["low", "medium", "high"] = "medium"
    formality: Literal["low", "medium", "high"] = "low"
    bank: Bank | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw YAML
        """`temperament: rushed` names a bank outright."""
        return {"bank": value} if isinstance(value, str) else value

    def bank_name(self) -> str:
        """Name of the line bank these dials come to."""
        if self.bank is not None:
            return self.bank
        if self.formality == "high":
            return "formal"
        if self.warmth == "high":
            return "warm"
        return "clipped" if self.agreeableness == "low" else "wary"


class Persona(Part):
    """The person the learner talks to."""

    name: Text
    role: str = ""
    background: str = ""
    wants: tuple[Text, ...] = ()
    temperament: Temperament = Temperament()
    knowledge: tuple[KnowledgeItem, ...] = ()
    does_not_know: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_sentence(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw YAML
        """`Dot Kowalski, 54, owns a bar. Dry, fair.` → name, background and temperament."""
        if not isinstance(value, str):
            return value
        name, _, rest = value.partition(",")
        return {
            "name": name.strip(),
            "background": rest.strip() or value,
            "temperament": _temperament_in(rest.lower()),
        }


def _temperament_in(words: str) -> dict[str, str]:
    """Guess the dials from the adjectives of a one-sentence persona."""
    if any(word in words for word in ("formal", "precise", "polite", "official")):
        return {"formality": "high"}
    if any(word in words for word in ("warm", "friendly", "kind", "chatty")):
        return {"warmth": "high"}
    if any(word in words for word in ("rushed", "hurry", "late for", "harried", "no time")):
        return {"bank": "rushed"}
    if any(word in words for word in ("dry", "busy", "gruff", "blunt", "short", "tired")):
        return {"agreeableness": "low"}
    return {}


class Voice(Part):
    """How the persona sounds: a preset of the synthesiser, with a fallback."""

    preset: str = ""
    rate: Annotated[float, Field(ge=0.5, le=2.0)] = 1.0
    accent: str = ""
    fallback: str = ""


class SpeakingStyle(Part):
    """How long and in what manner the persona talks."""

    max_words: Annotated[int, Field(ge=3, le=80)] = 25
    max_sentences: Annotated[int, Field(ge=1, le=6)] = 2
    register_: str = Field("plain", alias="register")
    habits: tuple[str, ...] = ()
    interrupts: Literal["never", "rarely", "sometimes", "often"] = "sometimes"
    example_lines: tuple[Text, ...] = ()
    never_says: tuple[Text, ...] = ()


class Situation(Part):
    """Where they are, and what the learner knows beforehand."""

    channel: Literal["in_person", "phone", "video", "counter"] = "in_person"
    shared: str = ""
    learner_role: str = ""
    learner_brief: str = ""
    learner_goal: str = ""
    first_to_speak: Literal["persona", "learner"] = "persona"

    @model_validator(mode="before")
    @classmethod
    def _from_sentence(cls, value: Any) -> Any:  # noqa: ANN401
        return {"shared": value} if isinstance(value, str) else value


class Opening(Part):
    """What the persona says first, one of several."""

    lines: Annotated[tuple[Text, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            return {"lines": [value]}
        if isinstance(value, list):
            return {"lines": value}
        return lines_of(value)
