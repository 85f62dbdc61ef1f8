"""Words that carry meaning, with their endings cut; the ground under all lexical rules."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_ENDINGS = ("ingly", "edly", "ments", "ment", "ings", "ing", "ied", "ies", "ers", "ed", "es",
            "er", "ly", "s")  # fmt: skip
STOP = frozenset(
    """a about after again all also am an and any are as at back be because been before being but
    by can could d did do does doing don for from get go going got had has have he her here him his
    how i if in into is it its just know let like ll m me more my no not of off ok on one or our out
    over put re really s said say she should so some something t take tell than that the their them
    then there they thing think this those to too up us ve very want was way we well were what when
    where which who why will with won would yeah yes you your im youre dont thats its id ive well
    last year years""".split()  # noqa: SIM905
)
STOP_ES = frozenset(
    """que de la el los las un una lo le les te se su sus tu tus mi mis yo ya y o en es son era fue
    ser con por para del al como pero si este esta esto eso esa ese asi hay muy mas nos nosotros
    ellos cuando donde quien cual porque desde hasta sobre entre sea ahi aqui todo toda pues bueno
    cabo compadre""".split()  # noqa: SIM905
)

_SPANISH_ENDINGS = ("andolo", "andote", "arnos", "ieron", "iendo", "aste", "iste", "aron", "amos",
    "emos", "imos", "ando", "arlo", "arla", "arle", "arme", "arte", "erlo", "irlo", "aban", "ado",
    "ada", "ido", "ida", "aba", "ian", "ar", "er", "ir", "as", "es", "os", "an", "en", "ia", "a",
    "e", "o", "s")  # fmt: skip


def fold(text: str) -> str:
    """Lowercase without accents, as people type and recognisers sometimes write: `qué` → `que`."""
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The word without its ending: `neighbours` → `neighbour`, `worried` → `worri`.

    >>> stem("worries") == stem("worried")
    True
    """
    low = word.lower().replace("'s", "")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: -len(ending)]
            break
    if len(low) > 4:
        low = low.replace("our", "or")
    return low.rstrip("e") if len(low) > 3 else low


def words(text: str) -> list[str]:
    """Lowercase words and whole numbers of a text."""
    return [word.lower() for word in _WORD.findall(text.replace("\u2019", "'"))]


@lru_cache(maxsize=4096)
def stem_es(word: str) -> str:
    """A Spanish word without its ending: `reportas`, `reportarlo`, `reporté` → `report`."""
    for ending in _SPANISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def content_words(text: str, language: str = "en") -> frozenset[str]:
    """Stems of the words that carry meaning."""
    if language.lower().startswith("es"):
        kept = (word for word in words(fold(text)) if word not in STOP_ES and len(word) > 2)
        return frozenset(stem_es(word) for word in kept)
    return frozenset(stem(word) for word in words(text) if word not in STOP and len(word) > 2)
