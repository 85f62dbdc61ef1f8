"""What a client may ask of items: in order, out of order, twice, and of none."""

import json

import pytest

from dryfit.wire import event_parts as p
from dryfit.wire import server_events as s
from dryfit.wire.client_events import parse_client_event
from dryfit.wire.errors import NotPossible, WireError
from dryfit.wire.items import Items

SAMPLES_A_SECOND = 24_000


def _ask(items: Items, kind: str, **fields: object) -> list[s.ServerEvent]:
    return items.answer(parse_client_event(json.dumps({"type": kind, "event_id": "e", **fields})))


def _refused(items: Items, kind: str, **fields: object) -> tuple[str, str]:
    with pytest.raises(WireError) as caught:
        _ask(items, kind, **fields)
    assert caught.value.event_id == "e"
    return caught.value.code, caught.value.param


def _spoken(text: str) -> p.Content:
    return p.Content(type="output_audio", transcript=text)


def _reply(items: Items, item_id: str = "reply", seconds: float = 2.0) -> None:
    item = p.Item(id=item_id, role="assistant", content=[_spoken("No. Not today.")])
    items.add(item)
    items.grow(item_id, round(seconds * SAMPLES_A_SECOND))
    items.finish(item)


def _truncate(items: Items, audio_end_ms: int, item_id: str = "reply") -> list[s.ServerEvent]:
    return _ask(items, "conversation.item.truncate", item_id=item_id, audio_end_ms=audio_end_ms)


def _words(items: Items, item_id: str = "reply") -> list[str | None]:
    (told,) = _ask(items, "conversation.item.retrieve", item_id=item_id)
    assert isinstance(told, s.ItemRetrieved)
    return [part.transcript or part.text for part in told.item.content]


@pytest.mark.parametrize("verb", ["truncate", "retrieve", "delete"])
@pytest.mark.parametrize("item_id", ["item_of_nobody", "", "x" * 128, "ü"])
def test_an_item_of_nobody(verb: str, item_id: str) -> None:
    items = Items(False)
    _reply(items)
    asked = {"item_id": item_id} | ({"audio_end_ms": 0} if verb == "truncate" else {})
    code = _refused(items, f"conversation.item.{verb}", **asked)
    assert code == (f"item_{verb}_invalid_item_id", "item_id")


def test_an_item_is_retrieved_as_it_stands() -> None:
    items = Items(False)
    _reply(items)
    assert _words(items) == ["No. Not today."]
    assert _truncate(items, 500) == [], "answered once the session has settled it"
    settled = items.settle("reply", _spoken("No."), 500, truncated=True)
    assert settled == [s.ItemTruncated(item_id="reply", audio_end_ms=500)]
    assert _words(items) == ["No."]


def test_of_what_was_not_heard_at_all_no_content_is_left() -> None:
    items = Items(False)
    _reply(items)
    _truncate(items, 0)
    items.settle("reply", _spoken(""), 0, truncated=True)
    assert _words(items) == []


def test_what_was_said_is_not_deleted() -> None:
    items = Items(False)
    _reply(items)
    refused = _refused(items, "conversation.item.delete", item_id="reply")
    assert refused == ("unsupported-event", "")
    assert _words(items) == ["No. Not today."]


@pytest.mark.parametrize(("audio_end_ms", "fits"), [(1_999, True), (2_000, True), (2_001, False)])
def test_truncating_up_to_its_end(audio_end_ms: int, fits: bool) -> None:
    items = Items(False)
    _reply(items)
    asked = {"item_id": "reply", "audio_end_ms": audio_end_ms}
    if fits:
        assert _truncate(items, audio_end_ms) == []
    else:
        refused = _refused(items, "conversation.item.truncate", **asked)
        assert refused == ("invalid_value", "audio_end_ms")
        assert items.settle("reply", _spoken(""), 2_000, truncated=False) == []


