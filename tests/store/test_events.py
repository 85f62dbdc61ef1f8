"""Events are plain JSON all the way down: what is read back equals what was appended."""

import json
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from dryfit.store import events
from dryfit.store.events import (
    LearnerSpoke,
    PersonaMoved,
    SessionEvent,
    parse_event,
    parse_event_json,
)

EVENT_CLASSES: tuple[type[BaseModel], ...] = typing.get_args(typing.get_args(SessionEvent)[0])

finite = st.floats(allow_nan=False, allow_infinity=False)
text = st.text(st.characters(exclude_categories=[]), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | finite | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)

json_objects = st.dictionaries(text, json_values, max_size=3)
FIELDS: dict[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(("at_s", "start_s", "end_s", "confidence"), finite),
    **dict.fromkeys(("cost_usd",), finite),
    **dict.fromkeys(
        ("seq", "played_ms", "first_ms", "took_ms", "calls"),
        st.integers(min_value=0, max_value=10**6),
    ),
    **dict.fromkeys(("reading", "move", "state", "critique"), json_objects),
    "text": text,
    "place": st.none() | json_objects,
    "items": st.lists(json_objects, max_size=3),
    "stages_ms": st.dictionaries(text, finite, max_size=3),
    "words": st.lists(st.builds(events.HeardWord, start_s=finite, end_s=finite, confidence=finite)),
}


def test_every_event_class_is_in_the_union() -> None:
    found = {
        value
        for value in vars(events).values()
        if isinstance(value, type) and issubclass(value, BaseModel) and "type" in value.model_fields
    }
    assert found == set(EVENT_CLASSES)
    assert len(found) == 17


@pytest.mark.parametrize("event_class", EVENT_CLASSES)
def test_type_is_the_class_name_in_snake_case(event_class: type[BaseModel]) -> None:
    name = event_class.__name__
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
    assert event_class.model_fields["type"].default == snake


@pytest.mark.parametrize("event_class", EVENT_CLASSES)
@given(data=st.data())
def test_every_event_round_trips(event_class: type[BaseModel], data: st.DataObject) -> None:
    known = {name: way for name, way in FIELDS.items() if name in event_class.model_fields}
    event = data.draw(st.builds(event_class, **known))
    assert parse_event_json(event.model_dump_json()) == event
    assert parse_event(event.model_dump(mode="json")) == event


@given(state=st.dictionaries(text, json_values, max_size=4), words=text)
def test_state_comes_back_exactly(state: dict[str, object], words: str) -> None:
    event = PersonaMoved(seq=1, at_s=2.5, turn=1, item="p1", move={}, state=state, text=words)
    back = parse_event_json(event.model_dump_json())
    assert back == event
    assert isinstance(back, PersonaMoved)
    assert back.state == event.state
    assert json.dumps(back.state) == json.dumps(replaced(state))


def replaced(value: object) -> object:
    """The same JSON with every lone surrogate replaced, written another way than the code."""
    if isinstance(value, str):
        return "".join("�" if "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, list):
        return [replaced(item) for item in value]
    if isinstance(value, dict):
        return {str(replaced(key)): replaced(item) for key, item in value.items()}
    return value


def test_tuples_become_lists_so_that_memory_and_disk_agree() -> None:
    move: dict[str, object] = {"facts": ("a", "b")}
    event = PersonaMoved(seq=1, at_s=0, turn=1, item="p", move=move, state={}, text="")
    assert event.move == {"facts": ["a", "b"]}


def test_lone_surrogates_are_replaced_and_the_other_words_kept() -> None:
    event = LearnerSpoke(seq=1, at_s=0, turn=1, item="l", text="a\ud800b\x00c")
    assert event.text == "a�b\x00c"
    assert parse_event_json(event.model_dump_json()) == event


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_numbers_json_cannot_say_are_refused(bad: float) -> None:
    with pytest.raises(ValidationError):
        LearnerSpoke(seq=1, at_s=bad, turn=1, item="l", text="")
    with pytest.raises(ValidationError):
        PersonaMoved(seq=1, at_s=0, turn=1, item="p", move={}, state={"x": bad}, text="")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"type": "nothing_known", "seq": 0, "at_s": 0},
        {"type": "noted", "seq": -1, "at_s": 0, "code": "x", "message": "y"},
        {"type": "noted", "seq": 0, "at_s": 0, "code": "x"},
        {"type": "noted", "seq": 0, "at_s": 0, "code": "x", "message": "y", "more": 1},
    ],
)
def test_what_is_no_event_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        parse_event(data)


def test_events_cannot_be_changed() -> None:
    event = LearnerSpoke(seq=1, at_s=0, turn=1, item="l", text="hello")
    with pytest.raises(ValidationError):
        event.text = "other"
