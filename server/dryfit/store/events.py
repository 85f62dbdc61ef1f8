"""The events of a session, in the order they happened; the journal holds nothing else.

Every event carries `seq` (0, 1, 2 … within its session, no gaps) and `at_s` (seconds on the
session's own clock). An event is plain JSON all the way down, so what is read back from disk
equals what was appended.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

JsonObject = dict[str, object]


def _plain_text(value: object) -> object:
    """Replace lone surrogates, which no database can hold, and keep the rest of the words."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _plain_json(value: JsonObject) -> JsonObject:
    """Turn tuples into lists and refuse what JSON cannot say, so that disk and memory agree."""
    try:
        written = json.dumps(value, allow_nan=False, ensure_ascii=False)
    except TypeError as error:
        raise ValueError(str(error)) from error
    plain: JsonObject = json.loads(str(_plain_text(written)))
    return plain


Text = Annotated[str, BeforeValidator(_plain_text)]
Facts = Annotated[JsonObject, AfterValidator(_plain_json)]
Seconds = Annotated[float, Field(allow_inf_nan=False)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Event(_Frozen):
    seq: int = Field(ge=0)
    at_s: Seconds


class HeardWord(_Frozen):
    """One recognised word; times are seconds on the session clock, confidence is 0 to 1."""

    text: Text
    start_s: Seconds
    end_s: Seconds
    confidence: Seconds = 1.0


class _Opened(_Event):
    session: Text
    difficulty: Text = "normal"
    seed: int = 0
    language: Text = "en-US"
    title: Text = ""
    mode: Literal["voice", "text"] = "voice"
    eagerness: Text = "normal"
    resume_key_hash: Text = ""
    """SHA-256 of the key with which the client may come back; empty where it may not."""


class SessionOpened(_Opened):
    """The first event of every role-play: all that is needed to run it again."""

    type: Literal["session_opened"] = "session_opened"
    scenario: Text
    scenario_version: Text = ""
    scenario_source: Text
    branch_of: Text = ""
    """The session that this one does a moment of again; what precedes the moment is copied."""
    branch_turn: int = 0
    """The learner turn that is done again."""


class DrillOpened(_Opened):
    """The first event of every drill: all that is needed to go on with it."""

    type: Literal["drill_opened"] = "drill_opened"
    drill: Text
    """The set's name."""
    trade: Text
    learner: Text
    """Whom its answers count for; the session itself where that is nobody in particular."""
    items: tuple[Facts, ...]
    """The answers to judge, in order, as they were in the set then."""


AnyOpened = SessionOpened | DrillOpened
"""How a session begins that is kept."""


class SessionResumed(_Event):
    """Rebuilt from the events before this one, after a server was lost; the learner is back."""

    type: Literal["session_resumed"] = "session_resumed"


class SettingChanged(_Event):
    """The client changed `mode`, `eagerness` or `turn_taking`."""

    type: Literal["setting_changed"] = "setting_changed"
    name: Text
    value: Text


class LearnerSpoke(_Event):
    """A learner's finished turn as it was recognised (or typed)."""

    type: Literal["learner_spoke"] = "learner_spoke"
    turn: int
    item: Text
    text: Text
    words: tuple[HeardWord, ...] = ()
    start_s: Seconds | None = None
    end_s: Seconds | None = None
    confidence: Seconds = 1.0
    interrupted_persona: bool = False
    mode: Literal["voice", "text"] = "voice"
    input_end: int = Field(default=0, ge=0)
    """Where the turn ends in the client's own count of samples; sound after it is not in it."""
    client_event: Text = ""
    """The id of the client's last event that was acted on by then."""


class LearnerRead(_Event):
    """What the reader made of the turn (`Reading.to_json()`)."""

    type: Literal["learner_read"] = "learner_read"
    turn: int
    reading: Facts


class PersonaMoved(_Event):
    """What the director chose, the state after it, and the words it was given."""

    type: Literal["persona_moved"] = "persona_moved"
    turn: int
    item: Text
    move: Facts
    state: Facts
    text: Text
    place: Facts | None = None
    """Where a drill is with this line (`drill.place.place_of`); None in a role-play."""


class Intervention(_Frozen):
    """A model's sentence that was stopped, or a call that failed: the reason, and what it was."""

    code: Text
    detail: Text = ""


class PersonaWorded(_Event):
    """How a language model worded a line; `text` is the whole of it, which a move began with."""

    type: Literal["persona_worded"] = "persona_worded"
    turn: int
    item: Text
    text: Text
    source: Literal["model", "scripted", "cut"]
    """`scripted`: nothing that the model said could be said; `cut`: she stopped before it did."""
    model: Text = ""
    interventions: tuple[Intervention, ...] = ()
    first_ms: int = Field(default=0, ge=0)
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)
    cost_usd: Seconds = 0.0


