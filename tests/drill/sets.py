"""Drill sets made for tests."""

from dryfit.drill.item import DrillItem, DrillSet


def pair(name: str) -> list[dict[str, object]]:
    return [
        {
            "id": name,
            "learner_asks": f"How far above the {name} mark must it be?",
            "ai_says": "Keep it at least two degrees above, and you are good.",
            "correct": False,
            "error": {"span": "two degrees", "type": "wrong_limit", "right": "five degrees"},
            "severity": "rework",
            "verify": [{"method": "data_sheet", "where": "application conditions, page 2"}],
            "source": "Made for tests",
        },
        {
            "id": f"{name}-ok",
            "pair_of": name,
            "ai_says": "Keep it at least five degrees above, and you are good.",
            "correct": True,
        },
    ]


def drill_of(pairs: int) -> DrillSet:
    items = [item for index in range(pairs) for item in pair(f"mark-{index}")]
    return DrillSet.model_validate(
        {"schema": 1, "title": "Marks", "trade": "testing", "items": items}
    )


def twins(one: DrillItem, other: DrillItem) -> bool:
    return one.pair_of == other.id or other.pair_of == one.id
