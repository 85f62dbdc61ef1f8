"""Everything a scenario's author gave the persona to say."""

from collections.abc import Iterator

from pydantic import BaseModel

from dryfit.scenario.schema import Scenario


def authored_lines(scenario: Scenario) -> tuple[str, ...]:
    """Every authored line, each once, in the order of the file; slots such as `{date}` unfilled."""
    return tuple(dict.fromkeys(_lines_in(scenario)))


def _lines_in(part: BaseModel) -> Iterator[str]:
    for name, value in part:
        for item in value.values() if name == "lines" and isinstance(value, dict) else (value,):
            if isinstance(item, BaseModel):
                yield from _lines_in(item)
            elif isinstance(item, tuple):
                yield from _lines_of(name, item)


def _lines_of(name: str, items: tuple[object, ...]) -> Iterator[str]:
    said = name == "lines" or (name.endswith("_lines") and name != "example_lines")
    for item in items:
        if isinstance(item, BaseModel):
            yield from _lines_in(item)
        elif said and isinstance(item, str):
            yield item
