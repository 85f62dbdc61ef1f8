"""How near a learner's guess comes to what the persona was really worried about. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from dryfit.persona.words import content_words
from dryfit.scenario.hidden import Concern

Similarity = Callable[[str, str], float]
"""How alike two sentences mean, 0 to 1."""

RIGHT_FROM = 0.65
"""Likeness from which a guess counts as right; lower, and "she didn't like our music" is praised
where it was the noise. Of 28 right guesses 25 lie above and the others are called close."""
NEAR_FROM = 0.45
"""And from which it is called close; lower, and so is any talk of the subject."""
COVER_FROM = 0.35
"""Likeness to what they gave as the reason from which a guess counts as that."""
WORD_WORTH = 0.08
"""What each telling word in common adds: embeddings blur "neighbour" and "crowd"."""
_LEAD = re.compile(
    r"^(?:(?:um|uh|well|so|okay|oh|hmm|i (?:think|guess|believe|suppose|'d say|would say)|maybe"
    r"|probably|perhaps|that|it was|it's|(?:she|he|they|maria|dot) (?:was|were) (?:really )?"
    r"(?:worried|afraid|scared|concerned)(?: (?:about|of|that))?|creo|pienso|que|pues|tal vez)"
    r"[ ,]+)+",
    re.IGNORECASE,
)


class Closeness(StrEnum):
    """How a guess compares."""

    RIGHT = "right"
    NEAR = "near"
    COVER = "cover"
    """What they gave as the reason, and not what was behind it."""
    OTHER = "other"


def closeness(guess: str, concerns: Sequence[Concern], alike: Similarity) -> Closeness:
    """Compare a guess with every concern, and with what covered it."""
    bare = _LEAD.sub("", guess.strip()) or guess
    truth = max((_likeness(bare, text, alike) for text in _truths(concerns)), default=0.0)
    cover = max((_likeness(bare, text, alike) for text in _covers(concerns)), default=0.0)
    if cover > truth and cover >= COVER_FROM:
        return Closeness.COVER
    if truth >= RIGHT_FROM:
        return Closeness.RIGHT
    return Closeness.NEAR if truth >= NEAR_FROM else Closeness.OTHER


def _likeness(guess: str, text: str, alike: Similarity) -> float:
    shared = len(content_words(guess) & content_words(text))
    return alike(guess, text) + WORD_WORTH * shared


def _truths(concerns: Iterable[Concern]) -> Iterable[str]:
    for concern in concerns:
        yield concern.concern
        for stage in concern.stages:
            if stage.level != "hint":
                yield from stage.lines


def _covers(concerns: Iterable[Concern]) -> Iterable[str]:
    for concern in concerns:
        yield from filter(None, (concern.cover_story, *concern.cover_lines))
