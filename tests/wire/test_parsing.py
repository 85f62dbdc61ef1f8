"""What clients send that is no event: each a named error, none a crash."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dryfit.wire.client_events import MAX_TEXT_CHARACTERS, parse_client_event
from dryfit.wire.errors import WireError
from dryfit.wire.event_parts import ErrorBody

DEEP = 100_000


def _message(text: str) -> str:
    content = [{"type": "input_text", "text": text}]
    item = {"type": "message", "role": "user", "content": content}
    return json.dumps({"type": "conversation.item.create", "item": item})


BAD = {
    "empty": ("", "invalid-json"),
    "garbage": ("hello", "invalid-json"),
    "half": ('{"type": "response.create"', "invalid-json"),
    "binary as text": ("\x00\x01\x02", "invalid-json"),
    "nested too deep": ("[" * DEEP + "]" * DEEP, "invalid-json"),
    "nested too deep inside": ('{"type":' + "[" * DEEP + "]" * DEEP + "}", "invalid-json"),
    "a number of 5000 digits": (
        '{"type": "response.create", "x": ' + "9" * 5_000 + "}",
        "invalid-json",
    ),
    "null": ("null", "invalid-event"),
    "a list": ("[]", "invalid-event"),
    "a word": ('"response.create"', "invalid-event"),
    "no type": ("{}", "invalid-event"),
    "a type that is a number": ('{"type": 4}', "invalid-event"),
    "a type that is null": ('{"type": null}', "invalid-event"),
    "an unknown type": ('{"type": "response.mangle"}', "unknown-event"),
    "a server's event": ('{"type": "session.created"}', "unknown-event"),
    "an empty type": ('{"type": ""}', "unknown-event"),
    "sound that is a list": ('{"type": "input_audio_buffer.append", "audio": []}', "invalid-event"),
    "sound missing": ('{"type": "input_audio_buffer.append"}', "invalid-event"),
    "a hold that is a story": ('{"type": "dryfit.hold", "on": "once upon"}', "invalid-event"),
    "names that are one word": ('{"type": "dryfit.names", "names": "Dave"}', "invalid-event"),
    "names that are numbers": ('{"type": "dryfit.names", "names": [7]}', "invalid-event"),
    "no names": ('{"type": "dryfit.names"}', "invalid-event"),
    "a crowd of names": (json.dumps({"type": "dryfit.names", "names": ["x"] * 5}), "invalid-event"),
    "a name without end": (
        json.dumps({"type": "dryfit.names", "names": ["x" * 81]}),
        "invalid-event",
    ),
    "a playhead that is no number": (
        '{"type": "dryfit.playhead", "item_id": "i", "played_ms": NaN}',
        "invalid-event",
    ),
    "a playhead without end": (
        '{"type": "dryfit.playhead", "item_id": "i", "played_ms": Infinity}',
        "invalid-event",
    ),
    "a playhead before the start": (
        '{"type": "dryfit.playhead", "item_id": "i", "played_ms": -1}',
        "invalid-event",
    ),
    "an event id of 600 letters": (
        json.dumps({"type": "response.create", "event_id": "x" * 600}),
        "invalid-event",
    ),
    "an event id that is a list": ('{"type": "response.create", "event_id": [1]}', "invalid-event"),
    "half a letter": (_message("\ud800"), "invalid-event"),
    "a message of nobody": (_message("Hi").replace('"user"', '"system"'), "invalid-event"),
    "a message of nothing": (_message("Hi").replace('"Hi"', "null"), "invalid-event"),
    "an eagerness that is unknown": (
        '{"type": "session.update", "session": {"audio": {"input": {"turn_detection":'
        ' {"eagerness": "frantic"}}}}}',
        "invalid-event",
    ),
}


@pytest.mark.parametrize(("text", "code"), BAD.values(), ids=BAD.keys())
def test_what_is_no_event_is_named(text: str, code: str) -> None:
    with pytest.raises(WireError) as caught:
        parse_client_event(text)
    assert caught.value.code == code
    assert caught.value.close_code == 0
    assert len(caught.value.message) < 500, "an error does not send the mistake back whole"


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "response.mangle", "event_id": "e1"}',
        '{"type": "dryfit.hold", "on": [], "event_id": "e1"}',
        '{"event_id": "e1"}',
    ],
)
def test_an_error_names_the_event_that_caused_it(text: str) -> None:
    with pytest.raises(WireError) as caught:
        parse_client_event(text)
    assert caught.value.event_id == "e1"


def test_an_error_names_the_field() -> None:
    with pytest.raises(WireError) as caught:
        parse_client_event('{"type": "dryfit.playhead", "item_id": "i", "played_ms": "far"}')
    assert caught.value.param == "played_ms"
    assert "played_ms" in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        r'{"type": "\ud800"}',
        r'{"type": "response.mangle", "event_id": "\udfff"}',
        r'{"type": "dryfit.hold", "event_id": "\ud800", "on": 1}',
    ],
)
def test_an_error_about_half_a_letter_can_be_sent(text: str) -> None:
    with pytest.raises(WireError) as caught:
        parse_client_event(text)
    error = caught.value
    body = ErrorBody(
        type="invalid_request_error",
        code=error.code,
        message=error.message,
        param=error.param or None,
        event_id=error.event_id or None,
    )
    assert body.model_dump_json().encode()


@pytest.mark.parametrize(
    ("length", "fits"), [(MAX_TEXT_CHARACTERS, True), (MAX_TEXT_CHARACTERS + 1, False)]
)
def test_a_typed_turn_just_fits(length: int, fits: bool) -> None:
    if fits:
        assert parse_client_event(_message("x" * length)).type == "conversation.item.create"
    else:
        with pytest.raises(WireError):
            parse_client_event(_message("x" * length))


@pytest.mark.parametrize(("parts", "fits"), [(0, False), (1, True), (16, True), (17, False)])
def test_a_message_has_one_to_sixteen_parts(parts: int, fits: bool) -> None:
    content = [{"type": "input_text", "text": "x"}] * parts
    item = {"type": "message", "role": "user", "content": content}
    text = json.dumps({"type": "conversation.item.create", "item": item})
    if fits:
        assert parse_client_event(text).type == "conversation.item.create"
    else:
        with pytest.raises(WireError):
            parse_client_event(text)


def test_fields_of_stock_clients_that_are_not_used_here_are_ignored() -> None:
    text = json.dumps(
        {
            "type": "session.update",
            "session": {
                "type": "realtime",
                "model": "gpt-realtime",
                "instructions": "Talk like a pirate.",
                "tools": [],
                "audio": {
                    "input": {
                        "format": {"type": "audio/pcm", "rate": 24000},
                        "transcription": {"model": "whisper-1"},
                        "turn_detection": {"type": "server_vad", "threshold": 0.5},
                    },
                    "output": {"voice": "marin", "speed": 1.0},
                },
            },
        }
    )
    assert parse_client_event(text).type == "session.update"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=12,
)
TYPES = st.sampled_from(
    ["session.update", "input_audio_buffer.append", "conversation.item.create", "dryfit.playhead",
     "conversation.item.truncate", "dryfit.hold", "response.create", "nonsense"]
)  # fmt: skip
FIELDS = st.sampled_from(
    ["session", "audio", "item", "item_id", "played_ms", "final", "on", "event_id", "audio_end_ms"]
)


def _outcome(text: str) -> str:
    try:
        parse_client_event(text)
    except WireError as error:
        return error.code
    return "event"


@given(st.fixed_dictionaries({"type": TYPES}), st.dictionaries(FIELDS, JSON, max_size=5))
@settings(max_examples=300, deadline=None)
def test_anything_is_an_event_or_a_named_error(
    kind: dict[str, str], more: dict[str, object]
) -> None:
    assert _outcome(json.dumps({**more, **kind})) in {"event", "invalid-event", "unknown-event"}


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_an_event_or_a_named_error(text: str) -> None:
    assert _outcome(text) in {"event", "invalid-json", "invalid-event", "unknown-event"}
