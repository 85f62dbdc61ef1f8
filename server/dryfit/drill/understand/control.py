"""What steers a drill rather than answers it: stop, repeat, skip, wait, yes, no, "make that …"."""

from __future__ import annotations

import re
from enum import StrEnum

from dryfit.drill.understand.said import plain


class Control(StrEnum):
    """What a learner may ask for at any step."""

    STOP = "stop"
    REPEAT = "repeat"
    SKIP = "skip"
    WAIT = "wait"


_SHORT = 7
"""Words of a request; in a longer sentence "stop" is about the work."""

_STOP = re.compile(
    r"^(?:ok |okay |please |let's |i want to |i wanna |can we |i need to |i have to |i gotta |"
    r"hey |alright |all right )*(?:stop(?: it| here| now| there| the drill| please)?|quit|"
    r"end (?:it|the drill|this)|i'm (?:done|out|finished)|that's (?:enough|it|all)(?: for today|"
    r" for now)?|enough(?: for today| for now)?|call it(?: a day| quits)?|we're done|"
    r"no more|go now|leave|exit|bye|goodbye)(?: please| now| for now)?$"
)
_REPEAT = re.compile(
    r"\b(?:say (?:that|it|the answer|the question)(?: one more time| again)|say again|repeat|"
    r"come again|one more time|"
    r"what (?:was|did) (?:that|it|the answer|the question|he|she|you)(?: again| say| said)?$|"
    r"(?:didn't|did not) (?:catch|hear|get) (?:that|it|you)|pardon|"
    r"what did (?:it|you) say)\b|^what$"
)
_SKIP = re.compile(r"^(?:let's )?(?:skip(?: it| this| that| this one)?|next(?: one| question)?)$")
_WAIT = re.compile(
    r"^(?:(?:ok|okay|uh|sorry) )*(?:hold (?:on|up)|wait|hang on|one|just a|give me a|a)"
    r"(?: a| one| just a)*(?: sec(?:ond)?| minute| moment| bit)?(?: please)?$"
)
_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|ya|sure|ok|okay|right|correct|exactly|uh-huh|mm-?hmm|that's (?:right|it|"
    r"correct)|i did|you got it|affirmative|please|go ahead)\b"
)
_NO = re.compile(r"^(?:no|nope|nah|naw|wrong|not|i didn't|negative|that's (?:not|wrong))\b")
_AMENDS = re.compile(
    r"^(?:(?:no |oh |hey |ok |okay |and |but )*(?:wait(?: a (?:second|sec|minute))?|hold on|sorry|"
    r"scratch that|strike that|change (?:that|it|my (?:answer|mind))|on second thought|actually|"
    r"correction|go back|i changed my mind|(?:let me|i want to|i'd like to|can i) change "
    r"(?:that|it|my (?:answer|mind))|make (?:that|it)|i meant?|i take (?:that|it) back)"
    r"(?: (?:to|and|no|make (?:that|it)|change (?:that|it)(?: to)?))*)\b ?"
)


def control_in(text: str) -> Control | None:
    """What a learner asks for, or None where it is an answer."""
    low = plain(text)
    if len(low.split()) > _SHORT:
        return None
    if _STOP.search(low):
        return Control.STOP
    if _REPEAT.search(low):
        return Control.REPEAT
    if _SKIP.search(low):
        return Control.SKIP
    return Control.WAIT if _WAIT.search(low) else None


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or neither."""
    low = plain(text)
    if _NO.search(low):
        return False
    return True if _YES.search(low) else None


def beyond_yes_or_no(text: str) -> str:
    """What is left after a leading yes or no: "no, seventy" → "seventy"."""
    low = plain(text)
    return _YES.sub("", _NO.sub("", low)).strip(" ,.")


def amendment_in(text: str) -> str | None:
    """What follows "wait, make that …"; None where nothing is being changed.

    >>> amendment_in("Wait, make that don't use it")
    "don't use it"
    """
    low = plain(text)
    found = _AMENDS.match(low)
    rest = low[found.end() :].strip() if found else ""
    return rest if found and rest else None
