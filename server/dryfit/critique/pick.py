"""One strength and one fix: the two lines a learner leaves with. None when there is none."""

from collections.abc import Iterator, Sequence

from dryfit.critique.moments import NOTICEABLE_LOSS, costliest, trust_change
from dryfit.critique.naming import called
from dryfit.critique.quoting import quote_of, shortened
from dryfit.critique.report import ConcernTrace, Fix, Quote, RubricResult, Strength
from dryfit.critique.rubric import judge_name
from dryfit.critique.talk import Sentence, Talk
from dryfit.persona.reading import Act
from dryfit.scenario.review import RubricItem
from dryfit.scenario.schema import Scenario

NOTICEABLE_GAIN = 3.0
"""Trust a turn must earn to be a strength by itself; lower, and praise means nothing."""

_GENERAL_LINES = {
    "asked_first": "Before I say what I'm after: how did it go the last time?",
    "asked_about": "Can you tell me how that went the last time?",
    "explored_objection": "What makes you say that?",
    "reflected": "So if I heard you right, it's what comes afterwards that worries you?",
    "found_concern": "What would worry you most about saying yes?",
    "settled_concern": "What would have to be true for that not to worry you?",
    "specific_offer": "Here is exactly what I would do, by when, and what if it goes wrong.",
    "closed": "Shall we put a day on it now?",
}
"""Said when the scenario's author gave no line of their own."""


def pick_fix(
    talk: Talk,
    scenario: Scenario,
    results: Sequence[RubricResult],
    rubric: Sequence[RubricItem],
    concerns: Sequence[ConcernTrace],
) -> Fix | None:
    """The missed question that weighs most, at the line where it would have helped.

    A critical question weighs one point more; among equals the author's order decides.
    """
    pairs = list(zip(results, rubric, strict=True))
    pairs.sort(key=lambda pair: -(pair[0].weight + pair[0].critical))
    for result, item in pairs:
        if result.met != "no":
            continue
        at = _where(talk, result, item, concerns)
        if at is None:
            continue
        return Fix(
            quote=at.quote,
            turn=at.turn,
            why=result.why + _cost(talk, at.turn, scenario),
            model_line=model_line(scenario, item),
        )
    return None


def pick_strength(
    talk: Talk,
    scenario: Scenario,
    results: Sequence[RubricResult],
    concerns: Sequence[ConcernTrace],
    fix: Fix | None,
) -> Strength | None:
    """What opened a concern, else the best-weighted question met, else what earned most trust."""
    name = called(scenario.persona.name)
    for quote, why in _worth_saying(talk, results, concerns, name):
        if fix and (fix.turn, fix.quote) == (quote.turn, quote.quote):
            continue
        return Strength(quote=quote.quote, turn=quote.turn, why=why, led_to=_led_to(talk, quote))
    return None


def model_line(scenario: Scenario, item: RubricItem) -> str | None:
    """A line that would have done it: the author's, else from the concern, else a general one."""
    if scenario.debrief.model_lines == 0:
        return None
    if item.good:
        return item.good
    name = judge_name(item)
    for concern in scenario.hidden_concerns:
        if name in ("asked_first", "asked_about", "found_concern"):
            questions = [line for line in concern.about if line.endswith("?")]
            if questions:
                return questions[0]
        if name in ("specific_offer", "settled_concern"):
            offers = [line for criterion in concern.resolved_by for line in criterion.like]
            if offers:
                return offers[0]
    return _GENERAL_LINES.get(name)


def _worth_saying(
    talk: Talk, results: Sequence[RubricResult], concerns: Sequence[ConcernTrace], name: str
) -> Iterator[tuple[Quote, str]]:
    for trace in concerns:
        if trace.opened_by and trace.revealed_turn is not None:
            yield trace.opened_by, f"This got {name} to say what it was really about."
    met = [result for result in results if result.met == "yes" and result.quote]
    for result in sorted(met, key=lambda result: -(result.weight + result.critical)):
        if result.quote and result.turn is not None:
            yield Quote(quote=result.quote, turn=result.turn), result.why
    for trace in concerns:
        if trace.opened_by and trace.revealed_turn is None:
            yield trace.opened_by, f"This got {name} to let something out."
    gains = [(trust_change(talk, s.turn), s) for s in talk.sure]
    best = max(gains, key=lambda gain: gain[0], default=None)
    if best and best[0] >= NOTICEABLE_GAIN:
        yield quote_of(best[1]), f"{name} trusted you more after this."


def _led_to(talk: Talk, quote: Quote) -> str | None:
    reply = talk.reply_to(quote.turn)
    if reply is None or trust_change(talk, quote.turn) < 0:
        return None
    return shortened(reply.text) or None


def _cost(talk: Talk, turn: int, scenario: Scenario) -> str:
    if trust_change(talk, turn) > -NOTICEABLE_LOSS:
        return ""
    return f" {called(scenario.persona.name)} trusted you less after this turn."


def _where(
    talk: Talk, result: RubricResult, item: RubricItem, concerns: Sequence[ConcernTrace]
) -> Quote | None:
    """The line that shows the miss; for something never done, the line to do it at."""
    if result.quote and result.turn is not None:
        return Quote(quote=result.quote, turn=result.turn)
    said = [s for s in talk.sure if Act.STOP not in s.acts] or talk.sure
    if not said:
        return None
    name = judge_name(item)
    if name in ("found_concern", "settled_concern", "reflected"):
        for trace in concerns:
            if trace.resolved_turn is None and (missed := trace.walked_past or trace.shut_by):
                return missed
        return quote_of(costliest(talk) or _after_opening(talk) or said[-1])
    return quote_of(said[0] if name.startswith("asked") else said[-1])


def _after_opening(talk: Talk) -> Sentence | None:
    """The first sentence after the persona last let something out or objected."""
    told = [line for line in talk.persona if line.stage_after or line.kind == "object"]
    if not told:
        return None
    return next((s for s in talk.sure if s.order[0] > told[-1].place), None)
