"""`POST /v1/visits`: a scenario for one visit. Held in memory alone, and without the name."""

import json
import secrets

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, ValidationError

from dryfit.errors import DryfitError
from dryfit.paths import cache_dir
from dryfit.persona.embed import OnDisk
from dryfit.pool import Urgency
from dryfit.visit.make import NothingNear, make
from dryfit.web.sessions import entry
from dryfit.web.state import state_of

router = APIRouter()
MAX_BYTES = 4096
"""More than the longest sentence that is read, as JSON; the rest is not even received."""

_EXAMPLE = 'Send {"text": "seeing Dave, worried about lead times"}.'


class Asked(BaseModel):
    """What a client sends: the sentence, and the scenario to take instead of the nearest."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: str
    like: str = ""


@router.post("/v1/visits", status_code=201)
async def visits(request: Request) -> JSONResponse:
    """Make one; play it with `/v1/realtime?model=ID`.

    The name is told back for the client to show, and neither written down nor kept.
    """
    state = state_of(request)
    asked = _read(await read_body(request, MAX_BYTES))
    scenarios, engines = state.library.all(), state.ready_engines()
    try:
        made = await engines.pool.run(
            Urgency.FINAL,
            make,
            asked.text,
            scenarios,
            OnDisk(engines.embedder, cache_dir() / "phrases"),
            scenario_id=f"visit-{secrets.token_hex(6)}",
            named=False,
            like=asked.like,
        )
    except NothingNear as error:
        nearest = [entry(item) for item in error.nearest]
        body = {"code": error.code, "message": str(error), "nearest": nearest}
        return JSONResponse({"error": body, "name": error.visit.name}, 422)
    state.keep_visit(made.scenario, made.source)
    return JSONResponse(
        {
            "scenario": entry(made.scenario),
            "name": made.visit.name,
            "like": {"id": made.base.id, "title": made.base.title},
            "others": [entry(item) for item in made.others],
            "worry": {"text": made.visit.worry, "becomes": made.becomes},
            "left_out": list(made.visit.left_out),
        },
        201,
    )


async def read_body(request: Request, most_bytes: int) -> bytes:
    """The body of a request, not received any further than so many bytes.

    Raises:
        DryfitError: `visit-too-long`.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise DryfitError("visit-too-long", "That is too long; a sentence is enough.", _EXAMPLE)
    return bytes(body)


def _read(body: bytes) -> Asked:
    try:
        return Asked.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError) as error:
        raise DryfitError("visit-malformed", "That is not a visit.", _EXAMPLE) from error
