"""Rules on the hidden concern: nothing tells it early, and it can come out."""

from __future__ import annotations

from collections.abc import Iterator

from dryfit.check.finding import Draft, Faults, Where
from dryfit.check.reach import LEVELS, best_trust, trust_needed, turns
from dryfit.persona.words import content_words
from dryfit.scenario.hidden import LEVELS as STAGES
from dryfit.scenario.hidden import Concern, Condition
from dryfit.scenario.schema import Scenario

GIVES_AWAY = 3
"""Telling words of a concern that one line may not hold; fewer, and harmless lines are accused."""

GIVES_AWAY_SHARE = 0.5
"""And the share of the concern's telling words."""


def early_lines(scenario: Scenario) -> Iterator[tuple[str, Where]]:
    """What the persona may say while nothing is out, and where it stands."""
    for index, concern in enumerate(scenario.hidden_concerns):
        base: Where = ["hidden_concerns", index]
        if concern.cover_story:
            yield concern.cover_story, [*base, "cover_story"]
        for number, line in enumerate(concern.cover_lines):
            yield line, [*base, "cover_lines", number]
    for index, objection in enumerate(scenario.objections):
        for number, line in enumerate(objection.lines):
            yield line, ["objections", index, "lines", number]
    for index, item in enumerate(scenario.persona.knowledge):
        if item.share != "never_first":
            for number, line in enumerate(item.lines or (item.fact,)):
                key: Where = ["lines", number] if item.lines else ["fact"]
                yield line, ["persona", "knowledge", index, *key]
    for index, interruption in enumerate(scenario.environment.interruptions):
        for number, line in enumerate(interruption.lines):
            yield line, ["environment", "interruptions", index, "lines", number]
    later = {"told", "need", "soften", "settled", "not_enough", "accept", "commit"}
    for name, lines in scenario.lines.items():
        if name not in later:
            for number, line in enumerate(lines):
                yield line, ["lines", name, number]


def _shown(scenario: Scenario) -> Iterator[tuple[str, Where]]:
    situation = scenario.situation
    yield scenario.title, ["title"]
    yield scenario.goal, ["goal"]
    yield situation.shared, ["situation", "shared"]
    yield situation.learner_role, ["situation", "learner_role"]
    yield situation.learner_brief, ["situation", "learner_brief"]
    yield situation.learner_goal, ["situation", "learner_goal"]


def _tells(text: str, concern: Concern, known: frozenset[str]) -> bool:
    secret = content_words(concern.concern) - known
    shared = content_words(text) & secret
    return len(shared) >= GIVES_AWAY and len(shared) >= GIVES_AWAY_SHARE * len(secret)


def given_away(draft: Draft) -> Faults:
    """DF021 and DF022: the concern stands where the learner hears or reads it unearned."""
    scenario = draft.scenario
    shown = list(_shown(scenario))
    known = frozenset(word for text, _ in shown for word in content_words(text))
    for concern in scenario.hidden_concerns:
        for text, where in shown:
            if _tells(text, concern, frozenset()):
                yield (
                    "DF022", f"The learner reads the concern `{concern.id}` here.", where,
                    "Say only what anyone who walks in would see.",
                )  # fmt: skip
        for text, where in early_lines(scenario):
            if _tells(text, concern, known):
                yield (
                    "DF021", f"This line gives the concern `{concern.id}` away.", where,
                    "It may be said before the concern is earned; move it to `stages`.",
                )  # fmt: skip


def stages(draft: Draft) -> Faults:
    """DF023, DF034 and DF035: the steps of a concern come in order and say more each time."""
    for index, concern in enumerate(draft.scenario.hidden_concerns):
        first = [draft.data["hidden_concern"]] if "hidden_concern" in draft.data else []
        written = [*first, *draft.data.get("hidden_concerns", [])]
        given = written[index].get("stages", []) if isinstance(written[index], dict) else []
        levels = [stage.get("level") for stage in given if isinstance(stage, dict)]
        for number, level in enumerate(levels):
            if level in levels[:number]:
                yield (
                    "DF034", f"The stage `{level}` stands here twice.",
                    ["hidden_concerns", index, "stages", number],
                    "Put all its lines into one stage: hint, partial and full.",
                )  # fmt: skip
        yield from _falling(concern, index, levels)
        full = content_words(" ".join(concern.stage("full").lines)) if concern.stage("full") else ()  # type: ignore[union-attr]
        for level in STAGES[:2]:
            if level not in levels:
                continue
            for number, line in enumerate(concern.stage(level).lines):  # type: ignore[union-attr]
                whole = line in (concern.stage("full").lines if full else ())  # type: ignore[union-attr]
                if whole or _tells(line, concern, frozenset()):
                    yield (
                        "DF023", f"The stage `{level}` says all of the concern already.",
                        ["hidden_concerns", index, "stages", levels.index(level), "lines", number],
                        "A hint says that there is something, a part says what sort of thing.",
                    )  # fmt: skip


