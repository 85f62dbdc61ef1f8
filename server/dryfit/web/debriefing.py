"""A debrief of a session that has ended, over a socket of its own."""

from collections.abc import Mapping

from dryfit.errors import DryfitError
from dryfit.session.debriefing import DebriefSession, look_back_on
from dryfit.session.options import SessionOptions
from dryfit.store.events import ended_in, opened_in
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
    engines = state.ready_engines()
    events = await state.journal.events(name)
    opened = opened_in(events)
    if opened is None:
        raise DryfitError("unknown-session", f"There is no session `{name[:80]}`.")
    if ended_in(events) is None:
        raise DryfitError("not-ended", "That session has not ended.", "Finish it first.")
    about = await look_back_on(state.journal, events)
    staged = await staged_again(engines, state.library, opened)
    return DebriefSession(staged, engines, options, about)
