"""Rules on what is looked at afterwards: the rubric, and an assistant's answers."""

from __future__ import annotations

from dryfit.check.finding import Draft, Faults, Where
from dryfit.critique.rubric import JUDGES, judge_name
from dryfit.scenario.review import CalibrationItem, RubricItem


def rubric(draft: Draft) -> Faults:
    """DF090 and DF091: every question can be answered with a quote."""
    items = draft.scenario.rubric
    for index, item in enumerate(items):
        if not _can_be_scored(item):
            yield (
                "DF090", f"Nobody can score this with a quote: “{item.behaviour}”.",
                ["rubric", index, "behaviour"],
                "Say what the learner does (asked about…, said back…, offered…, closed on…), or "
                "add `good: what they might say`.",
            )  # fmt: skip
    if draft.wrote("rubric") and items and not sum(item.weight for item in items):
        yield "DF091", "All weights are 0, so nothing counts.", ["rubric"], "Give one a weight."


def _can_be_scored(item: RubricItem) -> bool:
    judge = judge_name(item)
    if judge not in JUDGES:
        return False
    return judge != "resembles" or bool(item.good or item.poor)


def answers(draft: Draft) -> Faults:
    """DF092 to DF097: what is called wrong is wrong, and somebody checked."""
    items = draft.scenario.calibration_items
    by_id = {item.id: item for item in items}
    for index, item in enumerate(items):
        where: Where = ["calibration_items", index]
        yield from verdict(item, where)
        other = by_id.get(item.pair_of or "")
        if other is not None and (other is item or other.correct == item.correct):
            yield (
                "DF095", "A pair is one right answer and one wrong one.", [*where, "pair_of"],
                "Name the other one of the pair.",
            )  # fmt: skip
        if not (item.source and item.checked_by) and item.pair_of is None:
            yield (
                "DF096", f"Nobody has checked `{item.id}` against a source.", where,
                "Add `source`, `checked_by` and `checked_on`; until then it is shown as unchecked.",
            )  # fmt: skip
        if not item.verify:
            yield (
                "DF097", "Nothing says how to check this on site.", where,
                "Add `verify: [{method: data_sheet, where: application conditions}]`.",
            )  # fmt: skip
        if item.checked_on and item.checked_on > draft.today:
            yield "DF074", "This day has not come yet.", [*where, "checked_on"], "Check it."


def verdict(item: CalibrationItem, where: Where) -> Faults:
    """DF092 to DF094: an answer is called wrong just where something is wrong in it."""
    if not item.correct and item.error is None:
        yield (
            "DF092", "This answer is wrong, but nothing says what is wrong in it.",
            [*where, "correct"], "Add `error: {span: …, type: …, right: …}`.",
        )  # fmt: skip
    if item.correct and item.error is not None:
        yield (
            "DF093", "This answer is called correct, and has an error.", [*where, "error"],
            "Take the error out, or write `correct: false`.",
        )  # fmt: skip
    elif item.error is not None and item.error.span.lower() not in item.ai_says.lower():
        yield (
            "DF094", "`ai_says` does not have these words.", [*where, "error", "span"],
            "Copy the wrong part word for word.",
        )  # fmt: skip
