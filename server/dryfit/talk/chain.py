"""What follows on a talk in the terminal: the debrief, the moment again, and its debrief."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from dryfit.engines import Engines
from dryfit.session import outputs as o
from dryfit.session.debriefing import DebriefSession, LookedBack, look_back_on
from dryfit.session.options import SessionOptions
from dryfit.session.recovery import recover
from dryfit.session.session import Session
from dryfit.session.staged import Staged
from dryfit.store.branch import branch
from dryfit.store.journal import Journal

Play = Callable[[Session], Awaitable[list[o.SessionOutput]]]
"""Runs one session to its end and gives what it put out."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Plays sessions one after the other, as the learner asks."""

    staged: Staged
    engines: Engines
    journal: Journal
    options: SessionOptions
    play: Play
    is_anyone_there: Callable[[], bool]
    """False: nobody would answer the coach."""

    async def run(self, session: Session) -> Session:
        """Play it and what follows on it; gives the last talk that was played."""
        while True:
            wanted = _redo(await self.play(session))
            if wanted is None and self.is_anyone_there():
                wanted = _redo(await self.play(await self._debrief(session)))
            if wanted is None or not self.is_anyone_there():
                return session
            session = await self._again(wanted)

    async def _debrief(self, session: Session) -> DebriefSession:
        about: LookedBack = await look_back_on(self.journal, await self.journal.events(session.id))
        return DebriefSession(self.staged, self.engines, self.options, about)

    async def _again(self, wanted: o.RedoChosen) -> Session:
        """The moment again, in a session that is on disk."""
        events = await self.journal.events(wanted.session)
        made = branch(events, wanted.turn, f"sess_{uuid.uuid4().hex[:20]}")
        kept = recover(made, self.options.idle_s)
        await self.journal.begin(kept.opened.session, made)
        options = replace(kept.options, mode=self.options.mode)
        return Session(self.staged, self.engines, self.journal, options, kept)


def _redo(outputs: list[o.SessionOutput]) -> o.RedoChosen | None:
    return next((output for output in outputs if isinstance(output, o.RedoChosen)), None)
