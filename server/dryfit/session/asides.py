"""What she says about the talk itself: did you say that, say it again, let me stop you. Pure."""

import re
from collections.abc import Mapping
from enum import StrEnum

from dryfit.language import base_language
from dryfit.persona.reading import Heard

UNSURE_CONFIDENCE = 0.5
"""Words the recogniser believes less than this are asked about, never acted on. Higher: she asks
people with an accent all the time. Lower: she answers what nobody said."""
MAX_CHECKED_WORDS = 12
"""A longer turn is asked for again: nobody can say yes to a speech they half remember."""

_CHECKS = {
    "en": ("Sorry, did you say: {heard}?", "Did I get that right? {heard}?", "You said: {heard}?"),
    "es": ("Perdón, ¿dijiste: {heard}?", "¿Entendí bien? ¿{heard}?"),
}
_AGAINS = {
    "en": ("Sorry, I lost that. Say it again?", "I didn't catch that. Once more?"),
    "es": ("Perdón, no te oí bien. ¿Me lo repites?", "No te entendí. ¿Otra vez?"),
}
_CUT_INS = {
    "en": (
        "Hang on. Let me stop you there. What's the short version?",
        "Hold on, hold on. I lost you. What is it you want?",
        "Okay, stop for a second. What are you asking me?",
    ),
    "es": (
        "Espera, espera. ¿Qué es lo que me pides?",
        "A ver, para un momento. ¿Cuál es la versión corta?",
    ),
}
_GO_BACKS = {
    "en": ("Okay. From there again.", "Sure. Back to that moment."),
    "es": ("Bueno. Otra vez desde ahí.", "Va. Volvemos a ese momento."),
}
_NOTHING_YETS = {
    "en": ("There is nothing to go back to yet.", "We have only just begun."),
    "es": ("Todavía no hay nada que repetir.", "Apenas empezamos."),
}
_YES = re.compile(
    r"(yes|yeah|yep|yup|right|correct|exactly|that's (right|it|correct)|i did|uh-?huh|sure"
    r"|sí|si|exacto|eso|correcto|así es)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(no|nope|not (quite|really)|wrong|that's not|i didn't|para nada)\b", re.IGNORECASE
)
_SHORT_WORDS = 4


class CheckAnswer(StrEnum):
    """What "did you say …?" was answered with."""

    YES = "yes"
    NO = "no"
    SOMETHING_ELSE = "something-else"


def is_unsure(heard: Heard) -> bool:
    """Whether a turn was recognised too badly to be acted on."""
    return heard.confidence < UNSURE_CONFIDENCE


def can_be_checked(heard: Heard) -> bool:
    """Whether it is short enough to be said back."""
    return len(heard.text.split()) <= MAX_CHECKED_WORDS


def read_answer(text: str) -> CheckAnswer:
    """A short yes or no is about the question; anything more is said anew."""
    said = text.strip()
    if len(said.split()) > _SHORT_WORDS:
        return CheckAnswer.SOMETHING_ELSE
    if _NO.match(said):
        return CheckAnswer.NO
    return CheckAnswer.YES if _YES.match(said) else CheckAnswer.SOMETHING_ELSE


def check_line(heard: str, language: str, number: int) -> str:
    """Ask whether that was said; `number` picks one of several ways to ask."""
    bare = heard.strip().rstrip(".?!,;: ")
    return _one_of(_CHECKS, language, number).format(heard=bare[:1].lower() + bare[1:])


def again_line(language: str, number: int) -> str:
    """Asks for the turn once more."""
    return _one_of(_AGAINS, language, number)


def cut_in_line(language: str, number: int) -> str:
    """Stops a speech that runs on."""
    return _one_of(_CUT_INS, language, number)


def go_back_line(language: str, number: int) -> str:
    """Said before a moment is done again."""
    return _one_of(_GO_BACKS, language, number)


def nothing_yet_line(language: str, number: int) -> str:
    """Said where there is no moment to do again."""
    return _one_of(_NOTHING_YETS, language, number)


def _one_of(lines: Mapping[str, tuple[str, ...]], language: str, number: int) -> str:
    spoken = lines.get(base_language(language), lines["en"])
    return spoken[number % len(spoken)]
