"""What a client may send: one class an event, found by `type`. See docs/protocol.md."""

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dryfit.llm.names import LONGEST_NAME, MOST_NAMES
from dryfit.wire.errors import WireError

MAX_TEXT_CHARACTERS = 4_000
"""A typed turn longer than this is refused; nobody says that much in one breath."""
MAX_AUDIO_CHARACTERS = 1_048_576
MAX_PLAYED_MS = 3_600_000
MAX_ID_CHARACTERS = 128
PeoplesNames = Annotated[
    list[Annotated[str, Field(max_length=LONGEST_NAME)]], Field(max_length=MOST_NAMES)
]
ItemId = Annotated[str, Field(max_length=MAX_ID_CHARACTERS)]


class ClientEvent(BaseModel):
    """Unknown fields are ignored, as stock clients send more than is used here."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    event_id: Annotated[str, Field(max_length=512)] = ""


class AudioFormat(BaseModel):
    """A format as the client names it."""

    type: str = "audio/pcm"
    rate: int = 24_000


class TurnDetection(BaseModel):
    """How soon a pause is taken for an end, and whether speech over the persona is heard.

    Other settings are accepted and ignored.
    """

    type: str = "semantic_vad"
    create_response: bool = True
    eagerness: Literal["low", "medium", "high", "auto"] = "auto"
    interrupt_response: bool = True


class AudioInput(BaseModel):
    """The learner's side."""

    format: AudioFormat | None = None
    turn_detection: TurnDetection | None = None
    """Null: the client ends turns itself, by a button."""


class AudioOutput(BaseModel):
    """The persona's side."""

    format: AudioFormat | None = None


class Audio(BaseModel):
    """Both sides."""

    input: AudioInput | None = None
    output: AudioOutput | None = None


class SessionChanges(BaseModel):
    """What a client asks to change; the scenario decides the rest."""

    type: str = "realtime"
    audio: Audio | None = None
    output_modalities: list[Literal["audio", "text"]] | None = None
    tools: list[object] | None = None


class SessionUpdate(ClientEvent):
    """Change the session."""

    type: Literal["session.update"] = "session.update"
    session: SessionChanges


class InputAudioBufferAppend(ClientEvent):
    """Sound, base64."""

    type: Literal["input_audio_buffer.append"] = "input_audio_buffer.append"
    audio: Annotated[str, Field(max_length=MAX_AUDIO_CHARACTERS)]


class InputAudioBufferCommit(ClientEvent):
    """End the turn now."""

    type: Literal["input_audio_buffer.commit"] = "input_audio_buffer.commit"


class InputAudioBufferClear(ClientEvent):
    """Forget the unfinished turn."""

    type: Literal["input_audio_buffer.clear"] = "input_audio_buffer.clear"


class TextContent(BaseModel):
    """A typed part."""

    type: Literal["input_text"] = "input_text"
    text: Annotated[str, Field(max_length=MAX_TEXT_CHARACTERS)]


class UserMessage(BaseModel):
    """A learner's message; the client may choose its id."""

    id: ItemId = ""
    type: Literal["message"] = "message"
    role: Literal["user"] = "user"
    content: Annotated[list[TextContent], Field(min_length=1, max_length=16)]


class ConversationItemCreate(ClientEvent):
    """A typed turn; it is answered on `response.create`."""

    type: Literal["conversation.item.create"] = "conversation.item.create"
    previous_item_id: ItemId | None = None
    item: UserMessage


class ConversationItemRetrieve(ClientEvent):
    """How an item stands now; stock clients ask after a transcription and a truncation."""

    type: Literal["conversation.item.retrieve"] = "conversation.item.retrieve"
    item_id: ItemId


class ConversationItemDelete(ClientEvent):
    """Refused: what was said stays said."""

    type: Literal["conversation.item.delete"] = "conversation.item.delete"
    item_id: ItemId


class ConversationItemTruncate(ClientEvent):
    """Only this much of a reply was heard."""

    type: Literal["conversation.item.truncate"] = "conversation.item.truncate"
    item_id: ItemId
    content_index: int = 0
    audio_end_ms: Annotated[int, Field(ge=0, le=MAX_PLAYED_MS)]


