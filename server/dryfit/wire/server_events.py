"""What the server sends: one class an event, named as in the OpenAI Realtime vocabulary.

`dryfit.*` events, and the fields marked so, go to `dryfit.v1` clients only.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from dryfit.wire.event_parts import (
    DrillScores,
    DrillVerdict,
    ErrorBody,
    Item,
    Json,
    Response,
    SpeechLength,
)


class ServerEvent(BaseModel):
    """The connection fills in `event_id` as it sends."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    event_id: str = ""


class SessionCreated(ServerEvent):
    """The session is there."""

    type: Literal["session.created"] = "session.created"
    session: Json


class SessionUpdated(ServerEvent):
    """The session as it is after a change."""

    type: Literal["session.updated"] = "session.updated"
    session: Json


class SpeechStarted(ServerEvent):
    """The learner has the floor."""

    type: Literal["input_audio_buffer.speech_started"] = "input_audio_buffer.speech_started"
    item_id: str
    audio_start_ms: int


class SpeechStopped(ServerEvent):
    """The learner's turn is over."""

    type: Literal["input_audio_buffer.speech_stopped"] = "input_audio_buffer.speech_stopped"
    item_id: str
    audio_end_ms: int


class AudioCommitted(ServerEvent):
    """The turn's sound became an item."""

    type: Literal["input_audio_buffer.committed"] = "input_audio_buffer.committed"
    item_id: str
    previous_item_id: str | None = None


class AudioCleared(ServerEvent):
    """The unfinished turn is forgotten."""

    type: Literal["input_audio_buffer.cleared"] = "input_audio_buffer.cleared"


class ItemAdded(ServerEvent):
    """An item joined the conversation."""

    type: Literal["conversation.item.added"] = "conversation.item.added"
    item: Item
    previous_item_id: str | None = None


class ItemDone(ServerEvent):
    """An item is complete."""

    type: Literal["conversation.item.done"] = "conversation.item.done"
    item: Item
    previous_item_id: str | None = None


class ItemRetrieved(ServerEvent):
    """An item as it stands: of a reply that was cut short, the words that were heard."""

    type: Literal["conversation.item.retrieved"] = "conversation.item.retrieved"
    item: Item


class TranscriptionDelta(ServerEvent):
    """Further words of a turn that is not over; `completed` replaces them all."""

    type: Literal["conversation.item.input_audio_transcription.delta"] = (
        "conversation.item.input_audio_transcription.delta"
    )
    item_id: str
    content_index: int = 0
    delta: str


class TranscriptionCompleted(ServerEvent):
    """What the learner said, and is on disk."""

    type: Literal["conversation.item.input_audio_transcription.completed"] = (
        "conversation.item.input_audio_transcription.completed"
    )
    item_id: str
    content_index: int = 0
    transcript: str
    usage: SpeechLength


class ItemTruncated(ServerEvent):
    """Only this much of a reply counts as said."""

    type: Literal["conversation.item.truncated"] = "conversation.item.truncated"
    item_id: str
    content_index: int = 0
    audio_end_ms: int


class ResponseCreated(ServerEvent):
    """A reply begins."""

    type: Literal["response.created"] = "response.created"
    response: Response


class ResponseDone(ServerEvent):
    """A reply has been sent, or was stopped."""

    type: Literal["response.done"] = "response.done"
    response: Response


class _OfItem(ServerEvent):
    response_id: str
    output_index: int = 0
    item_id: str


class OutputItemAdded(ServerEvent):
    """The reply's item."""

    type: Literal["response.output_item.added"] = "response.output_item.added"
    response_id: str
    output_index: int = 0
    item: Item


class OutputItemDone(ServerEvent):
    """The reply's item, complete."""

    type: Literal["response.output_item.done"] = "response.output_item.done"
    response_id: str
    output_index: int = 0
    item: Item


class ContentPartAdded(_OfItem):
    """The reply's one part."""

    type: Literal["response.content_part.added"] = "response.content_part.added"
    content_index: int = 0
    part: Json


class ContentPartDone(_OfItem):
    """The reply's one part, complete."""

    type: Literal["response.content_part.done"] = "response.content_part.done"
    content_index: int = 0
    part: Json


class OutputTranscriptDelta(_OfItem):
    """The next words that are spoken; `start_ms` (dryfit.v1) is where in the item's sound."""

    type: Literal["response.output_audio_transcript.delta"] = (
        "response.output_audio_transcript.delta"
    )
    content_index: int = 0
    delta: str
    start_ms: int | None = None


class OutputTranscriptDone(_OfItem):
    """All the words."""

    type: Literal["response.output_audio_transcript.done"] = "response.output_audio_transcript.done"
    content_index: int = 0
    transcript: str


