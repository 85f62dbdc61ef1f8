"""A moment of an earlier session, done again in a session of its own."""

import uuid
from collections.abc import Mapping

from dryfit.errors import DryfitError
from dryfit.session.recovery import recover
from dryfit.session.session import Session
from dryfit.store.branch import branch
from dryfit.store.events import opened_in
from dryfit.web.resume import staged_again
from dryfit.web.state import ServerState

_LONGEST_TURN_NUMBER = 6


async def redo(state: ServerState, query: Mapping[str, str], resume_key_hash: str) -> Session:
    """A session that begins with all up to that moment, and is on disk already.

    Raises:
        DryfitError: `unknown-session`, `unknown-turn`, `bad-parameter`, `not-ready`, or the
            scenario or the journal cannot be read.
    """
    name, turn = query["redo"][:128], query.get("turn", "")
    if not (turn.isascii() and turn.isdecimal() and len(turn) <= _LONGEST_TURN_NUMBER):
        raise DryfitError("bad-parameter", "`turn` is the number of one of your turns.")
    engines = state.ready_engines()
    events = await state.journal.events(name)
    opened = opened_in(events)
    if opened is None:
        raise DryfitError("unknown-session", f"There is no session `{name[:80]}`.")
    session = f"sess_{uuid.uuid4().hex[:20]}"
    kept = recover(branch(events, int(turn), session, resume_key_hash), state.settings.idle_s)
    staged = await staged_again(engines, state.library, opened)
    await state.journal.begin(session, kept.events)
    return Session(staged, engines, state.journal, kept.options, kept)
