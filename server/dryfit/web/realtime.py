"""`/v1/realtime`: from a handshake to a session, or a refusal that says why."""

from collections.abc import Mapping
from typing import cast, get_args

from fastapi import APIRouter
from starlette.responses import JSONResponse
from starlette.websockets import WebSocket

from dryfit.errors import DryfitError
from dryfit.pool import Urgency
from dryfit.scenario.errors import ScenarioError, UnknownScenario
from dryfit.session.options import LEVELS, Mode, SessionOptions, fresh_seed
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.web.access import is_allowed
from dryfit.web.admission import may_enter, retry_after_s, when
from dryfit.web.spoken_refusal import say
from dryfit.web.state import ServerState
from dryfit.wire.connection import SUBPROTOCOL, Connection
from dryfit.wire.server_events import ErrorBody, ErrorKind, ErrorSent

router = APIRouter()
PATH = "/v1/realtime"
"""Checks the token itself, as browsers cannot send it in a header."""
STOCK_SUBPROTOCOL = "realtime"
_CLOSE_CODES = {
    "unknown-scenario": 4404,
    "bad-parameter": 4400,
    "busy": 4429,
    "not-ready": 4503,
    "journal-full": 4507,
    "journal-locked": 4507,
}
_CLOSE_BROKEN = 4422
_MAX_SEED = 2**31


class Refused(DryfitError):
    """No session; the reason is told before the socket closes."""


class Busy(Refused):
    """No session now; `retry_after_s` says when to come again."""

    def __init__(self, code: str, message: str, hint: str, retry_after_s: int) -> None:
        super().__init__(code, message, hint)
        self.retry_after_s = retry_after_s


@router.websocket(PATH)
async def realtime(socket: WebSocket) -> None:
    """Serve one session over one socket."""
    state = cast(ServerState, socket.app.state.server)
    offered = cast(list[str], socket.scope.get("subprotocols", []))
    if not is_allowed(state.settings.token, socket.query_params, socket.headers, offered):
        body = {"code": "token-needed", "message": "Scan the code that the server shows again."}
        await socket.send_denial_response(JSONResponse({"error": body}, status_code=401))
        return
    chosen = next((name for name in (SUBPROTOCOL, STOCK_SUBPROTOCOL) if name in offered), None)
    await socket.accept(subprotocol=chosen)
    try:
        session = await _open_session(state, socket.query_params)
    except DryfitError as error:
        state.metrics.refused.labels(error.code).inc()
        is_voice = chosen == SUBPROTOCOL and socket.query_params.get("mode") != "text"
        await _refuse(socket, error, state.busy_sound if is_voice else b"")
        return
    state.begin(session)
    try:
        await Connection(socket, session, state.metrics, extended=chosen == SUBPROTOCOL).serve()
    finally:
        state.end(session)


async def _open_session(state: ServerState, query: Mapping[str, str]) -> Session:
    options = _options(query, state.settings.idle_s)
    if state.engines is None:
        why = str(state.load_error) if state.load_error else "Models are loading; try in a moment."
        raise Refused("not-ready", why)
    scenario = state.library.get(query.get("model", ""))
    _refuse_when_full(state)
    source = state.library.path(scenario.id).read_text(encoding="utf-8")
    staged = await stage(state.engines, scenario, source)
    _refuse_when_full(state)  # others may have come in meanwhile
    return Session(staged, state.engines, state.journal, options)


def _refuse_when_full(state: ServerState) -> None:
    waiting = state.engines.pool.waiting(Urgency.FINAL) if state.engines else 0
    if not may_enter(len(state.sessions), state.settings.max_sessions, waiting):
        again_s = retry_after_s(
            60 * session.scenario.estimated_minutes - session.clock()
            for session in state.sessions.values()
        )
        message = "As many people are practising as this server can serve well."
        raise Busy("busy", message, f"Try again {when(again_s)}.", again_s)


def _options(query: Mapping[str, str], idle_s: float) -> SessionOptions:
    difficulty, mode, seed = (query.get(name, "") for name in ("difficulty", "mode", "seed"))
    if difficulty and difficulty not in LEVELS:
        raise Refused("bad-parameter", f"`difficulty` is one of {', '.join(LEVELS)}.")
    if mode and mode not in get_args(Mode):
        raise Refused("bad-parameter", "`mode` is voice or text.")
    if seed and not (seed.isascii() and seed.isdecimal() and int(seed[:11]) < _MAX_SEED):
        raise Refused("bad-parameter", f"`seed` is a whole number under {_MAX_SEED}.")
    return SessionOptions(
        difficulty=difficulty,
        seed=int(seed) if seed else fresh_seed(),
        mode=cast(Mode, mode or "voice"),
        idle_s=idle_s,
    )


async def _refuse(socket: WebSocket, error: DryfitError, busy_sound: bytes) -> None:
    code, close_code = error.code, _CLOSE_CODES.get(error.code, 0)
    if isinstance(error, ScenarioError) and not isinstance(error, UnknownScenario):
        code, close_code = "scenario-broken", _CLOSE_BROKEN
    kind: ErrorKind = "server_error" if code in ("busy", "not-ready") else "invalid_request_error"
    again_s = error.retry_after_s if isinstance(error, Busy) else None
    body = ErrorBody(type=kind, code=code, message=str(error), param="model", retry_after_s=again_s)
    await socket.send_text(ErrorSent(error=body).model_dump_json(exclude_none=True))
    if isinstance(error, Busy) and busy_sound:
        await say(socket, busy_sound)
    await socket.close(close_code or _CLOSE_BROKEN)
