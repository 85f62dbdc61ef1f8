"""Rules that tell what a sentence does, strongest first; one visible table.

Each row is (act, weight, pattern). A weight of 0.8 or more settles the act by itself; below, it is
added to what the sentence means (see `classifier.py`). Patterns look at the lowercase sentence
without its fillers. "?" never decides alone, because speech comes without punctuation.
"""

from __future__ import annotations

import re

from dryfit.persona.acts_everyday import ASKED_NUMBER, EVERYDAY
from dryfit.persona.reading import Act

FILLERS = re.compile(
    r"^(?:(?:um+|uh+|er+m?|ah+|oh|hmm+|mm+|well|so|okay|ok|right|alright|all right|and|but|now|"
    r"look|listen|like|you know(?! (?:how|what|why|where|who|when|if|that|it))|i mean|hey|yeah|"
    r"yes|see|actually|honestly|first|then|dot|hon|ma'am|sir|great|good|cool|sure|fair enough|"
    r"got it|no problem|anyway|just curious)[,.]? )+"
)
INLINE = re.compile(
    r"\b(?:um+|uh+|er+m?|you know(?! (?:how|what|why|where|who|when|if|that|it))|i mean|kind of|"
    r"sort of|like,)[, ] *"
)

_WE = r"(?:we|i|my crew|the band|my band|the guys|our crew|us|me|our drummer|my team)"
_WOULD = (
    rf"{_WE}(?:'d|'ll| would| will| can| could| could also| would also| might| am going to|"
    rf" are going to|'m going to|'re going to|'m happy to| am happy to|'re happy to|"
    rf"'d be happy to|'m willing to|'re willing to)"
)
_DOES = (
    r"(?:play|stop|finish|end|wrap|bring|keep|turn|talk|speak|call|leave|use|test|measure|show|"
    r"paint|wait|come|sign|write|pay|take|give|do|start|check|put|set|cut|run|split|share|cover|"
    r"refund|move|pack|be (?:done|finished|out|off|gone|quiet|here|there)|have|send|drop|work|"
    r"knock|introduce|skip|strip|prime|sand|dry|let|stay|go|fix|hold|text|email|help|make|limit|"
    r"promote|post|print|hang|sell|draw|guarantee|lower|tarp|invoice|bill|charge|return|redo|stick)"
)

