"""The critique as data: what the client, the terminal and the journal get.

Every `quote` stands word for word in the transcript line of its `turn`; `led_to` stands word for
word in what the persona was heard to say.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Met = Literal["yes", "no", "not_applicable"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quote(_Part):
    """A learner's line."""

    quote: str
    turn: int


class Strength(_Part):
    """One thing that worked, in the learner's words; `led_to` is what the persona said then."""

    quote: str
    turn: int
    why: str
    led_to: str | None = None


class Fix(_Part):
    """One thing to do differently, at the line where it would have helped."""

    quote: str
    turn: int
    why: str
    model_line: str | None = None


class RubricResult(_Part):
    """One yes/no question, answered or not, with the reason."""

    id: str
    behaviour: str
    met: Met
    quote: str | None = None
    turn: int | None = None
    weight: float
    critical: bool
    why: str


class Score(_Part):
    """Weights of the questions answered yes, out of those answered yes or no."""

    earned: float
    possible: float


class Measures(_Part):
    """Advisory, never a pass mark; None where it cannot be known (typed text has no times)."""

    talk_share: float | None = None
    open_questions: int = 0
    closed_questions: int = 0
    longest_turn_s: float | None = None
    words_per_minute: float | None = None
    fillers: int | None = None
    pause_after_objection_s: float | None = None
    explored_before_answering: bool | None = None
    interruptions: int = 0


class CurvePoint(_Part):
    """How the persona felt after one of its moves; 0 to 100."""

    turn: int
    at_s: float
    trust: float
    patience: float


class ConcernTrace(_Part):
    """What became of one hidden concern, and the learner's lines that opened or shut it."""

    id: str
    concern: str
    hinted_turn: int | None = None
    revealed_turn: int | None = None
    resolved_turn: int | None = None
    opened_by: Quote | None = None
    shut_by: Quote | None = None
    walked_past: Quote | None = None
    resolved_by: Quote | None = None


class TranscriptLine(_Part):
    """`heard` is False for a persona line cut off, or a learner line not recognised for sure."""

    turn: int
    who: Literal["learner", "persona"]
    text: str
    start_s: float | None
    heard: bool


class Attempt(_Part):
    """One way a moment was done. `trust` and `patience` are what it changed; None: no answer.

    `came_out` is the stage of a concern that came out then ("hint", "partial", "full"), or empty.
    """

    session: str
    turn: int
    said: str
    answer: str
    trust: float | None
    patience: float | None
    came_out: str
    outcome: str | None
    won: bool


class Practice(_Part):
    """One piece of practice: so many days from the session, what, and a line to try.

    `turn` is the moment to redo, where it is one moment.
    """

    in_days: int
    what: str
    turn: int | None = None
    line: str | None = None


class Consulted(_Part):
    """One answer that an assistant gave in the talk, and what the learner made of it.

    `passed_on` is where they told a wrong one to the persona as a fact, `checked` where they said
    how they would check it. `signed`: an expert has checked the item itself.
    """

    turn: int
    asks: str
    answer: str
    correct: bool
    passed_on: Quote | None
    checked: Quote | None
    wrong: str
    right: str
    source: str
    signed: bool


class Critique(_Part):
    """All of it; `persona` is what to call them.

    `strength` and `fix` are None when there is honestly nothing to say.
    """

    outcome: str
    won: bool
    persona: str
    summary: str
    strength: Strength | None
    fix: Fix | None
    rubric: tuple[RubricResult, ...]
    score: Score
    measures: Measures
    curve: tuple[CurvePoint, ...]
    concerns: tuple[ConcernTrace, ...]
    retry_turn: int | None
    transcript: tuple[TranscriptLine, ...]
    practice: tuple[Practice, ...] = ()
    consulted: tuple[Consulted, ...] = ()
