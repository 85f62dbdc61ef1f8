"""What client events mean for a session."""

import base64
import json

import pytest

from dryfit.session import inputs as i
from dryfit.wire.client_events import parse_client_event
from dryfit.wire.errors import WireError
from dryfit.wire.translate_in import Incoming

SOUND = bytes(range(16))


def _given(incoming: Incoming, **event: object) -> list[i.SessionInput]:
    return incoming.translate(parse_client_event(json.dumps(event)))


def _typed(incoming: Incoming, *texts: str) -> list[i.SessionInput]:
    content = [{"type": "input_text", "text": text} for text in texts]
    item = {"type": "message", "role": "user", "content": content}
    return _given(incoming, type="conversation.item.create", item=item)


@pytest.mark.parametrize(
    ("event", "inputs"),
    [
        ({"type": "input_audio_buffer.commit"}, [i.TurnCommitted()]),
        ({"type": "input_audio_buffer.clear"}, [i.TurnCleared()]),
        ({"type": "response.cancel"}, [i.ReplyCancelled()]),
        ({"type": "response.create"}, []),
        ({"type": "dryfit.hold", "on": True}, [i.HoldChanged(True)]),
        ({"type": "dryfit.hold", "on": False}, [i.HoldChanged(False)]),
        ({"type": "dryfit.finish"}, [i.FinishRequested("learner_stopped")]),
        (
            {"type": "conversation.item.truncate", "item_id": "a", "audio_end_ms": 700},
            [i.PlayheadReported("a", 700, True)],
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
    assert _given(Incoming(), **event) == inputs


def test_sound_arrives_as_it_was() -> None:
    audio = base64.b64encode(SOUND).decode()
    assert _given(Incoming(), type="input_audio_buffer.append", audio=audio) == [
        i.AudioReceived(SOUND, 24_000)
    ]


@pytest.mark.parametrize(
    "audio", ["*", "AAA", "AAAA AAAA", "AAAA\n", "A", base64.b64encode(b"odd").decode(), "ÄÖÜÄ"]
)
def test_sound_that_is_none_is_named(audio: str) -> None:
    with pytest.raises(WireError) as caught:
        _given(Incoming(), type="input_audio_buffer.append", audio=audio, event_id="e9")
    assert (caught.value.code, caught.value.event_id) == ("invalid-audio", "e9")
    assert caught.value.param == "audio"


@pytest.mark.parametrize(
    ("wire", "inner"),
    [("low", "patient"), ("medium", "normal"), ("auto", "normal"), ("high", "quick")],
)
def test_eagerness(wire: str, inner: str) -> None:
    detection = {"type": "semantic_vad", "eagerness": wire}
    session = {"audio": {"input": {"turn_detection": detection}}}
    given = _given(Incoming(), type="session.update", session=session)
    assert [type(x).__name__ for x in given] == ["EagernessChanged"]
    assert isinstance(given[0], i.EagernessChanged)
    assert given[0].eagerness == inner


def test_an_eagerness_that_was_not_asked_for_is_not_changed() -> None:
    detection = {"type": "server_vad", "threshold": 0.5}
    session = {"audio": {"input": {"turn_detection": detection}}}
    assert _given(Incoming(), type="session.update", session=session) == []


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
        assert _given(Incoming(), type="session.update", session=session) == []
        return
    with pytest.raises(WireError) as caught:
        _given(Incoming(), type="session.update", session=session, event_id="e1")
    assert (caught.value.code, caught.value.event_id) == ("unsupported-format", "e1")


def test_typed_text_waits_for_response_create() -> None:
    incoming = Incoming()
    assert _typed(incoming, "What happened", "last winter?") == []
    assert _typed(incoming, "  ", "With the van.") == []
    given = _given(incoming, type="response.create")
    assert given == [i.TextTyped("What happened last winter? With the van.")]
    assert _given(incoming, type="response.create") == []


def test_each_connection_has_its_own_typed_text() -> None:
    one, two = Incoming(), Incoming()
    _typed(one, "Mine.")
    assert _given(two, type="response.create") == []
    assert _given(one, type="response.create") == [i.TextTyped("Mine.")]


def test_typed_text_that_is_never_answered_has_a_limit() -> None:
    incoming = Incoming()
    _typed(incoming, "x" * 3_999)
    _typed(incoming, "y")
    with pytest.raises(WireError, match="4000") as refused:
        _typed(incoming, "z")
    assert refused.value.code == "invalid-event"
    given = _given(incoming, type="response.create")
    assert given == [i.TextTyped("x" * 3_999 + " y")]
