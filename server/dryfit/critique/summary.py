"""The first two sentences of a critique: how it ended, and what was behind it all."""

from collections.abc import Sequence

from dryfit.critique.report import ConcernTrace
from dryfit.critique.rubric import LEAST_WORDS, clear_words
from dryfit.critique.talk import Talk

UNFINISHED = "unfinished"
"""Outcome of a session whose journal has no ending."""

_ENDINGS = {
    "commitment": "{name} said yes.",
    "patience_zero": "{name} ran out of patience.",
    "deal_breaker": "{name} ended it there and then.",
    "time_limit": "Time ran out before {name} agreed to anything.",
    "learner_stopped": "You ended the talk.",
    "redone": "You went back to do a moment again.",
    "idle": "The talk fell silent and was ended.",
    UNFINISHED: "The session was cut off, so this looks only at what was kept.",
}


def summarise(talk: Talk, concerns: Sequence[ConcernTrace], name: str) -> str:
    """How it ended, and for each concern how far it came out."""
    ending = _ENDINGS.get(talk.outcome or UNFINISHED, "The talk ended.").format(name=name)
    return " ".join([ending, *_what_was_behind(talk, concerns, name)])


def _what_was_behind(talk: Talk, concerns: Sequence[ConcernTrace], name: str) -> list[str]:
    if not talk.learner:
        return ["Nothing was said, so there is nothing to look back on."]
    if not any(line.sure for line in talk.learner):
        return ["What you said could not be heard clearly enough to judge any of it."]
    if clear_words(talk) < LEAST_WORDS:
        return ["Too little was said to judge any of it."]
    return [_fate(trace, name) for trace in concerns]


def _fate(trace: ConcernTrace, name: str) -> str:
    concern = trace.concern.strip().rstrip(".")
    if trace.revealed_turn is not None and trace.resolved_turn is not None:
        return (
            f"You found out what was behind it in turn {trace.revealed_turn} and settled it "
            f"in turn {trace.resolved_turn}: {concern}."
        )
    if trace.revealed_turn is not None:
        return (
            f"You found out what was behind it in turn {trace.revealed_turn}, "
            f"but it was not settled: {concern}."
        )
    if trace.hinted_turn is not None:
        return (
            f"In turn {trace.hinted_turn} {name} let a little of it show. "
            f"The whole of it: {concern}."
        )
    return f"What was behind it never came out: {concern}."
