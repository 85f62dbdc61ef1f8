"""Client events become session inputs."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from dryfit.session import inputs as i
from dryfit.session.options import Eagerness, TurnTaking
from dryfit.wire import client_events as c
from dryfit.wire.errors import NotPossible, WireError
from dryfit.wire.items import Items

WIRE_RATE_HZ = 24_000


@dataclass(slots=True)
class Incoming:
    """Reads what a client asks; typed messages wait among `items` until it wants an answer."""

    items: Items

    def translate(self, event: c.AnyClientEvent) -> list[i.SessionInput]:
        """What one event means for the session; empty where it only concerns the wire.

        Raises:
            WireError: `invalid-audio`, `unsupported-format`, `unsupported-field`.
        """
        match event:
            case c.InputAudioBufferAppend(audio=audio):
                return [i.AudioReceived(_decoded(audio, event.event_id), WIRE_RATE_HZ)]
            case c.InputAudioBufferCommit():
                return [i.TurnCommitted(event.event_id)]
            case c.InputAudioBufferClear():
                return [i.TurnCleared()]
            case (
                c.ConversationItemCreate()
                | c.ConversationItemRetrieve()
                | c.ConversationItemDelete()
            ):
                return []
            case c.ResponseCreate():
                _check_response(event)
                text, item = self.items.take_typed()
                asked = i.AnswerRequested(event.event_id)
                return [i.TextTyped(text, item) if text else asked]
            case c.ResponseCancel():
                return [i.ReplyCancelled(event.event_id)]
            case c.ConversationItemTruncate(item_id=item, audio_end_ms=heard_ms):
                return [i.ReplyCutShort(item, heard_ms)]
            case c.DryfitPlayhead(item_id=item, played_ms=played_ms, final=final):
                return [i.PlayheadReported(item, played_ms, final)]
            case c.DryfitHold(on=on):
                return [i.HoldChanged(on)]
            case c.DryfitNames(names=names):
                return [i.NamesTold(tuple(names))]
            case c.DryfitFinish():
                return [i.FinishRequested()]
            case c.DryfitResume():
                message = "`dryfit.resume` is the first message on a socket opened with `resume`."
                raise WireError("invalid-event", message, event_id=event.event_id, param="type")
            case c.SessionUpdate():
                _check_session(event)
                _check_formats(event)
                return _changes(event)


def _check_response(event: c.ResponseCreate) -> None:
    wanted = event.response
    if wanted is None:
        return
    unmet = {
        "response.conversation": wanted.conversation != "auto",
        "response.input": wanted.input is not None,
        "response.tools": wanted.tools,
    }
    _refuse_first(unmet, event.event_id)


def _check_session(event: c.SessionUpdate) -> None:
    wanted, given = event.session, event.session.audio.input if event.session.audio else None
    detection = given.turn_detection if given else None
    unmet = {
        "session.type": wanted.type != "realtime",
        "session.tools": wanted.tools,
        "session.audio.input.turn_detection.create_response": (
            detection and not detection.create_response
        ),
    }
    _refuse_first(unmet, event.event_id)


def _refuse_first(unmet: Mapping[str, object], event_id: str) -> None:
    for param, is_unmet in unmet.items():
        if is_unmet:
            message = f"`{param}` is not supported: a persona answers as the scenario has it."
            raise NotPossible("unsupported-field", message, event_id=event_id, param=param)


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


def _turn_taking(detection: c.TurnDetection | None) -> TurnTaking:
    if detection is None:
        return "push-to-talk"
    return "hands-free" if detection.interrupt_response else "half-duplex"


def _changes(event: c.SessionUpdate) -> list[i.SessionInput]:
    audio = event.session.audio
    detection = audio.input.turn_detection if audio and audio.input else None
    changes: list[i.SessionInput] = []
    if audio and audio.input and "turn_detection" in audio.input.model_fields_set:
        changes.append(i.TurnTakingChanged(_turn_taking(detection)))
    if detection and "eagerness" in detection.model_fields_set:
        changes.append(i.EagernessChanged(_EAGERNESS[detection.eagerness]))
    modalities = event.session.output_modalities
    if modalities:
        changes.append(i.ModeChanged("voice" if "audio" in modalities else "text"))
    return changes
