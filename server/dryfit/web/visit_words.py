"""`POST /v1/visits/words`: what somebody said of their visit. Neither sound nor words are kept."""

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from dryfit.errors import DryfitError, StageError
from dryfit.pool import Urgency
from dryfit.web.admission import may_enter
from dryfit.web.state import state_of
from dryfit.web.visits import read_body
from dryfit.wire.errors import WireError
from dryfit.wire.recording import MAX_BYTES, read_recording
from dryfit_audio.framing import SAMPLE_RATE_HZ

router = APIRouter()

UPLOAD_WITHIN_S = 30.0
"""A sentence in Opus is 20 kB. Longer: a line that stalls holds a place; shorter: weak signal."""
SHORTEST_S = 0.3
"""Less sound than a word takes is a slip of the thumb."""
LANGUAGES = ("en", "es")
"""What a visit may be told in."""

_NOT_HEARD = "visit-not-heard", "No words came through.", "Say it once more, closer to the phone."


@router.post("/v1/visits/words")
async def words(request: Request, language: str = "en") -> JSONResponse:
    """Recognise a recording of one sentence about a visit."""
    state = state_of(request)
    engines = state.ready_engines()
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise DryfitError("visit-language", f"Spoken here: {known}.", "Type the sentence.")
    if not may_enter(0, 1, engines.pool.waiting(Urgency.FINAL)):
        raise DryfitError("busy", "Everyone is talking just now.", "Type it, or try in a minute.")
    try:
        async with asyncio.timeout(UPLOAD_WITHIN_S):
            body = await read_body(request, MAX_BYTES)
    except TimeoutError as cause:
        raise DryfitError("visit-too-slow", "The recording came too slowly.", "Type it.") from cause
    try:
        sound = await engines.pool.run(Urgency.FINAL, read_recording, body)
    except WireError as cause:
        raise DryfitError("visit-malformed", cause.message) from cause
    if sound.size < SHORTEST_S * SAMPLE_RATE_HZ:
        raise DryfitError(*_NOT_HEARD)
    try:
        heard = await engines.pool.run(Urgency.FINAL, engines.recognise_in, sound, language)
    except StageError as cause:
        raise DryfitError("visit-not-heard", cause.message, "Say it once more.") from cause
    if not heard.text.strip():
        raise DryfitError(*_NOT_HEARD)
    return JSONResponse({"text": heard.text.strip()}, headers={"Cache-Control": "no-store"})
