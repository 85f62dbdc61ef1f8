"""Server events against the models of the `openai` SDK, more strictly than the SDK itself reads.

The SDK builds its objects without validating; here every field is there, of its type, and known.
"""

from collections.abc import Iterator
from typing import Any

from openai.types.realtime import RealtimeServerEvent
from pydantic import BaseModel, TypeAdapter

EVENT: TypeAdapter[Any] = TypeAdapter(RealtimeServerEvent)
SENT_AND_NOT_IN_THE_MODEL = {"session.id", "session.object", "error.retry_after_s"}
"""The real API sends an id and an object too; the SDK's model is that of the request. How long to
wait is this server's own, and both SDKs hand it on unread."""


def faults(event: dict[str, Any]) -> list[str]:
    """What is unknown to the SDK's models in an event.

    Raises:
        pydantic.ValidationError: the type is unknown, or a field is missing or of another type.
    """
    read = EVENT.validate_python(event)
    if read.type != event["type"]:
        return [f"read as {read.type}"]
    return [name for name in _extras(read) if name not in SENT_AND_NOT_IN_THE_MODEL]


def _extras(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield path + name
        for name in type(value).model_fields:
            yield from _extras(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list):
        for each in value:
            yield from _extras(each, path)
