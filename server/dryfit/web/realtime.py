"""`/v1/realtime`: from a handshake to a session, or a refusal that says why."""

from collections.abc import Mapping
from typing import cast, get_args

from fastapi import APIRouter
from starlette.responses import JSONResponse
from starlette.websockets import WebSocket

from dryfit.errors import DryfitError
from dryfit.scenario.errors import ScenarioError, UnknownScenario
from dryfit.session.options import LEVELS, Mode, SessionOptions, fresh_seed
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.web.access import is_allowed
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
        await _refuse(socket, error)
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
    if len(state.sessions) >= state.settings.max_sessions:
        raise Refused("busy", "As many people are practising as this server can serve well.")


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


async def _refuse(socket: WebSocket, error: DryfitError) -> None:
    code, close_code = error.code, _CLOSE_CODES.get(error.code, 0)
    if isinstance(error, ScenarioError) and not isinstance(error, UnknownScenario):
        code, close_code = "scenario-broken", _CLOSE_BROKEN
    kind: ErrorKind = "server_error" if code in ("busy", "not-ready") else "invalid_request_error"
    body = ErrorBody(type=kind, code=code, message=str(error), param="model")
    await socket.send_text(ErrorSent(error=body).model_dump_json(exclude_none=True))
    await socket.close(close_code or _CLOSE_BROKEN)
