"""The pages of JSON: health, scenarios, sessions, metrics."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from dryfit.critique.again import critique_of, load_opened
from dryfit.critique.attempts import attempts_at, compare, first_of
from dryfit.critique.naming import called
from dryfit.errors import DryfitError
from dryfit.llm.settings import LlmSettings, llm_settings
from dryfit.report.make import report_of
from dryfit.scenario.schema import Scenario
from dryfit.session.options import LEVELS
from dryfit.store.events import SessionEvent, SessionOpened, ended_in, opened_in
from dryfit.store.journal import Journal
from dryfit.store.tables import MAX_ID_LENGTH
from dryfit.web.state import state_of

router = APIRouter()


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """Sessions can be opened; 503 with the reason while they cannot."""
    state = state_of(request)
    if state.engines:
        return JSONResponse({"status": "ready"})
    if state.load_error:
        body = {"code": state.load_error.code, "message": str(state.load_error)}
        return JSONResponse({"status": "failed", "error": body}, status_code=503)
    return JSONResponse({"status": "loading"}, status_code=503)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Prometheus text."""
    return Response(state_of(request).metrics.as_text(), media_type="text/plain; version=0.0.4")


@router.get("/v1/scenarios")
async def scenarios(request: Request) -> dict[str, object]:
    """All scenarios that can be played, and what is wrong with those that cannot."""
    library = state_of(request).library
    settings = _model_settings()
    errors = [
        {"file": fault.file.name, "line": fault.line, "code": fault.code, "message": str(fault)}
        for fault in library.faults()
    ]
    return {
        "scenarios": [entry(scenario) for scenario in library.all()],
        "errors": errors,
        "language_model": {"name": settings.model, "sent_to": settings.sent_to}
        if settings
        else None,
    }


def _model_settings() -> LlmSettings | None:
    try:
        return llm_settings()
    except DryfitError:  # told at the start, and by the doctor; no model is used
        return None


def entry(scenario: Scenario) -> dict[str, object]:
    """What a learner sees of a scenario when picking one."""
    situation = scenario.situation
    return {
        "id": scenario.id,
        "title": scenario.title,
        "role": situation.learner_role,
        "persona": {"name": scenario.persona.name, "role": scenario.persona.role},
        "brief": scenario.learner_brief(),
        "goal": scenario.learner_goal(),
        "minutes": scenario.estimated_minutes,
        "difficulty_levels": list(LEVELS),
        "default_difficulty": scenario.difficulty.default,
        "tags": list(scenario.tags),
        "language": scenario.language,
    }


async def _events(request: Request, session: str) -> list[SessionEvent]:
    events = await state_of(request).journal.events(session[:MAX_ID_LENGTH])
    if opened_in(events) is None:  # a drill has scores, and no critique
        raise _unknown(session)
    return events


@router.get("/v1/sessions/{session}/attempts")
async def attempts(request: Request, session: str, turn: int) -> dict[str, object]:
    """The same moment side by side: as it was first, and each time it was done again."""
    events = await _events(request, session)
    first, at = first_of(events, turn)
    found = attempts_at(await state_of(request).journal.family(first), at)
    name = called(load_opened(events).persona.name)
    return {
        "turn": at,
        "attempts": [one.model_dump(mode="json") for one in found],
        "compared": compare(found[0], found[-1], name) if len(found) > 1 else "",
    }


@router.get("/v1/sessions/{session}/report")
async def report(request: Request, session: str) -> HTMLResponse:
    """All of it on one page, to keep; asked for by whoever holds the token, never sent unasked."""
    page = await report_of(state_of(request).journal, await _events(request, session))
    return HTMLResponse(page, headers={"Cache-Control": "no-store"})


@router.get("/v1/sessions/{session}")
async def session(request: Request, session: str) -> dict[str, object]:
    """What was said in a session, and its critique once there is one."""
    events = await _events(request, session)
    opened = next(event for event in events if isinstance(event, SessionOpened))
    ended = ended_in(events)
    return {
        "session": session,
        "scenario": opened.scenario,
        "outcome": ended.outcome if ended else None,
        "won": ended.won if ended else None,
        "redo_of": opened.branch_of or None,
        "redo_turn": opened.branch_turn if opened.branch_of else None,
        "critique": critique_of(events).model_dump(mode="json"),
    }


@router.delete("/v1/sessions/{session}", status_code=204)
async def forget(request: Request, session: str) -> None:
    """Delete all that is kept of a session, also of one that still runs: it stops there.

    So is each session that did a moment of it again, as that holds what was said before.
    """
    state = state_of(request)
    gone = False
    for name in reversed(await _with_branches(state.journal, session[:MAX_ID_LENGTH])):
        if live := state.sessions.get(name):
            await live.give_up()
        gone = await state.journal.forget(name) or gone
    if not gone:
        raise _unknown(session)


async def _with_branches(journal: Journal, session: str) -> list[str]:
    """A session, those that branch off it, and those that branch off these."""
    names = [session]
    for name in names:
        names += [branch for branch in await journal.branches(name) if branch not in names]
    return names


def _unknown(session: str) -> DryfitError:
    return DryfitError("unknown-session", f"There is no session `{session[:80]}`.")
