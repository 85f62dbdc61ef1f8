"""A drill set: answers of an assistant to judge, each wrong one with a right twin.

An item has the fields of a scenario's calibration item. A twin (`pair_of`) may leave out what it
shares with the other one, so that what a file shows of it is the one thing that differs.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from dryfit.scenario.parts import Identifier, Part, Provenance, Text
from dryfit.scenario.review import CalibrationItem

Severity = Literal["cosmetic", "rework", "damage", "injury", "violation"]
"""What acting on a wrong answer leads to, from least to most."""

SHARED = ("learner_asks", "ai_says", "stated_confidence", "severity", "verify", "source",
          "checked_by", "checked_on")  # fmt: skip
"""Fields that a twin takes over from the item it names, where it does not write them."""


class DrillItem(CalibrationItem):
    """One answer to judge. `severity` is needed on a wrong one; `dryfit check` asks for it."""

    severity: Severity | Literal[""] = ""

    @property
    def checked(self) -> bool:
        """Whether an expert has signed for it."""
        return bool(self.checked_by)


class DrillSet(Part):
    """The items of one trade."""

    schema_: Literal[1] = Field(alias="schema")
    id: Identifier = "drill"
    title: Text
    trade: Text
    version: str = "0.1.0"
    language: str = "en-US"
    license: str = ""
    provenance: Provenance | None = None
    items: Annotated[tuple[DrillItem, ...], Field(min_length=2, max_length=400)]

    @model_validator(mode="before")
    @classmethod
    def _fill_twins(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw YAML
        items = value.get("items") if isinstance(value, dict) else None
        if not isinstance(items, list):
            return value
        by_id: dict[str, dict[str, object]] = {}
        for item in items:
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                by_id.setdefault(item["id"], item)
        return {**value, "items": [_filled(item, by_id) for item in items]}

    def item(self, item_id: str) -> DrillItem:
        """The item of that id. Raises `KeyError` when there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def pairs(self) -> tuple[tuple[DrillItem, DrillItem], ...]:
        """Every pair, the wrong item first; items without a fitting twin are left out."""
        by_id = {item.id: item for item in self.items}
        found = ((item, by_id.get(item.pair_of or "")) for item in self.items)
        return tuple(
            (item, other) if other.correct else (other, item)
            for item, other in found
            if other is not None and item.correct != other.correct
        )


def _filled(item: object, by_id: dict[str, dict[str, object]]) -> object:
    """A twin with what it shares; anything odd is left for the model to refuse."""
    if not isinstance(item, dict):
        return item
    name = item.get("pair_of")
    other = by_id.get(name) if isinstance(name, str) else None
    if other is None or other is item:
        return item
    return {**{field: other[field] for field in SHARED if field in other}, **item}
