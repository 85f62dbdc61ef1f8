"""Rules on what is said: short enough, speakable, and in the persona's own manner."""

from __future__ import annotations

import re

from dryfit.check.finding import Draft, Faults, Where
from dryfit.check.lines import said_lines
from dryfit.persona.move import MoveKind

SLOTS = frozenset({"date", "time", "price", "count", "percent", "before", "now"})
"""Words of the learner that a line may repeat."""

FEW = 3
"""Lines of a move under which the persona soon repeats itself or borrows from the bank."""

SOME_SLACK = 1
"""Sentences a line may have over `max_sentences`: "No. Not now. Go." is still short."""

_SLOT = re.compile(r"\{(\w*)\}?")
_UNSPEAKABLE = re.compile(
    r"[*_~`#|<>\\]|https?:|www\.|\[[^\]]*\]|\([^)]*\)|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_MOVES = frozenset(kind.value for kind in MoveKind)
ONCE = frozenset(kind.value for kind in (
    MoveKind.LEAVE, MoveKind.DEAL_BREAKER, MoveKind.TIME_UP, MoveKind.STOPPED, MoveKind.META,
    MoveKind.WARN, MoveKind.OPEN, MoveKind.HINT, MoveKind.PARTIAL, MoveKind.FULL,
))  # fmt: skip
"""Moves that come once in a talk at most, or nearly so."""


def lines(draft: Draft) -> Faults:
    """DF060 to DF065: every line that the persona may say."""
    scenario = draft.scenario
    style = scenario.speaking_style
    first: dict[str, Where] = {}
    for line, where in said_lines(scenario):
        count = len(line.split())
        sentences = len([part for part in _SENTENCE.split(line) if part])
        aside = " -- " in line
        if count > style.max_words and not aside:
            yield (
                "DF060", f"This line has {count} words; `max_words` is {style.max_words}.", where,
                "Cut it in two: people say a dozen words at a time.",
            )  # fmt: skip
        elif sentences > style.max_sentences + SOME_SLACK and not aside:
            yield (
                "DF060", f"This line has {sentences} sentences; `max_sentences` is "
                f"{style.max_sentences}.", where, "Cut it.",
            )  # fmt: skip
        for banned in style.never_says:
            if banned.lower() in line.lower():
                yield (
                    "DF061", f"`never_says` has “{banned}”, and this line says it.", where,
                    "Change one of the two.",
                )  # fmt: skip
        yield from _marks(line, where)
        key = line.lower().strip(" .!?")
        if key in first and first[key][:-1] == where[:-1]:
            yield (
                "DF063", "This line stands here twice.", where, "Say it in other words.",
            )  # fmt: skip
        first.setdefault(key, where)
    for name, given in scenario.lines.items():
        if len(given) < FEW and name in _MOVES - ONCE:
            yield (
                "DF065", f"`{name}` has {len(given)}; with fewer than {FEW}, lines of the "
                "temperament are mixed in.", ["lines", name],
                "Write three or more, or leave the move out.",
            )  # fmt: skip


def _marks(line: str, where: Where) -> Faults:
    for slot in _SLOT.finditer(line):
        if slot.group(1) not in SLOTS or not slot.group().endswith("}"):
            yield (
                "DF062", f"There is no slot `{slot.group()}`.", where,
                "Known: " + ", ".join(f"{{{name}}}" for name in sorted(SLOTS)) + ".",
            )  # fmt: skip
    if not any(char.isalnum() for char in line):
        yield "DF064", f"There is nothing to say in “{line}”.", where, "Write what is heard."
        return
    mark = _UNSPEAKABLE.search(_SLOT.sub("", line))
    if mark:
        yield (
            "DF064", f"The voice cannot say “{mark.group()}”.", where,
            "Write only what is heard, as it is said.",
        )  # fmt: skip
