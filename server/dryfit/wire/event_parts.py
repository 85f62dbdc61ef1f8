"""What server events are made of: items and their content, responses, errors."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Json = dict[str, object]
Modality = Literal["audio", "text"]
ResponseStatus = Literal["in_progress", "completed", "cancelled"]
ErrorKind = Literal["invalid_request_error", "server_error"]


class Content(BaseModel):
    """One part of an item."""

    model_config = ConfigDict(frozen=True)
    type: Literal["input_audio", "input_text", "output_audio", "output_text"]
    transcript: str | None = None
    text: str | None = None


class Item(BaseModel):
    """A turn of either side.

    On `dryfit.v1` `audio_stream` numbers its binary frames, and `by` names who speaks where it is
    not the persona.
    """

    model_config = ConfigDict(frozen=True)
    object: Literal["realtime.item"] = "realtime.item"
    id: str
    type: Literal["message"] = "message"
    role: Literal["user", "assistant"]
    status: Literal["in_progress", "completed", "incomplete"] = "completed"
    content: list[Content] = []
    audio_stream: int | None = None
    by: str | None = None


class SpeechLength(BaseModel):
    """How much was transcribed."""

    model_config = ConfigDict(frozen=True)
    type: Literal["duration"] = "duration"
    seconds: float


class TokensUsed(BaseModel):
    """None: this server counts no tokens. Stock clients add these up."""

    model_config = ConfigDict(frozen=True)
    total_tokens: Literal[0] = 0
    input_tokens: Literal[0] = 0
    output_tokens: Literal[0] = 0


class Response(BaseModel):
    """A reply as a whole."""

    model_config = ConfigDict(frozen=True)
    object: Literal["realtime.response"] = "realtime.response"
    id: str
    status: ResponseStatus
    status_details: Json | None = None
    output: list[Item] = []
    output_modalities: list[Modality] = ["audio"]
    usage: TokensUsed | None = None


class DrillVerdict(BaseModel):
    """One item of a drill, what the learner decided, and what is right."""

    model_config = ConfigDict(frozen=True)
    asks: str
    answer: str
    correct: bool
    decision: Literal["use", "reject", "check"] | None
    sureness: int | None
    wrong: str
    """The part of the answer that is wrong; empty where it is right."""
    right: str
    source: str
    look: str
    """Where on site it can be checked."""
    checked: bool
    """An expert has signed for it."""


class DrillScores(BaseModel):
    """Plain counts; the rest is null and empty under twenty answers."""

    model_config = ConfigDict(frozen=True)
    judged: int
    wrong: int
    caught: int
    right: int
    used: int
    rejected: int
    recovered: int
    recovery_chances: int
    verification: float | None
    dial: str
    position: float | None
    """-1 trusts nothing, 1 trusts everything."""
    about: list[str]
    """What there is advice about: see `dryfit.drill.scores.ADVICE`."""


class ErrorBody(BaseModel):
    """What is wrong and what to do about it."""

    model_config = ConfigDict(frozen=True)
    type: ErrorKind
    code: str
    message: str
    param: str | None = None
    event_id: str | None = None
    retry_after_s: int | None = None
    """With `busy`: when a place will probably be free."""
