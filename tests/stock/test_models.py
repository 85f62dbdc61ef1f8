"""The wire's own examples, read by the models of the `openai` SDK."""

import json
from pathlib import Path
from typing import get_args

import pytest
from tests.stock.sdk_models import faults

from dryfit.wire.server_events import AnyServerEvent

CONTRACT = Path(__file__).parents[1] / "contract"
STOCK = {
    kind
    for member in get_args(get_args(AnyServerEvent)[0])
    if not (kind := member.model_fields["type"].default).startswith("dryfit.")
}
EXTENSIONS = {"audio_stream", "start_ms"}
"""Fields that only `dryfit.v1` clients are sent."""


def _for_stock(path: Path) -> object:
    def without(value: object) -> object:
        if isinstance(value, dict):
            return {
                k: without(v) for k, v in value.items() if k not in EXTENSIONS and v is not None
            }
        return [without(each) for each in value] if isinstance(value, list) else value

    return without(json.loads(path.read_text(encoding="utf-8")))


ONLY_EXTENDED = {"session.created--opus", "response.output_item.added--assistant"}
"""Examples of what a stock client never asks for."""

FILES = [
    path
    for path in sorted(CONTRACT.glob("*.json"))
    if path.stem.partition("--")[0] in STOCK and path.stem not in ONLY_EXTENDED
]


def test_every_event_of_a_stock_session_has_an_example() -> None:
    assert {path.stem.partition("--")[0] for path in FILES} == STOCK


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_is_an_event_of_the_sdk(path: Path) -> None:
    event = _for_stock(path)
    assert isinstance(event, dict)
    assert faults(event) == []


def test_what_is_missing_or_unknown_is_seen() -> None:
    event = _for_stock(CONTRACT / "conversation.item.truncated.json")
    assert isinstance(event, dict)
    assert faults({**event, "colour": "red"}) == ["colour"]
    with pytest.raises(ValueError, match="audio_end_ms"):
        faults({key: value for key, value in event.items() if key != "audio_end_ms"})
