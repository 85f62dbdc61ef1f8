"""Text in clauses that a voice can start on early: the first one short, the rest by sentence.

The first clause decides how soon the persona is heard: it may end at a comma, once it has ten
letters (the bound RealtimeVoiceChat uses). "Mr. Smith", "$3.50" and "7 p.m." stay whole.
"""

import re

from dryfit_audio.english_tables import SHORT, SHORT_OR_END

FIRST_MIN_LETTERS = 10
"""Higher: the first sound comes later. Lower: a lone "Well," with a gap after it."""
FIRST_MAX_CHARACTERS = 70
"""Higher: a long first sentence is heard late. Lower: seams in the middle of phrases."""
MAX_CHARACTERS = 180
"""Higher: gaps while a long sentence is made. Lower: choppy speech."""

_NEVER_ENDS = frozenset(word.lower() for word in SHORT if word.endswith(".")) | {
    "st.",
    "no.",
    "nos.",
}
_MAY_END = frozenset(word.lower() for word in SHORT_OR_END) | {"a.m.", "p.m.", "in.", "ft.", "lb."}
_SENTENCE_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s|$)")
_CLAUSE_END = re.compile(r"(?:[,;:](?=\s)|\s[\u2014\u2013-]+(?=\s)|\u2014)")
_CONJUNCTION = re.compile(
    r"\s(?=(?:and|but|because|so|which|who|when|if|while|unless|until|or|then|after|before"
    r"|except|than|with|for)\s)",
    re.IGNORECASE,
)


def clauses(text: str) -> list[str]:
    """Split `text`; joined by single spaces the pieces are the text again.

    The first piece ends at the first comma or stop after ten letters; every later piece is a
    sentence, or a part of one that is longer than 180 characters.
    """
    plain = " ".join(text.split())
    if not plain:
        return []
    first, rest = _first(plain)
    pieces = [first]
    for sentence in _sentences(rest):
        pieces += _bounded(sentence)
    return [piece for piece in pieces if piece]


def take_sentences(text: str) -> tuple[list[str], str]:
    """Sentences of a text that is still being written, and what is left of it.

    A sentence is over once something follows it (after ? and ! a space is enough); a line break
    ends one too.
    """
    whole, start = [], 0
    broken = [(found.start(), found.end()) for found in re.finditer(r"\s*\n\s*", text)]
    ends = [
        (end, end)
        for end in _sentence_ends(text)
        if text[end:].strip() or (text[end:] and text[end - 1] in "?!")
    ]
    for end, after in sorted([*ends, *broken]):
        if end >= start and text[start:end].strip():
            whole.append(text[start:end].strip())
            start = after
    return whole, text[start:]


def _first(text: str) -> tuple[str, str]:
    """The shortest speakable beginning, and what follows it."""
    ends = sorted({*_sentence_ends(text), *(found.end() for found in _CLAUSE_END.finditer(text))})
    usable = [end for end in ends if _letters(text[:end]) >= FIRST_MIN_LETTERS]
    end = usable[0] if usable else len(text)
    if end > FIRST_MAX_CHARACTERS:
        end = _conjunction_before(text, FIRST_MAX_CHARACTERS, end)
    if _letters(text[end:]) < FIRST_MIN_LETTERS // 2 and end != len(text):
        end = len(text)  # no lone word left over
    return text[:end].strip(), text[end:].strip()


def _bounded(sentence: str) -> list[str]:
    pieces = []
    while len(sentence) > MAX_CHARACTERS:
        commas = [found.end() for found in _CLAUSE_END.finditer(sentence[:MAX_CHARACTERS])]
        usable = [end for end in commas if end >= MAX_CHARACTERS // 3]
        end = usable[-1] if usable else _conjunction_before(sentence, MAX_CHARACTERS, None)
        pieces.append(sentence[:end].strip())
        sentence = sentence[end:].strip()
    return [*pieces, sentence]


def _conjunction_before(text: str, limit: int, otherwise: int | None) -> int:
    found = [m.start() for m in _CONJUNCTION.finditer(text[:limit]) if m.start() >= limit // 3]
    if found:
        return found[-1]
    if otherwise is not None and otherwise <= MAX_CHARACTERS:
        return otherwise
    space = text.rfind(" ", limit // 3, MAX_CHARACTERS)
    return space if space > 0 else min(len(text), MAX_CHARACTERS)


def _sentences(text: str) -> list[str]:
    pieces, start = [], 0
    for end in _sentence_ends(text):
        pieces.append(text[start:end].strip())
        start = end
    return [piece for piece in [*pieces, text[start:].strip()] if piece]


def _sentence_ends(text: str) -> list[int]:
    return [found.end() for found in _SENTENCE_END.finditer(text) if _really_ends(text, found)]


def _really_ends(text: str, found: re.Match[str]) -> bool:
    """Whether this full stop ends a sentence, not an abbreviation or an initial."""
    after = text[found.end() :].lstrip()
    if not after or found[0][0] != ".":
        return True
    word = text[: found.end()].split()[-1].lstrip("(\"'").lower()
    if word in _NEVER_ENDS and not (word == "no." and not after[:1].isdigit()):
        return False
    starts_sentence = not after[:1].islower()
    if word in _MAY_END:
        return starts_sentence
    if re.fullmatch(r"[a-z]\.", word) and word != "i." and text[found.end() - 2].isupper():
        return False  # an initial: "J. Smith"
    return starts_sentence or len(word) > 2


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)