def test_truncating_twice() -> None:
    items = Items(False)
    _reply(items)
    _truncate(items, 1_000)
    items.settle("reply", _spoken("No. Not"), 1_000, truncated=True)
    assert _truncate(items, 1_000) == [s.ItemTruncated(item_id="reply", audio_end_ms=1_000)]
    assert _truncate(items, 600) == [], "shorter: the session settles it anew"
    items.settle("reply", _spoken("No."), 600, truncated=True)
    assert _words(items) == ["No."]
    longer = {"item_id": "reply", "audio_end_ms": 601}
    assert _refused(items, "conversation.item.truncate", **longer)[0] == "invalid_value"


def test_a_truncation_that_takes_no_word_away_is_answered() -> None:
    items = Items(False)
    _reply(items)
    assert _truncate(items, 1_990) == []
    settled = items.settle("reply", _spoken("No. Not today."), 2_000, truncated=False)
    assert settled == [s.ItemTruncated(item_id="reply", audio_end_ms=2_000)]
    assert _words(items) == ["No. Not today."]


def test_a_truncation_that_comes_late_and_says_more_changes_nothing() -> None:
    items = Items(False)
    _reply(items)
    items.settle("reply", _spoken("No."), 700, truncated=True)
    assert _truncate(items, 760) == [s.ItemTruncated(item_id="reply", audio_end_ms=700)]
    assert _words(items) == ["No."]


def test_only_sound_of_the_latest_response_is_truncated() -> None:
    items = Items(False)
    items.add(p.Item(id="learner", role="user"))
    items.add(p.Item(id="written", role="assistant"))
    _reply(items, "first")
    _reply(items, "second")
    cut = "conversation.item.truncate"
    for item_id in ("learner", "written", "first"):
        refused = _refused(items, cut, item_id=item_id, audio_end_ms=0)
        assert refused == ("invalid_value", "item_id")
    other_part = {"item_id": "second", "audio_end_ms": 0, "content_index": 1}
    assert _refused(items, cut, **other_part)[0] == "invalid_value"
    assert _truncate(items, 0, "second") == []


def _message(*texts: str, **fields: object) -> dict[str, object]:
    content = [{"type": "input_text", "text": text} for text in texts]
    return {"type": "message", "role": "user", "content": content, **fields}


def _create(items: Items, item: dict[str, object], **fields: object) -> list[str]:
    told = _ask(items, "conversation.item.create", item=item, **fields)
    return [event.type for event in told if isinstance(event, s.ItemAdded | s.ItemDone)]


def test_a_message_is_acknowledged_at_once() -> None:
    stock, extended = Items(False), Items(True)
    added, done = "conversation.item.added", "conversation.item.done"
    assert _create(stock, _message("Hello.", id="mine")) == [added, done]
    assert _create(extended, _message("Hello.", id="mine")) == [added], "done when it is on disk"
    assert _words(stock, "mine") == ["Hello."]
    assert stock.last == "mine"


@pytest.mark.parametrize(
    ("item", "fields", "refused"),
    [
        (_message("  ", ""), {}, ("invalid-event", "item.content")),
        (_message("Again.", id="reply"), {}, ("invalid-event", "item.id")),
        (_message("x" * 4_000, "y"), {}, ("invalid-event", "item.content")),
        (_message("Hi."), {"previous_item_id": "root"}, ("invalid_value", "previous_item_id")),
        (_message("Hi."), {"previous_item_id": "nobody"}, ("invalid_value", "previous_item_id")),
    ],
    ids=["no words", "id twice", "too long", "at the start", "after nobody"],
)
def test_a_message_that_cannot_be_taken(
    item: dict[str, object], fields: dict[str, object], refused: tuple[str, str]
) -> None:
    items = Items(False)
    _reply(items)
    assert _refused(items, "conversation.item.create", item=item, **fields) == refused
    assert items.take_typed() == ("", "")
    assert _create(items, _message("Hi."), previous_item_id="reply")


def test_refusals_of_requests_are_no_mistakes_of_language() -> None:
    items = Items(False)
    with pytest.raises(NotPossible):
        _ask(items, "conversation.item.retrieve", item_id="nobody")
    with pytest.raises(WireError) as caught:
        _ask(items, "conversation.item.create", item=_message(" "))
    assert not isinstance(caught.value, NotPossible)
