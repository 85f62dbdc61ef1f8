"""What client events mean for a session."""

import base64
import json

import pytest

from dryfit.session import inputs as i
from dryfit.wire import server_events as s
from dryfit.wire.client_events import parse_client_event
from dryfit.wire.errors import NotPossible, WireError
from dryfit.wire.items import Items
from dryfit.wire.translate_in import Incoming

SOUND = bytes(range(16))


def _given(incoming: Incoming, **event: object) -> list[i.SessionInput]:
    return incoming.translate(parse_client_event(json.dumps(event)))


def _typed(incoming: Incoming, *texts: str, id: str = "") -> s.ItemAdded:
    content = [{"type": "input_text", "text": text} for text in texts]
    item = {"type": "message", "role": "user", "content": content, "id": id}
    event = {"type": "conversation.item.create", "item": item}
    added = incoming.items.answer(parse_client_event(json.dumps(event)))[0]
    assert isinstance(added, s.ItemAdded)
    assert _given(incoming, **event) == []
    return added


@pytest.mark.parametrize(
    ("event", "inputs"),
    [
        ({"type": "input_audio_buffer.commit"}, [i.TurnCommitted()]),
        ({"type": "input_audio_buffer.clear"}, [i.TurnCleared()]),
        ({"type": "response.cancel"}, [i.ReplyCancelled()]),
        ({"type": "response.create"}, [i.AnswerRequested()]),
        ({"type": "response.create", "response": {}, "event_id": "e"}, [i.AnswerRequested("e")]),
        ({"type": "input_audio_buffer.commit", "event_id": "e"}, [i.TurnCommitted("e")]),
        ({"type": "response.cancel", "event_id": "e"}, [i.ReplyCancelled("e")]),
        ({"type": "dryfit.hold", "on": True}, [i.HoldChanged(True)]),
        ({"type": "dryfit.hold", "on": False}, [i.HoldChanged(False)]),
        ({"type": "dryfit.names", "names": ["Dave Miller"]}, [i.NamesTold(("Dave Miller",))]),
        ({"type": "dryfit.names", "names": []}, [i.NamesTold(())]),
        ({"type": "dryfit.finish"}, [i.FinishRequested("learner_stopped")]),
        (
            {"type": "conversation.item.truncate", "item_id": "a", "audio_end_ms": 700},
            [i.ReplyCutShort("a", 700)],
        ),
        (
            {"type": "dryfit.playhead", "item_id": "a", "played_ms": 12.5},
            [i.PlayheadReported("a", 12.5, False)],
        ),
        (
            {"type": "dryfit.playhead", "item_id": "a", "played_ms": 0, "final": True},
            [i.PlayheadReported("a", 0, True)],
        ),
        ({"type": "session.update", "session": {}}, []),
        (
            {"type": "session.update", "session": {"output_modalities": ["text"]}},
            [i.ModeChanged("text")],
        ),
        (
            {"type": "session.update", "session": {"output_modalities": ["audio"]}},
            [i.ModeChanged("voice")],
        ),
        ({"type": "session.update", "session": {"output_modalities": []}}, []),
    ],
    ids=lambda value: str(value)[:60],
)
def test_events(event: dict[str, object], inputs: list[i.SessionInput]) -> None:
    assert _given(Incoming(Items(False)), **event) == inputs


def test_sound_arrives_as_it_was() -> None:
    audio = base64.b64encode(SOUND).decode()
    assert _given(Incoming(Items(False)), type="input_audio_buffer.append", audio=audio) == [
        i.AudioReceived(SOUND, 24_000)
    ]


@pytest.mark.parametrize(
    "audio", ["*", "AAA", "AAAA AAAA", "AAAA\n", "A", base64.b64encode(b"odd").decode(), "ÄÖÜÄ"]
)
def test_sound_that_is_none_is_named(audio: str) -> None:
    with pytest.raises(WireError) as caught:
        _given(Incoming(Items(False)), type="input_audio_buffer.append", audio=audio, event_id="e9")
    assert (caught.value.code, caught.value.event_id) == ("invalid-audio", "e9")
    assert caught.value.param == "audio"


@pytest.mark.parametrize(
    ("wire", "inner"),
    [("low", "patient"), ("medium", "normal"), ("auto", "normal"), ("high", "quick")],
)
def test_eagerness(wire: str, inner: str) -> None:
    detection = {"type": "semantic_vad", "eagerness": wire}
    session = {"audio": {"input": {"turn_detection": detection}}}
    given = _given(Incoming(Items(False)), type="session.update", session=session)
    assert given == [i.TurnTakingChanged("hands-free"), i.EagernessChanged(inner)]  # type: ignore[arg-type]


def test_an_eagerness_that_was_not_asked_for_is_not_changed() -> None:
    detection = {"type": "server_vad", "threshold": 0.5}
    session = {"audio": {"input": {"turn_detection": detection}}}
    given = _given(Incoming(Items(False)), type="session.update", session=session)
    assert given == [i.TurnTakingChanged("hands-free")]


