"""What was said over the persona: a bid for the floor, a nod, or her own echo. Pure."""

import re
from enum import StrEnum

from dryfit_audio.transcribe import Transcript

MIN_OVERLAP_S = 0.45
"""Speech over the persona shorter than this is not recognised yet; lower makes her jumpy."""
REJUDGE_OVERLAP_S = 0.35
"""How much more must be heard before an unclear overlap is recognised again."""
ECHO_SHARE = 0.6
"""Share of heard words that the persona is saying herself, from which they count as her echo."""
MIN_CONFIDENCE = 0.35
"""Words the recogniser believes less than this do not stop the persona; noise makes such words."""

_BACKCHANNELS = frozenset((
    "ah", "aha", "alright", "cool", "fine", "gotcha", "hm", "hmm", "huh", "mhm", "mm", "mmhm",
    "mmm", "oh", "okay", "ok", "right", "sure", "uh", "uhhuh", "um", "wow", "yeah", "yep", "yes",
    "yup",
))  # fmt: skip
_BACKCHANNEL_PHRASES = frozenset({"i see", "got it", "of course", "uh huh", "mm hmm", "oh okay"})
_DEMANDS = frozenset({"wait", "stop", "hold", "no", "sorry", "excuse", "hang", "listen", "but"})


class Overlap(StrEnum):
    """What an overlap turned out to be."""

    INTERRUPTION = "interruption"
    BACKCHANNEL = "backchannel"
    ECHO = "echo"
    UNCLEAR = "unclear"


def judge_overlap(heard: Transcript, persona_says: str) -> Overlap:
    """Decide from the words. `persona_says` is the line being spoken.

    A word that claims the floor ("wait", "no") is enough; other speech needs two words that are
    neither signs of listening nor the persona's own.
    """
    words = _words(heard.text)
    if not words or heard.confidence < MIN_CONFIDENCE:
        return Overlap.UNCLEAR
    own = set(_words(persona_says))
    if len(words) > 1 and sum(word in own for word in words) / len(words) >= ECHO_SHARE:
        return Overlap.ECHO
    if " ".join(words) in _BACKCHANNEL_PHRASES or all(word in _BACKCHANNELS for word in words):
        return Overlap.BACKCHANNEL
    if any(word in _DEMANDS and word not in own for word in words):
        return Overlap.INTERRUPTION
    telling = [word for word in words if word not in _BACKCHANNELS]
    return Overlap.INTERRUPTION if len(telling) >= 2 else Overlap.UNCLEAR


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("-", ""))
