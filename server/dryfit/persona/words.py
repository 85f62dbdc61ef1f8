"""Words that carry meaning, with their endings cut; the ground under all lexical rules."""

from __future__ import annotations

import re
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


def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in STOP and len(word) > 2)