@pytest.mark.parametrize(
    ("detection", "taking"),
    [
        (None, "push-to-talk"),
        ({}, "hands-free"),
        ({"type": "server_vad", "interrupt_response": False}, "half-duplex"),
        ({"type": "semantic_vad", "interrupt_response": True}, "hands-free"),
    ],
)
def test_how_turns_are_taken(detection: dict[str, object] | None, taking: str) -> None:
    session = {"audio": {"input": {"turn_detection": detection}}}
    given = _given(Incoming(Items(False)), type="session.update", session=session)
    assert given == [i.TurnTakingChanged(taking)]  # type: ignore[arg-type]


@pytest.mark.parametrize("audio", [{}, {"input": {}}, {"input": None}])
def test_turns_are_taken_as_before_where_nothing_is_said_of_it(audio: dict[str, object]) -> None:
    assert _given(Incoming(Items(False)), type="session.update", session={"audio": audio}) == []


@pytest.mark.parametrize("side", ["input", "output"])
@pytest.mark.parametrize(
    ("audio_format", "fits"),
    [
        ({"type": "audio/pcm", "rate": 24_000}, True),
        ({"type": "audio/pcm"}, True),
        ({"type": "audio/pcm", "rate": 16_000}, False),
        ({"type": "audio/pcm", "rate": 48_000}, False),
        ({"type": "audio/pcmu"}, False),
        ({"type": "audio/pcma", "rate": 8_000}, False),
    ],
)
def test_formats(side: str, audio_format: dict[str, object], fits: bool) -> None:
    session = {"audio": {side: {"format": audio_format}}}
    if fits:
        assert _given(Incoming(Items(False)), type="session.update", session=session) == []
        return
    with pytest.raises(WireError) as caught:
        _given(Incoming(Items(False)), type="session.update", session=session, event_id="e1")
    assert (caught.value.code, caught.value.event_id) == ("unsupported-format", "e1")


def test_typed_text_waits_for_response_create() -> None:
    incoming = Incoming(Items(False))
    first = _typed(incoming, "What happened", "last winter?")
    _typed(incoming, "  ", "With the van.", id="mine")
    given = _given(incoming, type="response.create")
    assert given == [i.TextTyped("What happened last winter? With the van.", "mine")]
    assert _given(incoming, type="response.create") == [i.AnswerRequested()]
    assert first.item.id != "mine"


def test_each_connection_has_its_own_typed_text() -> None:
    one, two = Incoming(Items(False)), Incoming(Items(False))
    _typed(one, "Mine.", id="m")
    assert _given(two, type="response.create") == [i.AnswerRequested()]
    assert _given(one, type="response.create") == [i.TextTyped("Mine.", "m")]


def test_typed_text_that_is_never_answered_has_a_limit() -> None:
    incoming = Incoming(Items(False))
    _typed(incoming, "x" * 3_999)
    _typed(incoming, "y", id="m")
    with pytest.raises(WireError, match="4000") as refused:
        _typed(incoming, "z")
    assert refused.value.code == "invalid-event"
    given = _given(incoming, type="response.create")
    assert given == [i.TextTyped("x" * 3_999 + " y", "m")]


@pytest.mark.parametrize(
    ("event", "param"),
    [
        ({"type": "session.update", "session": {"tools": [{"name": "x"}]}}, "session.tools"),
        ({"type": "session.update", "session": {"type": "transcription"}}, "session.type"),
        (
            {"type": "response.create", "response": {"conversation": "none"}},
            "response.conversation",
        ),
        ({"type": "response.create", "response": {"input": []}}, "response.input"),
        ({"type": "response.create", "response": {"tools": [{}]}}, "response.tools"),
    ],
)
def test_what_would_take_another_persona_is_refused(event: dict[str, object], param: str) -> None:
    with pytest.raises(NotPossible) as refused:
        _given(Incoming(Items(False)), event_id="e", **event)
    found = refused.value
    assert (found.code, found.param, found.event_id) == ("unsupported-field", param, "e")


def test_a_turn_that_is_over_is_answered_unasked() -> None:
    detection = {"type": "server_vad", "create_response": False}
    session = {"audio": {"input": {"turn_detection": detection}}}
    with pytest.raises(NotPossible) as refused:
        _given(Incoming(Items(False)), type="session.update", session=session, event_id="e")
    assert refused.value.param == "session.audio.input.turn_detection.create_response"


@pytest.mark.parametrize(
    "event",
    [
        {"type": "session.update", "session": {"tools": [], "instructions": "Be kind."}},
        {"type": "session.update", "session": {"type": "realtime", "tracing": "auto"}},
        {"type": "response.create", "response": {"conversation": "auto", "tools": []}},
        {"type": "response.create", "response": {"instructions": "Be kind.", "metadata": {}}},
    ],
)
def test_what_changes_nothing_is_let_pass(event: dict[str, object]) -> None:
    assert _given(Incoming(Items(False)), **event) in ([], [i.AnswerRequested()])
