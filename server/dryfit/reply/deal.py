"""What a scenario's deal is about: days, sums, and the words its author wrote it in. Pure."""

from __future__ import annotations

from dryfit.language import base_language
from dryfit.persona.figures import figures
from dryfit.persona.move import MoveKind
from dryfit.persona.words import content_words
from dryfit.scenario.schema import Scenario

_OF_ANY_DEAL = {
    "en": "one two three nothing good okay right fine time way thing ask tell make have bring give"
    " look come never number dates date day name first last next own off small real only else"
    " anyone anybody nobody now alone help friend find get let take keep say call answer fix use"
    " used done thank sorry regret miss know today himself each short long new old may finish"
    " level mistakes blame without promises count",
    "es": "bien bueno buena algo dos primero primer siempre sale vamos antes nomás fecha chicos sin"
    " así queda vaya falta contigo entra nada alguna",
}
"""Words that say nothing of this deal, though its author used them."""
_FIGURES_OF_A_DEAL = frozenset({"date", "time", "price", "percent"})


class Deal:
    """Of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._language = base_language(scenario.language)
        empty = (_OF_ANY_DEAL.get(self._language, ""), *scenario.speaking_style.habits)
        words = self._words(*_texts(scenario)) - self._words(*empty)
        self._about = frozenset(word for word in words if "'" not in word)

    def is_near(self, text: str) -> bool:
        """Whether a text names a day, an hour, a sum, a number of things or what the deal is on."""
        return bool(figures(text, self._language) or self._words(text) & self._about)

    def is_dated(self, text: str) -> bool:
        """Whether it names a day, an hour or a sum."""
        return any(item.kind in _FIGURES_OF_A_DEAL for item in figures(text, self._language))

    def _words(self, *texts: str) -> frozenset[str]:
        return content_words(" ".join(texts), self._language)


def _texts(scenario: Scenario) -> list[str]:
    """What the learner is after, what it takes, and what the persona says when she agrees."""
    concession = scenario.dynamics.concession
    return [
        scenario.goal, scenario.learner_goal(), concession.floor,
        *(step.gives for step in concession.steps),
        *(one.what for concern in scenario.hidden_concerns for one in concern.resolved_by),
        *(one.what for objection in scenario.objections for one in objection.accept_if),
        *scenario.lines.get(MoveKind.COMMIT.value, ()),
    ]  # fmt: skip
