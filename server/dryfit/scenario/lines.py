"""Everything a scenario's author gave the persona to say."""

from collections.abc import Iterator

from pydantic import BaseModel

from dryfit.scenario.schema import Scenario


def authored_lines(scenario: Scenario) -> tuple[str, ...]:
    """Every authored line, each once, in the order of the file; slots such as `{date}` unfilled."""
    return tuple(dict.fromkeys(_lines_in(scenario)))


def _lines_in(part: BaseModel) -> Iterator[str]:
    for name, value in part:
        if name == "lines" and isinstance(value, dict):
            for lines in value.values():
                yield from lines
        elif name == "lines" or (name.endswith("_lines") and name != "example_lines"):
            yield from value
        elif isinstance(value, BaseModel):
            yield from _lines_in(value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, BaseModel):
                    yield from _lines_in(item)
