"""Rules on the bargain and the numbers: it can be won, and a level's name means something."""

from __future__ import annotations

from dryfit.check.finding import Draft, Faults, Where
from dryfit.check.reach import LEVELS, best_trust, turns
from dryfit.persona.concepts import CONCEPTS, NAMED_REASSURANCE, NAMED_RUDENESS
from dryfit.persona.level import Numbers, numbers
from dryfit.scenario.hidden import Criterion
from dryfit.scenario.references import targets
from dryfit.scenario.schema import Scenario

SHORTEST_WIN = 5
"""Turns the best learner needs: three for the concern, one to settle it, one to ask."""


def settled(draft: Draft) -> Faults:
    """DF037, DF038 and DF039: somebody can settle each concern, and the reader can tell."""
    for index, concern in enumerate(draft.scenario.hidden_concerns):
        base: Where = ["hidden_concerns", index]
        if concern.resolve_count > max(1, len(concern.resolved_by)):
            yield (
                "DF037", f"`resolve_count` is {concern.resolve_count}, but `resolved_by` has "
                f"{len(concern.resolved_by)}.", [*base, "resolve_count"],
                "Lower it, or add to `resolved_by`.",
            )  # fmt: skip
        settles = {item.what.lower(): number for number, item in enumerate(concern.resolved_by)}
        for number, item in enumerate(concern.not_resolved_by):
            if item.what.lower() in settles:
                yield (
                    "DF038", f"“{item.what}” settles it in `resolved_by`, and does not settle it "
                    "here.", [*base, "not_resolved_by", number], "Keep it in one of the two.",
                )  # fmt: skip
        for number, item in enumerate(concern.resolved_by):
            if not _can_be_told(item):
                yield _mute(item, [*base, "resolved_by", number])
    for index, objection in enumerate(draft.scenario.objections):
        for number, item in enumerate(objection.accept_if):
            if not _can_be_told(item):
                yield _mute(item, ["objections", index, "accept_if", number])


def _can_be_told(item: Criterion) -> bool:
    known = any(concept.named.search(item.what) for concept in CONCEPTS)
    return bool(item.like) or known or bool(NAMED_REASSURANCE.search(item.what))


def _mute(item: Criterion, where: Where) -> tuple[str, str, Where, str]:
    return (
        "DF039", f"It is hard to tell when a learner does this: “{item.what}”.", where,
        "Add how they might say it: {what: …, like: [\"…\", \"…\", \"…\"]}.",
    )  # fmt: skip


def bargain(draft: Draft) -> Faults:
    """DF040 to DF047: what a yes needs can be had, and what stands against it can be answered."""
    scenario = draft.scenario
    if not scenario.learner_goal():
        yield (
            "DF047", "Nothing says what the learner wants.", ["title"],
            "Add `goal: Get a date in her book.`",
        )  # fmt: skip
    concession = scenario.dynamics.concession
    needs = set(scenario.needs())
    base: Where = ["dynamics", "concession"]
    is_known = needs <= set(targets(scenario))  # a slip in one is told already
    for concern in scenario.hidden_concerns:
        if (
            concern.if_unresolved == "will_not_commit"
            and is_known
            and not any(need.startswith(f"{concern.id}.") for need in needs)
        ):
            yield (
                "DF040", f"The persona says yes though `{concern.id}` never came up.",
                [*base, "needs"], f"Add `{concern.id}.full` and `{concern.id}.resolved`.",
            )  # fmt: skip
    for level in LEVELS:
        if concession.trust_at_least > best_trust(scenario, level):
            yield (
                "DF041", f"No learner can reach trust {concession.trust_at_least:g} at {level}.",
                [*base, "trust_at_least"], "Lower it, or let more be gained each turn.",
            )  # fmt: skip
            break
    for index, concern in enumerate(scenario.hidden_concerns):
        floor = concession.floor or concession.floor_lines
        if concern.if_unresolved == "commits_at_floor" and not floor:
            yield (
                "DF043", "There is no floor that they could settle at.",
                ["hidden_concerns", index, "if_unresolved"],
                "Write `dynamics: {concession: {floor: what they would still agree to}}`.",
            )  # fmt: skip
    yield from _objections(scenario, needs)
    for index, breaker in enumerate(scenario.deal_breakers):
        if not breaker.like and not NAMED_RUDENESS.search(breaker.when):
            yield (
                "DF045", f"It is hard to tell when a learner does this: “{breaker.when}”.",
                ["deal_breakers", index, "when"], "Add `like: [\"…\", \"…\"]`, as it may be said.",
            )  # fmt: skip
    if "commitment" not in scenario.end_when:
        yield (
            "DF046", "Nobody can win: a yes does not end the talk.", ["end_when"],
            "Add `commitment`, or leave `end_when` out.",
        )  # fmt: skip


