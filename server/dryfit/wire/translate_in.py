"""Client events become session inputs."""

import base64
import binascii
from dataclasses import dataclass, field

from dryfit.session import inputs as i
from dryfit.session.options import Eagerness
from dryfit.wire import client_events as c
from dryfit.wire.errors import WireError

WIRE_RATE_HZ = 24_000


@dataclass(slots=True)
class Incoming:
    """Keeps typed text until the client asks for an answer."""

    _typed: list[str] = field(default_factory=list)

    def translate(self, event: c.AnyClientEvent) -> list[i.SessionInput]:
        """What one event means for the session; empty where it only concerns the wire.

        Raises:
            WireError: `invalid-audio`, `unsupported-format`, `empty-message`.
        """
        match event:
            case c.InputAudioBufferAppend(audio=audio):
                return [i.AudioReceived(_decoded(audio, event.event_id), WIRE_RATE_HZ)]
            case c.InputAudioBufferCommit():
                return [i.TurnCommitted()]
            case c.InputAudioBufferClear():
                return [i.TurnCleared()]
            case c.ConversationItemCreate(item=item):
                self._collect(event.event_id, [part.text for part in item.content])
                return []
            case c.ResponseCreate():
                return self._answer_typed()
            case c.ResponseCancel():
                return [i.ReplyCancelled()]
            case c.ConversationItemTruncate(item_id=item, audio_end_ms=heard_ms):
                return [i.PlayheadReported(item, heard_ms, final=True)]
            case c.DryfitPlayhead(item_id=item, played_ms=played_ms, final=final):
                return [i.PlayheadReported(item, played_ms, final)]
            case c.DryfitHold(on=on):
                return [i.HoldChanged(on)]
            case c.DryfitFinish():
                return [i.FinishRequested()]
            case c.SessionUpdate():
                _check_formats(event)
                return _changes(event)

    def _collect(self, event_id: str, texts: list[str]) -> None:
        told = [*self._typed, *(text for text in texts if text.strip())]
        if sum(map(len, told)) > c.MAX_TEXT_CHARACTERS:
            message = f"A turn has at most {c.MAX_TEXT_CHARACTERS} characters; send it in parts."
            raise WireError("invalid-event", message, event_id=event_id, param="item.content")
        self._typed = told

    def _answer_typed(self) -> list[i.SessionInput]:
        text = " ".join(self._typed).strip()
        self._typed.clear()
        return [i.TextTyped(text)] if text else []


def _decoded(audio: str, event_id: str) -> bytes:
    try:
        data = base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError) as cause:
        message = "`audio` is not base64."
        raise WireError("invalid-audio", message, event_id=event_id, param="audio") from cause
    if len(data) % 2:
        message = "PCM16 comes in whole samples of two bytes."
        raise WireError("invalid-audio", message, event_id=event_id, param="audio")
    return data


def _check_formats(event: c.SessionUpdate) -> None:
    audio = event.session.audio
    sides = [side for side in (audio.input, audio.output) if side] if audio else []
    for wanted in [side.format for side in sides if side.format]:
        if wanted.type != "audio/pcm" or wanted.rate != WIRE_RATE_HZ:
            message = f"Only audio/pcm at {WIRE_RATE_HZ} Hz is spoken here, not {wanted.type}"
            raise WireError(
                "unsupported-format",
                f"{message} at {wanted.rate} Hz.",
                event_id=event.event_id,
                param="session.audio",
            )


_EAGERNESS: dict[str, Eagerness] = {
    "low": "patient",
    "medium": "normal",
    "auto": "normal",
    "high": "quick",
}


def _changes(event: c.SessionUpdate) -> list[i.SessionInput]:
    audio = event.session.audio
    detection = audio.input.turn_detection if audio and audio.input else None
    changes: list[i.SessionInput] = []
    if detection and "eagerness" in detection.model_fields_set:
        changes.append(i.EagernessChanged(_EAGERNESS[detection.eagerness]))
    modalities = event.session.output_modalities
    if modalities:
        changes.append(i.ModeChanged("voice" if "audio" in modalities else "text"))
    return changes
