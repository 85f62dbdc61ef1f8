"""What each kind of client is told of what happens in a session."""

import base64
from typing import TypeVar, get_args

import numpy as np
import pytest
from tests.drill.sets import drill_of
from tests.fakes import tone

from dryfit.drill.order import plan
from dryfit.drill.scores import scores_of
from dryfit.drill.script import open_script, stopped
from dryfit.session import outputs as o
from dryfit.session.options import Mode
from dryfit.turn.table import State
from dryfit.wire import server_events as s
from dryfit.wire.frames import AudioFrame
from dryfit.wire.sound_out import CHUNK_SAMPLES
from dryfit.wire.translate_out import Outgoing, Translator
from dryfit_audio.framing import to_pcm16

SCRIPT = open_script(plan(drill_of(1), seed=1))
T = TypeVar("T")
ITEM = "item_1"
SILENT = np.zeros(0, dtype=np.float32)
SAMPLES = tone(0.5, 24_000)


def _spoken(
    text: str, start: int = 0, samples: "np.ndarray[tuple[int], np.dtype[np.float32]]" = SAMPLES
) -> o.ClauseSpoken:
    return o.ClauseSpoken(ITEM, 1, text, start, samples)


REPLY: list[o.SessionOutput] = [
    o.ReplyOpened(ITEM, 1, 1),
    _spoken("No."),
    _spoken("Not today.", len(SAMPLES)),
    o.ReplyClosed(ITEM, "No. Not today.", completed=True),
]


def _told(outputs: list[o.SessionOutput], *, extended: bool) -> list[Outgoing]:
    translator = Translator(extended)
    return [message for output in outputs for message in translator.translate(output)]


def _names(messages: list[Outgoing]) -> list[str]:
    return [m.type if isinstance(m, s.ServerEvent) else "audio" for m in messages]  # type: ignore[attr-defined]


def _only(kind: type[T], messages: list[Outgoing]) -> list[T]:
    return [message for message in messages if isinstance(message, kind)]


def test_a_reply_for_a_stock_client() -> None:
    told = _told(REPLY, extended=False)
    assert _names(told) == [
        "response.created", "response.output_item.added", "conversation.item.added",
        "response.content_part.added",
        "response.output_audio_transcript.delta", *["response.output_audio.delta"] * 3,
        "response.output_audio_transcript.delta", *["response.output_audio.delta"] * 3,
        "response.output_audio_transcript.done", "response.output_audio.done",
        "response.content_part.done", "response.output_item.done", "conversation.item.done",
        "response.done",
    ]  # fmt: skip
    sound = b"".join(base64.b64decode(e.delta) for e in _only(s.OutputAudioDelta, told))
    assert sound == to_pcm16(SAMPLES) * 2
    assert [e.start_ms for e in _only(s.OutputTranscriptDelta, told)] == [None, None]


def test_a_reply_for_dryfit() -> None:
    told = _told(REPLY, extended=True)
    assert not _only(s.OutputAudioDelta, told)
    frames = _only(AudioFrame, told)
    assert b"".join(frame.payload for frame in frames) == to_pcm16(SAMPLES) * 2
    positions = [0, 4_800, 9_600, 12_000, 16_800, 21_600]
    assert [frame.position for frame in frames] == positions
    assert {frame.stream for frame in frames} == {1}
    assert [e.start_ms for e in _only(s.OutputTranscriptDelta, told)] == [0, 500]
    assert _only(s.OutputItemAdded, told)[0].item.audio_stream == 1


@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("mode", ["voice", "text"])
def test_deltas_join_to_the_whole_line(extended: bool, mode: Mode) -> None:
    outputs: list[o.SessionOutput] = REPLY
    if mode == "text":
        silent = [_spoken("No.", 0, SILENT), _spoken("Not today.", 0, SILENT)]
        outputs = [o.ReplyOpened(ITEM, 1, 1, "text"), *silent, REPLY[-1]]
    told = _told(outputs, extended=extended)
    deltas = _only(s.OutputTranscriptDelta, told) if mode == "voice" else []
    texts = [*(e.delta for e in deltas), *(e.delta for e in _only(s.OutputTextDelta, told))]
    assert "".join(texts) == "No. Not today."


def test_clauses_without_sound_join_to_the_whole_line_too() -> None:
    """The voice broke on the first clause: it is shown, and takes no time."""
    told = _told(
        [REPLY[0], _spoken("No.", 0, SILENT), _spoken("Not today.", 0), REPLY[-1]], extended=True
    )
    assert "".join(e.delta for e in _only(s.OutputTranscriptDelta, told)) == "No. Not today."


def test_every_message_of_a_reply_names_it() -> None:
    told = _told([*REPLY, o.ReplyOpened("item_2", 2, 2)], extended=True)
    first, second = [e.response.id for e in _only(s.ResponseCreated, told)]
    assert first != second
    for event in told:
        if isinstance(event, s.ServerEvent) and hasattr(event, "response_id"):
            assert event.response_id in (first, second)
    done = _only(s.ResponseDone, told)[0].response
    assert (done.id, done.status) == (first, "completed")
    assert done.output[0].content[0].transcript == "No. Not today."


def test_a_stopped_reply_is_cancelled_and_truncated() -> None:
    stopped = [*REPLY[:2], o.ReplyClosed(ITEM, "No. Not today.", completed=False)]
    heard = o.ReplyHeard(ITEM, 1, "No.", 431, truncated=True)
    told = _told([*stopped, heard], extended=True)
    done = _only(s.ResponseDone, told)[0].response
    assert done.status == "cancelled"
    assert done.output[0].status == "incomplete"
    assert _only(s.ItemTruncated, told)[0].audio_end_ms == 431


