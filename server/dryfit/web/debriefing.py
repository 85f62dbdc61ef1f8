"""A debrief of a session that has ended, over a socket of its own."""

from collections.abc import Mapping

from dryfit.critique.again import critique_of
from dryfit.critique.attempts import attempts_at, compare
from dryfit.errors import DryfitError
from dryfit.session.debriefing import DebriefSession, LookedBack
from dryfit.session.options import SessionOptions
from dryfit.store.events import SessionEnded, SessionEvent, SessionOpened
from dryfit.store.journal import Journal
from dryfit.web.resume import staged_again
from dryfit.web.state import ServerState


async def debrief(
    state: ServerState, query: Mapping[str, str], options: SessionOptions
) -> DebriefSession:
    """A session with the coach about the session that `debrief` names.

    Raises:
        DryfitError: `unknown-session`, `not-ended`, `not-ready`, or the scenario or the journal
            cannot be read.
    """
    name = query["debrief"][:128]
    if state.engines is None:
        raise DryfitError("not-ready", "Models are loading; try in a moment.")
    events = await state.journal.events(name)
    opened = next((event for event in events if isinstance(event, SessionOpened)), None)
    if opened is None:
        raise DryfitError("unknown-session", f"There is no session `{name[:80]}`.")
    if not any(isinstance(event, SessionEnded) for event in events):
        raise DryfitError("not-ended", "That session has not ended.", "Finish it first.")
    about = await look_back_on(state.journal, opened, events)
    staged = await staged_again(state.engines, state.library, opened)
    return DebriefSession(staged, state.engines, options, about)


async def look_back_on(
    journal: Journal, opened: SessionOpened, events: list[SessionEvent]
) -> LookedBack:
    """The critique, and for a redo how it did beside the attempt before it."""
    critique = critique_of(events)
    if not opened.branch_of:
        return LookedBack(opened.session, critique)
    attempts = attempts_at(await journal.family(opened.branch_of), opened.branch_turn)
    upto = [number for number, one in enumerate(attempts) if one.session == opened.session]
    if not upto or upto[0] == 0:
        return LookedBack(opened.session, critique)
    before, now = attempts[upto[0] - 1], attempts[upto[0]]
    return LookedBack(opened.session, critique, compare(before, now, critique.persona))
