"""Use it, don't, or check first."""

from __future__ import annotations

import re

from dryfit.drill.scoring import Decision
from dryfit.drill.understand.said import Understood, plain

_THE_ANSWER = r"(?:it|that|this|that one|this one|the answer|what it says|what (?:he|she) said)"
_DOES = (
    r"(?:use|using|go(?:ing)?|do(?:ing)?|trust(?:ing)?|tak(?:e|ing)|touch(?:ing)?|run(?:ning)?|"
    r"follow(?:ing)?|believ(?:e|ing)|buy(?:ing)?|rely(?:ing)?|accept(?:ing)?|risk(?:ing)?|"
    r"roll(?:ing)?|try(?:ing)?)"
)
_YES_AFTER_ALL = re.compile(
    r"\b(?:no (?:problem|issue|doubt|worries|complaints?|reason not to)|nothing wrong|"
    r"not (?:wrong|bad)|(?:can't|cannot) argue|(?:don't|do not) see why not|why not|"
    r"(?:wouldn't|would not) (?:hesitate|change a thing)|"
    r"(?:no need|(?:don't|do not|wouldn't|would not) (?:need|have|bother)) (?:to )?check(?:ing)?|"
    r"without checking|that checks out|checks out)\b[^,.]*"
)
_CHECK = re.compile(
    r"\b(?:(?:re-?|double[ -]?)?check(?:ing)?(?! (?:engine|valve|in\b|out\b))|verify(?:ing)?|"
    r"confirm(?:ing)?|look(?:ing)? (?:it|that|this|them) up|look at the|look into|look in the|"
    r"make sure|find out|see (?:it|that|this) in (?:the |a )?(?:book|writing|print|code|manual)|"
    r"run (?:it|that|this) (?:by|past)|call (?:the|my|somebody|someone|up)|"
    r"ask (?:my|our|somebody|someone|around|the (?:foreman|boss|inspector|super\w*|lead|engineer|"
    r"rep|manufacturer))|get a second opinion|measure (?:it )?first|test (?:it )?first)\b"
)
_REJECT = re.compile(
    r"\b(?:(?:don't|do not|dont|wouldn't|would not|won't|will not|can't|cannot|never|not gonna|"
    rf"not going to|ain't gonna|i'm not|i am not) (?:\w+ )?{_DOES}(?: with| that| it| on)*|"
    r"(?:don't|do not) (?:think so|think (?:that's|it's|that is|it is|this is)(?: \w+)? "
    r"(?:right|correct|true|good)|like it|agree)|"
    r"(?:that's|it's|is|that is|it is|this is|he's|she's|dead|all|just|plain|flat out|totally) "
    r"(?:\w+ )?(?:wrong|bull\w*|bs|nonsense|garbage|crap|off|false|incorrect|a lie|dangerous|"
    r"crazy|nuts|no good)|"
    r"(?:isn't|ain't|is not|not|can't be|doesn't sound) (?:right|correct|true|good|gonna fly|safe)|"
    r"no way|hell no|heck no|no chance|not a chance|no sir|absolutely not|of course not|"
    r"reject(?: it)?|toss (?:it|that)|forget (?:it|that)|ignore (?:it|that)|throw (?:it|that) out|"
    r"stay away from|thumbs down|get (?:somebody|someone) (?:hurt|killed)|"
    rf"(?:scrap|dump|refuse|disregard|skip) {_THE_ANSWER})\b"
)
_USE = re.compile(
    rf"\b(?:use {_THE_ANSWER}|(?:go|run|roll|stick) with|sounds? (?:right|good|about right|fine|"
    r"legit|correct)|looks? (?:right|good|fine)|good to go|go ahead|(?:take|do|trust|buy|follow|"
    rf"accept|believe|keep|try) {_THE_ANSWER}|that's good|(?:that's|it's|is|he's|she's|that is|"
    r"it is) (?:\w+ )?(?:right|correct|true|fine|ok|okay|good)|what i'd do(?: too)?|works for me|"
    r"works|i agree|agreed|thumbs up|i'm good with (?:it|that)|fine by me|all good)\b"
)
_YES = re.compile(r"\b(?:yes|yeah|yep|yup|ya|sure|ok|okay|absolutely|definitely|affirmative)\b")
_NO = re.compile(r"\b(?:no|nope|nah|naw|negative|uh-uh)\b")
_AND_THEN = re.compile(
    r"\b(?:no wait|wait(?: no)?|actually|scratch that|on second thought|make that|i mean)\b,? ?"
)
_ASKED = re.compile(
    r"^(?:so |and )?(?:is|are|was|should|do(?! not)|does|did|can|could(?! be)|"
    r"would|what|why|how|who|where|when)\b"
)

WHOLE_ANSWER_WORDS = 3
"""A bare yes or no counts in an answer this short; longer, and it may be about anything."""


def decision_in(text: str) -> Understood[Decision] | None:
    """The decision in a learner's words, or None where there is none to be sure of.

    >>> decision_in("uh I'd want to double check that").value
    <Decision.CHECK: 'check'>
    """
    low = plain(text)
    if text.strip().endswith("?") or (_ASKED.match(low) and not _CHECK.search(low)):
        return None
    last = _AND_THEN.split(low)[-1].strip()
    return _read(last) or (_read(low) if last != low else None)


def _read(low: str) -> Understood[Decision] | None:
    low = _YES_AFTER_ALL.sub(" use it ", low)
    if _CHECK.search(low):
        return Understood(Decision.CHECK)
    rest = _REJECT.sub(" ", low)
    rejects, uses = rest != low, bool(_USE.search(rest))
    if rejects and uses:
        return None
    if rejects:
        return Understood(Decision.REJECT)
    yes, no = bool(_YES.search(low)), bool(_NO.search(low))
    if uses:
        return Understood(Decision.USE, sure=not no)
    short = len(low.split()) <= WHOLE_ANSWER_WORDS
    if yes != no and short:
        return Understood(Decision.USE if yes else Decision.REJECT)
    return None
