"""What a short scenario file leaves out, made from what it does say."""

from __future__ import annotations

import re

from dryfit.scenario.hidden import LEVELS, Concern, Condition, Stage
from dryfit.scenario.review import RubricItem

DEFAULT_REVEAL_TRUST = 31.0
"""Trust a concern needs by default; higher, and learners must ask better and longer."""

HINT_LINES = (
    "There's more to it than that.",
    "Let's just say last time wasn't worth it.",
    "I've got my reasons. They're not the ones you think.",
)
PARTIAL_LINES = (
    "Something happened. It came back on me, not on them.",
    "It's what comes after that I worry about.",
    "I got burned once. I'm the one who paid for it.",
)

_FIRST_PERSON = {
    "she": "I", "he": "I", "they": "I", "her": "my", "his": "my", "their": "my",
    "him": "me", "them": "me", "herself": "myself", "himself": "myself", "themselves": "myself",
}  # fmt: skip
_IRREGULAR = {"is": "am", "has": "have", "does": "do", "was": "was", "were": "was", "are": "am"}
_SIBILANT = re.compile(r"(ss|sh|ch|x|z|o)es$")


def first_person(concern: str) -> str:
    """Say a third-person concern as the persona would: `she fears for her` → `I fear for my`.

    >>> first_person("A neighbour complained and she fears for her licence.")
    'A neighbour complained and I fear for my licence.'
    """
    words = concern.split()
    said: list[str] = []
    after_subject = False
    for word in words:
        bare = word.strip(".,;:!?").lower()
        if after_subject:
            word = word.replace(word.strip(".,;:!?"), _verb(word.strip(".,;:!?")))
        after_subject = bare in {"she", "he"}
        if bare in _FIRST_PERSON:
            word = re.sub(re.escape(bare), _FIRST_PERSON[bare], word, flags=re.IGNORECASE)
        said.append(word)
    sentence = " ".join(said)
    return sentence[:1].upper() + sentence[1:]


def _verb(verb: str) -> str:
    """Third person singular to first: fears → fear, worries → worry, has → have."""
    low = verb.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if _SIBILANT.search(low):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is", "as")):
        return low[:-1]
    return low


def fill_concern(concern: Concern) -> Concern:
    """Add the stages and the reveal condition an author left out."""
    made = {
        "hint": HINT_LINES,
        "partial": PARTIAL_LINES,
        "full": (first_person(concern.concern),),
    }
    stages = tuple(
        concern.stage(level) or Stage(level=level, lines=made[level])  # type: ignore[arg-type]
        for level in LEVELS
    )
    reveal = concern.reveal_when or Condition(
        all=(
            Condition(trust_at_least=DEFAULT_REVEAL_TRUST),
            Condition(
                any=(
                    Condition(asked_open_question=True, topic="what worries them about it"),
                    Condition(asked_about="what happened last time"),
                    Condition(asked_about=concern.concern),
                    Condition(reflected=True),
                )
            ),
        )
    )
    return concern.model_copy(update={"stages": stages, "reveal_when": reveal})


def fill_rubric() -> tuple[RubricItem, ...]:
    """Three questions that fit any talk with a hidden concern."""
    return (
        RubricItem(
            id="open-q", behaviour="Asked an open question before pitching", weight=3,
            skill="discovery",
        ),
        RubricItem(
            id="reflected", behaviour="Said back what the other person was worried about",
            weight=3, skill="listening",
        ),
        RubricItem(
            id="next-step", behaviour="Closed on one concrete next step", weight=2,
            critical=True, skill="close",
        ),
    )  # fmt: skip
