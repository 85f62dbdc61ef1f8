"""A client that is back after a lost connection: go on, rebuild what was lost, or say why not."""

import asyncio
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.websockets import WebSocket, WebSocketDisconnect

from dryfit.drill.run import run_of
from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.scenario.library import Library
from dryfit.scenario.load import load_text
from dryfit.scenario.schema import Scenario
from dryfit.session.drilling import DrillSession
from dryfit.session.inputs import PlayheadReported
from dryfit.session.recovery import Recovered, recover
from dryfit.session.session import Session
from dryfit.session.staged import Staged, prepared
from dryfit.store.events import (
    AnyOpened,
    DrillOpened,
    SessionEvent,
    SessionOpened,
    any_opened_in,
)
from dryfit.web.drilling import drill_ending
from dryfit.web.state import ServerState
from dryfit.wire import server_events as s
from dryfit.wire.client_events import DryfitResume, parse_client_event
from dryfit.wire.connection import Connection
from dryfit.wire.describe import scenario_event, session_object
from dryfit.wire.errors import WireError
from dryfit.wire.frames import Codec
from dryfit.wire.items import Items
from dryfit.wire.live import Live
from dryfit.wire.restate import ending, restate, with_drill_lines

FIRST_MESSAGE_S = 10.0
"""How long a client may take to say what it wants to resume."""


class NotResumed(DryfitError):
    """There is nothing to come back to, or not for this client."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The session has ended; this is what there is to tell."""

    messages: Sequence[s.ServerEvent]


def key_hash(key: str) -> str:
    """What the journal keeps of a resume key."""
    return hashlib.sha256(key.encode()).hexdigest()


async def resume(
    state: ServerState, socket: WebSocket, session: str, codec: Codec
) -> Finished | None:
    """Serve a session over a new socket until one of them is done.

    A client that comes back with another codec than before has its session rebuilt in that.

    Raises:
        DryfitError: `invalid-event`, `unknown-session`, `wrong-resume-key`, `not-ready`, or the
            scenario or the journal cannot be read.
        WebSocketDisconnect: the client is gone before it said what it wants.
    """
    asked = await _first_message(socket)
    async with state.rebuilding:
        live = state.sessions.get(session)
        if live is not None and not live.is_over:
            _check(asked, key_hash(live.resume_key) if live.resume_key else "")
            if live.codec == codec and live.told.can_replay(asked.last):
                connection = Connection(socket, live, state.settings.away_s)
                live.attach(connection)
                greeting, after = live.resumed(continued=True), asked.last
                if asked.item_id:
                    report = PlayheadReported(asked.item_id, asked.played_ms, final=False)
                    live.receive(report)
            else:
                await live.give_up()
                live = None
        if live is None or live.is_over:
            rebuilt = await _rebuild(state, session, asked, codec)
            if isinstance(rebuilt, Finished):
                return rebuilt
            live, greeting = rebuilt
            connection = Connection(socket, live, state.settings.away_s)
            live.attach(connection)
            state.begin(live)
            after = live.told.before
    state.metrics.resumed.labels("continued" if greeting.continued else "rebuilt").inc()
    await connection.serve(after, greeting)
    return None


async def _first_message(socket: WebSocket) -> DryfitResume:
    try:
        async with asyncio.timeout(FIRST_MESSAGE_S):
            message = await socket.receive()
    except TimeoutError as cause:
        raise WireError("invalid-event", "Nothing was asked for in time.") from cause
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006))
    event = parse_client_event(str(message.get("text") or ""))
    if not isinstance(event, DryfitResume):
        raise WireError("invalid-event", "The first message here is `dryfit.resume`.", param="type")
    return event


def _check(asked: DryfitResume, known_hash: str) -> None:
    if not known_hash or not hmac.compare_digest(key_hash(asked.resume_key), known_hash):
        raise NotResumed("wrong-resume-key", "This session belongs to another client.")


async def _rebuild(
    state: ServerState, session: str, asked: DryfitResume, codec: Codec
) -> tuple[Live, s.DryfitResumed] | Finished:
    events = await state.journal.events(session[:128])
    opened = any_opened_in(events)
    if opened is None:
        raise NotResumed("unknown-session", f"There is no session `{session[:80]}`.")
    _check(asked, opened.resume_key_hash)
    over = await _ending(state, opened, events)
    if over:
        resumed = s.DryfitResumed(
            session_id=session, continued=False, input_samples=0, received_event_id="", item_id=""
        )
        return Finished([resumed, *restate(events, Items(extended=True)), *over])
    engines = state.ready_engines()
    kept = _with_what_the_client_has(recover(events, state.settings.idle_s), asked)
    made = await _session(state, engines, kept)
    key = asked.resume_key
    live = Live(made, state.metrics, extended=True, resume_key=key, codec=codec)
    live.tell(s.SessionCreated(session=session_object(made, codec)))
    live.tell(scenario_event(made, key, state.settings.away_s))
    told = restate(events, live.items, leave_out=kept.item_that_goes_on)
    if isinstance(made, DrillSession):
        told = with_drill_lines(told, events, made.drill_run, kept.options.mode == "text")
    for event in told:
        live.tell(event)
    if not kept.is_under_way:
        live.tell(s.DryfitState(state=made.state.value))
    return live, live.resumed(continued=False, item=kept.item_that_goes_on)


async def _ending(
    state: ServerState, opened: AnyOpened, events: Sequence[SessionEvent]
) -> list[s.ServerEvent]:
    if isinstance(opened, DrillOpened):
        return await drill_ending(state, opened, events)
    return ending(events)


def _with_what_the_client_has(kept: Recovered, asked: DryfitResume) -> Recovered:
    kept = replace(kept, names=tuple(asked.names))
    line = kept.half_said
    if line is None or line.item != asked.item_id:
        return kept
    return replace(kept, half_said=replace(line, played_ms=asked.played_ms, held_ms=asked.held_ms))


async def _session(state: ServerState, engines: Engines, kept: Recovered) -> Session:
    if isinstance(kept.opened, DrillOpened):
        run, kept_in = run_of(kept.opened), (state.journal, state.drills)
        return DrillSession(engines, kept.options, run, kept_in, kept)
    staged = await staged_again(engines, state.library, kept.opened)
    return Session(staged, engines, state.journal, kept.options, kept)


async def staged_again(engines: Engines, library: Library, opened: SessionOpened) -> Staged:
    """The scenario of a session that was, as it was then.

    Raises:
        ScenarioError: it cannot be read by this version.
    """
    return await asyncio.to_thread(_staged, engines, library, opened)


def _staged(engines: Engines, library: Library, opened: SessionOpened) -> Staged:
    """Not in the pool, whose threads may be speaking ahead: this one is waited for."""
    return prepared(engines, _scenario(library, opened), opened.scenario_source)


def _scenario(library: Library, opened: SessionOpened) -> Scenario:
    """As it was when the session began; the library's own where it has not changed since."""
    name, source = opened.scenario, opened.scenario_source
    if name in library.ids() and library.source(name) == source:
        return library.get(name)
    return load_text(source, Path(f"{name}.yaml")).model_copy(update={"id": name})
