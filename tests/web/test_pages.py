"""The pages of JSON beside the socket."""

from pathlib import Path

import pytest
from tests.web.serving import serving


async def test_health_readiness_and_scenarios(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        assert (await server.http.get("/healthz")).json() == {"status": "ok"}
        assert (await server.http.get("/readyz")).json() == {"status": "ready"}
        page = (await server.http.get("/v1/scenarios")).json()
        assert page["errors"] == []
        assert page["language_model"] is None
        entry = page["scenarios"][0]
        assert (entry["id"], entry["title"]) == ("van", "Borrow the van")
        assert entry["persona"] == {"name": "Ruth Tanner", "role": "owns a van"}
        assert entry["difficulty_levels"] == ["easy", "normal", "hard"]


async def test_an_unknown_session_is_not_found(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        answer = await server.http.get("/v1/sessions/sess_nobody")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "unknown-session"
        assert "sess_nobody" in answer.json()["error"]["message"]


async def test_a_running_session_is_looked_back_on_as_it_is(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client("model=van&mode=text") as client:
        created = await client.until("session.created")
        await client.until("dryfit.state", state="listening")
        page = await server.session(created["session"]["id"])
        assert (page["scenario"], page["outcome"], page["won"]) == ("van", None, None)
        assert page["critique"]["outcome"] == "unfinished"


async def test_a_session_is_deleted_once_and_for_good(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client("model=van&mode=text") as client:
            created = await client.until("session.created")
            await client.until("dryfit.state", state="listening")
            await client.send("dryfit.finish")
            await client.closed()
        await server.until_over()
        page = f"/v1/sessions/{created['session']['id']}"
        assert (await server.http.delete(page)).status_code == 204
        assert (await server.http.get(page)).status_code == 404
        again = await server.http.delete(page)
        assert again.status_code == 404
        assert again.json()["error"]["code"] == "unknown-session"


async def test_a_running_session_is_deleted_and_stops(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client("model=van&mode=text") as client:
        created = await client.until("session.created")
        await client.until("dryfit.state", state="listening")
        page = f"/v1/sessions/{created['session']['id']}"
        assert (await server.http.delete(page)).status_code == 204
        assert await client.closed() == 4409
        await server.until_over()
        assert (await server.http.get(page)).status_code == 404
        assert await server.state.journal.sessions() == []


async def test_metrics_count_sessions_stages_and_endings(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client("model=van&mode=text") as client:
            await client.until("dryfit.state", state="listening")
            await client.type("What happened last winter?")
            await client.until("response.done")
            running = (await server.http.get("/metrics")).text
            assert "dryfit_sessions 1.0" in running
            await client.send("dryfit.finish")
            await client.closed()
        await server.until_over()
        page = (await server.http.get("/metrics")).text
    assert "dryfit_sessions 0.0" in page
    assert 'dryfit_sessions_ended_total{outcome="learner_stopped"} 1.0' in page
    for stage in ("endpoint", "transcribe", "read", "direct", "word", "speak", "voice_to_voice"):
        assert f'dryfit_turn_stage_seconds_count{{stage="{stage}"}}' in page
    assert 'dryfit_turn_stage_seconds_count{stage="read"} 1.0' in page


async def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        assert (await server.http.get("/v1/nothing")).status_code == 404


async def test_the_client_is_told_whose_model_reads_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(tmp_path) as server:
        for model, sent_to in (("openai/some", "openai"), ("ollama/some", "")):
            monkeypatch.setenv("DRYFIT_LLM", model)
            page = (await server.http.get("/v1/scenarios")).json()
            assert page["language_model"] == {"name": model, "sent_to": sent_to}


async def test_a_large_page_is_compressed_for_those_who_can_read_it(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        large = await server.http.get("/metrics", headers={"Accept-Encoding": "gzip"})
        assert large.headers["content-encoding"] == "gzip"
        assert "dryfit_sessions 0.0" in large.text
        small = await server.http.get("/healthz", headers={"Accept-Encoding": "gzip"})
        assert "content-encoding" not in small.headers
        plain = await server.http.get("/metrics", headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in plain.headers
