"""Reads what a learner says at each step of a drill. Safe to share between threads."""

from __future__ import annotations

from dryfit.drill.scoring import Decision
from dryfit.drill.understand.alike import Likeness
from dryfit.drill.understand.checking import checking_in
from dryfit.drill.understand.control import control_in
from dryfit.drill.understand.decision import decision_in
from dryfit.drill.understand.fault import Fault, fault_in
from dryfit.drill.understand.mend import Mend, mend_in
from dryfit.drill.understand.said import Understood
from dryfit.drill.understand.sureness import sureness_in
from dryfit.persona.embed import Embedder, Remembering, WordOverlap
from dryfit.scenario.review import CalibrationItem


class AnswerReader:
    """One method for each of the five questions; None where nothing can be told."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        """Without an embedder, likeness is counted in shared words alone."""
        self._likeness = Likeness(Remembering(embedder or WordOverlap()))

    def decision(self, text: str) -> Understood[Decision] | None:
        """Use it, don't, or check first."""
        return None if control_in(text) else decision_in(text)

    def sureness(self, text: str) -> Understood[int] | None:
        """How sure, 50 to 100."""
        return None if control_in(text) else sureness_in(text)

    def fault(self, text: str, item: CalibrationItem) -> Understood[Fault] | None:
        """What is wrong with the answer."""
        return None if control_in(text) else fault_in(text, item, self._likeness)

    def mend(self, text: str, item: CalibrationItem) -> Understood[Mend] | None:
        """What would be right."""
        return None if control_in(text) else mend_in(text, item, self._likeness)

    def checking(self, text: str, item: CalibrationItem) -> Understood[int] | None:
        """How they would check, 0 to 3."""
        return None if control_in(text) else checking_in(text, item)