def _objections(scenario: Scenario, needs: set[str]) -> Faults:
    for index, objection in enumerate(scenario.objections):
        if not objection.accept_if and f"{objection.id}.answered" in needs:
            yield (
                "DF042", f"Any offer at all answers `{objection.id}`.", ["objections", index],
                "Say what answers it, in `accept_if`.",
            )  # fmt: skip
        if objection.trigger == "topic_mentioned" and not objection.about:
            yield (
                "DF044", f"Nothing calls up `{objection.id}`: it has no `about`.",
                ["objections", index, "trigger"], "Write sentences that touch it in `about`.",
            )  # fmt: skip


_HARDER = {
    "trust_start": -1, "patience_start": -1, "patience_per_turn": -1, "max_gain_per_turn": -1,
    "add_reveal_trust": 1, "losses_times": 1, "resolve_count": 1, "hint_after_turns": 1,
}  # fmt: skip
"""Which way each number goes when a level gets harder."""
_WRITTEN = {"trust_start": "add_trust"}


def levels(draft: Draft) -> Faults:
    """DF050 and DF051: easy is easier than normal, and hard is harder."""
    scenario = draft.scenario
    for easier, harder in (("easy", "normal"), ("normal", "hard")):
        one, other = numbers(scenario, easier), numbers(scenario, harder)
        named = easier if easier == "easy" else harder
        wrong = [name for name in _HARDER if _wrong_way(one, other, name)]
        for name in wrong:
            field = _WRITTEN.get(name, name)
            place = named if draft.wrote("difficulty", named, field) else other_of(named, harder)
            yield (
                "DF050", f"By `{field}`, {easier} is harder than {harder}.",
                ["difficulty", place, field], "Turn it round.",
            )  # fmt: skip
        if one == other and not wrong:
            yield (
                "DF051", f"Nothing makes {harder} harder than {easier}.", ["difficulty", named],
                "Change `add_trust` or `patience_per_turn`, or leave the level out.",
            )  # fmt: skip


def other_of(named: str, harder: str) -> str:
    """The other level of a pair."""
    return harder if named != harder else "normal"


def _wrong_way(one: Numbers, other: Numbers, name: str) -> bool:
    low, high = getattr(one, name), getattr(other, name)
    if low is None or high is None:
        return name == "hint_after_turns" and low is None and high is not None
    return bool((high - low) * _HARDER[name] < 0)


def clock(draft: Draft) -> Faults:
    """DF052 to DF055: there is time enough, and what is planned happens within it."""
    scenario = draft.scenario
    for level in LEVELS:
        if turns(scenario, level) < SHORTEST_WIN:
            where: Where = ["dynamics", "patience"]
            if draft.wrote("difficulty", level, "patience_per_turn"):
                where = ["difficulty", level, "patience_per_turn"]
            yield (
                "DF052", f"At {level} patience ends after {turns(scenario, level)} of the "
                f"{SHORTEST_WIN} turns that the best learner needs.", where,
                "Let each turn cost less.",
            )  # fmt: skip
            break
    limit = scenario.environment.time_limit_s
    for index, item in enumerate(scenario.environment.interruptions):
        if item.after_s >= limit:
            yield (
                "DF053", f"This comes after {item.after_s:g} s, and the talk ends at {limit:g} s.",
                ["environment", "interruptions", index, "after_s"], "Let it come sooner.",
            )  # fmt: skip
    if draft.wrote("environment", "time_limit_s") and limit < 30 * SHORTEST_WIN / 2:
        yield (
            "DF054", f"{limit:g} seconds are too few: a turn of both takes about 15.",
            ["environment", "time_limit_s"], "Give it two minutes or more.",
        )  # fmt: skip
    for name, measure in scenario.measures:
        wrong = measure.advise is not None and measure.advise[0] > measure.advise[1]
        least, most = measure.advise_min, measure.advise_max
        if wrong or (least is not None and most is not None and least > most):
            yield (
                "DF055", f"The least advised for `{name}` is more than the most.",
                ["measures", name], "Turn the two round.",
            )  # fmt: skip
