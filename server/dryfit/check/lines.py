"""Every line that the persona may say, with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from dryfit.scenario.references import Where
from dryfit.scenario.schema import Scenario


def said_lines(scenario: Scenario) -> Iterator[tuple[str, Where]]:
    """Authored lines in the order of the file; what a default filled in is not there."""
    yield from _in(scenario, [])


def _in(part: BaseModel, where: Where) -> Iterator[tuple[str, Where]]:
    written = part.model_fields_set
    for name, field in type(part).model_fields.items():
        value, here = getattr(part, name), [*where, field.alias or name]
        if name not in written and not isinstance(value, tuple):
            continue
        if name == "lines" and isinstance(value, dict):
            for move, items in value.items():
                yield from _each(items, [*here, move])
        elif isinstance(value, BaseModel):
            yield from _in(value, here)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _in(item, [*here, index])
                elif isinstance(item, str) and _spoken(name):
                    yield item, [*here, index]
        elif name == "cover_story" and value:
            yield value, here


def _each(items: tuple[str, ...], where: Where) -> Iterator[tuple[str, Where]]:
    for index, item in enumerate(items):
        yield item, [*where, index]


def _spoken(name: str) -> bool:
    return name == "lines" or (name.endswith("_lines") and name != "example_lines")