def _falling(concern: Concern, index: int, levels: list[object]) -> Faults:
    before = 0.0
    for level in STAGES:
        stage = concern.stage(level)
        needed = stage.trust_at_least if stage else None
        if needed is None:
            continue
        if needed < before:
            yield (
                "DF035", f"`{level}` needs less trust ({needed:g}) than the stage before it "
                f"({before:g}).",
                ["hidden_concerns", index, "stages", levels.index(level), "trust_at_least"],
                "Let each stage ask for as much or more.",
            )  # fmt: skip
        before = max(before, needed)


def reachable(draft: Draft) -> Faults:
    """DF030 to DF033 and DF036: there is a way to the concern, and it is not open already."""
    scenario = draft.scenario
    for index, concern in enumerate(scenario.hidden_concerns):
        where: Where = ["hidden_concerns", index, "reveal_when"]
        condition = concern.reveal_when
        if condition is None:
            continue
        for part in condition.every():
            clash = _clash(part)
            if clash:
                yield "DF031", clash, where, "Keep one of the two, or put them under `any`."
        yield from _trust(scenario, concern, where)
        yield from _counts(scenario, condition, where)
        if any(
            part.after and part.after.startswith(f"{concern.id}.") for part in condition.every()
        ):
            yield (
                "DF033", f"`{concern.id}` waits for itself.", where,
                "`after` names another concern, or an objection.",
            )  # fmt: skip


def _clash(part: Condition) -> str:
    """Two demands on one turn that no sentence meets."""
    inner = [part, *part.all]
    for name in ("asked", "asked_open_question", "asked_closed_question", "reflected"):
        values = {(getattr(item, name), item.topic) for item in inner}
        for topic in {item.topic for item in inner}:
            if {(True, topic), (False, topic)} <= values:
                return f"This needs `{name}` to be both true and false."
    refuses = any(item.asked is False for item in inner)
    if refuses and any(item.asked_open_question or item.asked_about for item in inner):
        return "This needs a question, and none."
    return ""


def _trust(scenario: Scenario, concern: Concern, where: Where) -> Faults:
    for level in LEVELS:
        needed = trust_needed(scenario, concern, level)
        best = best_trust(scenario, level)
        if needed > best:
            yield (
                "DF030", f"This needs trust {needed:g} at {level}, and no learner can reach more "
                f"than {best:g}.", where, "Lower `trust_at_least`, or raise `dynamics.trust`.",
            )  # fmt: skip
            return
    start = scenario.dynamics.trust.start
    given = concern.reveal_when is not None and any(
        part.trust_at_least is not None for part in concern.reveal_when.every()
    )
    if given and start >= trust_needed(scenario, concern, "normal"):
        yield (
            "DF036", "The persona trusts this much from the start, so it comes out at the first "
            "question.", where, f"Ask for more trust than `dynamics.trust.start` ({start:g}).",
        )  # fmt: skip


def _counts(scenario: Scenario, condition: Condition, where: Where) -> Faults:
    most = min(turns(scenario, level) for level in LEVELS)
    for part in condition.every():
        for name in ("after_turns", "questions_at_least", "open_questions_at_least",
                     "reflections_at_least"):  # fmt: skip
            wanted = getattr(part, name)
            if wanted is not None and wanted + 3 > most:
                yield (
                    "DF032", f"`{name}: {wanted}` leaves no time: patience lasts {most} turns.",
                    where, f"Ask for {max(0, most - 4)} or fewer, or give more patience.",
                )  # fmt: skip
