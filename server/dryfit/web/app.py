"""The application: the realtime socket, a few pages of JSON, and the phone client."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from dryfit import __version__
from dryfit.drill.book import DrillBook
from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.llm.check import PLAYS_ON
from dryfit.memory import keep_small
from dryfit.metrics import Metrics
from dryfit.pool import Urgency
from dryfit.scenario.library import Library
from dryfit.scenario.schema import Scenario
from dryfit.session.ahead import first_clauses, later_clauses, speak_ahead
from dryfit.session.staged import stage
from dryfit.settings import Settings
from dryfit.store.journal import Journal
from dryfit.web import brief, drilling, realtime, sessions, visit_words, visits
from dryfit.web.access import is_allowed
from dryfit.web.lag import measure_lag
from dryfit.web.spoken_refusal import busy_sound
from dryfit.web.state import ServerState

_NEEDS_TOKEN = {
    "error": {
        "code": "token-needed",
        "message": "This link has no valid token. Scan the code that the server shows again.",
    }
}

_WORTH_COMPRESSING_BYTES = 1_000
"""A smaller answer fits a packet as it is."""

_STATUS = (("unknown-", 404), ("visit-", 422), ("not-ready", 503), ("busy", 503))
"""How an error's code begins → the HTTP status; any other is the server's own fault."""


def create_app(
    settings: Settings,
    load_engines: Callable[[], Engines],
    client: Path | None = None,
    warn: Callable[[str], None] = lambda _message: None,
) -> FastAPI:
    """Make the application. Models load in the background; `/readyz` says when they are there.

    `warn` is told once why a language model that is set does not answer.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with (
            Journal.open(settings.journal_url) as journal,
            DrillBook.open(settings.journal_url) as drills,
        ):
            library = Library(settings.personas)
            state = ServerState(settings, library, journal, drills, Metrics())
            app.state.server = state
            background = [
                asyncio.create_task(_load(state, load_engines, warn)),
                asyncio.create_task(measure_lag(state.metrics.loop_lag.observe)),
                asyncio.create_task(keep_small()),
            ]
            yield
            await state.end_sessions()
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
            if state.engines:
                if state.engines.writer:
                    await state.engines.writer.close()
                state.engines.close()

    app = FastAPI(title="Dryfit", version=__version__, lifespan=lifespan, docs_url=None)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_COMPRESSING_BYTES, compresslevel=6)
    app.include_router(realtime.router)
    app.include_router(sessions.router)
    app.include_router(visits.router)
    app.include_router(drilling.router)
    app.include_router(brief.router)
    app.include_router(visit_words.router)

    @app.middleware("http")
    async def ask_for_token(request: Request, call_next: Callable[..., object]) -> Response:
        path = request.url.path
        guarded = path.startswith(("/v1/", "/metrics")) and path != realtime.PATH
        if guarded and not is_allowed(settings.token, request.query_params, request.headers):
            return JSONResponse(_NEEDS_TOKEN, status_code=401)
        return await call_next(request)  # type: ignore[misc,no-any-return]

    @app.exception_handler(DryfitError)
    async def explain(_request: Request, error: DryfitError) -> JSONResponse:
        body = {"code": error.code, "message": str(error)}
        status = next((number for start, number in _STATUS if error.code.startswith(start)), 500)
        return JSONResponse({"error": body}, status_code=status)

    if client and client.is_dir():
        app.mount("/", StaticFiles(directory=client, html=True), name="client")
    return app


async def _warn_of_model(engines: Engines, warn: Callable[[str], None]) -> None:
    if fault := await engines.model_fault():
        warn(f"{fault} {PLAYS_ON}")


async def _load(
    state: ServerState, load_engines: Callable[[], Engines], warn: Callable[[str], None]
) -> None:
    try:
        engines = await asyncio.to_thread(load_engines)
        # Read before anybody is let in: sessions that were lost come back in the first second.
        scenarios = await asyncio.to_thread(state.library.all)
    except DryfitError as error:
        state.load_error = error
        return
    engines.pool.watcher = state.metrics
    if engines.writer:
        engines.writer.watcher = state.metrics
    state.engines = engines
    asking = asyncio.create_task(_warn_of_model(engines, warn), name="ask the language model")
    try:
        await _speak_ahead(state, engines, scenarios)
        await asking
    finally:
        asking.cancel()


async def _speak_ahead(state: ServerState, engines: Engines, scenarios: list[Scenario]) -> None:
    state.busy_sound = await busy_sound(engines)
    for scenario in scenarios:
        await stage(engines, scenario, "", Urgency.AHEAD)
    if not state.settings.speak_ahead:
        return
    for scenario in scenarios:
        await speak_ahead(engines, scenario, first_clauses(scenario), state.nobody_talks)
    state.metrics.first_clauses_ready.set(1)
    for scenario in scenarios:
        await speak_ahead(engines, scenario, later_clauses(scenario), state.nobody_talks)
