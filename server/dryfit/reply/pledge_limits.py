"""What keeps a clause from binding anybody, and how a sentence is cut, in English."""

from __future__ import annotations

from dryfit.reply.pledge_words import one_of

DENIED = one_of(
    r"n't\b|\b(?:not|never|no|nobody|nothing|none|cannot|neither|nor|hardly|without|rather|instead"
    r" of|too (?:much|many|late|soon|early)|wish|forget|hate|refuse|sorry|stays)\b"
)
IMAGINED = one_of(
    r"\b(?:i|we|you|he|she|it|that|they|there|which|who|what|\w+day)(?:'d| would| could| might"
    r"| should)\b|\b(?:would|could|might) (?:i|we|you|he|she|it|that|they|have)\b",
    r"\b(?:suppose|say|supposing|imagine|even if|as if|whether|maybe|someday) (?:i|we|you|he|she"
    r"|it|one)\b",
    r"\bif (?:i|we|you|he|she|it|that|they|somebody|anybody) (?:were|was|had|said|came|could|would"
    r"|did|\w+ed|paid|took|gave|went)\b",
)
"""Only thought of: it binds nobody."""
SUPPOSING = one_of(r"\b(?:if|suppose|supposing|say)\b")
DEPENDS = one_of(
    r"\b(?:if|unless|until|till|before|suppose|supposing|would|could|might|maybe|perhaps)\b"
)
"""It depends on something, which likeness does not see."""
REPORTED = one_of(
    r"(?<!what )(?<!like )(?<!way )(?<!whatever )(?<!as )(?<!how )\b(?:you|he|she|they|everyone"
    r"|everybody|nobody|people|(?:the|last|my|your) (?:\w+ )?(?:man|ones?|house|guy|fellow|crew"
    r"|band|office|kids?|side|people|husband|boss))(?:'re|'s| are| is| were| was| have|'ve)?"
    r" (?:said|says?|saying|told|tell|telling|wants?|wanting|wanted|proposed?|proposing"
    r"|ask(?:s|ed|ing)?|offer(?:s|ed|ing)?|promis(?:e|ed|es|ing)|think|thinks|thought|mean|means"
    r"|claim|call|talk|make it)\b",
    r"\b(?:that's|that is|is that|it's) what (?:you|he|she|they|the|everyone|everybody|[a-z]+"
    r" said)",
    r"^\W*(?:so|and|then|but)?\W*(?:so (?:you|he|she|it|they|the|your|that)|(?:and )?your"
    r" (?:proposal"
    r"|offer|price|plan|idea|date))\b(?!(?:'re (?:on|in)|'ve got| win))",
)
"""Said again, or said by somebody else."""
HABIT = one_of(
    r"\b(?:always|usually|every (?:day|time|week|night|month|year|\w+day|morning)|like i|as we"
    r" (?:do|are)|already|any(?:way|more)|used to)\b"
)

TAG = one_of(r", *[a-z']+(?: [a-z']+)?\?$")
ASKS = one_of(
    r"^(?:who|what|when|where|why|how|which|whose|do|does|did|is|are|was|were|am|can|could|would"
    r"|will"
    r"|should|have|has|had|if|even if|isn't|aren't|don't|didn't|won't)\b"
)
"""A question, whatever is hung on to it."""