def test_a_reply_heard_to_its_end_is_not_truncated() -> None:
    told = _told([*REPLY, o.ReplyHeard(ITEM, 1, "No. Not today.", 1_000, False)], extended=True)
    assert not _only(s.ItemTruncated, told)


@pytest.mark.parametrize("samples", [1, CHUNK_SAMPLES - 1, CHUNK_SAMPLES, CHUNK_SAMPLES + 1])
def test_sound_is_cut_into_pieces_that_fit(samples: int) -> None:
    told = _told([REPLY[0], _spoken("x", 0, SAMPLES[:samples])], extended=True)
    frames = _only(AudioFrame, told)
    assert len(frames) == -(-samples // CHUNK_SAMPLES)
    assert sum(len(frame.payload) for frame in frames) == 2 * samples
    assert max(len(frame.to_bytes()) for frame in frames) <= 65_536


def test_a_spoken_turn() -> None:
    told = _told(
        [
            o.SpeechBegan("item_7", 1_200),
            o.SpeechEnded("item_7", 2_400),
            o.LearnerSaid("item_7", 1, "Hello there.", 0.9, "voice"),
        ],
        extended=False,
    )
    assert _names(told) == [
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
        "conversation.item.input_audio_transcription.completed",
    ]
    assert _only(s.TranscriptionCompleted, told)[0].transcript == "Hello there."


@pytest.mark.parametrize("extended", [False, True])
def test_words_so_far_are_deltas_of_the_item_that_was_announced(extended: bool) -> None:
    told = _told(
        [
            o.SpeechBegan("item_7", 1_200),
            o.LearnerHeardSoFar("item_7", "Hello"),
            o.LearnerHeardSoFar("item_7", " there,"),
        ],
        extended=extended,
    )
    deltas = _only(s.TranscriptionDelta, told)
    assert [(one.item_id, one.delta) for one in deltas] == [
        ("item_7", "Hello"),
        ("item_7", " there,"),
    ]
    assert len(told) == 3, "it is no item of the conversation yet"


def test_a_typed_turn_has_no_transcription() -> None:
    told = _told([o.LearnerSaid("item_7", 1, "Hello there.", 1.0, "text")], extended=False)
    assert _names(told) == ["conversation.item.added", "conversation.item.done"]
    assert _only(s.ItemDone, told)[0].item.content[0].text == "Hello there."


def test_items_name_the_one_before() -> None:
    said = [o.LearnerSaid(f"item_{n}", n, "Hi.", 1.0, "text") for n in (1, 2)]
    opened = o.ReplyOpened("item_3", 2, 1)
    closed = o.ReplyClosed("item_3", "Yes?", completed=True)
    after = o.LearnerSaid("item_4", 3, "Bye.", 1.0, "text")
    told = _told([*said, opened, closed, after], extended=False)
    chain = [(e.item.id, e.previous_item_id) for e in _only(s.ItemAdded, told)]
    assert chain == [
        ("item_1", None), ("item_2", "item_1"), ("item_3", "item_2"), ("item_4", "item_3"),
    ]  # fmt: skip


EXTENSIONS: list[o.SessionOutput] = [
    o.StateChanged(State.SPEAKING),
    o.PlaybackAsked(ITEM, "duck"),
    o.SessionOver("time_limit", won=False),
    o.RedoChosen("sess_1", 3),
    o.DrillLineBegan(ITEM, SCRIPT.line, SCRIPT.drill, follows=True),
    o.DrillScored("Marks", stopped(SCRIPT.drill).done, scores_of([]), scores_of([])),
]


def test_extensions_are_for_those_who_asked() -> None:
    assert _told(EXTENSIONS, extended=False) == []
    assert _names(_told(EXTENSIONS, extended=True)) == [
        "dryfit.state", "dryfit.playback", "dryfit.ended", "dryfit.redo", "dryfit.drill",
        "dryfit.scores",
    ]  # fmt: skip


def test_retracted_speech_and_faults() -> None:
    told = _told(
        [o.SpeechRetracted(ITEM), o.Faulted("idle", "Nobody there."), o.TurnMeasured(1, {})],
        extended=False,
    )
    assert _names(told) == ["input_audio_buffer.cleared", "error"]
    error = _only(s.ErrorSent, told)[0].error
    assert (error.type, error.code, error.message) == ("server_error", "idle", "Nobody there.")


def test_every_output_is_translated() -> None:
    """`translate` has a case for each; one without would answer None."""
    samples: dict[type[o.SessionOutput], o.SessionOutput] = {
        type(x): x
        for x in [
            *REPLY, *EXTENSIONS, o.SpeechBegan(ITEM, 0), o.SpeechEnded(ITEM, 0),
            o.SpeechRetracted(ITEM), o.LearnerHeardSoFar(ITEM, ""),
                o.LearnerSaid(ITEM, 1, "", 1.0, "text"),
            o.ReplyHeard(ITEM, 1, "", 0, True), o.TurnMeasured(1, {}), o.Faulted("x", "y"),
            o.RequestRefused("x", "y", "z"), o.LevelMeasured(-40.0, None, "fine"),
        ]
    }  # fmt: skip
    missing = {kind.__name__ for kind in get_args(o.SessionOutput)} - {k.__name__ for k in samples}
    assert missing == {"Debriefed"}
    for output in samples.values():
        assert isinstance(Translator(True).translate(output), list)