class OutputAudioDelta(_OfItem):
    """Sound, base64 PCM16 24 kHz; stock clients only."""

    type: Literal["response.output_audio.delta"] = "response.output_audio.delta"
    content_index: int = 0
    delta: str


class OutputAudioDone(_OfItem):
    """No more sound for this item."""

    type: Literal["response.output_audio.done"] = "response.output_audio.done"
    content_index: int = 0


class OutputTextDelta(_OfItem):
    """The next words, in text mode."""

    type: Literal["response.output_text.delta"] = "response.output_text.delta"
    content_index: int = 0
    delta: str


class OutputTextDone(_OfItem):
    """All the words, in text mode."""

    type: Literal["response.output_text.done"] = "response.output_text.done"
    content_index: int = 0
    text: str


class ErrorSent(ServerEvent):
    """Something went wrong; unless the socket closes, the session goes on."""

    type: Literal["error"] = "error"
    error: ErrorBody


class DryfitScenario(ServerEvent):
    """Whom the learner talks to, and why."""

    type: Literal["dryfit.scenario"] = "dryfit.scenario"
    session_id: str
    id: str
    title: str
    persona: dict[str, str]
    brief: str
    goal: str
    difficulty: str
    time_limit_s: float
    noise_bed: Json | None = None
    """`preset` names the place, `snr_db` is how far the persona's voice stands above its noise."""
    resume_key: str = ""
    away_s: float = 0.0
    redo_of: str | None = None
    redo_turn: int | None = None
    debrief_of: str | None = None
    """The session of which this one does a moment again, or on which a coach looks back."""


class DryfitResumed(ServerEvent):
    """The client is back. It comes first, and alone has no number."""

    type: Literal["dryfit.resumed"] = "dryfit.resumed"
    session_id: str
    continued: bool
    input_samples: int
    received_event_id: str
    item_id: str


class DryfitState(ServerEvent):
    """Who has the floor."""

    type: Literal["dryfit.state"] = "dryfit.state"
    state: str


class DryfitPlayback(ServerEvent):
    """What to do with the persona's sound, at once."""

    type: Literal["dryfit.playback"] = "dryfit.playback"
    action: Literal["duck", "resume", "stop"]
    item_id: str


class DryfitLevel(ServerEvent):
    """How loud the place and the learner are, and what would help."""

    type: Literal["dryfit.level"] = "dryfit.level"
    noise_dbfs: float
    speech_dbfs: float | None = None
    snr_db: float | None = None
    advice: Literal["fine", "push-to-talk", "come-closer", "no-sound"]


class DryfitEnded(ServerEvent):
    """How it ended."""

    type: Literal["dryfit.ended"] = "dryfit.ended"
    outcome: str
    won: bool


class DryfitRedo(ServerEvent):
    """The learner wants to do that moment again: open `redo=session_id&turn=turn`."""

    type: Literal["dryfit.redo"] = "dryfit.redo"
    session_id: str
    turn: int


class DryfitDrill(ServerEvent):
    """A line of a drill is about to be said, and where the drill is."""

    type: Literal["dryfit.drill"] = "dryfit.drill"
    item_id: str
    speaker: Literal["coach", "assistant"]
    follows: bool
    number: int
    of: int
    step: Literal["decision", "sureness", "fault", "mend", "checking", "over"]
    asks: str
    answer: str
    checked: bool
    verdict: DrillVerdict | None = None
    """The right answer about the item before, which this line tells."""


class DryfitScores(ServerEvent):
    """What a drill came to, and all answers of its learner; after it the socket closes."""

    type: Literal["dryfit.scores"] = "dryfit.scores"
    title: str
    answers: list[DrillVerdict]
    run: DrillScores
    all: DrillScores


class DryfitDebrief(ServerEvent):
    """The critique."""

    type: Literal["dryfit.debrief"] = "dryfit.debrief"
    critique: Json


AnyServerEvent = Annotated[
    SessionCreated
    | SessionUpdated
    | SpeechStarted
    | SpeechStopped
    | AudioCommitted
    | AudioCleared
    | ItemAdded
    | ItemDone
    | ItemRetrieved
    | TranscriptionDelta
    | TranscriptionCompleted
    | ItemTruncated
    | ResponseCreated
    | ResponseDone
    | OutputItemAdded
    | OutputItemDone
    | ContentPartAdded
    | ContentPartDone
    | OutputTranscriptDelta
    | OutputTranscriptDone
    | OutputAudioDelta
    | OutputAudioDone
    | OutputTextDelta
    | OutputTextDone
    | ErrorSent
    | DryfitScenario
    | DryfitResumed
    | DryfitState
    | DryfitPlayback
    | DryfitLevel
    | DryfitEnded
    | DryfitRedo
    | DryfitDrill
    | DryfitScores
    | DryfitDebrief,
    Field(discriminator="type"),
]
