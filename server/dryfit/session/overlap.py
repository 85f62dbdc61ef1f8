"""What was said over the persona: a bid for the floor, a nod, or her own echo. Pure."""

import re
from enum import StrEnum

from dryfit_audio.transcribe import Transcript

GLANCE_S = 0.26
"""Speech over the persona shorter than this is not recognised yet; lower makes her jumpy."""
GLANCE_AGAIN_S = 0.14
"""How much more must be heard before it is recognised again."""
WORDS_S = 0.5
"""Other words than demands count from this length on; lower, and the start of a nod stops her."""
ECHO_SHARE = 0.6
"""Share of heard words that the persona is saying herself, from which they count as her echo."""
MIN_CONFIDENCE = 0.35
"""Words the recogniser believes less than this do not stop the persona; noise makes such words."""
DEMAND_CONFIDENCE = 0.22
"""The same for demands, which are caught before they are fully said."""

_BACKCHANNELS = frozenset((
    "ah", "aha", "alright", "cool", "fine", "gotcha", "ha", "hm", "hmm", "huh", "m", "mhm", "mm",
    "mmhm", "mmm", "oh", "okay", "ok", "right", "sure", "uh", "uhhuh", "um", "wow", "yeah", "yep",
    "yes", "yup",
))  # fmt: skip
_BACKCHANNEL_PHRASES = frozenset((
    "i see", "got it", "of course", "uh huh", "mm hmm", "m h", "m hm", "oh okay", "that's right",
))  # fmt: skip
_DEMANDS = frozenset((
    "wait", "stop", "hold", "no", "sorry", "excuse", "hang", "listen", "but", "hey", "whoa",
))  # fmt: skip
_AS_HEARD = frozenset(("wai", "wei", "weight", "way", "waiy", "sto", "xcube", "scuse", "scusi"))
"""How the recogniser hears the first half of a demand."""
_DEMAND_PHRASES = frozenset((("and", "on"), ("and", "honest"), ("x", "cube"), ("x", "q")))
"""The same, in two words: "hang on", "excuse"."""


class Overlap(StrEnum):
    """What an overlap turned out to be."""

    INTERRUPTION = "interruption"
    BACKCHANNEL = "backchannel"
    ECHO = "echo"
    UNCLEAR = "unclear"


def judge_overlap(heard: Transcript, persona_says: str, length_s: float = WORDS_S) -> Overlap:
    """Decide from the words heard in `length_s` so far. `persona_says` is the line being spoken.

    A word that claims the floor ("wait", "no") is enough; other speech needs two words that are
    neither signs of listening nor the persona's own.
    """
    words = _words(heard.text)
    if not words or heard.confidence < DEMAND_CONFIDENCE:
        return Overlap.UNCLEAR
    own = set(_words(persona_says))
    if len(words) > 1 and sum(word in own for word in words) / len(words) >= ECHO_SHARE:
        return Overlap.ECHO
    if " ".join(words) in _BACKCHANNEL_PHRASES or all(word in _BACKCHANNELS for word in words):
        return Overlap.BACKCHANNEL
    if _demands(words, own):
        return Overlap.INTERRUPTION
    if heard.confidence < MIN_CONFIDENCE or length_s < WORDS_S:
        return Overlap.UNCLEAR
    telling = [word for word in words if word not in _BACKCHANNELS]
    return Overlap.INTERRUPTION if len(telling) >= 2 else Overlap.UNCLEAR


def _demands(words: list[str], own: set[str]) -> bool:
    if tuple(words[:2]) in _DEMAND_PHRASES or (words[0] in _AS_HEARD and len(words) == 1):
        return not any(said.startswith(words[0][:3]) for said in own)
    return any(word in _DEMANDS and word not in own for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("-", ""))
