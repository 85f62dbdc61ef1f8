"""Every event: named in the protocol, given an example file, the same after a round trip."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter
from tests.wire.protocol_page import event_names, fields_of, section

from dryfit.wire.client_events import AnyClientEvent, ClientEvent, parse_client_event
from dryfit.wire.server_events import AnyServerEvent, ServerEvent

CONTRACT = Path(__file__).parents[1] / "contract"


def _by_type(union: object) -> dict[str, type[BaseModel]]:
    members = get_args(get_args(union)[0])
    return {member.model_fields["type"].default: member for member in members}


CLIENT, SERVER = _by_type(AnyClientEvent), _by_type(AnyServerEvent)
FILES = sorted(CONTRACT.glob("*.json"))
FIXTURES = {path: json.loads(path.read_text(encoding="utf-8")) for path in FILES}
SERVER_EVENT: TypeAdapter[Any] = TypeAdapter(AnyServerEvent)


def _subclasses(base: type[BaseModel]) -> set[type[BaseModel]]:
    below = set(base.__subclasses__())
    return below | {deeper for member in below for deeper in _subclasses(member)}


def test_every_class_is_in_its_union() -> None:
    for base, known in ((ClientEvent, CLIENT), (ServerEvent, SERVER)):
        named = {member for member in _subclasses(base) if "type" in member.model_fields}
        assert named == set(known.values())


def test_the_page_and_the_classes_name_the_same_client_events() -> None:
    assert event_names(section("Client → server")) == set(CLIENT)


def test_the_page_and_the_classes_name_the_same_server_events() -> None:
    assert event_names(section("Server → client")) == set(SERVER)


@pytest.mark.parametrize("kind", sorted(CLIENT))
def test_the_page_names_the_fields_of_a_client_event(kind: str) -> None:
    fields = set(CLIENT[kind].model_fields) - {"type", "event_id"}
    assert fields == fields_of(section("Client → server"))[kind]


@pytest.mark.parametrize("kind", sorted(SERVER))
def test_every_server_event_has_an_example(kind: str) -> None:
    assert (CONTRACT / f"{kind}.json").is_file()


@pytest.mark.parametrize("kind", sorted(CLIENT))
def test_every_client_event_has_an_example(kind: str) -> None:
    assert (CONTRACT / f"{kind}.json").is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_is_named_by_its_type(path: Path) -> None:
    assert path.stem.partition("--")[0] == FIXTURES[path]["type"]
    assert FIXTURES[path]["type"] in CLIENT | SERVER


CLIENT_FILES = [path for path in FILES if FIXTURES[path]["type"] in CLIENT]
SERVER_FILES = [path for path in FILES if FIXTURES[path]["type"] in SERVER]


@pytest.mark.parametrize("path", CLIENT_FILES, ids=lambda path: path.stem)
def test_a_client_event_survives_the_round_trip(path: Path) -> None:
    """Nothing that the phone sends may be dropped unread."""
    event = parse_client_event(path.read_text(encoding="utf-8"))
    assert type(event) is CLIENT[FIXTURES[path]["type"]]
    written = event.model_dump(mode="json", exclude_unset=True)
    assert written == FIXTURES[path]
    assert parse_client_event(event.model_dump_json()) == event


@pytest.mark.parametrize("path", SERVER_FILES, ids=lambda path: path.stem)
def test_a_server_event_survives_the_round_trip(path: Path) -> None:
    event = SERVER_EVENT.validate_python(FIXTURES[path])
    assert type(event) is SERVER[FIXTURES[path]["type"]]
    assert event.model_dump(mode="json", exclude_unset=True) == FIXTURES[path]
    assert SERVER_EVENT.validate_json(event.model_dump_json()) == event


@pytest.mark.parametrize("path", SERVER_FILES, ids=lambda path: path.stem)
def test_what_the_server_writes_has_the_fields_of_the_example(path: Path) -> None:
    """As the connection writes it: without what is None, with every default."""
    event = SERVER_EVENT.validate_python(FIXTURES[path])
    written = json.loads(event.model_dump_json(exclude_none=True))
    missing = {key for key, value in FIXTURES[path].items() if value is not None} - set(written)
    assert not missing


@pytest.mark.parametrize("kind", sorted(SERVER))
def test_the_page_names_the_fields_of_a_server_event(kind: str) -> None:
    common = {"type", "event_id", "response_id", "output_index", "content_index", "item_id"}
    promised = fields_of(section("Server → client"))[kind]
    fields = set(SERVER[kind].model_fields)
    if kind != "error" and not kind.startswith("response."):  # those share rows, and nest
        assert promised - _nested(kind) <= fields, "the page promises what is not sent"
    assert fields - common <= promised, "sent, and not on the page"


def _nested(kind: str) -> set[str]:
    """Words in the page's field column that name values or inner fields."""
    return {
        "dryfit.scenario": {"name", "role"},
        "dryfit.state": {
            "listening", "hearing", "pausing", "thinking", "speaking", "yielding", "held", "ended",
        },
        "dryfit.playback": {"duck", "resume", "stop"},
    }.get(kind, set())  # fmt: skip