_ASSENT = (
    r"ok(?:ay)?|fine|all ?right|alright|sure(?: thing)?|yes|yeah|yep|yup|very well|agreed|done|deal"
    r"|whatever|fair enough"
)
OPENERS = one_of(
    rf"^\W*(?:(?:{_ASSENT}|well|you know what|look|right|good|great|then|listen|now|oh|hm+|huh|mm+"
    r"|kid|hon|bud|buddy|boss|pal|friend|my friend|please|and|but|because|(?:i(?:'ll)? )?tell you"
    r" what|honestly|god|heck|hell)(?:\b|(?=[,.!])))+[\W]*"
)
ASSENT = one_of(
    rf"^\W*(?:(?:well|oh|you know what|hm+|huh|look|god|i guess|i suppose)\W+)*(?:{_ASSENT}|i guess"
    r"|i suppose|guess|what the hell)\b"
)
CONDITION_FIRST = one_of(
    r"^(?P<if>(?:if|as long as|provided|once|when|so long as|given that)\b[^,]*?)"
    r"(?:,(?: then)? |(?= (?:i|you|we|he|she|the \w+)(?:'ll|'s| will| can| may| have| get)\b))"
    r"(?P<main>.+)"
)
CONDITION_LAST = one_of(
    r"(?<=\w),? (?:if|unless|as long as|so long as|provided|once|when|whenever|because|since|before"
    r" (?:i|you|we|he|she|they|the|anybody)|so (?:that )?(?:he|she|they|you|your|we)"
    r"(?= \w+ (?:can|could|get|will)))\b.*$"
)
HANGING = one_of(r"^(?:if|unless|when|whenever|suppose|supposing)\b")
UNDER_CONDITIONS = one_of(r"^(?:only if|as long as|so long as|provided(?: that)?) \w+ \w+")
YES_ALONE = one_of(
    rf"^(?:{_ASSENT}|then (?:yes|fine|okay|sure)|you can|you may|we'll do it|good|yes)[,.! ]*"
    r"(?:then|hon|sure|yes|fine|kid|by me|with me)?[.! ]*$"
)
CUTS = one_of(r"[;:\u2013\u2014]|,? (?:and|but|then|so|or|because)(?= )|,")
VERB = one_of(
    r"\b(?:is|was|are|were|am|be|been|has|have|had|do|does|did|said|takes?|took|costs?|comes?|came"
    r"|goes|went|makes?|made|means?|says?|gets?|fills?|buys?|needs?|wants?|got|seats?|ends?|\w+n't"
    r"|sounds|pays?|paid|know|sitting|standing|brought|think|like|told|used|quoted?|gave|give|left"
    r"|tops|asks?|thank|see|most|every|early|late|ago|or so)\b|'s\b|'re\b|'m\b|'ve\b|'d\b"
)
"""By these a sentence that begins with a day or a sum is about something else."""
DAY_ALONE = one_of(
    r"^(?:on |this |next |the )*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!s)|tomorrow"
    r"|tonight"
    r"|\w+(?:teen|ie|f|six|seven|eigh|nin|ten|elev|twelf)th\b|\d+(?:st|nd|rd|th)\b)(?:"
    r" [\w']+){0,4}[.!]*$"
)
SUBJECT = one_of(r"^(?:i|we|it|he|she|they|my \w+|you guys|there)\b")
TERMS = one_of(
    r"^(?P<first>[^,]+), and (?:i|you|we|don't|no|bring|be|nobody|the|it's|he|she|not)\b"
)
"""A sum or a day, and what goes with it: "Two hundred, and you're out by ten."."""
TOGETHER = one_of(
    r"\b(?:starting|beginning|effective|as of|you|your|us|together|bring|call me)\b|^[^,]*,?"
    r" then\b(?! \w)"
)
NEVER = one_of(
    r"^\W*(?:no|nope|not|never|nah|nothing|nobody|can't|won't|don't|do not|didn't|wouldn't|without"
    r"|if only)\b(?! (?:problem|objection|make me|let me down|need to))"
)
"""A sentence that begins so gives nothing of what it goes on about."""
OBLIGED = one_of(
    r"^ (?:to|(?:here|there|talking)\W*$|back to|the time i need|this one|that (?:pass|one pass|in"
    r" mind|as)|it as|no|nothing"
    r"|fine|honest|damned|frank|blunt|brief|quick|right (?:back|with)|sorry|gone)\b"
)
"""After "I'll have", "I'll be", "I'll take": it is no promise."""
PAST = one_of(
    r"^ (?:\w+ed|had|seen|been|heard|got|to|well|care|better|it (?:outside|back)|a (?:drink|beer"
    r"|seat"
    r"|point|look)|that to|me (?:blush|laugh|sick|sorry|late))\b"
)
"""After "you may", "you'll have": nothing that was asked for."""
GO_AHEAD = one_of(r"\bgo (?:ahead )?and ")
