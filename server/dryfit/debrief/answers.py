"""What the learner says about the debrief itself: yes, no, again, go back, skip. Pure.

Only a whole utterance counts, so that a guess or a line of the role-play is never taken for one.
"""

import re
from enum import StrEnum


class Wish(StrEnum):
    """What was asked for; `NOTHING` where it was none of these."""

    YES = "yes"
    NO = "no"
    REDO = "redo"
    AGAIN = "again"
    """Of what, the moment tells."""
    REPEAT = "repeat"
    SKIP = "skip"
    STOP = "stop"
    NO_IDEA = "no-idea"
    GO_ON = "go-on"
    NOTHING = "nothing"


_LEAD = (
    r"(?:(?:um+|uh+|er+|hm+|oh|well|so|okay|ok|alright|right|hey|and|but|please|maybe|actually"
    r"|bueno|pues|ay|eh|este)[ ]+)*"
)
_TAIL = r"(?:[ ]+(?:please|thanks|thank you|then|now|i guess|i think|por favor|gracias))*"
_ASK = (
    r"(?:(?:let me|let us|lets|let's|i want to|i wanna|i would like to|i'd like to|i'd love to"
    r"|can i|can we|could i|could we|may i|we could|i'd like|i want) )?"
)
_THAT = r"(?: (?:that|it|this|that one|this one|that part|that bit|that moment|the moment))?"
_MORE = r"(?: (?:again|over|over again|once more|one more time|another time))"

_WISHES: tuple[tuple[Wish, str], ...] = (
    (
        Wish.REPEAT,
        r"(?:(?:can|could|would) you (?:say|repeat) (?:that|it)(?: again| once more)?"
        r"|say (?:that|it) again|repeat (?:that|it)|come again|what|sorry|pardon|what did you say"
        r"|what was that|i didn't (?:hear|catch) that|repítelo|repite|cómo|qué dijiste|no te oí)",
    ),
    (
        Wish.REDO,
        rf"(?:(?:yes|yeah|yep|sure) )*{_ASK}(?:(?:redo|re do|retry){_THAT}{_MORE}?"
        rf"|(?:do|try|take|say|run){_THAT}{_MORE}|go back(?: to)?(?: there|{_THAT})"
        rf"|(?:have |take )?(?:another|one more) (?:go|try|shot|attempt)(?: at{_THAT})?"
        r"|do over|again from there|from there again)"
        r"|(?:quiero |déjame |puedo |sí )*(?:repetirlo|hacerlo otra vez|intentarlo otra vez"
        r"|volver a intentarlo|repetir eso|repite ese momento|otra vez desde ahí)",
    ),
    (Wish.AGAIN, r"(?:again|once more|one more time|otra vez|una vez más|de nuevo)"),
    (
        Wish.STOP,
        r"(?:stop|stop it|that's it|that's all|that is all|that's enough|enough|i'm done|we're done"
        r"|i am done|done|quit|end it|finish|let's stop|let's stop here|stop here|goodbye|bye"
        r"|ya|basta|ya estuvo|eso es todo|terminemos|adiós|para)",
    ),
    (
        Wish.SKIP,
        r"(?:skip|skip (?:it|that|this)|next|next one|move on|pass|paso|siguiente|sáltalo)",
    ),
    (
        Wish.NO_IDEA,
        r"(?:i (?:really )?(?:don't|do not|dont) know|no idea|i have no (?:idea|clue)|not sure"
        r"|i'm not sure|i am not sure|no clue|you tell me|tell me|beats me|dunno|i dunno"
        r"|i can't (?:say|tell)|hard to say|no sé|ni idea|no tengo idea|dime tú|dímelo)",
    ),
    (
        Wish.NO,
        r"(?:no|nope|nah|no thanks|no thank you|not (?:now|today|really|this time)|i'm good"
        r"|i'm fine|leave it|let's leave it|i'd rather not|no i'm (?:good|fine|done)|no need"
        r"|later|maybe later|no gracias|ahora no|mejor no|así está bien|después)",
    ),
    (
        Wish.YES,
        r"(?:(?:yes|yeah|yep|yup|sure|absolutely|definitely|of course|please|please do|go ahead"
        r"|let's do it|let's go|let's try|let's|i do|i would|i'd like that|why not|sounds good"
        r"|okay|ok|alright|all right|fine|sí|si|claro|dale|va|por supuesto|órale|vamos|bueno)[ ]?)+"
        r"(?:let's (?:do|try) (?:it|that)(?: again)?|let's go|i want to|i do|do it|again|quiero)?",
    ),
    (
        Wish.GO_ON,
        r"(?:go on|continue|and|and then|got it|i see|mhm|uh huh|m hm|sigue|ajá|entiendo)",
    ),
)
_COMPILED = tuple(
    (wish, re.compile(rf"{_LEAD}(?:{words}){_TAIL}", re.IGNORECASE)) for wish, words in _WISHES
)
_NOT_WORDS = re.compile(r"[^\w'’ ]+")  # noqa: RUF001 - recognisers write both apostrophes


def wish_of(text: str) -> Wish:
    """What a whole utterance asks for."""
    said = _plain(text)
    return next((wish for wish, words in _COMPILED if words.fullmatch(said)), Wish.NOTHING)


def wants_redo(text: str) -> bool:
    """Whether somebody in the middle of a role-play asks to do its last moment again."""
    return wish_of(text) is Wish.REDO


def _plain(text: str) -> str:
    bare = _NOT_WORDS.sub(" ", text.replace("’", "'").replace("-", " "))  # noqa: RUF001
    return " ".join(bare.split())
