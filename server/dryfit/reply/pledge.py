"""Does somebody bind themselves in a sentence? The grammar of giving in, in English. Pure.

A sentence is taken apart into clauses. What is asked, denied, only imagined ("I'd…"), said by
others or given as the condition binds nobody. What is left binds by its act: she promises ("I'll
…"), permits ("you can …"), orders ("bring …"), sends somebody ("my man will …"), accepts ("that
works"), names no more than a day or a sum, or says that she is won. Acts that people do all day
("I'll call", "you can see") bind only where they are about the deal.
"""

from __future__ import annotations

from collections.abc import Iterator

from dryfit.persona.figures import figures
from dryfit.reply import pledge_limits as limits
from dryfit.reply import pledge_words as acts
from dryfit.reply.pledge_parts import SENTENCES, About, any_binds

BARE_WORDS = 12
"""The longest answer that is no more than a day or a sum. Longer ones have a verb."""


def binds(sentence: str, about: About) -> bool:
    """Whether it gives the learner something of what they came for."""
    text = " ".join(sentence.replace("\u2019", "'").split())
    return any_binds(
        SENTENCES.split(text),
        limits.ASSENT,
        lambda part, agreed: _part_binds(part, about, agreed),
    )


def holds_back(sentence: str) -> bool:
    """Whether it asks, denies, only imagines or says again: its meaning as a whole misleads."""
    text = sentence.replace("\u2019", "'")
    patterns = (
        limits.NEVER, limits.DENIED, limits.IMAGINED, limits.REPORTED, limits.DEPENDS,
    )  # fmt: skip
    return text.rstrip().endswith("?") or any(pattern.search(text) for pattern in patterns)


def _part_binds(part: str, about: About, agreed: bool) -> bool:
    if acts.CLOSING.search(part):
        return True
    if part.endswith("?"):
        statement = limits.TAG.sub("", part)
        if statement == part or limits.ASKS.match(limits.OPENERS.sub("", part)):
            return False
        part = statement
    if limits.REPORTED.search(part):
        return False
    says_yes = agreed or bool(limits.ASSENT.search(part)) or part.lower().startswith("then ")
    if any(acts.WON.search(one) and not limits.NEVER.match(one) for one in (part, *_clauses(part))):
        return True
    if limits.UNDER_CONDITIONS.match(part):
        return True
    text = limits.OPENERS.sub("", part)
    main = _unconditional(text)
    if main != text and limits.YES_ALONE.match(main):
        return True
    if limits.NEVER.match(main):
        return False
    if _is_bare(main, says_yes):
        return True
    return any(_clause_binds(clause, about, says_yes) for clause in _clauses(main))


def _unconditional(text: str) -> str:
    """What holds under the conditions; nothing where they are imagined, or stand alone."""
    if limits.SUPPOSING.search(text) and limits.IMAGINED.search(text):
        return ""
    first = limits.CONDITION_FIRST.match(text)
    if first:
        text = first["main"]
    elif limits.HANGING.match(text):
        return ""
    return limits.CONDITION_LAST.sub("", text)


def _clauses(text: str) -> Iterator[str]:
    whole = limits.GO_AHEAD.sub("", text)
    pieces = (limits.OPENERS.sub("", piece).strip() for piece in limits.CUTS.split(whole))
    return (piece for piece in pieces if piece)


def _clause_binds(clause: str, about: About, says_yes: bool) -> bool:
    if limits.DENIED.search(clause):
        return False
    if acts.WILLING.search(clause) or acts.FITS_ALONE.search(clause):
        return True
    near = bool(acts.PAPERWORK.search(clause)) or about(clause)
    if near and acts.FITS.search(clause):
        return True
    if limits.IMAGINED.search(clause) or limits.HABIT.search(clause):
        return False
    if acts.NOW.search(clause) or acts.DONE.search(clause):
        return True
    if acts.LETS.search(clause) or acts.SETTLE.search(clause):
        return True
    if says_yes and acts.IN_TURN.match(clause):
        return True
    return _promises(clause, near) or _permits(clause, near, says_yes)


def _promises(clause: str, near: bool) -> bool:
    """She says what she will do, or what she can do about this."""
    will = acts.FUTURE.search(clause)
    if will:
        verb, rest = will["verb"].lower(), will["rest"]
        idle = (
            verb in acts.IDLE or limits.OBLIGED.match(rest) or (verb, rest[:4]) == ("tell", " you")
        )
        return not idle and not acts.SOMEWHERE_ELSE.search(rest)
    can = acts.ABLE.search(clause)
    if can and can["verb"].lower() not in acts.IDLE and not acts.A_MOMENT.match(can["rest"]):
        return near or _has_object(can["verb"].lower(), can["rest"])
    return False


def _has_object(verb: str, rest: str) -> bool:
    if acts.FOR_SOMEBODY.search(rest) or acts.SMALL_NUMBER.search(rest):
        return True
    return verb in acts.TAKING and bool(acts.ITS_OBJECT.match(rest))


def _permits(clause: str, near: bool, says_yes: bool) -> bool:
    """She lets the learner or somebody else do it, or tells them to."""
    answers = near or says_yes
    you = acts.SECOND.search(clause)
    if you and acts.HER_OWN.match(you["rest"]) and you["verb"].lower() in acts.MEETING:
        return True
    if you and you["verb"].lower() not in acts.YOUR_IDLE and not limits.PAST.match(you["rest"]):
        return True
    third = acts.THIRD.search(clause)
    if third and third["verb"].lower() not in acts.IDLE:
        return answers or third["verb"].lower() in acts.STRAIGHT_IN
    if acts.ORDER.match(clause):
        return answers or bool(acts.DRAW_UP.search(clause))
    return False


def _is_bare(text: str, says_yes: bool) -> bool:
    """A day or a sum and hardly a word more, said as an answer: "Thursday, then, you and me."."""
    terms = limits.TERMS.match(text)
    if terms:
        text, says_yes = terms["first"], True
    kinds = {item.kind for item in figures(text)}
    if terms and acts.SMALL_NUMBER.search(text):
        kinds.add("number")
    if (
        not kinds
        or limits.VERB.search(text)
        or limits.SUBJECT.match(text)
        or len(text.split()) > BARE_WORDS
    ):
        return False
    two_things = len(kinds) > 1 and bool(kinds & {"date", "time"})
    return (
        says_yes or two_things or bool(limits.TOGETHER.search(text) or limits.DAY_ALONE.match(text))
    )
