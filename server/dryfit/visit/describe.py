"""What somebody says about a visit they are about to make: whom they see, and what worries them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dryfit.check.people_rules import EMAIL, PHONE
from dryfit.errors import DryfitError
from dryfit.persona.clauses import clauses, tidy
from dryfit.persona.reader import find_acts
from dryfit.persona.reading import Act

MAX_LETTERS = 400
"""Longer is not a sentence about a visit; it is a letter."""

MAX_WORRY_WORDS = 8
"""A persona says the worry aloud, in one breath."""

EXAMPLE = 'For example: "seeing Dave, worried about lead times".'


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it was described.

    `who` is what is known of the person besides the name ("the plant manager"); `worry` is in the
    speaker's words, "" when none was named. `pronoun` is "she", "he" or "". `left_out` says what
    was taken out because it belongs to somebody: a number, an address.
    """

    text: str
    language: str
    name: str = ""
    who: str = ""
    worry: str = ""
    pronoun: str = ""
    left_out: tuple[str, ...] = ()


_SEEING = (
    r"(?:going to (?:see|meet|visit)|(?:off|about) to (?:see|meet|visit)|seeing|"
    r"meeting(?: up)?(?: with)?|visiting|calling(?: on)?|talking (?:to|with)|sitting down with|"
    r"appointment with|see|meet|visit|call on|with|voy a ver a|veo a|visito a|ver a|"
    r"me veo con|cita con|junta con|hablar con|visitar a)"
)
_TITLE = r"(?:(?:mr|mrs|ms|dr|don|do[nñ]a|(?:el |la )?se[nñ]or(?:a)?)\.? )"
_CAPITAL = r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ'-]+"
_NAMED = re.compile(
    rf"\b(?i:{_SEEING}) (?i:{_TITLE})?(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})\b"
    rf"|^(?P<first>{_CAPITAL}),"
)
_UNCAPPED = re.compile(rf"\b{_SEEING} {_TITLE}?(?P<name>[a-záéíóúñ'-]{{2,}})(?=,| (?:worried|"
                       r"about|who|at|from|de|preocupad\w|que)\b|$)")  # fmt: skip
_NOT_NAMES = frozenset(
    """a an the my our his her their your this that some someone somebody one two them him customer
    client customers clients people everyone tenant owner buyer inspector boss foreman un una el la
    los las mi mis su sus nuestro alguien cliente clientes gente""".split()  # noqa: SIM905
)
_WHO = re.compile(
    rf"\b(?:{_SEEING}) (?P<who>.*?)(?=[.;!?]|,? (?:and |but )?(?:who |he |she |they |i'm |i am )?"
    r"(?:is |are |'s |'re )?(?:worri|concern|nervous|afraid|scared|upset|unhappy|angry|wants|"
    r"preocupad|le preocupa|molest|quiere)|$)",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"\b(?:at|from|over at|of|de|en) (?:the )?{_CAPITAL}(?: {_CAPITAL})*")
_WORRY = re.compile(
    r"\b(?:(?:worr(?:ied|ies|y|ying)|concern(?:ed|s)?|nervous|anxious|afraid|scared|upset|unhappy|"
    r"mad|angry|complain\w*|hung up|stuck|unsure|not sure|skeptical|doubts?)\b(?: (?:is|are|was))?"
    r"(?: (?:about|of|on|over|at|with|that|by))*|(?:wants|want|asks for|asking for|pushing for|"
    r"keeps asking (?:for|about)|hates?|(?:doesn't|does not|won't) (?:like|trust|want|believe in))"
    r"(?: to)?|preocupad\w+(?: (?:por|de|con|que))*|"
    r"(?:le|les|me) preocupan?|miedo (?:de|a)(?: que)?|molest\w+ (?:por|con)|enojad\w+ (?:por|con)|"
    r"quieren?) (?P<worry>[^.;!?\n]{2,})",
    re.IGNORECASE,
)
_BARE = re.compile(rf"^{_CAPITAL}, (?P<worry>(?:[\w'-]+ ?){{1,4}})$")
"""Said in passing: "Dave, lead times"."""

