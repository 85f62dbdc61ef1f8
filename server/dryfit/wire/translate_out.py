"""Session outputs become server events and binary frames."""

import base64
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dryfit.session import outputs as o
from dryfit.session.options import Mode
from dryfit.wire import event_parts as p
from dryfit.wire import server_events as s
from dryfit.wire.drill_events import drill_event, scores_event
from dryfit.wire.frames import Codec
from dryfit.wire.items import Items
from dryfit.wire.sound_out import CHUNK_SAMPLES, SoundFrame, frames
from dryfit_audio.framing import to_pcm16

_SAMPLES_PER_MS = 24

Outgoing: TypeAlias = s.ServerEvent | SoundFrame


class Translator:
    """One client's view of a session. `extended` clients asked for `dryfit.v1`."""

    def __init__(self, extended: bool, codec: Codec = "pcm16") -> None:
        self._extended = extended
        self._codec = codec
        self.mode: Mode = "voice"
        """Of the reply that is being told."""
        self.items = Items(extended)
        self._speech_ms = 0
        self._response = ""
        self._responses = 0
        self._has_words = False

    def translate(self, output: o.SessionOutput) -> list[Outgoing]:
        """What this client is told of one output; empty where it has no words for it."""
        match output:
            case o.StateChanged(state):
                return self._only_extended(s.DryfitState(state=state.value))
            case o.SpeechBegan(item, at_ms):
                self._speech_ms = at_ms
                return [s.SpeechStarted(item_id=item, audio_start_ms=at_ms)]
            case o.SpeechEnded(item, at_ms):
                self._speech_ms = at_ms - self._speech_ms
                stopped = s.SpeechStopped(item_id=item, audio_end_ms=at_ms)
                return [stopped, s.AudioCommitted(item_id=item, previous_item_id=self.items.last)]
            case o.SpeechRetracted():
                return [s.AudioCleared()]
            case o.LearnerHeardSoFar(item, text):
                return [s.TranscriptionDelta(item_id=item, delta=text)]
            case o.LearnerSaid():
                return self._learner_said(output)
            case o.ReplyOpened(item, _turn, stream, mode, by):
                self.mode = mode
                return self._reply_opened(item, stream, by)
            case o.ClauseSpoken():
                return self._clause_spoken(output)
            case o.ReplyClosed():
                return self._reply_closed(output)
            case o.ReplyHeard(item, _turn, text, played_ms, truncated):
                return [*self.items.settle(item, self._content(text), played_ms, truncated)]
            case o.PlaybackAsked(item, action):
                return self._only_extended(s.DryfitPlayback(action=action, item_id=item))
            case o.LevelMeasured():
                return self._only_extended(_level(output))
            case o.TurnMeasured():
                return []
            case o.Faulted(code, message):
                body = p.ErrorBody(type="server_error", code=code, message=message)
                return [s.ErrorSent(error=body)]
            case o.RequestRefused(code, message, request):
                refused = p.ErrorBody(
                    type="invalid_request_error",
                    code=code,
                    message=message,
                    event_id=request or None,
                )
                return [s.ErrorSent(error=refused)]
            case o.SessionOver(outcome, won):
                return self._only_extended(s.DryfitEnded(outcome=outcome, won=won))
            case o.RedoChosen(session, turn):
                return self._only_extended(s.DryfitRedo(session_id=session, turn=turn))
            case o.DrillLineBegan():
                return self._only_extended(drill_event(output))
            case o.DrillScored():
                return self._only_extended(scores_event(output))
            case o.Debriefed(critique):
                debrief = s.DryfitDebrief(critique=critique.model_dump(mode="json"))
                return self._only_extended(debrief)

    def _only_extended(self, event: s.ServerEvent) -> list[Outgoing]:
        return [event] if self._extended else []

    def _learner_said(self, said: o.LearnerSaid) -> list[Outgoing]:
        if said.mode == "text":
            content = p.Content(type="input_text", text=said.text)
        else:
            content = p.Content(type="input_audio", transcript=said.text)
        item = p.Item(id=said.item, role="user", content=[content])
        if self.items.knows(said.item):  # typed, and told of as it came
            return [self.items.finish(item)] if self._extended else []
        events: list[Outgoing] = [self.items.add(item), self.items.finish(item)]
        if said.mode == "voice":
            length = p.SpeechLength(seconds=self._speech_ms / 1000)
            events.append(
                s.TranscriptionCompleted(item_id=said.item, transcript=said.text, usage=length)
            )
        return events

    def _reply_opened(self, item_id: str, stream: int, by: str) -> list[Outgoing]:
        self._responses += 1
        self._has_words = False
        self._response = f"resp_{item_id.removeprefix('item_')}_{self._responses}"
        item = p.Item(
            id=item_id,
            role="assistant",
            status="in_progress",
            audio_stream=stream if self._extended else None,
            by=by or None if self._extended else None,
        )
        return [
            s.ResponseCreated(response=self._describe("in_progress", [])),
            s.OutputItemAdded(response_id=self._response, item=item),
            self.items.add(item),
            s.ContentPartAdded(
                response_id=self._response, item_id=item_id, part={"type": self._part_type()}
            ),
        ]

    def _clause_spoken(self, clause: o.ClauseSpoken) -> list[Outgoing]:
        response, item = self._response, clause.item
        text = f" {clause.text}" if self._has_words else clause.text
        self._has_words = True
        if self.mode == "text":
            return [s.OutputTextDelta(response_id=response, item_id=item, delta=text)]
        start_ms = clause.start_sample // _SAMPLES_PER_MS if self._extended else None
        words = s.OutputTranscriptDelta(
            response_id=response, item_id=item, delta=text, start_ms=start_ms
        )
        return [words, *self._sound(clause)]

    def _sound(self, clause: o.ClauseSpoken) -> list[Outgoing]:
        samples, start = clause.samples, clause.start_sample
        self.items.grow(clause.item, len(samples))
        if self._extended:
            return [*frames(self._codec, clause.stream, start, samples, clause.held)]
        return [
            self._delta(clause.item, samples[at : at + CHUNK_SAMPLES])
            for at in range(0, len(samples), CHUNK_SAMPLES)
        ]

    def _delta(self, item: str, samples: npt.NDArray[np.float32]) -> Outgoing:
        delta = base64.b64encode(to_pcm16(samples)).decode("ascii")
        return s.OutputAudioDelta(response_id=self._response, item_id=item, delta=delta)

    def _reply_closed(self, closed: o.ReplyClosed) -> list[Outgoing]:
        response, item_id, text = self._response, closed.item, closed.text
        item = p.Item(
            id=item_id,
            role="assistant",
            status="completed" if closed.completed else "incomplete",
            content=[self._content(text)],
        )
        part: p.Json = {
            "type": self._part_type(),
            "text" if self.mode == "text" else "transcript": text,
        }
        return [
            *self._words_done(item_id, text),
            s.ContentPartDone(response_id=response, item_id=item_id, part=part),
            s.OutputItemDone(response_id=response, item=item),
            self.items.finish(item),
            s.ResponseDone(response=self._response_ended(item, closed)),
        ]

    def _words_done(self, item_id: str, text: str) -> list[Outgoing]:
        response = self._response
        if self.mode == "text":
            return [s.OutputTextDone(response_id=response, item_id=item_id, text=text)]
        return [
            s.OutputTranscriptDone(response_id=response, item_id=item_id, transcript=text),
            s.OutputAudioDone(response_id=response, item_id=item_id),
        ]

    def _content(self, text: str) -> p.Content:
        if self.mode == "text":
            return p.Content(type="output_text", text=text)
        return p.Content(type="output_audio", transcript=text)

    def _response_ended(self, item: p.Item, closed: o.ReplyClosed) -> p.Response:
        used = {"usage": p.TokensUsed()}
        if closed.completed:
            return self._describe("completed", [item]).model_copy(update=used)
        reason = "client_cancelled" if closed.by_client else "turn_detected"
        why: dict[str, object] = {"type": "cancelled", "reason": reason}
        ended = self._describe("cancelled", [item])
        return ended.model_copy(update={**used, "status_details": why})

    def _describe(self, status: p.ResponseStatus, output: list[p.Item]) -> p.Response:
        modality: p.Modality = "text" if self.mode == "text" else "audio"
        return p.Response(
            id=self._response, status=status, output=output, output_modalities=[modality]
        )

    def _part_type(self) -> str:
        return "text" if self.mode == "text" else "audio"


def _level(measured: o.LevelMeasured) -> s.DryfitLevel:
    speech, snr = measured.speech_dbfs, measured.snr_db
    return s.DryfitLevel(
        noise_dbfs=round(measured.noise_dbfs, 1),
        speech_dbfs=None if speech is None else round(speech, 1),
        snr_db=None if snr is None else round(snr, 1),
        advice=measured.advice,
    )
