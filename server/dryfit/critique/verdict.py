"""What a judge is asked, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass

from dryfit.critique.naming import called
from dryfit.critique.report import Met
from dryfit.critique.talk import Sentence, Talk
from dryfit.scenario.review import RubricItem
from dryfit.scenario.schema import Scenario

Similarity = Callable[[str, str], float]
"""How alike two sentences mean, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Question:
    """One rubric item, asked of one talk."""

    talk: Talk
    scenario: Scenario
    item: RubricItem
    similarity: Similarity | None = None

    @property
    def persona(self) -> str:
        """What to call the persona."""
        return called(self.scenario.persona.name)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, the reason in plain words, and the sentence that shows it."""

    met: Met
    why: str
    evidence: Sentence | None = None
    is_open: bool = False
    """There was an occasion, and the rules cannot tell."""


def yes(why: str, evidence: Sentence | None = None) -> Verdict:
    """It was done."""
    return Verdict("yes", why, evidence)


def no(why: str, evidence: Sentence | None = None) -> Verdict:
    """It was not done."""
    return Verdict("no", why, evidence)


def cannot_tell(why: str) -> Verdict:
    """Counts as not applicable, unless somebody else can tell."""
    return Verdict("not_applicable", why, is_open=True)


def not_applicable(why: str) -> Verdict:
    """It cannot be said, or there was no occasion."""
    return Verdict("not_applicable", why)
