"""What was said over the persona: a bid for the floor, a nod, or her own echo. Pure."""

import re
from enum import StrEnum

from rapidfuzz.fuzz import partial_ratio

from dryfit_audio.transcribe import Transcript

GLANCE_S = 0.26
"""Speech over the persona shorter than this is not recognised yet; lower makes her jumpy."""
GLANCE_AGAIN_S = 0.14
"""How much more must be heard before it is recognised again."""
WORDS_S = 0.5
"""Other words than demands count from this length on; lower, and the start of a nod stops her."""
LATE_S = 0.4
"""A demand that may be half of a nod counts from this length on."""
ECHO_SHARE = 0.6
"""Share of heard words that the persona is saying herself, from which they count as her echo."""
ECHO_LIKENESS = 75.0
"""Percent: so alike to the letters of a piece of her line, misheard words are her echo."""
ECHO_LETTERS = 8
"""Fewer are like a piece of anything."""
MIN_CONFIDENCE = 0.5
"""Words the recogniser believes less than this do not stop the persona; noise makes such words."""
DEMAND_CONFIDENCE = 0.36
"""The same for demands, which are caught before they are fully said."""

EXPECTED = (
    "Yeah. Wait, hold on. Uh-huh. Stop. Okay. Hang on. Right. Excuse me. Mhm. No, listen. Yep. "
    "Stop."
)
"""What is said over somebody most: the recogniser hears half a word as the start of one of these.

Nods and demands take turns, so that it leans to neither.
"""

_BACKCHANNELS = frozenset((
    "absolutely", "ah", "aha", "alright", "cool", "definitely", "exactly", "fine", "good", "gotcha",
    "great", "ha", "hm", "hmm", "huh", "m", "mhm", "mm", "mmhm", "mmm", "nice", "oh", "okay", "ok",
    "really", "right", "sure", "totally", "true", "uh", "uhhuh", "um", "wow", "yeah", "yep", "yes",
    "yup",
))  # fmt: skip
_BACKCHANNEL_PHRASES = frozenset((
    "all right", "got it", "i see", "m h", "m hm", "make sense", "makes sense", "mm hmm", "no kid",
    "no kidding", "no way", "of course", "oh okay", "that's right", "uh huh",
))  # fmt: skip
_DEMANDS = frozenset((
    "wait", "stop", "hold", "no", "sorry", "excuse", "hang", "listen", "but", "hey", "whoa",
))  # fmt: skip
_HALF_DEMANDS = frozenset(("wai", "way", "wave", "sto", "excu", "scuse"))
"""How the recogniser hears the first half of a demand."""
_LATE_DEMANDS = frozenset(("no",))
"""Said alone and short, it may be half of "no kidding", or an "oh" misheard."""


class Overlap(StrEnum):
    """What an overlap turned out to be."""

    INTERRUPTION = "interruption"
    BACKCHANNEL = "backchannel"
    ECHO = "echo"
    UNCLEAR = "unclear"


def judge_overlap(
    heard: Transcript, persona_says: str, length_s: float = WORDS_S, before: str = ""
) -> Overlap:
    """Decide from the words heard in `length_s` so far. `persona_says` is the line being spoken.

    A word that claims the floor ("wait", "no") is enough, also one hardly believed that was heard
    `before`, at the last look; other speech needs two words that are neither signs of listening
    nor the persona's own.
    """
    words = _said_once(_words(heard.text))
    hers = _words(persona_says)
    own = set(hers)
    demands = _demands(words, own)
    again = demands & _demands(_words(before), own)
    if not words or (heard.confidence < DEMAND_CONFIDENCE and not again):
        return Overlap.UNCLEAR
    if _echoes(words, hers):
        return Overlap.ECHO
    if " ".join(words) in _BACKCHANNEL_PHRASES or all(word in _BACKCHANNELS for word in words):
        return Overlap.BACKCHANNEL
    if demands and not (length_s < LATE_S and set(words) <= _LATE_DEMANDS):
        return Overlap.INTERRUPTION
    if heard.confidence < MIN_CONFIDENCE or length_s < WORDS_S:
        return Overlap.UNCLEAR
    telling = [word for word in words if word not in _BACKCHANNELS and word not in own]
    return Overlap.INTERRUPTION if len(telling) >= 2 else Overlap.UNCLEAR


def _echoes(words: list[str], hers: list[str]) -> bool:
    if len(words) > 1 and sum(word in hers for word in words) / len(words) >= ECHO_SHARE:
        return True
    letters = "".join(words)
    if len(letters) < ECHO_LETTERS or any(word in _DEMANDS for word in words):
        return False
    return partial_ratio(letters, "".join(hers)) >= ECHO_LIKENESS


def _demands(words: list[str], own: set[str]) -> set[str]:
    halves = {
        word
        for word in words[:1]
        if word in _HALF_DEMANDS and not any(said.startswith(word[:3]) for said in own)
    }
    return halves | {word for word in words if word in _DEMANDS and word not in own}


def _said_once(words: list[str]) -> list[str]:
    """Half a word is often decoded over and over ("stop stop stop"): only the first of them."""
    for length in range(1, len(words)):
        if all(word == words[at % length] for at, word in enumerate(words)):
            return words[:length]
    return words


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("-", ""))
