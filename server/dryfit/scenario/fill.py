"""What a short scenario file leaves out, made from what it does say."""

from __future__ import annotations

from collections.abc import Mapping

from dryfit.language import base_language
from dryfit.scenario.first_person import first_person
from dryfit.scenario.hidden import LEVELS, Concern, Condition, Stage
from dryfit.scenario.review import RubricItem

DEFAULT_REVEAL_TRUST = 31.0
"""Trust a concern needs by default; higher, and learners must ask better and longer."""

_HINTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "There's more to it than that.",
        "Let's just say last time wasn't worth it.",
        "I've got my reasons. They're not the ones you think.",
    ),
    "es": (
        "Hay algo más que eso.",
        "Digamos que la última vez no valió la pena.",
        "Tengo mis razones, y no son las que crees.",
    ),
}
_PARTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Something happened. It came back on me, not on them.",
        "It's what comes after that I worry about.",
        "I got burned once. I'm the one who paid for it.",
    ),
    "es": (
        "Algo pasó, y me tocó a mí cargar con eso.",
        "Lo que me preocupa es lo que viene después.",
        "Ya me quemé una vez, y yo fui quien pagó.",
    ),
}
_WORRIES = {"en": "what worries them about it", "es": "qué le preocupa"}
_LAST_TIME = {"en": "what happened last time", "es": "qué pasó la última vez"}


def fill_concern(concern: Concern, language: str) -> Concern:
    """Add the stages and the reveal condition an author left out, in the scenario's language."""
    spoken = base_language(language)
    spoken = spoken if spoken in _HINTS else "en"
    made = {
        "hint": _HINTS[spoken],
        "partial": _PARTS[spoken],
        "full": (first_person(concern.concern, spoken),),
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
                    Condition(asked_open_question=True, topic=_WORRIES[spoken]),
                    Condition(asked_about=_LAST_TIME[spoken]),
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