class ResponseWanted(BaseModel):
    """What a client may ask of one response; what would take another persona is refused."""

    conversation: str = "auto"
    input: list[object] | None = None
    tools: list[object] | None = None


class ResponseCreate(ClientEvent):
    """Answer what has been said."""

    type: Literal["response.create"] = "response.create"
    response: ResponseWanted | None = None


class ResponseCancel(ClientEvent):
    """Stop the persona."""

    type: Literal["response.cancel"] = "response.cancel"


class DryfitPlayhead(ClientEvent):
    """How much of an item has left the loudspeaker."""

    type: Literal["dryfit.playhead"] = "dryfit.playhead"
    item_id: str
    played_ms: Annotated[float, Field(ge=0, le=MAX_PLAYED_MS)]
    final: bool = False


class DryfitHold(ClientEvent):
    """Pause, or go on."""

    type: Literal["dryfit.hold"] = "dryfit.hold"
    on: bool


class DryfitNames(ClientEvent):
    """Names of real people that the device knows: no language model is told them."""

    type: Literal["dryfit.names"] = "dryfit.names"
    names: PeoplesNames


class DryfitResume(ClientEvent):
    """Go on after a lost connection; the first message on a socket opened for that."""

    type: Literal["dryfit.resume"] = "dryfit.resume"
    resume_key: Annotated[str, Field(max_length=128)]
    last: Annotated[int, Field(ge=0, le=2**32)]
    item_id: Annotated[str, Field(max_length=128)] = ""
    played_ms: Annotated[float, Field(ge=0, le=MAX_PLAYED_MS)] = 0.0
    held_ms: Annotated[float, Field(ge=0, le=MAX_PLAYED_MS)] = 0.0
    names: PeoplesNames = Field(default_factory=list)
    """As in `dryfit.names`: a session that is rebuilt has forgotten them."""


class DryfitFinish(ClientEvent):
    """End the session."""

    type: Literal["dryfit.finish"] = "dryfit.finish"


AnyClientEvent = Annotated[
    SessionUpdate
    | InputAudioBufferAppend
    | InputAudioBufferCommit
    | InputAudioBufferClear
    | ConversationItemCreate
    | ConversationItemRetrieve
    | ConversationItemDelete
    | ConversationItemTruncate
    | ResponseCreate
    | ResponseCancel
    | DryfitPlayhead
    | DryfitHold
    | DryfitNames
    | DryfitResume
    | DryfitFinish,
    Field(discriminator="type"),
]
_ANY: TypeAdapter[AnyClientEvent] = TypeAdapter(AnyClientEvent)


def parse_client_event(text: str) -> AnyClientEvent:
    """Read one text frame.

    Raises:
        WireError: `invalid-json`, `unknown-event` or `invalid-event`, naming the field.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as cause:  # numbers of 5000 digits are a ValueError
        raise WireError("invalid-json", f"That frame is not JSON: {cause}.") from cause
    event_id = _sendable(str(raw.get("event_id", ""))[:512]) if isinstance(raw, dict) else ""
    if not isinstance(raw, dict) or not isinstance(raw.get("type"), str):
        raise WireError("invalid-event", "An event is an object with a `type`.", event_id=event_id)
    try:
        return _ANY.validate_python(raw)
    except ValidationError as cause:
        raise _explained(cause, raw["type"], event_id) from cause


def _explained(cause: ValidationError, kind: str, event_id: str) -> WireError:
    first = cause.errors(include_url=False, include_input=False)[0]
    if first["type"].startswith("union_tag"):
        named = _sendable(kind[:80])
        message = f"There is no event `{named}`; docs/protocol.md lists those that there are."
        return WireError("unknown-event", message, event_id=event_id, param="type")
    where = ".".join(str(part) for part in first["loc"][1:])
    return WireError(
        "invalid-event", f"`{kind}`: {where}: {first['msg']}.", event_id=event_id, param=where
    )


def _sendable(text: str) -> str:
    """JSON may escape half a letter (a lone surrogate), which no text frame can carry back."""
    return text.encode("utf-8", "replace").decode("utf-8")
