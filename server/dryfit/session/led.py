"""A session that is led by somebody who is no persona: what a debrief and a drill share."""

from dryfit.reply.line import Line
from dryfit.session.conversation import Conversation, Prepared
from dryfit.session.session import Session

LONGEST_ANSWER_S = 45.0
"""One answer may run as long as this before the coach cuts in."""


class Led(Conversation):
    """Their side: it moves when a line is adopted, as a persona's does, and after silence."""

    _since_s: float | None = None

    @property
    def monologue_limit_s(self) -> float:
        """How long one answer may run."""
        return LONGEST_ANSWER_S

    def adopt(self, prepared: Prepared, line: Line) -> None:
        """That line is being said."""
        super().adopt(prepared, line)
        self._since_s = None

    def _quiet_s(self, played_s: float) -> float:
        """Seconds of silence since the last line, as of that time in the session."""
        if self._since_s is None:
            self._since_s = played_s
        return played_s - self._since_s


class LedSession(Session):
    """It begins with their first line, whatever the scenario says of who speaks first."""

    async def _begin(self) -> None:
        if self.kept:
            return await super()._begin()
        await self._open()
        self._floor.prompt(self._parts.conversation.prepare_opening())

    async def _open(self) -> None:
        """Write down how it begins, where it is kept."""
