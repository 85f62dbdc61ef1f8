"""Takes the names of real people out of what is sent to a model. Pure.

The device knows whom a visit is to; it says so, the session keeps it in memory alone, and every
prompt carries a stand-in. So does the prompt of a scenario that was made for somebody by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dryfit.scenario.schema import Scenario

MOST_NAMES = 4
LONGEST_NAME = 80
LEAST_LETTERS = 2

_TITLES = frozenset(
    "mr mrs ms miss dr prof sir don doña dona señor señora sr sra el la de del van von".split()  # noqa: SIM905
)
_ALSO_WORDS = frozenset(
    """will mark bill rob grant art may june april rose grace hope faith joy pat jack ray rich frank
    dean drew chase sue bob gene jean miles guy norm sandy summer autumn dawn dale glen heath cliff
    rusty penny ginger olive violet iris daisy lily ivy holly ruby pearl crystal amber carol harry
    nick pete wade ward reed lance trip chip buck josh sol luz paz mar pilar rosa blanca""".split()  # noqa: SIM905
)
"""Names that are also words: written small, they are taken for the word."""
_LETTERS = {"a": "aáàâä", "e": "eéèêë", "i": "iíìîï", "o": "oóòôö", "u": "uúùûü", "n": "nñ"}
_PLAIN = {letter: plain for plain, group in _LETTERS.items() for letter in group}


class Names:
    """Of one session: what must not be sent, and what stands for it."""

    def __init__(self, stand_in: str, names: Sequence[str] = ()) -> None:
        """Names as people write them; each of their parts counts too."""
        self.stand_in = stand_in
        wanted = [name for name in map(_tidy, names[:MOST_NAMES]) if name]
        parts = {part for name in wanted for part in (name, *re.split(r"[\s-]+", name))}
        kept = [part for part in parts if _is_name(part)]
        patterns = [_pattern(part) for part in sorted(kept, key=len, reverse=True)]
        self._found = re.compile("|".join(patterns)) if patterns else None

    def hidden(self, text: str) -> str:
        """The text with the stand-in for each of the names, however it is written."""
        if self._found is None:
            return text
        once = self._found.sub(lambda _: self.stand_in, text)
        again = re.escape(self.stand_in)
        return re.sub(rf"{again}(?:[ -]{again})+", lambda _: self.stand_in, once)


def names_of(scenario: Scenario, told: Sequence[str] = ()) -> Names:
    """The names to keep back: those `told`, and the scenario's own where it is a real person's."""
    persona = scenario.persona
    if scenario.provenance is None or scenario.provenance.anonymised:
        return Names(persona.name, told)
    spanish = scenario.language.lower().startswith("es")
    stand_in = Names("", [persona.name]).hidden(persona.role).strip()
    if not stand_in or stand_in != persona.role.strip():
        stand_in = "cliente" if spanish else "customer"
    article = "el" if spanish else "the"
    has_article = stand_in.partition(" ")[0].lower() in ("the", "a", "an", "el", "la", "un", "una")
    return Names(stand_in if has_article else f"{article} {stand_in}", [persona.name, *told])


def _tidy(name: str) -> str:
    return " ".join(re.sub(r"[^\w' -]", " ", name[:LONGEST_NAME]).split())


def _is_name(part: str) -> bool:
    letters = sum(letter.isalpha() for letter in part)
    return letters >= LEAST_LETTERS and part.lower() not in _TITLES


def _pattern(part: str) -> str:
    if part.lower() in _ALSO_WORDS:
        body = rf"(?:{_any_accent(part[:1].upper())}(?i:{_any_accent(part[1:])}))"
    else:
        body = f"(?i:{_any_accent(part)})"
    return rf"(?<!\w){body}(?!\w)"


def _any_accent(text: str) -> str:
    made = []
    for letter in text:
        plain = _PLAIN.get(letter.lower(), letter.lower())
        group = _LETTERS.get(plain, "")
        if group:
            made.append(f"[{group.upper() if letter.isupper() else group}]")
        else:
            made.append(r"[\s-]+" if letter in " -" else re.escape(letter))
    return "".join(made)