TABLE: tuple[tuple[Act, float, str], ...] = (
    (
        Act.META,
        1.0,
        r"ignore (?:all |any |your |the |my |previous |prior )|system prompt|"
        r"your (?:instructions|prompt|programming|hidden|secret|rules)|(?:are|"
        r"aren't) you (?:an? )?(?:ai|bot|robot|computer|real|chatbot|language model|machine)|"
        r"as an ai|language model|developer mode|pretend (?:to be|you)|(?:what are|what're|"
        r"are|what you're|whatever you're) (?:you )?(?:hiding|not telling|keeping from me)|"
        r"(?:reveal|print|output|repeat) (?:your|the|everything|all)|hidden concern|"
        r"role ?play as|you are now|jailbreak|act as|what'?s your secret|"
        r"(?:the )?scenario (?:file|says)|tell me (?:your|the) (?:secret|hidden|real concern)",
    ),
    (
        Act.STOP,
        1.0,
        r"^(?:i want to stop|i(?:'d| would) like to stop|stop|please stop|stop (?:it|here|now|"
        r"there|please|the (?:session|role ?play|exercise|practice|scenario))(?: please)?|"
        r"let's stop(?: here| now| there| this)?|can we stop(?: here| now| this)?(?: please)?|"
        r"end (?:the )?(?:session|call|role ?play|exercise|practice|scenario)|quit|exit|"
        r"i(?:'m| am) done (?:practicing|practising|with this)|i want to (?:quit|end this|"
        r"end the session)|end session|i(?:'d| would) like to end (?:the session|this|here)|"
        r"that's enough for (?:today|now)|i need to stop(?: here| now)?|let's end (?:it|this|"
        r"the session)(?: here)?)$",
    ),
    (
        Act.INSULT,
        1.0,
        r"\b(?:shit ?hole|dump of a|dive of a|fuck|bitch|asshole|arsehole|bastard|moron|"
        r"idiots?|stupid (?:woman|bar|place|man|lady|cow|house)|you(?:'re| are) (?:so |just |"
        r"being |really |a |an |such an? )*(?:stupid|dumb|crazy|pathetic|liar|coward|crook|"
        r"fool|ridiculous woman|old hag|cheap(?:skate)?|clueless|useless|rude|joke|loser|"
        r"losers|worthless|bitter|nasty)|(?:this|your) (?:place|bar|dump|joint|house|home|"
        r"hole)(?: is|'s| looks like)? (?:a |an |such a |just a |like a )?(?:dump|dive|joke|"
        r"toilet|disgrace|mess|disgusting|hole|tip|slum|pigsty|ugly|pathetic|filthy|awful|"
        r"terrible|crap|trash|garbage|embarrassing|stinks)|(?:this|what a) (?:dump|dive|"
        r"shabby|crappy|joke of a|hole\b)|(?:your )?(?:regulars|customers|people here|drunks|"
        r"husband|wife) (?:are|look|is|like) (?:\w+ )?(?:losers|drunks|idiots|old drunks|"
        r"trash|pathetic|dumb|stupid|alcoholics|morons|a joke|nobodies|an idiot|a fool)|"
        r"bunch of (?:drunks|losers|alcoholics|idiots|old drunks)|shut up|screw you|"
        r"go to hell|up yours|drop dead|piss off|nobody likes you|no wonder (?:it's (?:dead|"
        r"empty)|this place|(?:your|the) (?:bar|place|house)(?: is|'s)|you're (?:alone|broke|"
        r"empty)|nobody|you have no)|your bar (?:sucks|stinks)|this (?:place|bar) (?:sucks|"
        r"stinks)|losers in here|crappy (?:little )?(?:bar|place|house)|ugly house)",
    ),
    (
        Act.APOLOGY,
        0.9,
        r"\b(?:i(?:'m| am)(?: really| so| very| truly)? sorry(?! to hear)|i apologi[sz]e|"
        r"my apologies|my bad|my fault|i was wrong|i shouldn't have|that came out wrong|"
        r"forgive me|didn't mean to|pardon me|excuse me for|i take that back|sorry about that|"
        r"sorry for|^sorry$|^sorry (?:hon|dot|ma'am))",
    ),
    (
        Act.REFLECTION,
        0.95,
        r"^(?:then )?(?:(?:so )?(?:it|that|this) (?:really )?(?:sounds|seems|feels|"
        r"looks) (?:like|as if|as though|rough|hard|tough|awful|stressful|frustrating|scary|"
        r"expensive|costly|unfair|terrible|like it)|sounds (?:like|as if|rough|hard|tough|"
        r"awful|stressful|frustrating|scary|expensive|terrible)|seems like|so (?:it|you|the|"
        r"they|what you|your|that's|there|once|one|a|this|basically)\b(?!.*\b(?:can|could|"
        r"shall) we\b)|you(?:'re| are) (?:worried|afraid|scared|concerned|saying|telling|"
        r"not (?:worried|against|saying)|nervous|anxious|frustrated|tired|left|the one who)|"
        r"you (?:feel|felt|sound|seem|were left|got (?:burned|stuck|left)|had to|ended up|"
        r"don't want to (?:go through|lose|risk|be|get|end up)|can't afford|worry|lost|"
        r"paid for|took the)|if i (?:hear|heard|understand|understood|get|got) (?:you|it|"
        r"that)|what i(?:'m| am) hearing|i(?:'m| am) hearing|i hear|in other words|"
        r"let me (?:see|make sure|check) (?:if )?i|that must(?:'ve| have)?|must have been|"
        r"no wonder you|i can see (?:why|how|that)|i can (?:understand|imagine) |"
        r"i understand (?:why|how|that|you)|i get (?:why|how|that)|(?:that|which) makes sense|"
        r"i(?:'d| would) (?:be|feel|have been) .{0,30}\b(?:too|the same|worried|mad|angry|"
        r"upset|nervous|careful)|i'm sorry to hear|sorry to hear|sorry (?:that )?(?:you|"
        r"that) (?:had|happened|went)|the (?:real )?(?:problem|worry|issue|trouble|"
        r"concern) (?:is|was|isn't|wasn't)|it(?:'s| is| was)(?: not|"
        r"n't)? (?:really )?(?:about )?the \w+|it wasn't|it isn't|it's not (?:the|about|"
        r"really)|what (?:worries|bothers|scares) you is|your (?:worry|concern|fear|"
        r"real worry|license|licence|neighbou?r))",
    ),
    (
        Act.REFLECTION,
        0.8,
        r"^so (?!i\b|i'|we\b|we'|what|how|why|where|when|who|can |could|would|shall|will|do |"
        r"did|does|is |are |let|just |give|come|if (?:i|we)|please|(?:this |next )?\w+day|no |"
        r"yes|yeah|here|good|far|long|anyway)\w+(?: \w+){2,}",
    ),
    (
        Act.OPEN_QUESTION,
        0.9,
        r"^(?:what(?!ever| time| day| date| a\b| about (?:\w+ )?(?:\w+day|the \d)|"
        r" about (?:just |only |maybe )?(?:an?|one|two|if) |"
        rf"(?:'s| is) {ASKED_NUMBER})|how(?!ever|"
        r" much| many| old| long| often| big| far| late| early| soon| loud| cold| hot| deep|"
        r" wide| about (?:we|i|if|"
        r"a|the|this|next|\w+day)| bout)|why(?! don't (?:we|i)| not (?:give|let|just|try|"
        r"book)| won't you just| can't you just| (?:are|do) you (?:being|always))|tell me|"
        r"walk me through|talk me through|help me understand|describe|explain|i(?:'d|"
        r" would) (?:like|love) to (?:hear|know|understand|learn)|i(?:'m| am) (?:curious|"
        r"wondering)|i wonder|i want to (?:hear|understand|know)|(?:mind|would you mind|"
        r"do you mind|care|can you|could you|would you|will you) (?:telling|tell|walk|walking|"
        r"talk me|sharing|share|explain|explaining|describe|say more|help me|saying|"
        r"to (?:tell|share))|can i ask (?:you )?(?:what|why|how|about)|may i ask (?:what|why|"
        r"how)|could i ask (?:what|why|how)|say more|go on about|who(?! else| is| are|'s|m))\b",
    ),
    (
        Act.OPEN_QUESTION,
        0.6,
        r"\b(?:what happened|what went wrong|what worries|what bothers|what would (?:it|you|"
        r"make)|what matters|how did (?:it|that)|what made|what's (?:holding|stopping|"
        r"worrying|bothering|behind)|tell me (?:about|what|how|why|more))\b",
    ),
    (
        Act.CLOSED_QUESTION,
        0.85,
        r"^(?:do|does|did|don't|didn't|is|isn't|are|aren't|was|wasn't|were|have|haven't|has|"
        r"had|can|could|would|will|won't|should|may) (?:you|they|it|that|this|there|these|"
        r"those|anyone|anybody|someone|somebody|your|the|he|she|people|we|i|bands?|any|a|my|"
        r"our)\b|^(?:how (?:much|many|old|long|often|big|far|late|early|soon|loud)|"
        r"what (?:time|day|date)|when|where|any (?:chance|idea|bands|room|food|parking)|"
        r"ever (?:had|have|tried)|got (?:a|any)|you (?:got|have|ever|guys have|"
        r"still)\b(?=.*\?))\b",
    ),
    (
        Act.OFFER,
        0.85,
        r"^(?:how about (?:if )?(?:we|i|a|you|the|this|just|no|half|this)|what if (?:we|i|you|"
        r"it|the|there)|suppose (?:we|i)|say (?:we|i)|why don't (?:we|i)|let(?:'s| us|"
        r" me) (?:do|try|start|play|take|talk|come|put|make|show|split|go|bring|measure|check|"
        r"test|say))\b",
    ),
    (
        Act.OFFER,
        0.85,
        rf"\b{_WOULD} (?:also |even |just |only |personally |happily |definitely |always |"
        rf"first |go |go and |come |be happy to |go ahead and )*{_DOES}\b",
    ),
    (
        Act.OFFER,
        0.8,
        r"\byou (?:don't pay|pay (?:nothing|us nothing|me nothing|only|after|half|when|"
        r"us (?:only|after|when|half))|only pay|owe (?:us|me)? ?nothing|keep|get your money|"
        r"hold (?:back|the))|no (?:charge|cover|fee|deposit|money down)|(?:take|"
        r"for) (?:just )?(?:the|our share of the) door|for free|free of charge|(?:acoustic|"
        r"unplugged),? (?:only|set|no)|done by|off by|finished by|stop(?:ped)? (?:at|by)|"
        r"\bat no cost|in writing|money[ -]back|split the",
    ),
    (Act.OFFER, 0.55, rf"\b(?:{_WOULD}|we offer|i offer|we're|i'm)\b"),
    (
        Act.CLOSE,
        0.95,
        r"\b(?:(?:can|could|shall|may|should|would) (?:we|i|you)(?: \w+){0,2} (?:put|book|"
        r"pencil|lock|mark|schedule|set|say|shake|sign|get (?:that|it|us|this|on|me (?:on|in|"
        r"down)|a (?:date|friday|night|spot|gig|slot|day))|have (?:the|that|one|friday|"
        r"a (?:date|friday|night|spot|gig|slot|day))|do (?:a |the |this |next )?\w*(?:day|\d)|"
        r"go ahead|start|agree|plan|write|confirm|nail|settle|reserve|count)|(?:put|pencil|"
        r"write|book) (?:us|me|it|that|this|you) (?:down|in|for|on)(?! (?:a|"
        r"writing|while|the (?:contract|"
        r"letter|wall)))|(?:let's|let us) (?:say|"
        r"book|lock|put|pencil|set|make it|shake|do (?:the |it |this |next )?(?:\w*day|\d|it\b|"
        r"on\b)|go (?:with|ahead)|plan|get (?:it|this|that) (?:on|in|down|booked)|write)|"
        r"so (?:it's )?(?:friday|saturday|monday|tuesday|wednesday|thursday|sunday) (?:the|"
        r"then|it is)|do we have a deal|have we got a deal|is (?:that|it) a deal|deal\?|"
        r"are we (?:on|agreed|set|booked|good for)|(?:will|would) you (?:book|put|pencil|sign|"
        r"take|give us|give me|agree|try us|have us|let us|go ahead|be (?:open|willing|ok|"
        r"okay|up))|ready to (?:book|sign|schedule|commit|go)|what (?:day|date|friday|night|"
        r"week)s? (?:works?|would|suits?|is|are|do|can|could|should)|which (?:day|date|friday|"
        r"night|week)|on the (?:calendar|schedule|books)|in (?:your|the) (?:book|calendar|"
        r"diary)\b|does (?:that|friday|the|next|\w+day)(?: \w+){0,4} work|"
        r"(?:i(?:'d| would)? like|we(?:'d| would)? like|i want|we want) (?:to (?:book|lock|"
        r"schedule|get|put|play|start)|a (?:date|friday|night|spot|gig|slot)|one friday)|"
        r"how about (?:\w+ )?(?:\w+day|the \d|the \w+th)|what about (?:\w+ )?(?:\w+day|"
        r"the \d)|looking (?:for|to book) (?:a|one) (?:friday|night|date|gig|slot))",
    ),
    (
        Act.CLOSE,
        0.7,
        r"^(?:(?:this|next|so|the) )?(?:monday|tuesday|wednesday|thursday|friday|saturday|"
        r"sunday)s?\b",
    ),
    (
        Act.PRESSURE,
        0.95,
        r"\b(?:come on\b|c'mon|just (?:give|say|do|sign|book|let|take|try|put|agree|pick|"
        r"trust|one (?:night|chance|friday|date|shot|gig))|"
        r"what(?:'s| is| have you got| do you have) (?:the harm|to lose)|"
        r"you(?:'ve)? (?:got to|gotta|have to|need to|must|should really|really should|"
        r"should just) (?:give|book|sign|decide|let|say|do|take|try|choose|listen|pick)|"
        r"give (?:us|me) (?:a|the|one|that|your|this) (?:friday|date|chance|shot|break|night|"
        r"gig|spot|yes|job|slot|go|try)|last chance|today only|right now or|only (?:today|"
        r"this week)|limited time|before (?:it's|they're) (?:too late|gone)|pretty please|"
        r"please please|i(?:'m| am) begging|i insist|don't be (?:like that|so|silly|difficult|"
        r"stubborn|shy|scared|that way)|you(?:'ll| will) (?:miss out|regret (?:it|not|this|"
        r"saying))|(?:i|we) (?:really )?need (?:you to|a|this|an?) (?:say|give|yes|answer|"
        r"book|agree|decide|sign|gig|date|friday|decision|job|commitment|signature)\b|"
        r"make up your mind|(?<!to )say yes|decide (?:now|today)|stop (?:worrying|stalling|wasting|"
        r"being)|why (?:won't|can't) you just|it's just one|we(?:'ll| will) (?:wait|"
        r"stand) (?:here|right here)|not leaving|i won't take no|take it or leave it|"
        r"do it for (?:me|us)|be reasonable|help (?:me|us|a \w+) out)",
    ),
    (
        Act.REASSURANCE,
        0.92,
        r"\b(?:i (?:swear|assure|promise|guarantee)(?! \w+ (?:we|i)'?(?:ll|d) (?:stop|"
        r"finish))|promise(?! to)|trust (?:me|us)|don't (?:you )?(?:worry|fret|sweat)|"
        r"no (?:need to worry|worries (?:about|there|with)|trouble at all|problems? at all)|"
        r"nothing (?:to worry|"
        r"will go wrong|bad|can go wrong|to fear)|(?:it|it's|everything|that|things|this|we|"
        r"you)(?:'ll| will|'s going to| is going to|'re going to| gonna| is|"
        r" are)? (?:all )?(?:be|go|work out|turn out) (?:just |totally |perfectly |all |"
        r"absolutely |so |really )?(?:fine|ok|okay|alright|all right|great|perfect|good|"
        r"smooth|smoothly|cool)|you(?:'re| are) (?:in good hands|safe with|covered)|"
        r"you won't (?:regret|be sorry|have (?:any )?(?:problems?|trouble|issues?)|"
        r"be disappointed|even notice)|(?:there )?(?:won't|wouldn't|will not) be (?:any |a |"
        r"no )?(?:trouble|problem|issue|noise|mess|complaint|fuss)|(?:that|it|this)(?:'d|"
        r" would| will)? never happen|that won't happen|won't happen (?:again|with us)|(?:we|"
        r"i)(?:'d| would|'ll| will)? never (?:do|cause|make|bother|let|hurt)|never (?:had|"
        r"have|get|been|once had) (?:any |a |an? )?(?:single )?(?:trouble|problem|complaint|"
        r"issue|callback)|we(?:'re| are)(?: not| never) (?:like (?:that|them|those|other)|"
        r"loud|that loud|trouble)|relax\b|rest assured|word of honou?r|believe me|"
        r"have (?:some )?faith|you can (?:count on|trust|rely on)|it's (?:totally |"
        r"completely |perfectly )?safe|take my word|we(?:'re| are) (?:good|nice|responsible|"
        r"careful|respectful|trustworthy|reliable|quiet) (?:guys|people|folks|kids|boys))",
    ),
    (
        Act.PITCH,
        0.9,
        r"\b(?:(?:we're|we are) the best|"
        r"best (?:band|painters?|crew|paint|coating|in town|in the|around|quality|you)|"
        r"greatest|amazing|awesome|incredible|fantastic|unbelievable|world[- ]class|"
        r"top[- ](?:quality|notch|rated|of the line)|number one|no\.? ?1|(?:they|people|"
        r"everyone|everybody|crowds?|customers|folks|you|you'll|your (?:customers|regulars|"
        r"crowd)) (?:all )?(?:will |are going to |would |just |really )?(?:love|loves|adore|"
        r"go crazy|goes crazy)|you(?:'ll| will|'re going to| are going to) (?:love|make (?:a|"
        r"so|more|tons)|be amazed|thank)|(?:we've|we have|i've|"
        r"i have) (?:got )?(?:\w+ ){0,3}(?:followers|fans|years of experience|five stars|"
        r"awards|great reviews|a huge|tons of|a big following|a following)|(?:pack|"
        r"fill) (?:the|this|your) (?:place|house|bar|room)|bring(?:ing)? (?:in )?(?:a (?:big|"
        r"huge|great|ton)|tons of|a lot of|loads of|so many|lots of) |award|five[- ]star|"
        r"premium|high[- ]quality|state of the art|revolutionary|unbeatable|great (?:band|"
        r"sound|songs|music|deal|opportunity|price|value|product|exposure)|killer|rock (?:the|"
        r"this|your)|blow your|(?:we|i) won(?!')\b|voted best|tight band|experienced|"
        r"professionals?\b|years (?:of )?experience|in the business|everybody loves|"
        r"the real deal|game changer|we(?:'re| are) (?:really |so |very |super |"
        r"pretty )?(?:good|great|talented|popular|tight|fun|famous|hot)|lasts? (?:a lifetime|"
        r"forever|for ever)|lifetime|sell(?:s)? out|boost your|increase your|double your|"
        r"make you (?:a lot|money|rich|tons))",
    ),
    (
        Act.ARGUE,
        0.9,
        r"\b(?:that(?:'s| is) (?:not true|wrong|ridiculous|nonsense|crazy|silly|stupid|a bad|"
        r"an excuse|no reason|bull\w*|just an excuse|unfair|not fair|not my)|you(?:'re|"
        r" are) (?:wrong|mistaken|being (?:unreasonable|unfair|ridiculous|difficult|paranoid|"
        r"silly|negative|stubborn)|making (?:a mistake|excuses)|overreacting|exaggerating)|"
        r"nonsense|makes no sense|doesn't make (?:any )?sense|you don't (?:understand|get it|"
        r"know what|even know)|i disagree|no you (?:don't|didn't|aren't)|your (?:loss|problem|"
        r"mistake|fault)|(?:every|all the) other (?:bars?|place|places|people|customers?)|"
        r"other bars do|that's your|can't be (?:serious|true)|who cares|so what$|you(?:'re|"
        r" are) missing the point|listen to me|you(?:'re| are) not listening|excuses|"
        r"get over it|not my (?:fault|problem)|you should(?:n't| not)? (?:worry|be)|"
        r"times have changed|that was (?:years|ages) ago)",
    ),
    (
        Act.INTRODUCTION,
        0.85,
        r"\b(?:my name(?:'s| is)|i(?:'m| am) (?:\w+ )?(?:from|with|here (?:about|for|to|"
        r"because|on)|a (?:\w+ )?(?:guitarist|musician|singer|drummer|painter|contractor|"
        r"player)|the (?:guitarist|painter|singer|guy|drummer|one who)|in a (?:\w+ )?band|"
        r"looking (?:for|to)|calling about)|i (?:play|sing) (?:in|guitar|bass|drums|with)|"
        r"i(?:'ve| have)?(?: got)? a (?:\w+[- ])?(?:\w+[- ])?band|we(?:'re| are) (?:a|an|"
        r"called|the) (?!good|great|best)|i run a|i paint|i do (?:house|exterior)|"
        r"i came (?:by|in|over|to)|this is \w+ from|i stopped by|we play (?:covers|blues|jazz|"
        r"rock|country|soul|folk|old))",
    ),
    (
        Act.THANKS,
        0.85,
        r"\b(?:thanks|thank you|appreciate|cheers|bye|goodbye|see you|take care$|have a good|"
        r"nice (?:talking|meeting|to meet)|talk (?:soon|later))",
    ),
    (
        Act.GREETING,
        0.95,
        r"^(?:hi|hello|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|evening|"
        r"morning|afternoon|how are you|how's it going|how are things|how you doing|what's up|"
        r"sup)\b(?:[ ,]+\w+){0,3}$",
    ),
    (
        Act.AGREEMENT,
        0.9,
        r"^(?:yes|yeah|yep|yup|ok|okay|sure|fine|alright|all right|right|absolutely|"
        r"definitely|of course|deal|agreed|exactly|fair enough|sounds good|sounds fair|"
        r"that works|works for me|that's fair|fair|you got it|i agree|no problem|perfect|"
        r"great|good|no worries|true|that's true|will do|got it|understood|makes sense|"
        r"sounds great|"
        r"i understand|i see|i hear you|i get it|that's right|uh[- ]huh|mm+[- ]?hm+|cool|"
        r"totally)(?:[ ,]+(?:then|dot|ma'am|sir|that|it|sure|yes|yeah|is|a|deal|works|good|"
        r"fair|okay|ok|fine|we|can|do|thanks|thank|you|i|hon|enough|totally|makes|sense))*$",
    ),
    (
        Act.DECLINE,
        0.9,
        r"^(?:no(?! worries\b)|nope|nah|no thanks|no thank you|not really|not interested|"
        r"never mind|"
        r"forget it|i can't do that|we can't do that|i don't think so|no way|not today|"
        r"no deal|i'd rather not|that won't work|that doesn't work)(?:[ ,]+(?:\w+)){0,3}$|"
        r"^(?:we|i) (?:can't|cannot|won't|don't) (?:do|stop|play|go|afford|accept|agree|"
        r"want(?! to (?:cause|bother|waste|push|rush|hurt|take))|"
        r"work)\b",
    ),
    (
        Act.OFFER,
        0.85,
        r"^if (?:we|i) .+ (?:would|does|is|could|can|will) (?:that|this|it|you|we|i)\b",
    ),
    (Act.REFLECTION, 0.85, r"^i (?:get|hear) (?:it|you|that)[, ]+(?!but\b)\w+ \w+"),
    (
        Act.SMALL_TALK,
        0.85,
        r"\b(?:weather|(?<!was it )raining|sunny|hot out|cold out|the game\b|traffic|"
        r"nice (?:place|bar|"
        r"house|home|garden|dog|spot|porch|day)|love (?:this|the|your) (?:place|bar|house|dog|"
        r"garden|porch)|beautiful (?:home|house|bar|garden|day)|(?:i'll|i'd|can i|could i|"
        r"let me|i) (?:have|get|take|grab|buy)(?: \w+){0,2} (?:beer|drink|coke|water|whiskey|"
        r"coffee|soda|pint|one)|(?:a|one) (?:beer|coke|whiskey|coffee|water|"
        r"pint)(?: please)?$|weekend|cubs|football|baseball|dog)",
    ),
)
COMPILED = tuple((act, weight, re.compile(pattern)) for act, weight, pattern in (*TABLE, *EVERYDAY))

