"""More rows of the act table: how people talk on a job, at a counter, on a call.

As in `acts.py`: (act, weight, pattern), on the lowercase sentence without its fillers. These rows
know no trade; they are ways of asking, saying back, offering and asking for a yes.
"""

from __future__ import annotations

from dryfit.persona.reading import Act

_DOING = (
    r"(?:be|come|go|get|do|take|bring|call|text|send|meet|stay|stop|sign|write|show|help|check|"
    r"look|open|keep|leave|hold|carry|handle|find|put|set|make|drop|tell|walk|work|pay|give|have|"
    r"talk|read|pick|start|finish|wait|try|fix|run|ship|cover)"
)
_LATELY = (
    r"(?:been|had|got|lost|done|carried|called|waited|tried|worked|put|taken|lived|seen|heard|"
    r"kept|held|paid|spent|gone|left|given)"
)

ASKED_NUMBER = (
    r"(?:your|the|his|her|their|my|our) (?:\w+(?:'s)? ){0,2}(?:name|number|address|unit|price|"
    r"budget|size|"
    r"date|rate|brand|model|colou?r|temperature|deadline|quantity|count|e-?mail|phone|zip|"
    r"capacity)\b(?! (?:one|reason|problem|thing|worry|concern|trouble))"
)
"""After "what's": asks for one word or figure, so it is a closed question."""

