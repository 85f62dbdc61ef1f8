"""`/v1/realtime`: from a handshake to a session, or a refusal that says why."""

import secrets
from collections.abc import Mapping
from typing import cast, get_args

from fastapi import APIRouter
from starlette.responses import JSONResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from dryfit.errors import DryfitError
from dryfit.pool import Urgency
from dryfit.scenario.errors import ScenarioError, UnknownScenario
from dryfit.session.options import LEVELS, Mode, SessionOptions, fresh_seed
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.web.access import is_allowed
from dryfit.web.admission import may_enter, retry_after_s, when
from dryfit.web.debriefing import debrief
from dryfit.web.drilling import drill
from dryfit.web.redo import redo
from dryfit.web.resume import key_hash, resume
from dryfit.web.spoken_refusal import say
from dryfit.web.state import ServerState, state_of
from dryfit.wire.connection import SUBPROTOCOL, Connection
from dryfit.wire.describe import scenario_event, session_object
from dryfit.wire.event_parts import ErrorBody, ErrorKind
from dryfit.wire.frames import Codec
from dryfit.wire.live import Live
from dryfit.wire.restate import restate
from dryfit.wire.server_events import ErrorSent, SessionCreated

router = APIRouter()
PATH = "/v1/realtime"
"""Checks the token itself, as browsers cannot send it in a header."""
STOCK_SUBPROTOCOL = "realtime"
_CLOSE_CODES = {
    "unknown-scenario": 4404,
    "unknown-drill": 4404,
    "unknown-session": 4404,
    "unknown-turn": 4404,
    "not-ended": 4404,
    "wrong-resume-key": 4403,
    "bad-parameter": 4400,
    "invalid-json": 4400,
    "invalid-event": 4400,
    "unknown-event": 4400,
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
    state = state_of(socket)
    offered = cast(list[str], socket.scope.get("subprotocols", []))
    if not is_allowed(state.settings.token, socket.query_params, socket.headers, offered):
        body = {"code": "token-needed", "message": "Scan the code that the server shows again."}
        await socket.send_denial_response(JSONResponse({"error": body}, status_code=401))
        return
    chosen = next((name for name in (SUBPROTOCOL, STOCK_SUBPROTOCOL) if name in offered), None)
    await socket.accept(subprotocol=chosen)
    extended, query = chosen == SUBPROTOCOL, socket.query_params
    try:
        codec = _codec(query.get("codec", ""), extended)
        if "resume" in query:
            await _resume(state, socket, query["resume"], extended, codec)
        else:
            await _open(state, socket, query, extended, codec)
    except DryfitError as error:
        state.metrics.refused.labels(error.code).inc()
        is_voice = extended and query.get("mode") != "text"
        await _refuse(socket, error, state.busy_sound if is_voice else b"")
    except WebSocketDisconnect:
        return  # gone before there was anything to say


async def _open(
    state: ServerState, socket: WebSocket, query: Mapping[str, str], extended: bool, codec: Codec
) -> None:
    key = secrets.token_urlsafe(24) if extended else ""
    session = await _session(state, query, key)
    live = Live(session, state.metrics, extended=extended, resume_key=key, codec=codec)
    live.tell(SessionCreated(session=session_object(session, codec)))
    if extended:
        live.tell(scenario_event(session, key, state.settings.away_s))
    if session.kept:
        going_on = session.kept.item_that_goes_on
        for item in restate(session.kept.events, live.items, leave_out=going_on):
            live.tell(item)
    connection = Connection(socket, live, state.settings.away_s)
    live.attach(connection)
    state.begin(live)
    await connection.serve(after=0)


async def _resume(
    state: ServerState, socket: WebSocket, session: str, extended: bool, codec: Codec
) -> None:
    if not extended:
        raise Refused("bad-parameter", f"`resume` needs the subprotocol {SUBPROTOCOL}.")
    finished = await resume(state, socket, session, codec)
    if finished:
        for event in finished.messages:
            await socket.send_text(event.model_dump_json(exclude_none=True, exclude={"event_id"}))
        await socket.close(1000)


async def _session(state: ServerState, query: Mapping[str, str], key: str) -> Session:
    """A new talk; for those who have a key also a moment again, a debrief, or a drill."""
    if not key or not {"redo", "debrief", "drill"} & set(query):
        return await _new_session(state, query, key)
    _refuse_when_full(state)
    if "redo" in query:
        return await redo(state, query, key_hash(key))
    options = _options(query, state.settings.idle_s, key_hash(key))
    return await (debrief if "debrief" in query else drill)(state, query, options)


async def _new_session(state: ServerState, query: Mapping[str, str], key: str) -> Session:
    options = _options(query, state.settings.idle_s, key_hash(key) if key else "")
    engines = state.ready_engines()
    scenario, source = state.find(query.get("model", ""))
    _refuse_when_full(state)
    staged = await stage(engines, scenario, source)
    _refuse_when_full(state)  # others may have come in meanwhile
    return Session(staged, engines, state.journal, options)


def _refuse_when_full(state: ServerState) -> None:
    waiting = state.engines.pool.waiting(Urgency.FINAL) if state.engines else 0
    if not may_enter(len(state.sessions), state.settings.max_sessions, waiting):
        again_s = retry_after_s(
            60 * live.session.scenario.estimated_minutes - live.session.clock()
            for live in state.sessions.values()
        )
        message = "As many people are practising as this server can serve well."
        raise Busy("busy", message, f"Try again {when(again_s)}.", again_s)


def _options(query: Mapping[str, str], idle_s: float, resume_key_hash: str) -> SessionOptions:
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
        resume_key_hash=resume_key_hash,
        can_redo=bool(resume_key_hash),
        idle_s=idle_s,
    )


def _codec(asked: str, extended: bool) -> Codec:
    if asked and asked not in get_args(Codec):
        raise Refused("bad-parameter", "`codec` is opus or pcm16.")
    if asked == "opus" and not extended:
        raise Refused("bad-parameter", f"`codec=opus` needs the subprotocol {SUBPROTOCOL}.")
    return cast(Codec, asked or "pcm16")


async def _refuse(socket: WebSocket, error: DryfitError, busy_sound: bytes) -> None:
    code, close_code = error.code, _CLOSE_CODES.get(error.code, 0)
    if isinstance(error, ScenarioError) and not isinstance(error, UnknownScenario):
        code, close_code = "scenario-broken", _CLOSE_BROKEN
    kind: ErrorKind = "server_error" if code in ("busy", "not-ready") else "invalid_request_error"
    again_s = error.retry_after_s if isinstance(error, Busy) else None
    body = ErrorBody(type=kind, code=code, message=str(error), param="model", retry_after_s=again_s)
    try:
        await socket.send_text(ErrorSent(error=body).model_dump_json(exclude_none=True))
        if isinstance(error, Busy) and busy_sound:
            await say(socket, busy_sound)
        await socket.close(close_code or _CLOSE_BROKEN)
    except (RuntimeError, WebSocketDisconnect):  # the client is gone already
        return
