"""Rules on a drill set: every wrong answer has a twin, a source, and a way to check it on site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dryfit.check.finding import Faults, Where
from dryfit.check.review_rules import verdict
from dryfit.drill.item import DrillItem, DrillSet
from dryfit.drill.understand.alike import telling
from dryfit.drill.understand.checking import MACHINE
from dryfit.drill.understand.figures import quantities

MOST_WORDS_APART = 8
"""Words in a row in which twins may differ; more, and they differ in more than one thing."""

MOST_WORDS_HEARD = 45
"""Words of an answer that can be kept in mind with gloves on: about 18 seconds of speech."""

_ASKS_A_MACHINE = re.compile(r"\b(?:ai|a\.i\.|assistant|bot|web|search engine)\b", re.IGNORECASE)


def drill_faults(drill: DrillSet, today: date) -> Faults:
    """Everything there is to mend in a set that loads."""
    for index, item in enumerate(drill.items):
        where: Where = ["items", index]
        yield from verdict(item, where)
        yield from _source(item, where, today)
        yield from _verification(item, where)
        if len(item.ai_says.split()) > MOST_WORDS_HEARD and item.pair_of is None:
            yield (
                "DF108", f"More than {MOST_WORDS_HEARD} words are hard to judge by ear.",
                [*where, "ai_says"], "Say the one thing that is judged.",
            )  # fmt: skip
    yield from _pairs(drill)
    yield from _unchecked(drill)


def _source(item: DrillItem, where: Where, today: date) -> Faults:
    if not item.source:
        yield (
            "DF100", f"Nothing says where `{item.id}` comes from.", where,
            "Add `source`: the standard, rule or data sheet, with its section.",
        )  # fmt: skip
    if not item.correct and not item.severity:
        yield (
            "DF106", f"Nothing says how bad it is to act on `{item.id}`.", where,
            "Add `severity`: cosmetic, rework, damage, injury or violation.",
        )  # fmt: skip
    if item.checked_on and item.checked_on > today:
        yield "DF074", "This day has not come yet.", [*where, "checked_on"], "Check it."


def _verification(item: DrillItem, where: Where) -> Faults:
    if not item.verify and item.pair_of is None:
        yield (
            "DF097", "Nothing says how to check this on site.", where,
            "Add `verify: [{method: data_sheet, where: application conditions}]`.",
        )  # fmt: skip
    if item.pair_of is not None:
        return  # what a twin shares is told once, at the other one
    for number, way in enumerate(item.verify):
        told = f"{way.method} {way.where}".replace("_", " ").lower()
        place: Where = [*where, "verify", number]
        if MACHINE.search(told) or _ASKS_A_MACHINE.search(told):
            yield (
                "DF105", "Asking a machine again, or the web, checks nothing.", place,
                "Name a paper, plate, gauge or person on site.",
            )  # fmt: skip
        elif not way.where.strip():
            yield (
                "DF107", "This does not say where on site to look.", place,
                "Add `where`: the page, the plate, the spot to measure.",
            )  # fmt: skip


def _pairs(drill: DrillSet) -> Faults:
    by_id = {item.id: item for item in drill.items}
    named = {item.pair_of for item in drill.items}
    for index, item in enumerate(drill.items):
        where: Where = ["items", index]
        other = by_id.get(item.pair_of or "")
        if other is not None:
            if other is item or other.correct == item.correct:
                yield (
                    "DF095", "A pair is one right answer and one wrong one.", [*where, "pair_of"],
                    "Name the other one of the pair.",
                )  # fmt: skip
                continue
            yield from _twins(item, other, where)
        elif not item.correct and item.id not in named:
            yield (
                "DF101", f"No right answer is the twin of `{item.id}`.", where,
                f"Add one with `pair_of: {item.id}` that says it as it is.",
            )  # fmt: skip


def _twins(item: DrillItem, other: DrillItem, where: Where) -> Faults:
    wrong, right = (other, item) if item.correct else (item, other)
    asked, said = apart(wrong.learner_asks, right.learner_asks), apart(wrong.ai_says, right.ai_says)
    differ = [words for words in (asked, said) if any(words)]
    if (
        len(differ) != 1
        or max(len(side) for side in differ[0]) > MOST_WORDS_APART
        or item.stated_confidence != other.stated_confidence
    ):
        yield (
            "DF102", f"`{item.id}` and `{other.id}` should differ in one thing, and do not.",
            [*where, "pair_of"],
            "Change only the wrong words; the rest, and `stated_confidence`, stay the same.",
        )  # fmt: skip
        return
    if wrong.error is None:
        return
    place: Where = [*where, "pair_of"]
    if _says(wrong.ai_says, wrong.error.right):
        yield (
            "DF103", "What is called right stands in the wrong answer word for word.", place,
            f"Look at `right` and `ai_says` of `{wrong.id}`.",
        )  # fmt: skip
    elif any(said) and not _agrees(wrong.ai_says, right.ai_says, wrong.error.right):
        yield (
            "DF104", f"`right` of `{wrong.id}` does not say what `{right.id}` says.", place,
            "Give both the same figure, or the same words.",
        )  # fmt: skip


def apart(one: str, other: str) -> tuple[list[str], list[str]]:
    """The words between what two texts begin and end with alike.

    >>> apart("at least two degrees", "at least five degrees")
    (['two'], ['five'])
    """
    left, right = _tokens(one), _tokens(other)
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return left, right


def _tokens(text: str) -> list[str]:
    return [word.strip(".,;:!?") for word in text.lower().split()]


def _says(answer: str, right: str) -> bool:
    return " ".join(_tokens(right)) in " ".join(_tokens(answer))


def _agrees(wrong: str, twin: str, right: str) -> bool:
    """Whether what only the twin says is what `right` says: its figures, else a telling word."""
    given, meant = quantities(wrong.lower()), quantities(right.lower())
    new = [one for one in quantities(twin.lower()) if not any(one.same(old) for old in given)]
    if new:
        return any(one.same(other) for one in new for other in meant)
    words = telling(" ".join(apart(wrong, twin)[1]))
    return not words or bool(words & telling(right))


def _unchecked(drill: DrillSet) -> Iterator[tuple[str, str, Where, str]]:
    open_ = [item for item in drill.items if not item.checked_by]
    if open_:
        yield (
            "DF096", f"No expert has checked {len(open_)} of {len(drill.items)} items.", ["items"],
            "Add `checked_by` and `checked_on`; until then they are shown as unchecked.",
        )  # fmt: skip
