"""Saying that one does not know, which is an answer too."""

from __future__ import annotations

import re

_UNKNOWING = re.compile(
    r"\b(?:(?:don't|do not|dunno|doesn't|didn't) ?(?:\w+ )?(?:know|remember|recall)|dunno|"
    r"not (?:\w+ )?(?:sure|certain|positive)|no (?:idea|clue)|not a clue|clueless|beats me|"
    r"(?:couldn't|could not|can't|cannot|can not) (?:really )?(?:tell|say|remember|recall|think of|"
    r"put my finger on)(?: you| it| that)?|hard to (?:say|tell)|"
    r"(?:just )?(?:a )?(?:gut|hunch)(?: feeling)?|(?:doesn't|does not) (?:sound|feel|seem|look) "
    r"right|(?:it |that )?(?:just )?(?:feels|sounds|seems|looks) (?:\w+ )?"
    r"(?:wrong|off|funny|weird)|"
    r"something's off|who knows|you (?:got|have) me|you tell me|stumped|pass|nothing(?: really)?|"
    r"(?:have to|gotta|need to|would|i'd) (?:have to )?look (?:it|that) up|no particular reason|"
    r"just want to (?:check|be safe|be sure))\b"
)


def says_unknown(low: str) -> bool:
    """Whether plain text says that the learner does not know."""
    return bool(_UNKNOWING.search(low))


def without_unknown(low: str) -> str:
    """What else was said: "I don't know, the two degrees?" → "i , the two degrees"."""
    return " ".join(_UNKNOWING.sub(" ", low).split())