class SentenceRead(_Frozen):
    """One sentence of the learner's, word for word, and what a model says it does."""

    text: Text
    act: Text


class ModelRead(_Event):
    """A model was asked about sentences of a turn that the rules were unsure of.

    Without `sentences` it was of no use, for the reason in `interventions`: the rules' reading
    counted.
    """

    type: Literal["model_read"] = "model_read"
    turn: int
    model: Text
    sentences: tuple[SentenceRead, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    took_ms: int = Field(default=0, ge=0)
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)
    cost_usd: Seconds = 0.0


class PointJudged(_Frozen):
    """A model's answer to one question of the rubric, with the learner's words that show it."""

    id: Text
    met: Literal["yes", "no"]
    turn: int
    quote: Text
    why: Text


class ModelJudged(_Event):
    """A model judged what the rules could not tell; `interventions` are the points that fell."""

    type: Literal["model_judged"] = "model_judged"
    model: Text
    asked: tuple[Text, ...] = ()
    points: tuple[PointJudged, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    took_ms: int = Field(default=0, ge=0)
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)
    cost_usd: Seconds = 0.0


class ModelUsed(_Event):
    """What a session's language models came to, answers that were dropped included.

    What judges the session comes after it and has its own account.
    """

    type: Literal["model_used"] = "model_used"
    calls: int = Field(ge=0)
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)
    cost_usd: Seconds


class PersonaHeard(_Event):
    """How much of a persona line reached the learner's ears."""

    type: Literal["persona_heard"] = "persona_heard"
    turn: int
    item: Text
    text_heard: Text
    played_ms: int = Field(ge=0)
    truncated: bool = False
    start_s: Seconds | None = None
    end_s: Seconds | None = None
    input_end: int = Field(default=0, ge=0)
    """All of the client's sound up to here is accounted for; 0 where that is not known."""


class TurnTimed(_Event):
    """How long each stage of a turn took."""

    type: Literal["turn_timed"] = "turn_timed"
    turn: int
    stages_ms: dict[Text, Seconds]


class Interrupted(_Event):
    """Someone spoke over someone: at what point of which line."""

    type: Literal["interrupted"] = "interrupted"
    turn: int
    item: Text = ""
    by: Literal["learner", "persona"] = "learner"
    played_ms: int = Field(default=0, ge=0)


class Noted(_Event):
    """An error or a degraded mode, in words; never a reason to stop keeping what is said."""

    type: Literal["noted"] = "noted"
    code: Text
    message: Text


class SessionEnded(_Event):
    """How it ended; a session without this event was cut off."""

    type: Literal["session_ended"] = "session_ended"
    outcome: Text
    won: bool


class CritiqueMade(_Event):
    """The critique as it was shown (`Critique.model_dump()`)."""

    type: Literal["critique_made"] = "critique_made"
    critique: Facts


SessionEvent = Annotated[
    SessionOpened
    | DrillOpened
    | SessionResumed
    | SettingChanged
    | LearnerSpoke
    | LearnerRead
    | PersonaMoved
    | PersonaWorded
    | ModelRead
    | ModelJudged
    | ModelUsed
    | PersonaHeard
    | TurnTimed
    | Interrupted
    | Noted
    | SessionEnded
    | CritiqueMade,
    Field(discriminator="type"),
]

_ANY_EVENT: TypeAdapter[SessionEvent] = TypeAdapter(SessionEvent)


def parse_event(data: Mapping[str, object]) -> SessionEvent:
    """Return the event that `data` describes; pydantic.ValidationError if it describes none."""
    return _ANY_EVENT.validate_python(dict(data))


def parse_event_json(data: str) -> SessionEvent:
    """Return the event written by `model_dump_json`; pydantic.ValidationError if it is none."""
    return _ANY_EVENT.validate_json(data)


def opened_in(events: Iterable[SessionEvent]) -> SessionOpened | None:
    """How the role-play of these events began; None where that is not among them."""
    return next((event for event in events if isinstance(event, SessionOpened)), None)


def any_opened_in(events: Iterable[SessionEvent]) -> AnyOpened | None:
    """How a session of any kind began; None where that is not among its events."""
    return next((event for event in events if isinstance(event, AnyOpened)), None)


def ended_in(events: Iterable[SessionEvent]) -> SessionEnded | None:
    """How it ended; None where it has not."""
    return next((event for event in events if isinstance(event, SessionEnded)), None)
