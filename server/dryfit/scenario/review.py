"""What is looked at afterwards: rubric, measures, debrief, calibration items, privacy."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dryfit.scenario.parts import Identifier, Part, Text


class RubricItem(Part):
    """One yes/no question on what the learner did, answered with a quote."""

    id: Identifier
    behaviour: Text
    check: Literal["yes_no"] = "yes_no"
    evidence: Literal["quote"] = "quote"
    weight: Annotated[float, Field(ge=0, le=100)] = 1
    critical: bool = False
    skill: str = ""
    good: str = ""
    poor: str = ""


class ShareRange(Part):
    """A band to aim for, advice only."""

    advise: tuple[float, float] | None = None
    advise_max: float | None = None
    advise_min: float | None = None


class Measures(Part):
    """Advisory measures; never a pass mark."""

    talk_share: ShareRange = ShareRange()
    longest_turn_s: ShareRange = ShareRange()
    questions: ShareRange = ShareRange()
    open_questions: ShareRange = ShareRange()
    words_per_minute: ShareRange = ShareRange()
    fillers: ShareRange = ShareRange()
    pause_after_objection_s: ShareRange = ShareRange()


class Debrief(Part):
    """How the talk is looked back on."""

    ask_first: str = "What do you think they were really worried about?"
    retry: Literal["worst_moment", "last_moment", "none"] = "worst_moment"
    model_lines: Annotated[int, Field(ge=0, le=3)] = 1
    review_after_days: tuple[int, ...] = (2, 7, 30)


class AnswerError(Part):
    """What is wrong in an assistant's answer, and why it is easy to believe."""

    span: Text
    type: str
    right: Text
    why_plausible: str = ""


class Verification(Part):
    """How and where to check on site."""

    method: str
    where: str = ""


class CalibrationItem(Part):
    """An assistant's answer, right or wrong, that the learner judges."""

    id: Identifier
    pair_of: Identifier | None = None
    learner_asks: Text
    ai_says: Text
    stated_confidence: Literal["low", "medium", "high"] = "medium"
    correct: bool
    error: AnswerError | None = None
    severity: str = ""
    verify: tuple[Verification, ...] = ()
    source: str = ""
    checked_by: str = ""
    checked_on: date | None = None


class Consequence(Part):
    """What comes of passing a wrong answer on to the persona.

    `like` are sentences in which a learner would pass it on; `lines` what the persona says then.
    """

    item: Identifier
    like: Annotated[tuple[Text, ...], Field(min_length=1)]
    lines: Annotated[tuple[Text, ...], Field(min_length=1)]


class Assistant(Part):
    """An assistant that the learner can ask in the talk, by its name: "hey Max, …".

    It answers from the scenario's calibration items. `consequences` say what follows on wrong ones.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,20}$")] = "assistant"
    consequences: tuple[Consequence, ...] = ()


class Privacy(Part):
    """What is kept. Audio is never kept unless the learner asks for it."""

    keep_audio: Literal["never", "session", "ask"] = "never"
    keep_transcript: Literal["on_device", "never", "ask"] = "on_device"
    share: Literal["ask", "never"] = "ask"