EVERYDAY: tuple[tuple[Act, float, str], ...] = (
    # saying back
    (
        Act.REFLECTION,
        0.9,
        r"^(?:that|it|this|which|all that)(?:'s| is| was|'d be| would be| has to be)? "
        r"(?:sounds?|feels?|seems?) (?!good|great|fair|fine|right|perfect|like a plan)\w+|"
        r"^(?:feels|looks) (?:like|as if)|"
        r"^(?:that|it)(?:'s| is| was|'d be)(?: such| quite)? (?:a |an )?(?:really |very |pretty |"
        r"so |awfully )?(?:lousy|rotten|rough|tough|hard|awful|terrible|miserable|lonely|scary|"
        r"heavy|nasty|bad|frustrating|exhausting|unfair|crummy)\b|"
        r"^(?:that|this|it) (?:would|must|will|has to|had to) (?:stay|hurt|sting|bother|weigh|feel|"
        r"eat|wear|have been|be (?:hard|rough|tough|scary|exhausting|heavy))",
    ),
    (
        Act.REFLECTION,
        0.85,
        rf"^(?:i get it,? )?you(?:'ve| have) (?:all |already |just |really |probably |clearly |"
        rf"obviously |maybe )?{_LATELY}\b(?! (?:to|any|a (?:lot "
        r"of|few))\b)|"
        r"^you (?:were|did|had(?! better)|took|paid|called(?! (?:us|me|about|for))|lost|carried|"
        r"waited|tried|kept|asked|"
        r"told|gave|trusted|believed|promised|stood|think|feel|don't (?:want|trust|believe)|"
        r"(?:just |only )?can't|were just|carry)\b|"
        r"^you(?:'re| are) (?:not being|the one|stuck|caught|carrying|trying|just|only|looking out|"
        r"protecting|standing|doing|getting|paying|up against|on the hook)\b|"
        r"^(?:they|he|she|it|somebody|everybody|nobody) \w+(?: \w+){1,8} (?:and|so|that|but) you\b|"
        r"^you(?:'re| are) (?:right|smart|wise) to\b|"
        r"^you (?:look|seem|sound) (?:pretty |really |a bit |so |kind of )?(?:stressed|worried|"
        r"upset|"
        r"annoyed|frustrated|nervous|hesitant|unsure|careful|angry|hurt|down)\b|"
        r"^i(?:'m| am) (?:so |really |very )*sorry (?:that|to hear|you|about what|for what)\b|"
        r"^i (?:can )?(?:respect|appreciate) (?:that|how|what) you\b|"
        r"^nobody (?:ever )?(?:showed|told|asked|called|listened|helped|explained)",
    ),
    (
        Act.INTRODUCTION,
        0.9,
        r"^my (?:band|company|name|crew|shop|outfit|boss)(?:'s| is) |"
        r"^you(?:'d)? (?:called|phoned|e-?mailed|asked|wrote) (?:us|me|about|for)\b",
    ),
    (
        Act.GREETING,
        0.97,
        r"^(?:how (?:can|may) (?:i|we) help(?: you)?|what can (?:i|we) (?:do for|get) you)\b|"
        r"^(?:can|could) (?:you|i) (?:give me|have|get|take|spare) (?:a|one|two|five|ten|just a) "
        r"(?:minutes?|seconds?|moment)\b|"
        r"^(?:do you have|have you got|got|you got) (?:a|one|two|five|ten) (?:minutes?|seconds?|"
        r"moment)\b|^(?:is (?:this|now) a (?:good|bad) time|(?:can|could|may) i (?:ask you "
        r"(?:something|a question)|have a (?:minute|word)))$",
    ),
    # asking
    (
        Act.OPEN_QUESTION,
        0.9,
        rf"^(?:what(?:'s|s)\b(?! {ASKED_NUMBER})|hows?\b(?= come| it | the | that | your )|"
        r"where (?:does|did|do|is) .+ com(?:e|ing) from|"
        r"(?:honest|serious|simple|quick|dumb) question)",
    ),
    (
        Act.CLOSED_QUESTION,
        0.92,
        rf"^what(?:'s|s| is) {ASKED_NUMBER}\b|^(?:how (?:cold|hot|deep|wide|tall|thick|heavy|"
        rf"high|low|fast|close|tight|bad|sure|"
        r"often|ready)\b|who(?: else| is| are|'s|m)\b|which\b(?! of that)|"
        r"has (?:somebody|someone|anybody|anyone|it|this)\b|"
        r"you (?:got|have|ever) (?:any|some|a|an)\b)",
    ),
    (
        Act.CLOSED_QUESTION,
        0.8,
        r"^(?:is|are|was|were|does|did|has|isn't|aren't|wasn't|weren't|didn't|doesn't|hasn't) "
        r"(?!(?:that|it|this) a deal\b)[a-z']+ \w+",
    ),
    # offering: what they, their people or a written thing would do
    (
        Act.OFFER,
        0.85,
        r"^(?:please |then |just )?(?:let(?:'s| us)\b(?! (?:say|book|lock|pencil|shake))|"
        r"let (?:me|him|her|it|them|the|your|my|[a-z]+ (?:try|do|have|see|show|look))\b)|"
        rf"\b(?:he|she|they|the \w+|my \w+|our \w+|your \w+)(?:'ll| will|'d| would) {_DOING}\b|"
        rf"^[a-z]+(?:'ll| will| is going to) {_DOING}\b|"
        r"^(?:nobody|no one|nothing) (?:is |will |'s )?(?:going to |gets|get|goes|go|sees|see|has|"
        r"write|writing|report|closes|close|leaves|touch|hear|say)|"
        r"\b(?:this|that|it|what's \w+ \w+|the \w+) (?:stays|stay) (?:between|open|with|off|here)|"
        r"^you(?:'d|'ll| will| would)? (?:get|see|keep|decide|choose|pick|hold|read|watch|sign)\b|"
        r"^(?:please|pick|take|try|forget|leave|turn|shut|open|put|drop|give it|do one|use|start "
        r"with|watch me|ask it)\b(?! (?:it or|care|your time|a hike|my word))|"
        r"^(?:only|just) (?:one|two|a) (?!night|chance|friday|date|shot|gig)|"
        r"^if \w+ .+ (?:i|we|you)(?:'ll| will|'d| would)\b",
    ),
    (
        Act.OFFER,
        0.9,
        r"^(?:can|could|may) (?:i|we) (?:leave|show|bring|send|give|buy|get|play|offer|help|take) "
        r"you\b(?! (?:to|at|on) )|"
        r"^(?:do you )?(?:want|need) (?:me|us|him|her) to (?:show|help|look|take|carry|try|walk|do|"
        r"hold|stay|bring|get)\b|^(?:do you )?(?:want|need) (?:a|some|any) (?:hand|help|lift|"
        r"ride)\b|"
        r"^(?:what|how) about (?:just |only |maybe )?(?:an?|one|two|if) (?!price|minute)|"
        r"^(?:we|i) (?:usually |normally |only )?(?:charge|ask for|cost)\b|"
        r"^(?:can|could|shall) (?:we|i) (?:look at|go through|try to|see if)\b",
    ),
    (
        Act.OFFER,
        0.8,
        r"\b(?:on (?:me|us)|my (?:problem|call)|is mine|i(?:'m| am) (?:sending|bringing|putting|"
        r"getting|going to)|we(?:'re| are) (?:sending|bringing|going to)|half as many|"
        r"not to exceed|capped at)\b",
    ),
    # asking for the yes
    (
        Act.CLOSE,
        0.95,
        r"^(?:so |then |and )?(?:(?:do you )?want me to (?:ring|put|write|book|set|order|send|"
        r"schedule|start|add)|"
        r"(?:can|could|will|would) you (?:be (?:there|here|home|ready|in)|come|let (?:him|her|them|"
        r"us|me|(?:the |my |our )?\w+ in)|meet|open|bring|join|stop by|walk(?! me through)|try|"
        r"sign|agree|do (?:that|it|this)|hold off)|"
        r"(?:can|could|shall|should|may) (?:we|i) (?:\w+ ){0,2}(?:open|try|meet|walk|run|come|"
        r"measure|begin|sit|send|ring|order|ship|sign|swing by|stop by)\b|"
        r"would (?!you|it|that)(?:\w+ ){1,5}(?:work|suit|do)\b|"
        r"are you (?:in|up for (?:it|that)|okay with that|good with that|willing)|"
        r"(?:will|would) you (?:do|give) (?:it|that)|can i (?:count on|get) (?:you|your|that)|"
        r"(?:is|would) (?:that|it) (?:be )?a yes)\b",
    ),
    # the ways to lose them
    (
        Act.PRESSURE,
        0.95,
        r"\b(?:you(?:'ve| have)? (?:got to|gotta|have to|need to|must)\b(?! (?:explain|be |been))|"
        r"just (?:admit|open|ring|hurry|tell me|get (?:it|on))|(?:sign|do|take|pay) (?:it|that|"
        r"me|up) or\b|i can only (?:hold|keep)|or (?:my guys|we|i)(?:'ll)? (?:walk|leave|go "
        r"home)|line behind you|hurry up|company policy|right now or)",
    ),
    (
        Act.REASSURANCE,
        0.92,
        r"\b(?:(?:you have|you've got|give you|got) my word|i(?:'ll| will) take care of you|"
        r"(?:never|not|ain't) (?:gonna|going to) (?:peel|fail|happen|leak|break|notice|be a)|"
        r"(?:nobody|no one)(?:'ll| will| would| is going to)? (?:ever )?(?:know|notice|find out|"
        r"look)|before you know it|no time|leave it to me|"
        r"you know me)\b",
    ),
    (
        Act.PITCH,
        0.9,
        r"\b(?:(?:the )?most (?!of\b|people|likely|important|days|days'|guys)\w+ (?:\w+ ){0,3}(?:"
        r"on|in|"
        r"around|of)\b|hands down|nobody (?:else )?(?:in \w+ \w+ )?beats|"
        r"knows? (?:basically |pretty much |almost )?everything|best (?:\w+ ){0,3}(?:in (?:the|"
        r"this)|on the|we (?:carry|have|make)|around|company|service|installers?)|"
        r"(?:everybody|everyone|crews|guys|people|customers|kids|they all) (?:really )?(?:love|"
        r"swear|rave)s?|so much (?:faster|easier|better|nicer)|really (?:great|good) (?:program|"
        r"product|system|tool|deal)|great reputation|years of (?:doing|being)|number one|"
        r"everything gets (?:faster|better|easier))\b",
    ),
    (
        Act.ARGUE,
        0.9,
        r"\b(?:(?:way |much )?better now|(?:was|that's) (?:months|weeks|a year|a while) ago|"
        r"(?:not|isn't|flat out not) (?:in |part of )(?:my|our|the) (?:scope|contract|job)|and you "
        r"know it|every other \w+ \w+|(?:already )?passed (?:this|with|the same|it)\b|not how "
        r"(?:it|that|this) works|couldn't have|can't be that|no reason (?:to|for)|"
        r"isn't (?:that|so) (?:bad|cold|hard))\b",
    ),
    (
        Act.INSULT,
        1.0,
        r"\b(?:you(?:'re| are) (?:just |such )?(?:a |an )?(?:dinosaur|old (?:man|fool|goat)|loser|"
        r"quitter|baby|whiner|hack|crook|thief|dummy|clown|slacker)|(?:don't be|are you) (?:an? )?"
        r"(?:idiot|stupid|dumb|moron|baby)|what(?:'s| is) wrong with you)\b",
    ),
    (Act.ARGUE, 0.95, r"^(?:please )?(?:calm|settle) down\b|\byou need to calm down\b"),
    (
        Act.PITCH,
        0.92,
        r"\b(?:it|this|that|they)(?:'ll| will|'d| would) make (?:your|everybody's|the|everyone's) "
        r"\w+(?: \w+)? (?:so much |a lot |way )?(?:easier|better|faster|simpler)\b",
    ),
    (
        Act.APOLOGY,
        0.9,
        r"^(?:really |very |so )?sorry(?! to hear| for your)|\b(?:that(?:'s| is) on (?:us|me)|we "
        r"dropped (?:it|the ball)|we (?:should have|messed up|let you down))\b",
    ),
    (
        Act.DECLINE,
        0.9,
        r"^(?:no |nope |nah )*(?:i |we )?(?:can't|cannot|won't) (?:go|do|get|match|come|move)\b",
    ),
    (
        Act.AGREEMENT,
        0.9,
        r"^(?:yeah |yes |okay |ok |alright |all right |sure )*(?:i|we) (?:can|could) "
        r"(?:live|work) with (?:that|it)$",
    ),
    (
        Act.PRAISE,
        0.95,
        r"\byou(?:'re| are| must be) (?:obviously |clearly |really |very |so |such |easily |"
        r"probably )*(?:an? |the )?(?:really |very |most )?(?:smart|sharp|bright|clever|brilliant|"
        r"wise|kind|nice|lovely|wonderful|amazing|great|incredible|talented|impressive|charming|"
        r"beautiful|handsome|legend)(?:er|est)?\b(?! (?:of|to|about|with the)\b)|"
        r"\byou(?:'re| are) (?:so |really |very )?(?:good|great|amazing) (?:at|with) (?!that\b)|"
        r"\byou look (?:so |really |very )?(?:great|good|nice|young|wonderful|lovely|amazing|"
        r"fantastic)\b|"
        r"\bheard (?:so many |so much |such |a lot of |only |nothing but |lots of )*(?:"
        r"wonderful|good|great|nice|amazing|lovely) (?:things|stuff)\b|"
        r"\beverybody (?:\w+ )?(?:loves|likes|adores|admires|respects)(?: \w+ with)? you\b|"
        r"\bi (?:really |truly |just )*(?:admire|look up to|love) (?:you\b|how you|what you|"
        r"the way you)|\bwhat would (?:they|we|this place) do without you\b|"
        r"\byou have (?:such )?(?:a )?(?:great|good|wonderful|excellent|beautiful|lovely) (?:"
        r"taste|eye|smile|voice|reputation)\b",
    ),
    (
        Act.SMALL_TALK,
        0.85,
        r"^(?:do you )?mind if (?:i|we) (?:sit|come in|join|stand|wait)\b|"
        r"^you (?:look|seem|sound) (?:pretty |really |a bit |so |kind of )?(?:tired|busy|swamped|"
        r"cold|"
        r"rushed|hot|sleepy)\b|"
        r"\b(?:pretty|nice|lovely|great|beautiful) (?:view|morning|truck|weather|yard|kitchen|"
        r"shop|coffee|boots|evening)|how(?:'s| is| was) (?:the |your )?(?:family|kids|weekend|"
        r"vacation|coffee)\b",
    ),
)  # fmt: skip
