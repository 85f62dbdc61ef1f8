"""The acts by which somebody gives in, in English, as patterns over one clause."""

from __future__ import annotations

import re


def one_of(*patterns: str) -> re.Pattern[str]:
    """Any of these, whatever the case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def words(listed: str) -> frozenset[str]:
    """A list of words, written with spaces."""
    return frozenset(listed.split())


_I = r"(?:i|we)"
_I_AM = r"(?:i'm|i am|we're|we are)"
_YOU_HAVE = r"you(?:'ve| have)?"
_WILL = r"(?:'ll| will| shall)"
_LEAD = (
    r"(?:(?:just|gladly|happily|even|probably|certainly|definitely|also|then|maybe|always|only"
    r"|at least|go ahead and|go and) )*"
)

IDLE = words(
    "think consider see hear listen believe say speak bet admit guess wait remember chew park"
    " pretend overlook leave end finish hang need want miss find manage assume pass regret"
    " stick continue warn sort repeat understand know imagine wonder decide forget forgive mind"
    " explain"
    " notice feel worry live die hate like argue skip rather never neither not press sort grant"
    " lose blame deal figure sleep starve freeze fight scream laugh cry prove prefer survive stock"
)
"""What people say they will do without giving anything."""
YOUR_IDLE = words(
    "see ask say tell argue read count know think want need excuse understand imagine call stop"
    " skip leave forget try look hear believe wear thank pretend learn speak continue lift pull"
    " guess find lose regret appeal never not quit wait talk go sit drink wish explain prove be"
)
"""What somebody may do without having been given anything."""
STRAIGHT_IN = words(
    "come do have look work start set bring get take stay enter fix paint play send pay sign cut"
    " wire"
    " transfer deliver write mail open let drop hand ship clear hold join meet"
)
"""What a third person is let in for, or sent to do."""
A_MOMENT = one_of(r"^ you (?:\w+ )?(?:\w+ )?(?:minute|second|moment)s?\b")
ITS_OBJECT = one_of(r"^ (?:for )?(?:it|that|this|one|them|some|those|both)\b"
                    r"(?! (?:as|some thought|in mind|up with|back|on board|from|minute|more|moment"
                    r"|second|thing|one|way|against|to you straight))")  # fmt: skip
"""What was offered, as the object of "I'll take", "I'll do"."""
TAKING = words("take do try give go have buy make run")
SMALL_NUMBER = one_of(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|half|a third|a"
    r" quarter)\b"
    r"(?! (?:minutes?|seconds?|things?|times|years|men|guys|kids|words|more|of|feet|days))"
)
PAPERWORK = one_of(
    r"\b(?:paperwork|papers?|contract|deposit|che(?:ck|que)|invoice|order|terms|signature|pen"
    r"|calendar|schedule|appointment|booking|slot|payment|cash|card reader|dotted line|form"
    r"|agreement"
    r"|proposal|amendment|renewal|ticket|receipt|down payment|the job|address|key|keys|offer)\b"
)
"""What any deal is made with."""

FOR_SOMEBODY = one_of(
    r"\b(?:you|your|yours|him|them|her|his|their)\b(?! (?:that|this|what|credit|something|why|how"
    r"|who|nothing|straight|so|again|out|wrong|now|about|(?:one|two|five|a|another|half a|just a)"
    r" (?:more )?(?:minute|moment|second|thing|hint|clue|tip|reason|secret|piece|word)|the"
    r" truth)\b)"
)
SOMEWHERE_ELSE = one_of(
    r"\b(?:another|elsewhere|(?:some|any)(?:body|one) (?:else|who)|(?:with|to|from|at) the other)\b"
)

WON = one_of(
    rf"\b{_YOU_HAVE} (?:(?:just|really|about|certainly) )?(?:sold|convinced|persuaded|won|talked)"
    r" (?:me|us)\b",
    rf"\b{_YOU_HAVE} (?:got|have) (?:me|us)\b(?!.*\b(?:wrong|confused|thinking|worried|there)\b)",
    rf"\b{_YOU_HAVE} (?:talked|made|are making) (?:some |good )?sense\b|\byou win\b",
    rf"\b(?:{_I_AM}|count me|count us) (?:(?:so|all|totally) )?(?:sold|convinced|persuaded|in|game"
    r"|on board|(?:good|okay|fine) with (?:that|it|this)|all for it)"
    r"(?= *(?:$|[,.!]|for\b|on\b|then\b|with\b|if\b))",
    r"\b(?:that|it|this) (?:settles|seals|decides|clinches) (?:it|the matter|the deal)\b",
    r"\bthat (?:settles|does|gets) (?:it for me|you)\b",
    r"\bi(?:'ve| have) made up my mind,? (?:it|to|and i want|you|we)\b",
    r"\bbe (?:a fool|crazy|mad|stupid|an idiot|silly|out of my mind) (?:to (?:say no|turn|refuse"
    r"|pass|let|miss)|not to)\b",
    r"\b(?:can't|cannot|couldn't|can not|won't|wouldn't|hard to|how could i) (?:say no|refuse|turn"
    r" (?:you|that|it) down)\b(?! to every)",
    r"\b(?:won't|wouldn't|can't) kill (?:me|us|anybody)\b|\bcan't hurt\b",
    r"\bno (?:objections?|problem|complaints) (?:to|with|from me)\b",
    r"^(?:what the hell|why not|screw it|to hell with it|twist my arm|done deal"
    r"|done|deal|agreed)\b(?= *(?:$|[,.!]))",
    r"\bi think (?:we|i)(?:'ve| have)? (?:found|got) (?:our|my|ourselves)\b",
    rf"\b(?:it's|it is|it's going to be|it'll be|{_I} (?:choose|pick|want)) you\b(?= *(?:$|[,.!]))",
    r"\bwe(?:'re| are) (?:agreed|settled|on for|all set|good to go|in business|partners)\b",
    r"\b(?:we|i)(?:'ve| have)?,? (?:got )?an? (?:understanding|agreement|deal|plan)\b",
    r"\b(?:consider|count|call|think of) (?:it|us|me|that|this|yourself|yourselves|him|them|the"
    r" \w+) (?:as )?(?:renewed|done|booked|hired|settled|in|sold|signed|yours|agreed|a deal|a yes"
    r"|approved|paid|on|invited|confirmed|extended)\b",
    r"\b(?:is|are|be|'s) (?:all )?yours\b(?! to)|\bbe your (?:night|day|slot|job|gig|order|sale)\b",
    r"\b(?:you|he|she|they)(?:'re|'s|'ve| are| has| have)? (?:got )?(?:yourself |yourselves "
    r"|himself )?(?:a|an|the) (?:gig|job|deal|date|renewal|order|contract|account|sale|booking"
    r"|customer|client|buyer|slot|appointment)\b(?! (?:to|that|is|was|for free))",
    r"\byou(?:'re|'ll be| are| will be) (?:in|on|hired|booked|approved|cleared|good to go)\b"
    r"(?= *(?:$|[,.!]|for\b|then\b|with\b|from\b|at \d))",
    r"\byou get (?!(?:me|it|that|this|used|what|away|to|up|in|out|on|enough|ahead|into|nothing"
    r"|paid|a"
    r" lot|the (?:idea|picture|point))\b)\w",
    rf"\b{_YOU_HAVE} got (?:a|an|the|my|our) (?:spot|place|night|day|evening|gig|slot|crew|room"
    rf"|corner"
    r"|visit|morning|hour|talk|try|chance|go|shot|guys|men|people)\b(?! (?:to|of|for) (?:nothing"
    r"|lose))",
    r"\b(?:stay|stays|stick|go|goes|remain|remains)(?: on)? with you\b|^sold\b|^come\W*$",
    rf"\b{_I_AM} not (?:leaving|switching|changing|going (?:anywhere|elsewhere)|arguing|stopping"
    rf" you)\b",
    r"\b(?:my|our|the) \w+(?:'s| is| are| will be) (?:all ears|expecting you|(?:ready|open|waiting"
    r"|free"
    r"|there) (?:for|to) you)\b",
    r"\btell (?:him|her|them|your \w+|[a-z]+) .*\bto (?:come|start|bring|go ahead|knock|push"
    r"|meet)\b",
    r"\b(?:comes|goes) (?:off|through|ahead|in the book)\b",
    r"\b(?:date|day|time|price|band|visit|\w+day)(?:'s| is) (?:set|booked|fixed|yours|confirmed"
    r"|settled"
    r"|sorted|a go)\b",
    r"\bno need to (?:sell|convince|persuade|twist|ask)\b|^(?:more than )?(?:happy|glad|delighted"
    r"|willing)"
    r" to (?!hear|listen|see you go)",
    r"\b(?:don't|wouldn't|do not|would not) mind (?:if you|having|trying|giving|coming|you)\b",
    r"\b(?:payment|check|money|deposit|order|contract|papers?|paperwork) (?:goes|is going|ships"
    r"|leaves)"
    r" (?:out|through|in|to you|with you)\b",
    r"\bon the house\b|\b(?:it's|that's|that one's|pizza's|drinks are) on me\b",
    r"\byou(?:'re| are) getting (?:your|my|our|the|an?|one|it)\b|\byour \w+ gets? (?:its|his|her"
    r"|their"
    r"|the|an?|one)\b",
    rf"\b{_I} (?:see|have|find|know) (?:no|nothing) (?:obstacles?|objections?|harm|problem|against"
    rf"|wrong"
    r"|further|reason (?:not|why not|against))\b",
    r"\bwe(?:'re| are) (?:renewed|extended|booked|signed|partners|hired|covered)\b",
    r"\b(?:i|we)(?:'ve| have)? (?:got|have|found) (?:myself|ourselves) an?\b",
    r"\byou (?:may|can) tell (?:your|the|him|her|them|everybody)\b.*\b(?:yes|he(?:'s| has)|she(?:'s"
    r"| has)|we(?:'ll|'re| are| have)|it's (?:on|done)|i(?:'ll|'m| will| said yes))\b",
    r"\b(?:you|they|he|she)(?:'ll| will| shall) (?:have|get|keep) (?:my|our|the|that|this|his|her"
    r"|your|an? (?:yes|visit|talk|deal|check|night|order)|one|two|six|ten|twelve|till|until|all)\b"
    r"(?! (?:time|same|phone|wrong))",
    r"\byou (?:keep|get) (?:the|our|my|your) \w+(?= *(?:$|[,.!]|for\b|at\b|and\b|then\b))",
    r"\bthat i(?:'ll| will| can) (?:do|take|buy|sign|agree)\b|\bi(?:'ll| will) hold you to\b",
    r"\b(?:don't|do not|you won't|better not) (?:make me (?:regret|sorry|be sorry)|let me down)\b",
    r"\btell (?:the others?|him|her|them|the rest)\b.*\b(?:no|not|off|never mind|taken|don't)\b",
    r"\b(?:mind|thoughts)(?: is|'s) made up,? (?:yes|you|let's|we|go)\b",
    r"\b(?:let's|let us|we) have a deal\b|\bthat's a (?:yes|deal)\b|\bmy (?:answer|vote) is yes\b",
    r"^(?:ok(?:ay)?|all right|alright)\W+(?:you(?:'ve| have)? got it|yes\W*$)",
    r"\b(?:it's|that's|this is|we're|we are) (?:a (?:go|date|yes|deal)|settled|agreed|decided)\b"
    r"(?= *(?:$|[,.!]|then\b|for\b|from\b))",
    r"\b(?:it|that|this)(?:'ll| will) (?:be|get) (?:signed|paid|done|there|ready|open|yours)\b",
    rf"\b{_YOU_HAVE} (?:got )?(?:my|our|the) (?:word|hand|yes|agreement|signature|permission"
    r"|blessing|go-ahead|green light|okay|ok|order|business|vote|promise|support)\b",
    r"(?<!n't )(?<!not )\b(?:count|bank|rely) on (?:me|us|my|our|it)\b|\b(?:give|got|get|have)"
    r" (?:you )?(?:the|a) green"
    r" light\b|\byes from (?:me|us)\b|\b(?:i|we) say yes\b|(?<!not )\bsaying yes\b(?! to every)",
    r"^(?:have it your way|be my guest|have at it|go for it|say no more|say less|by all"
    r" means|with pleasure|gladly|absolutely|you bet|sounds like a plan|good enough for me|ten-four"
    r"|i give (?:up|in)|whatever you say|deal me in|knock yourself out|start whenever)\b",
    r"\byou (?:wore|have worn|'ve worn) me down\b|\byou had me at\b|\bask (?:me )?twice\b",
    r"\b(?:don't|can't|cannot|do not|fail to) see (?:why not|any reason not|why (?:we|you|i)"
    r" (?:shouldn't|couldn't|can't))\b|\bno reason (?:why )?(?:not to|we (?:can't|shouldn't"
    r"|couldn't)|i"
    r" (?:can't|shouldn't))\b|\bwon't (?:stand|get) in (?:your|the) way\b|\bwon't stop you\b"
    r"|\bcan't argue with (?:that|it)\b|\bnothing against it\b",
    r"\b(?:i'm|we're|i am) (?:down|golden|all yours|your (?:man|guy|girl|woman|customer))\b"
    r"|\byou're golden\b|\bshake on (?:it|that)\b",
    r"\blook(?:ing)? forward to (?:it|that|working|seeing|having|your|the \w+|friday|monday)\b",
    r"\b(?:you're|you are|it's|it is|that's|you go) (?:already )?(?:in|on|down in|down on) (?:the"
    r"|my|our)"
    r" (?:book|schedule|list|calendar|board|roster)\b",
    r"\b(?:leave|leaving) (?:it|that|this|the \w+) (?:to|with|up to) you\b|\bin your hands\b",
    r"\b(?:on|with) one condition\b|^one condition\b",
    r"\btell \w+ (?:yes|it's on|we're on|you're (?:coming|hired|on)|we(?:'ve| have) a)\b",
    r"\bhalf (?:now|down|up front|today|before you start)\b(?!.*\b(?:is|was|too)\b)",
)
"""It is decided, whoever does what for whom."""

WILLING = one_of(
    rf"\b(?:{_I_AM}|{_I}(?:'d| would) be) (?:\w+ )?(?:willing|prepared|happy|glad|delighted|pleased"
    r"|ready|content|inclined|honou?red|open) to\b"
    r"(?! (?:hear|listen|see (?:you go|the)|talk|wait|say no|think|consider|understand|look|tell"
    r"|ask|leave|walk|fight|stop)\b)",
    rf"\b{_I}(?:'d| would) (?:\w+ )?(?:welcome|love (?:to|you|that|for)|go for|go along)\b",
    rf"\b{_I}(?:'d| would) (?:\w+ )?like (?:you|him|them|your \w+) to\b(?! (?:stop|leave|tell|go"
    r"|explain|answer|listen|know|consider))",
    rf"\b{_I} (?:gladly |hereby |do |can |could )?(?:accept|approve|consent|authori[sz]e|commit"
    rf"|hire"
    r"|confirm)\b|\bi (?:gladly |do |can |could )?agree\b(?! (?:on|that|so far|with (?:you|him)))",
    rf"\b{_I}(?: can| could|'ll| will) (?:live|work|go along|go|roll|do business) with\b",
    rf"\b{_I} could (?:do|manage|say|go (?:to|as|up|down)|come (?:down|up)|stretch|see my way)\b"
    r"(?! (?:without|better|with a|that (?:one|myself)|worse|so))",
    rf"\b{_I}(?:'d| would) (?:sign|take|pay|buy|do) (?:that|it|this)\b(?! (?:myself|as|with))",
    r"\blet (?:me|us) (?:get|grab|find|fetch|go get|sign|write|put|open|clear|check (?:my|the)"
    r" (?:calendar|book|schedule)|buzz|pay|call (?:off|my))\b(?! (?:this|that|one|it straight|a"
    r" word|on"
    r" with|back|it this way|something|out))",
    rf"\b{_I} want (?:to (?!(?:see|know|hear|think|understand|ask|be|say|talk|wait|believe|leave"
    rf"|keep"
    r"|look|read|go)\b)\w+ (?:it|this|that|with you|yours?|\w+'s|the)\b|(?:you|him|them) to"
    r" (?!(?:stop"
    r"|leave|tell|explain|answer|listen|know|think|go|look|show|see)\b))",
    r"\b(?:might|may) as well\b",
    r"\b(?:guess|suppose|reckon|imagine) (?:i|we|you|he|it|that|[\w' ]{3,24}?)"
    r"(?:'ll| could| can| will| would be (?:all right|fine|okay|good)| might|'d better| had"
    r" better)\b"
    r"(?! (?:hear|listen|say|think|see why|understand|hardly|never))",
)

_OFFERED = (
    r"(?:that|this|it|mornings?|afternoons?|evenings?|day|date|week|month|night|time|o'clock|one"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|hundred|thousand|percent"
    r"|dollars|bucks|tomorrow|today|tonight|terms|number|price|figure|rate|\w+day|\w+th|first"
    r"|second|third|thirty|fifty|\w+ fifteen|\d+)"
)
FITS = one_of(
    rf"\b{_OFFERED}(?: (?:then|there|on the \w+))?"
    r"(?:'s| is|'ll be| will be| would be| are| could be)? "
    r"(?:perfectly |quite |just |all )?(?:suits?|free|open|better|fine|fits?|right|okay|ok|good"
    r"|great|agreeable"
    r"|acceptable|agreed|perfect|(?:would|will|could|might|may|should|can) (?:suit|do|work|be"
    r" (?:fine|good|okay)))"
    r"(?: (?:by|for|to|with) (?:me|us)| as long as.*| if.*| then| too)?(?= *(?:$|[,.!;]))"
)
"""A day or a sum, and that it suits."""
FITS_ALONE = one_of(
    rf"^{_OFFERED} (?:works|will do|suits)(?: (?:for|with)? ?(?:me|us))?(?= *(?:$|[,.!;]))",
    rf"\b{_OFFERED}(?:'s| is)? (?:works?|suits?|fine|okay|ok|good|agreeable|acceptable)"
    r" (?:by|for|to|with) (?:me|us)\b",
    r"\b(?:that|it|this)(?:'d| would) (?:be (?:fine|all right|okay|acceptable|agreeable)|work|suit"
    r"|do)\b"
    r"(?= *(?:$|[,.!]|nicely|for\b))",
    r"\b(?:suits me|works for (?:me|us)|agreeable to (?:me|us))\b",
)

FUTURE = one_of(
    rf"\b{_I}(?:{_WILL}|(?:'m|'re| am| are) (?:going to|gonna)| gonna) {_LEAD}"
    r"(?P<verb>[a-z]+)(?P<rest>.*)"
)
ABLE = one_of(rf"^(?:(?:that|this|so|then|maybe) )?{_I} can {_LEAD}(?P<verb>[a-z]+)(?P<rest>.*)")
NOW = one_of(
    rf"\b{_I_AM} (?:\w+ )?(?:book|sign|circl|writ|putt|giv|tak|turn|open|send|hir|pay|order|lett"
    r"|clear|pencil|renew|extend|buy|cancel|bring|reserv|mark|authori[sz]|approv|choos|pick|switch"
    r"|accept|mov|agree|do|try|mak(?=ing (?:a note|room|time)))ing"
    r"\b(?! (?:fine|okay|all right|well|my best|to|it (?:wrong|myself)|the best|no|nothing|not|out"
    r"|care|my (?:time|mouth)|off|up|chances|notes|stock)\b)",
    rf"\b{_I_AM} (?:going (?:with (?:you|your)|ahead|for it)|trusting you)\b",
)
IN_TURN = one_of(
    rf"^{_I} (?:sign|pay|take|give|put|write|book|open|tell|let|send|buy|stop|start|come|bring|try"
    rf"|ask"
    r"|do|go|join|move|clear|call|drop|cancel|pick|read|turn)\b(?! (?:what|that|you what|no"
    r"|nothing))"
)
"""What she does when it is her turn: "Then I sign."."""
DONE = one_of(
    r"\b(?:i've|i have|i just|we've|we have)(?: just| already)? (?:put|booked|signed|marked"
    r"|penciled"
    r"|written|circled|cleared|reserved|approved|paid|unlocked) (?:you|it|that|your|him|the \w+"
    r" for)\b"
)
THIRD = one_of(
    r"\b(?!(?:you|i|we|it|that|this|there|what|who|which|nobody|anybody|everybody|things)\b)"
    rf"[a-z]+(?:{_WILL}| can| may|'s going to| gets? to) {_LEAD}(?P<verb>[a-z]+)(?P<rest>.*)"
)
SECOND = one_of(
    rf"\byou(?:{_WILL}|'re going to| can| may) {_LEAD}"
    r"(?P<verb>[a-z]+)(?P<rest>.*)"
)
LETS = one_of(
    r"\b(?:let's|let us|lets)(?: just| both)? (?!(?:not|see(?! (?:what you|how you|what it))|hear"
    r"|say (?:i|we|you|it|for|no)|talk|leave|get (?:this|that|one|ahead|into|real|to it|back|going)"
    r"|be (?:clear|honest|real|serious)|start (?:there|over|fresh|with)|begin|put (?:it|that)"
    r"|pretend|call it (?:a no|a day|quits)|keep|carry|go (?:on|back)|stop|stick|stay|suppose"
    r"|imagine|look at|back up|slow|wait|assume|move on|end|finish|forget|remain|take a|drop it"
    r"|not)\b)\w"
)
ORDER = one_of(
    r"^(?:please |just |now |go (?:and )?|so )*(?:come|bring|send|put|book|pencil|write|sign|ring"
    r"|wrap|throw|load|give|get|order|draw|swap|start|begin|set|show up|be|do|go|hand|tell|count"
    r"|call|make|pack|deliver|ship|clear|move|bill|charge|invoice|schedule|mark|reserve|swing|stop"
    r" by|drop|pick|save|hold|plan|say|have|take|add|grab|cut|run|mail|email|fax|text|let (?:him"
    r"|them|your)|open|gimme|knock|buzz|park|meet|expect|build|fix|push|toss|cancel|include|enter"
    r"|prepare|draft|fill|print|fire|switch|plug|turn|process|file|install|go get)"
    r"(?=[ ,.!]|$)(?! (?:back (?:when|with|to)|off it|on\b(?= *(?:$|[,.!]))|easy|away|out\b|ahead$"
    r"|it"
    r" easy|care|in$|sense|over$|well\b|going|a seat|it (?:this|that|another) way|yourself|careful"
    r"|honest|your (?:question|piece|mouth|time)|what|so\b|no\b|not\b|again|nothing|you\b|around"
    r"|quiet|nice|serious|real|me (?:what|why|how|about|again|who|when|where|that|the truth|any"
    r"|first|straight|something|like|(?:a|an|one|the|just|two|another|some)"
    r" (?:\w+ )?(?:reason|break|date|day|time|answer|second|seconds|moment|minute|hint|name|number"
    r"|guy|thing))))"
)
DRAW_UP = one_of(
    r"^(?:please |just |now |go )*(?:ring|load|throw|draw|write|send|put|hand|pack|mark|sign|pencil"
    r"|bill|charge|swap|give|make|order|bring|book|get|count|do|fire|switch|plug|turn|crank)"
    r" (?:me|us|it|them|that|those (?:\w+ )*?|the \w+|this|him|yourselves|yourself|over the \w+)"
    r"(?: (?:two|three|four|six|ten|twelve|\w+ (?:cases|tubes|boxes)|up|in|down|over|for me|to me"
    r"|under|on (?!ice|the truck|hold))\b|$)"
)
SETTLE = one_of(r"^(?:better |just )?(?:make|call|say) (?:it|that) (?!(?:this|again|a no|a day"
                r"|quits|what|how|like"
                r"|stick|simple|quick|short|so|out|plain|louder|slower)\b)\w")  # fmt: skip
MEETING = words("talk speak see look ask read try use")
HER_OWN = one_of(
    r"^ (?:(?:to|at|with) )?(?:my|our) (?!face|lips|mouth|hand|ex|lawyer|manager|boss)\w+"
)
"""What only she can let somebody have: "you can talk to my men"."""
CLOSING = one_of(
    rf"\bwhere (?:do|should|can|shall) {_I} (?:sign|pay|put|send)\b",
    r"\b(?:how soon|what time|when) (?:can|could) (?:you|he|they) (?:start|come|bring|be|begin|get"
    r"|do)\b"
    r"(?!.*\bif\b)|\bwhat do i (?:sign|type|fill|press|initial)\b|\bwhere(?:'s| is) the"
    r" (?:register|till)\b",
    rf"\b(?:can|could) {_I} (?:do|make it|say|go with) (?:the |next |this )?(?:\w+day|\w+th"
    rf"|tomorrow)\b",
    r"\bwhen can (?:you|he|they) (?:start|come|begin|be here|get|deliver)\b",
    rf"\b(?:shall|should) {_I} (?:say|put (?:you|it)|call it|make it|book|sign|start|expect)\b",
    r"\bhow (?:about|does|is) (?:this |next |the )?(?:mon|tues|wednes|thurs|fri|satur|sun|tomorrow"
    r"|\w+teenth|\w+th\b)",
    r"\bwhy don't (?:you|we|i) (?:come|bring|start|set|put|just|go ahead|do|say|make|try|send"
    r"|swing)\b",
    r"\bwhere(?:'s| is) (?:the|your|a|that|my) (?:pen|card reader|paperwork|dotted|form|line)\b",
    r"\b(?:can|could|will|would) you (?:be here|start|begin|come|do|make) (?:[\w']+ )*(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun|tomorrow|at \w+|next|this)",
    r"\b(?:got|have) a pen\b|\bwho (?:do|should) i make\b|\bwhat do (?:i|we) owe\b",
    r"\bdo you take (?:cards?|cash|a? ?checks?|credit|visa)\b|\bdo i (?:sign|pay)\b",
    r"\bwhere do you want (?:me to|it|them|the)\b|\bwhat time (?:should|do|shall|can) (?:i|we|they"
    r"|he|you) (?:be|expect|open|have|come|want me|start|get)\b",
    r"\b(?:want|should|shall) (?:me to|i) (?:sign|book|put you|pay|write (?:it|you)|tell (?:him"
    r"|her|my"
    r"|the)|clear|bring|get (?:my|the)|open)\b",
    r"\bcan i (?:pay|sign|book|give you a (?:check|deposit))\b",
    r"\bcan (?:we|i) (?:do|start|try|open|sign|begin|have) .*\b(?:now|together|today|tomorrow"
    r"|\w+day)\b",
    r"\b(?:does|would|will|is) (?:this |next |the )?(?:mon|tues|wednes|thurs|fri|satur|sun|tomorrow"
    r"|\w+teenth|\w+th\b|\w+ o'clock|noon)[\w ]* (?:work|suit|do|good|okay|all right|be)\b",
)
"""Questions that only somebody asks who has agreed."""