_ON = re.compile(
    r",? (?:and|but|so|because|porque|pero) (?=(?:i|we|you|he|she|they|it|yo|no|quiero|wants?|"
    r"keeps?|thinks?|says?|won't|quiere)\b)|"
    r", (?=(?:seeing|meeting|visiting|calling|tomorrow|today|at|on)\b)",
    re.IGNORECASE,
)
_SPANISH = frozenset(
    """voy veo ver con por preocupado preocupada preocupa el la los las un una que quiere señor
    señora del al hoy mañana cliente está miedo molesto enojado cita junta""".split()  # noqa: SIM905
)
_ENGLISH = frozenset(
    """seeing meeting visiting the a an about worried with and his her he she they is to calling
    see meet visit concerned for on at who wants""".split()  # noqa: SIM905
)


_LOOSE = frozenset(
    """because and but who that tomorrow today tonight now he she they he's she's they're is are
    porque y pero que hoy mañana""".split()  # noqa: SIM905
)
"""Words that may stand after whom they see and say nothing of them."""


def read_visit(text: str) -> Visit:
    """The visit in a sentence.

    Raises:
        DryfitError: `visit-empty`, `visit-too-long`, or `visit-unclear` where it gives orders
            instead of describing a visit.
    """
    if len(text) > MAX_LETTERS:
        message = f"That is longer than {MAX_LETTERS} letters; a sentence is enough."
        raise DryfitError("visit-too-long", message, EXAMPLE)
    plain = re.sub(r"\b(mr|mrs|ms|dr)\.", r"\1", tidy(text), flags=re.IGNORECASE)
    said, left_out = _without_private(" ".join(plain.split()))
    if sum(char.isalpha() for char in said) < 3:
        message = "Say whom you are seeing, and what worries them."
        raise DryfitError("visit-empty", message, EXAMPLE)
    if _gives_orders(said):
        raise DryfitError("visit-unclear", "That does not describe a visit.", EXAMPLE)
    name = _name(said)
    return Visit(
        said, _language(said), name, _who(said, name), _worry(said, name), _pronoun(said), left_out
    )


def _gives_orders(text: str) -> bool:
    return any(
        act in (Act.META, Act.INSULT)
        for piece in clauses(text)
        for language in ("en", "es")
        for act, _ in find_acts(piece, "", language)
    )


def _without_private(text: str) -> tuple[str, tuple[str, ...]]:
    found = []
    for pattern, what in ((EMAIL, "an e-mail address"), (PHONE, "a phone number")):
        text, count = pattern.subn("", text)
        found += [what] if count else []
    return " ".join(text.split()), tuple(found)


def _language(text: str) -> str:
    words = re.findall(r"\w+", text.lower())
    spanish = sum(word in _SPANISH for word in words) + 2 * bool(re.search(r"[¿¡ñ]", text))
    return "es" if spanish > sum(word in _ENGLISH for word in words) else "en"


def _name(text: str) -> str:
    found = _NAMED.search(text)
    if found:
        return found["name"] or found["first"]
    bare = _UNCAPPED.search(text) if text == text.lower() else None
    if bare is None or bare["name"].split()[-1] in _NOT_NAMES:
        return ""
    return bare["name"].title()


def _who(text: str, name: str) -> str:
    found = _WHO.search(text)
    who = found["who"] if found else ""
    who = re.sub(_TITLE, "", _PLACE.sub("", _without_name(who, name)), flags=re.IGNORECASE)
    words = re.sub(r"[^\w\s'-]", " ", who).split()
    while words and words[-1].lower() in _LOOSE:
        words.pop()
    return " ".join(words)


def _worry(text: str, name: str) -> str:
    found = _WORRY.search(text) or _BARE.search(text)
    if not found:
        return ""
    worry = _ON.split(_without_name(found["worry"], name))[0]
    # Only words, a figure's marks and apostrophes: a persona says this aloud.
    words = re.sub(r"[^\w\s'%$-]", " ", worry).split()[:MAX_WORRY_WORDS]
    while words and words[-1].lower() in ("and", "or", "the", "a", "of", "to", "y", "o", "de"):
        words.pop()
    return " ".join(words)


def _without_name(text: str, name: str) -> str:
    for part in sorted({name, *name.split()}, key=len, reverse=True):
        if part:
            text = re.sub(rf"\b{re.escape(part)}\b(?:'s)?", "", text, flags=re.IGNORECASE)
    return text


def _pronoun(text: str) -> str:
    low = text.lower()
    she = len(re.findall(r"\b(?:she|her|hers|mrs|ms|ella|señora|doña|preocupada)\b", low))
    he = len(re.findall(r"\b(?:he|him|his|mr|él|señor|don|preocupado)\b", low))
    return "" if she == he else "she" if she > he else "he"
