"""Drills over the wire: which sets there are, one drill over a socket, and what is kept of it."""

import asyncio
import re
from collections.abc import Mapping

from fastapi import APIRouter, Request

from dryfit.drill.library import DrillSets
from dryfit.drill.order import DEFAULT_LENGTH, plan
from dryfit.errors import DryfitError
from dryfit.session.drilling import DrillRun, DrillSession
from dryfit.session.options import SessionOptions
from dryfit.web.state import ServerState, state_of

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
    """Delete all that a learner answered in drills; also where that was nothing."""
    state = state_of(request)
    await state.drills.forget(learner[:64])


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
    return DrillSession(engines, options, DrillRun(found, items, learner), state.drills)
