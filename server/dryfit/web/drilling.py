"""Drills over the wire: which sets there are, one drill over a socket, and what is kept of it."""

import asyncio
import re
from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request

from dryfit.drill.library import DrillSets
from dryfit.drill.order import DEFAULT_LENGTH, plan
from dryfit.drill.place import script_in
from dryfit.drill.run import run_of, run_on
from dryfit.drill.script import stopped
from dryfit.errors import DryfitError
from dryfit.session.drill_scores import keep_answers, scored
from dryfit.session.drilling import DrillSession
from dryfit.session.options import SessionOptions
from dryfit.store.events import DrillOpened, SessionEvent, ended_in
from dryfit.web.state import ServerState, state_of
from dryfit.wire import server_events as s
from dryfit.wire.drill_events import scores_event

router = APIRouter()
MINUTES_PER_ITEM = 0.6
"""By voice, with its right answer: as long as it takes in a drill of ten."""
MAX_LENGTH = 40
_LEARNER = re.compile(r"[A-Za-z0-9_-]{1,64}")


@router.get("/v1/drills")
async def drills(request: Request) -> dict[str, object]:
    """The sets that there are, and what is wrong with those that cannot be drilled."""
    state = state_of(request)
    sets = DrillSets(state.library.folder)
    good, faults = await asyncio.to_thread(sets.all)
    return {
        "drills": [
            {
                "id": drill.id,
                "title": drill.title,
                "trade": drill.trade,
                "language": drill.language,
                "items": len(drill.items),
                "minutes": round(MINUTES_PER_ITEM * min(DEFAULT_LENGTH, len(drill.items))),
                "checked": sum(item.checked for item in drill.items),
            }
            for drill in good
        ],
        "errors": [
            {"file": fault.file.name, "line": fault.line, "code": fault.code, "message": str(fault)}
            for fault in faults
        ],
    }


@router.delete("/v1/learners/{learner}", status_code=204)
async def forget(request: Request, learner: str) -> None:
    """Delete all that a learner answered in drills; also where that was nothing.

    A drill of theirs that still runs stops there.
    """
    state, learner = state_of(request), learner[:64]
    for session in await state.journal.drills_of(learner):
        if live := state.sessions.get(session):
            await live.give_up()
        await state.journal.forget(session)
    await state.drills.forget(learner)


async def drill(
    state: ServerState, query: Mapping[str, str], options: SessionOptions
) -> DrillSession:
    """A drill on the set that `drill` names, for `learner`.

    Raises:
        DryfitError: `unknown-drill`, `bad-parameter`, `not-ready`, or the set or the journal
            cannot be read.
    """
    engines = state.ready_engines()
    learner, length = query.get("learner", ""), query.get("items", str(DEFAULT_LENGTH))
    if learner and not _LEARNER.fullmatch(learner):
        raise DryfitError("bad-parameter", "`learner` is up to 64 letters, digits, - and _.")
    if not (length.isascii() and length.isdecimal() and 0 < int(length[:4]) <= MAX_LENGTH):
        raise DryfitError("bad-parameter", f"`items` is a number from 1 to {MAX_LENGTH}.")
    sets = DrillSets(state.library.folder)
    found = await asyncio.to_thread(sets.get, query["drill"][:128])
    before = await state.drills.answered(learner) if learner else 0
    items = plan(found, options.seed, before, int(length))
    if not items:
        raise DryfitError("unknown-drill", f"`{found.id}` has no wrong answer with a right twin.")
    run = run_on(found, items, learner)
    return DrillSession(engines, options, run, (state.journal, state.drills))


async def drill_ending(
    state: ServerState, opened: DrillOpened, events: Sequence[SessionEvent]
) -> list[s.ServerEvent]:
    """How a kept drill ended, and its scores; empty while it has not ended.

    Raises:
        DryfitError: `drill-unreadable`, or the book cannot be read.
    """
    ended = ended_in(events)
    if ended is None:
        return []
    run = run_of(opened)
    whole = stopped(script_in(events, run)[0].drill)
    await keep_answers(state.drills, opened.session, run, whole.done)
    scores = scores_event(await scored(state.drills, run, whole))
    return [s.DryfitEnded(outcome=ended.outcome, won=ended.won), scores]
