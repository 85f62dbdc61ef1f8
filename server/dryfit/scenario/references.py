"""Names in a scenario that must fit each other: ids, what refers to them, moves, behaviours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from dryfit.persona.move import MoveKind
from dryfit.persona.words import content_words
from dryfit.scenario.errors import ScenarioError
from dryfit.scenario.explain import nearest
from dryfit.scenario.play import DEFAULT_GAINS, DEFAULT_LOSSES
from dryfit.scenario.schema import Scenario
from dryfit.scenario.source import place_of

Where = list[str | int]
Fault = tuple[str, str, Where, str]
"""Code, message, where in the file, hint."""


def misfits(scenario: Scenario, data: CommentedMap, path: Path) -> Iterator[ScenarioError]:
    """DF014, DF015, DF016, DF010 and DF020: everything that names what is not there."""
    for rule in (_twice, _objections, _needs, _conditions, _pairs, _consequences, _names, _opening):
        for fault in rule(scenario):
            yield placed(fault, data, path)


def placed(fault: Fault, data: CommentedMap, path: Path) -> ScenarioError:
    """A fault with the line and column that it stands at."""
    code, message, where, hint = fault
    line, column = place_of(data, where)
    return ScenarioError(code, message, file=path, line=line, column=column, hint=hint)


def _twice(scenario: Scenario) -> Iterator[Fault]:
    groups: list[tuple[Where, Sequence[str]]] = [
        (["hidden_concerns"], [item.id for item in scenario.hidden_concerns]),
        (["objections"], [item.id for item in scenario.objections]),
        (["persona", "knowledge"], [item.id for item in scenario.persona.knowledge]),
        (["topics"], [item.id for item in scenario.topics]),
        (["rubric"], [item.id for item in scenario.rubric]),
        (["calibration_items"], [item.id for item in scenario.calibration_items]),
        (
            ["dynamics", "concession", "steps"],
            [item.id for item in scenario.dynamics.concession.steps],
        ),
    ]
    for group, ids in groups:
        for index, item_id in enumerate(ids):
            if item_id in ids[:index]:
                hint = "Give each its own id."
                yield "DF014", f"The id `{item_id}` is used twice.", [*group, index, "id"], hint


def _objections(scenario: Scenario) -> Iterator[Fault]:
    concerns = [concern.id for concern in scenario.hidden_concerns]
    for index, objection in enumerate(scenario.objections):
        if objection.masks is not None and objection.masks not in concerns:
            where: Where = ["objections", index, "masks"]
            hint = nearest(objection.masks, concerns)
            yield "DF015", f"There is no concern `{objection.masks}`.", where, hint


def _needs(scenario: Scenario) -> Iterator[Fault]:
    known = targets(scenario)
    concession = scenario.dynamics.concession
    base: Where = ["dynamics", "concession"]
    groups: list[tuple[Where, Sequence[str]]] = [([*base, "needs"], concession.needs)]
    groups += [
        ([*base, "steps", index, "needs"], step.needs)
        for index, step in enumerate(concession.steps)
    ]
    for where, needs in groups:
        for index, need in enumerate(needs):
            if need not in known:
                hint = nearest(need, known)
                yield "DF015", f"Nothing here is called `{need}`.", [*where, index], hint


def targets(scenario: Scenario) -> list[str]:
    """What a yes may need: each concern out or settled, each objection answered."""
    concerns = [concern.id for concern in scenario.hidden_concerns]
    marks = [f"{concern}.{mark}" for concern in concerns for mark in ("full", "resolved")]
    return marks + [f"{objection.id}.answered" for objection in scenario.objections]


def _conditions(scenario: Scenario) -> Iterator[Fault]:
    known = targets(scenario) + [f"{item.id}.raised" for item in scenario.objections]
    known += [f"{item.id}.{mark}" for item in scenario.hidden_concerns
              for mark in ("hint", "partial")]  # fmt: skip
    for index, concern in enumerate(scenario.hidden_concerns):
        for part in concern.reveal_when.every() if concern.reveal_when else ():
            if part.after is not None and part.after not in known:
                where: Where = ["hidden_concerns", index, "reveal_when"]
                hint = nearest(part.after, known)
                yield "DF015", f"Nothing here is called `{part.after}`.", where, hint


def _pairs(scenario: Scenario) -> Iterator[Fault]:
    ids = [item.id for item in scenario.calibration_items]
    for index, item in enumerate(scenario.calibration_items):
        if item.pair_of is not None and item.pair_of not in ids:
            where: Where = ["calibration_items", index, "pair_of"]
            hint = nearest(item.pair_of, ids)
            yield "DF015", f"There is no item `{item.pair_of}`.", where, hint


def _consequences(scenario: Scenario) -> Iterator[Fault]:
    """What follows on a wrong answer names one; an assistant has something to answer from."""
    if scenario.assistant is None:
        return
    wrong = [item.id for item in scenario.calibration_items if not item.correct]
    if not scenario.calibration_items:
        hint = "Add `calibration_items`, right ones and wrong ones."
        yield "DF015", "The assistant has nothing to answer from.", ["assistant"], hint
    for index, consequence in enumerate(scenario.assistant.consequences):
        if consequence.item not in wrong:
            where: Where = ["assistant", "consequences", index, "item"]
            message = f"There is no wrong answer `{consequence.item}`."
            yield "DF015", message, where, nearest(consequence.item, wrong)


def _names(scenario: Scenario) -> Iterator[Fault]:
    moves = [kind.value for kind in MoveKind]
    for name in scenario.lines:
        if name not in moves:
            hint = nearest(name, moves)
            yield "DF016", f"No move is called `{name}`.", ["lines", name], hint
    trust = scenario.dynamics.trust
    for field, given, known in (
        ("gains", trust.gains, DEFAULT_GAINS),
        ("losses", trust.losses, DEFAULT_LOSSES),
    ):
        for name in given:
            if name not in known:
                where: Where = ["dynamics", "trust", field, name]
                hint = nearest(name, list(known))
                yield "DF010", f"There is no field `{name}` here.", where, hint


def _opening(scenario: Scenario) -> Iterator[Fault]:
    for index, line in enumerate(scenario.opening.lines):
        said = content_words(line)
        for concern in scenario.hidden_concerns:
            told = content_words(concern.concern)
            shared = said & told
            if told and len(shared) >= max(2, round(0.5 * len(told))):
                where: Where = ["opening", "lines", index]
                hint = "Keep it for `stages`; open with what anyone may know."
                yield "DF020", f"The opening gives the concern `{concern.id}` away.", where, hint
