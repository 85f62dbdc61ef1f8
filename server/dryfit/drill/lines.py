"""What the coach says in a drill. Short: it is heard, not read."""

from __future__ import annotations

from dryfit.drill.item import DrillItem
from dryfit.drill.scoring import Counts, Decision
from dryfit.drill.steps import Answered, Step, Value
from dryfit.drill.understand.fault import Fault
from dryfit.drill.understand.mend import Mend

QUESTIONS = {
    Step.DECISION: "Use it, don't use it, or check first?",
    Step.SURENESS: "How sure are you, fifty to a hundred?",
    Step.FAULT: "What's wrong with it?",
    Step.MEND: "What would be right? I don't know is fine.",
    Step.CHECKING: "How would you check it on site?",
}
AGAIN = {
    Step.DECISION: "I didn't get that. Say use it, don't use it, or check first.",
    Step.SURENESS: "Give me a number from fifty to a hundred. Fifty is a coin flip.",
    Step.FAULT: "Which part of the answer do you mean? Or say you don't know.",
    Step.MEND: "Say it once more, with the number if there is one. Or say you don't know.",
    Step.CHECKING: "What would you look at, or whom would you ask, and where?",
}
LEFT_OUT = "I'll leave that one open."
WAITING = "Take your time."
SLOWER = "Sure. I'll go slower."


def intro(items: int, wrong: int, unchecked: int) -> str:
    """How a drill begins; it says outright that some answers are wrong, and who checked them."""
    some = "One of them is wrong" if wrong == 1 else "Some of them are wrong"
    return (
        f"You'll hear {items} answers from an assistant. {some}. {_checked_by(items, unchecked)}"
        "For each one, say use it, don't use it, or check first. You can change your mind, and say "
        "stop whenever you like."
    )


def _checked_by(items: int, unchecked: int) -> str:
    if not unchecked:
        return ""
    which = {1: "One of them is", items: "They are"}
    told = which.get(unchecked, f"{unchecked} of them are")
    return f"{told} not yet checked by an expert. "


def closing(counts: Counts) -> str:
    """How a drill ends: plain counts, of what was judged."""
    if not counts.total:
        return "That's it. Nothing was judged this time."
    told = ["That's it."]
    if counts.wrong:
        told.append(f"You caught {counts.hits} of {_answers(counts.wrong, 'wrong')}.")
    if counts.right:
        used = counts.right - counts.false_alarms
        told.append(f"You used {used} of {_answers(counts.right, 'right')}.")
    return " ".join(told)


def _answers(number: int, kind: str) -> str:
    return f"{number} {kind} answer{'' if number == 1 else 's'}"


def question(item: DrillItem, number: int) -> str:
    """What was asked of the assistant."""
    return f"Number {number}. Somebody asks: {item.learner_asks}"


def confirmed(step: Step, value: Value) -> str:
    """Asks whether something unsure was meant."""
    return f"Did you say {_named(step, value)}?"


def changed(step: Step, value: Value) -> str:
    """Says back what was changed, so that a mistake is heard."""
    return f"Changed to {_named(step, value)}."


def _named(step: Step, value: Value) -> str:
    if step is Step.DECISION and isinstance(value, Decision):
        return {
            Decision.USE: "use it", Decision.REJECT: "don't use it", Decision.CHECK: "check first",
        }[value]  # fmt: skip
    return str(value)


def feedback(answer: Answered) -> str:
    """Whether it was right, what is right, where that stands, and how the check was."""
    told = [_verdict(answer), *_mended(answer), f"Source: {answer.item.source}."]
    told += [_checked(answer)] if answer.checking is not None else []
    return " ".join(part for part in told if part)


def _verdict(answer: Answered) -> str:
    item, trial = answer.item, answer.trial
    if trial is None:
        return "That answer was right." if item.correct else "That answer was wrong."
    if item.correct:
        return {
            Decision.USE: "Good, that answer was right.",
            Decision.CHECK: "That answer was right. A check would have cost you time, no more.",
            Decision.REJECT: "That answer was right. You could have used it.",
        }[trial.decision]
    if trial.flagged:
        return "Good catch, that answer was wrong."
    return "That answer was wrong."


def _mended(answer: Answered) -> list[str]:
    error = answer.item.error
    if error is None:
        return []
    plausible = f"Easy to believe: {error.why_plausible}." if error.why_plausible else ""
    told = {Fault.NAMED: "You found what was wrong.", Fault.ELSEWHERE: "That was not it."}
    named = told.get(answer.fault, "") if answer.fault else ""
    knew = "And you knew what is right." if answer.mend is Mend.RIGHT else ""
    return [named, knew, f"It said “{error.span}”. Right is: {error.right}.", plausible]


def _checked(answer: Answered) -> str:
    ways = [f"{way.method.replace('_', ' ')}, {way.where}" for way in answer.item.verify]
    where = f" Look here: {ways[0]}." if ways and answer.checking != 3 else ""
    return f"Your check: {answer.checking} of 3.{where}"
