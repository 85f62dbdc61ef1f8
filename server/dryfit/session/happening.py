"""Everything that a session's inbox may hold."""

from dataclasses import dataclass

from dryfit.session.answerer import AnswerNews
from dryfit.session.inputs import SessionInput
from dryfit.session.overlaps import OverlapJudged
from dryfit_audio.events import Judgement


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


Happening = SessionInput | AnswerNews | Judgement | OverlapJudged | Tick