TAG = re.compile(
        r",? (?:right|isn't it|doesn't it|don't you|aren't you|wasn't it|didn't it|didn't you|"
        r"wouldn't you|yeah|correct|huh|no)\??$")  # fmt: skip
"""A tag at the end makes a statement a checking question; it stays a reflection when it was one."""

EXCLUDES: dict[Act, frozenset[Act]] = {
    Act.META: frozenset(Act),
    Act.STOP: frozenset(Act),
    Act.INSULT: frozenset(Act),
    Act.PRESSURE: frozenset(
        {Act.CLOSE, Act.CLOSED_QUESTION, Act.OPEN_QUESTION, Act.AGREEMENT, Act.ANSWER, Act.GREETING}
    ),
    Act.REFLECTION: frozenset(
        {
            Act.PITCH,
            Act.CLOSED_QUESTION,
            Act.SMALL_TALK,
            Act.APOLOGY,
            Act.INTRODUCTION,
            Act.AGREEMENT,
        }
    ),
    Act.CLOSE: frozenset({Act.CLOSED_QUESTION, Act.OPEN_QUESTION, Act.INTRODUCTION, Act.AGREEMENT}),
    Act.OFFER: frozenset({Act.CLOSED_QUESTION, Act.OPEN_QUESTION, Act.INTRODUCTION, Act.AGREEMENT}),
    Act.OPEN_QUESTION: frozenset(
        {
            Act.CLOSED_QUESTION,
            Act.SMALL_TALK,
            Act.INTRODUCTION,
            Act.PITCH,
            Act.REASSURANCE,
            Act.THANKS,
        }
    ),
    Act.CLOSED_QUESTION: frozenset({Act.PITCH, Act.INTRODUCTION, Act.THANKS}),
    Act.ARGUE: frozenset({Act.AGREEMENT, Act.REFLECTION}),
    Act.REASSURANCE: frozenset({Act.DECLINE, Act.SMALL_TALK, Act.INTRODUCTION, Act.PITCH}),
    Act.PITCH: frozenset({Act.OFFER, Act.INTRODUCTION, Act.SMALL_TALK}),
    Act.GREETING: frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION}),
    Act.APOLOGY: frozenset({Act.AGREEMENT}),
    Act.SMALL_TALK: frozenset({Act.CLOSE, Act.ANSWER, Act.OFFER, Act.CLOSED_QUESTION}),
    Act.PRAISE: frozenset(
        {Act.PITCH, Act.SMALL_TALK, Act.REFLECTION, Act.REASSURANCE, Act.OFFER, Act.ANSWER}
    ),
}
"""An act found strongly drives out the ones it is easily mistaken for."""
