"""A concern, written of the persona, as the persona would say it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SHE = {"she": "I", "her": "my", "hers": "mine", "herself": "myself"}
_HE = {"he": "I", "him": "me", "his": "my", "himself": "myself"}
_THEY = {"they": "I", "their": "my", "them": "me", "themselves": "myself"}
_IRREGULAR = {
    "is": "am", "has": "have", "does": "do", "was": "was", "were": "was", "are": "am",
    "isn't": "am not", "aren't": "am not", "cannot": "can't",
    "doesn't": "don't", "hasn't": "haven't",
}  # fmt: skip
_SIBILANT = re.compile(r"(ss|sh|ch|x|z|o)es$")
_JOINS = frozenset({"and", "but", "or", "then", "so"})
_ADVERBS = frozenset(
    """already never always still only just now also secretly quietly really often barely even
    nearly almost then""".split()  # noqa: SIM905
)
"""What may stand between a subject and its verb."""
_AFTER_VERB = frozenset(
    """the a an his her their him it that this what who if to about for from not no nobody being
    losing she he they in on with every another some""".split()  # noqa: SIM905
)
"""What follows a verb rather than a plural: "and fears the city", not "and loads an hour"."""
_AFTER_OBJECT = frozenset(
    """and but or for to in on with at by when if because that again about over from out off up
    down into until before after as last once since who while without""".split()  # noqa: SIM905
)
"""What follows "her" where it is not "her licence"."""

_SPANISH_VERBS: Mapping[str, str] = {
    "debe": "debo", "teme": "temo", "tiene": "tengo", "está": "estoy", "es": "soy", "ha": "he",
    "quiere": "quiero", "puede": "puedo", "sabe": "sé", "cree": "creo", "piensa": "pienso",
    "perdió": "perdí", "firmó": "firmé", "pagó": "pagué", "mintió": "mentí", "prometió": "prometí",
    "necesita": "necesito", "esconde": "escondo", "oculta": "oculto", "mantiene": "mantengo",
    "anima": "animo", "atreve": "atrevo", "siente": "siento", "va": "voy", "dio": "di",
    "hizo": "hice", "compró": "compré", "usó": "usé", "vendió": "vendí", "culpa": "culpo",
    "duda": "dudo", "contó": "conté", "dijo": "dije", "dejó": "dejé", "confía": "confío",
    "niega": "niego", "entiende": "entiendo", "espera": "espero", "vive": "vivo", "paga": "pago",
}  # fmt: skip
_SPANISH_WORDS = {"le": "me", "su": "mi", "sus": "mis", "él": "mí", "ella": "mí"}
_SPANISH_BEFORE = frozenset(
    {"y", "e", "pero", "o", "no", "ya", "porque", "nunca", "se", "también", "yo"}
)
"""A verb after one of these, or first of all, is the persona's; after a noun it is the noun's."""


def first_person(concern: str, language: str = "en") -> str:
    """Say a third-person concern as the persona would.

    >>> first_person("A neighbour complained and she fears for her licence.")
    'A neighbour complained and I fear for my licence.'
    >>> first_person("He paid in cash and fears the city will hear of it.")
    'I paid in cash and fear the city will hear of it.'
    >>> first_person("Her son has the money and she cannot decide without him.")
    "My son has the money and I can't decide without him."
    >>> first_person("Debe tres meses de renta y teme que le cierren.", "es")
    'Debo tres meses de renta y temo que me cierren.'
    """
    said = _spanish(concern.split()) if language == "es" else _english(concern.split())
    sentence = " ".join(said)
    return sentence[:1].upper() + sentence[1:]


def _bare(word: str) -> str:
    return word.strip(".,;:!?").lower()


def _put(word: str, new: str) -> str:
    """The word in place of another, whose marks stay."""
    old = word.strip(".,;:!?")
    return word.replace(old, new, 1) if old else word


def _english(words: list[str]) -> list[str]:
    bare = [_bare(word) for word in words]
    mine = _persona_words(bare)
    said: list[str] = []
    after_subject = has_subject = False
    for at, word in enumerate(words):
        following = bare[at + 1] if at + 1 < len(words) else ""
        before = next((word for word in reversed(bare[:at]) if word not in _ADVERBS), "")
        joined = has_subject and before in _JOINS
        if bare[at] in mine:
            word = _put(word, _pronoun(word, bare[at], following, mine))
            after_subject = bare[at] in ("she", "he")
            has_subject = has_subject or after_subject
        elif after_subject and bare[at] in _ADVERBS:
            pass
        elif after_subject or (joined and _is_verb(bare[at], following)):
            word, after_subject = _spoken(said, word, _verb(_bare(word))), False
        said.append(word)
    return said


def _spoken(said: list[str], word: str, verb: str) -> str:
    """The verb as it is said: "I am" runs together, also where "I" was left out."""
    if not verb.startswith("am"):
        return _put(word, verb)
    if said and said[-1] == "I":
        said.pop()
    return _put(word, verb.replace("am", "I'm", 1))


def _persona_words(bare: list[str]) -> Mapping[str, str]:
    """The pronouns that mean the persona: of those there are, the more frequent, else the first."""
    she, he = ([word for word in bare if word in kind] for kind in (_SHE, _HE))
    if not she and not he:
        return _THEY
    if len(she) == len(he):
        first = next(word for word in bare if word in _SHE or word in _HE)
        return _SHE if first in _SHE else _HE
    return _SHE if len(she) > len(he) else _HE


def _pronoun(word: str, bare: str, following: str, mine: Mapping[str, str]) -> str:
    ends = word[-1:] in ".,;:!?" or not following
    if bare == "her" and (ends or following in _AFTER_OBJECT):
        return "me"
    return mine[bare]


def _is_verb(word: str, following: str) -> bool:
    return word in _IRREGULAR or (word.endswith("s") and following in _AFTER_VERB)


def _verb(verb: str) -> str:
    """Third person singular to first: fears → fear, worries → worry, has → have."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if _SIBILANT.search(verb):
        return verb[:-2]
    if verb.endswith("s") and not verb.endswith(("ss", "us", "is", "as")):
        return verb[:-1]
    return verb


def _spanish(words: list[str]) -> list[str]:
    said: list[str] = []
    before = ""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        bare = _bare(word)
        if bare in ("él", "ella") and _bare(following) in _SPANISH_VERBS:
            word, bare = _put(word, "yo"), "yo"
        elif bare in _SPANISH_WORDS:
            word = _put(word, _SPANISH_WORDS[bare])
        elif bare in _SPANISH_VERBS and (not before or before in _SPANISH_BEFORE):
            if before == "se":
                said[-1] = _put(said[-1], "me")
            word = _put(word, _SPANISH_VERBS[bare])
        said.append(word)
        before = bare if word[-1:] not in ".,;:" else ""
    return said
