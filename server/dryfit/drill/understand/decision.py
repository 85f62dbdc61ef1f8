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
    r"(?<!the )(?<!a )\b(?:(?:re-?|double[ -]?)?check(?:ed|ing)?(?! (?:engine|valve|in\b|out\b))|"
    r"verify(?:ing)?|"
    r"before (?:i|we|i'd|doing|using|touching|starting)\b|"
    r"(?:grab|get|pull|see|open|read|find|look at|go by) (?:out )?(?:the|my|a) (?:manual|book|code|"
    r"code book|data sheet|sheet|label|plate)|"
    r"confirm(?:ing)?|look(?:ing)? (?:it|that|this|them) up|look at the|look into|look in the|"
    r"make sure|find out|see (?:it|that|this) in (?:the |a )?(?:book|writing|print|code|manual)|"
    r"run (?:it|that|this) (?:by|past)|call (?:the|my|somebody|someone|up)|"
    r"ask (?:my|our|somebody|someone|around|the (?:foreman|boss|inspector|super\w*|lead|engineer|"
    r"rep|manufacturer))|get a second opinion|(?:measure|test|try) (?:\w+ ){0,3}first)\b"
)
_REJECT = re.compile(
    r"(?<!they )(?<!we )(?<!he )(?<!she )\b(?:(?:don't|do not|dont|wouldn't|would not|won't|"
    r"will not|can't|cannot|never|not gonna|"
    rf"not going to|ain't gonna|i'm not|i am not) (?:\w+ )?{_DOES}(?: with| that| it| on)*|"
    r"(?:don't|do not) (?:think so|think (?:that's|it's|that is|it is|this is)(?: \w+)? "
    r"(?:right|correct|true|good)|like it|agree)|"
    r"(?:that's|it's|is|that is|it is|this is|he's|she's|dead|all|just|plain|flat out|totally|"
    r"sounds|looks|seems|feels) (?:\w+ )?(?:wrong|bull\w*|bs|nonsense|garbage|"
    r"crap|off|false|incorrect|a lie|"
    r"dangerous|crazy|nuts|fishy|no good)|"
    r"(?:isn't|ain't|is not|not|can't be|doesn't sound) (?:the )?(?:right|correct|true|"
    r"good|gonna fly|safe)|"
    r"no way|hell no|heck no|no chance|not a chance|no sir|absolutely not|of course not|"
    r"(?:answer|number|one)(?:'s| is) (?:\w+ )?(?:wrong|off)|"
    r"^(?:(?:no|nope|nah|uh-uh) )?(?:don't|do not|wrong)$|"
    r"reject(?: it)?|toss (?:it|that)|forget (?:it|that)|ignore (?:it|that)|throw (?:it|that) out|"
    r"stay away from|thumbs down|get (?:somebody|someone) (?:hurt|killed)|"
    rf"(?:scrap|dump|refuse|disregard|skip) {_THE_ANSWER})\b"
)
_NOT_A_THING = (
    r"(?! (?!one|answer|i|for|and|right|as|no|now|too|if|man|yeah|straight|anyway|myself|"
    r"without|in|on|to|all)\w+)"
)
"""After "use that": anything else makes it a thing that is used, as in "we use that product"."""
_NOT_GOOD = r"(?! (?:question|point|idea|side|thing|hand|now|next|behind|over|here|there))"
_USE = re.compile(
    rf"\b(?:use {_THE_ANSWER}{_NOT_A_THING}|go for it|comfortable (?:with|using) {_THE_ANSWER}|"
    rf"(?:go|run|roll|stick) with|sounds? (?:right|good|about right|fine|"
    r"legit|correct)|looks? (?:right|good|fine)|good to go|go ahead|(?:take|do|trust|buy|follow|"
    rf"accept|believe|keep|try) {_THE_ANSWER}|that's good|(?:that's|it's|is|he's|she's|that is|"
    rf"it is) (?:\w+ )?(?:right|correct|true|fine|ok|okay|good){_NOT_GOOD}|what i'd do(?: too)?|"
    r"works for me|(?:that|it|this) works|i agree|agreed|thumbs up|"
    r"i'm good with (?:it|that)|fine by me|all good)\b"
)
_YES = re.compile(r"\b(?:yes|yeah|yep|yup|ya|sure|ok|okay|absolutely|definitely|affirmative)\b")
_ONLY = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|ya|sure|ok|okay|absolutely|definitely|affirmative|no|nope|nah|naw|"
    r"negative|uh-uh|oh|well|sir|ma'am|man|thing|thanks|please|of course|i would|i'd|i wouldn't|"
    r"to that|that one|not)\b ?)+$"
)
_NO = re.compile(r"\b(?:no|nope|nah|naw|negative|uh-uh)\b")
_AND_THEN = re.compile(
    r"\b(?:no wait|wait(?: no)?|actually|scratch that|on second thought|make that|i mean)\b,? ?"
)
_ASKED = re.compile(
    r"^(?:so |and )?(?:is|are|was|do(?! not)|does|did|what|why|how|who|where|when)\b"
)
_MAY_I = re.compile(r"^(?:so |and )?(?:should|can(?!')|could(?! be)|would|may)\b")
"""A question that asks nothing where it asks to check: "can I check that first?"."""


def decision_in(text: str) -> Understood[Decision] | None:
    """The decision in a learner's words, or None where there is none to be sure of.

    >>> decision_in("uh I'd want to double check that").value
    <Decision.CHECK: 'check'>
    """
    low = plain(text)
    checks = bool(_CHECK.search(low))
    if _ASKED.match(low) or ((_MAY_I.match(low) or text.strip().endswith("?")) and not checks):
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
    if yes != no and _ONLY.match(low):
        return Understood(Decision.USE if yes else Decision.REJECT)
    return None
