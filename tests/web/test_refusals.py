"""Who gets no session, and what they are told."""

import asyncio
from pathlib import Path

import pytest
from tests.fakes import FakeEngines
from tests.web.serving import V1, Serving, serving
from websockets.exceptions import InvalidStatus

from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.pool import available_cores
from dryfit.web.admission import FINALS_WAITING_PER_CORE, LATEST_S, SOONEST_S

TOKEN = "correct-horse"


async def _refusal(server: Serving, query: str, *offers: str) -> tuple[str, str, int]:
    async with server.client(query, *offers) as client:
        error = await client.error()
        return error["code"], error["message"], await client.closed()


async def test_with_the_token_in_any_of_three_ways(tmp_path: Path) -> None:
    key = f"openai-insecure-api-key.{TOKEN}"
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    async with serving(tmp_path, token=TOKEN) as server:
        async with server.client(f"model=van&token={TOKEN}") as client:
            assert client.socket.subprotocol == V1
            await client.until("session.created")
        async with server.client("model=van", "realtime", key) as client:
            assert client.socket.subprotocol == "realtime"
            await client.until("session.created")
        async with server.client("model=van", "", headers=bearer) as client:
            assert client.socket.subprotocol is None
            await client.until("session.created")
        await server.until_over()


@pytest.mark.parametrize(
    ("query", "offers", "headers"),
    [
        ("", (), {}),
        ("&token=wrong", (), {}),
        ("&token=", (), {}),
        (f"&token={TOKEN}x", (), {}),
        ("", ("realtime", "openai-insecure-api-key.wrong"), {}),
        ("", (), {"Authorization": "Bearer wrong"}),
        ("", (), {"Authorization": f"Basic {TOKEN}"}),
    ],
)
async def test_without_it_there_is_no_socket(
    tmp_path: Path, query: str, offers: tuple[str, ...], headers: dict[str, str]
) -> None:
    async with serving(tmp_path, token=TOKEN) as server:
        with pytest.raises(InvalidStatus) as caught:
            async with server.client(f"model=van{query}", *offers, headers=headers):
                pass
        assert caught.value.response.status_code == 401
        assert b'"token-needed"' in (caught.value.response.body or b"")
        assert (await server.http.get("/v1/scenarios")).status_code == 401
        assert (await server.http.get("/v1/sessions/sess_1")).status_code == 401
        assert (await server.http.delete("/v1/sessions/sess_1")).status_code == 401
        assert (await server.http.get("/metrics")).status_code == 401
        assert (await server.http.get("/healthz")).status_code == 200
        assert (await server.http.get(f"/v1/scenarios?token={TOKEN}")).status_code == 200
        assert not server.state.sessions


async def test_an_unknown_scenario_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        code, message, closed = await _refusal(server, "model=vann")
        assert (code, closed) == ("unknown-scenario", 4404)
        assert "Did you mean `van`?" in message
        assert (await _refusal(server, ""))[::2] == ("unknown-scenario", 4404)
        assert (await _refusal(server, "model=../van"))[::2] == ("unknown-scenario", 4404)
        stock = await _refusal(server, "model=../van", "realtime")
        assert stock[::2] == ("unknown-scenario", 4404)


async def test_a_broken_scenario_is_told_with_its_line_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "personas").mkdir()
    broken = tmp_path / "personas" / "shed.yaml"
    broken.write_text("schema: 1\ntitle: The shed\npersona: [half\n", encoding="utf-8")
    async with serving(tmp_path) as server:
        code, message, closed = await _refusal(server, "model=shed")
        assert (code, closed) == ("scenario-broken", 4422)
        assert "shed.yaml" in message
        page = (await server.http.get("/v1/scenarios")).json()
        assert [entry["id"] for entry in page["scenarios"]] == ["van"]
        assert [fault["file"] for fault in page["errors"]] == ["shed.yaml"]
        assert page["errors"][0]["line"] >= 3
        async with server.client() as client:
            await client.until("session.created")


async def test_missing_models_are_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    def missing() -> Engines:
        raise DryfitError("model-missing", "The voice is missing.", "Run `dryfit models pull`.")

    async with serving(tmp_path, load=missing) as server:
        await server.until_ready_is("failed")
        ready = await server.http.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["error"]["code"] == "model-missing"
        code, message, closed = await _refusal(server, "model=van")
        assert (code, closed) == ("not-ready", 4503)
        assert "dryfit models pull" in message
        assert (await server.http.get("/healthz")).status_code == 200


async def test_while_models_load_nobody_gets_in(tmp_path: Path) -> None:
    loaded = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow() -> Engines:
        asyncio.run_coroutine_threadsafe(loaded.wait(), loop).result(10)
        return FakeEngines()

    async with serving(tmp_path, load=slow) as server:
        assert (await server.http.get("/readyz")).json() == {"status": "loading"}
        assert (await _refusal(server, "model=van"))[::2] == ("not-ready", 4503)
        loaded.set()
        await server.until_ready_is("ready")
        async with server.client() as client:
            await client.until("session.created")


@pytest.mark.parametrize(
    "query",
    [
        "difficulty=brutal",
        "mode=mime",
        "seed=-1",
        "seed=one",
        "seed=2147483648",
        "seed=²",
        "seed=" + "9" * 5_000,
    ],
)
async def test_parameters_that_mean_nothing_are_named(tmp_path: Path, query: str) -> None:
    async with serving(tmp_path) as server:
        code, message, closed = await _refusal(server, f"model=van&{query}")
        assert (code, closed) == ("bad-parameter", 4400)
        assert query.partition("=")[0] in message


async def test_the_largest_seed_and_every_level_are_taken(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        for query in ("seed=2147483647", "seed=0", "difficulty=easy", "difficulty=hard&mode=text"):
            async with server.client(f"model=van&{query}") as client:
                await client.until("session.created")


async def test_more_than_fit_are_told_at_once_also_when_they_come_together(tmp_path: Path) -> None:
    async with serving(tmp_path, max_sessions=2) as server:
        async with asyncio.TaskGroup() as group:
            arrivals = [group.create_task(_arrive(server)) for _ in range(8)]
        answers = [task.result() for task in arrivals]
        assert answers.count("session.created") == 2
        assert answers.count("busy") == 6
        await server.until_over()
        assert await _arrive(server, stay_s=0) == "session.created"


@pytest.mark.parametrize(
    ("query", "offer", "is_spoken"),
    [
        ("model=van", V1, True),
        ("model=van&mode=text", V1, False),
        ("model=van", "realtime", False),
        ("model=van", "", False),
    ],
)
async def test_busy_is_written_with_advice_and_spoken_to_who_listens(
    tmp_path: Path, query: str, offer: str, is_spoken: bool
) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines=engines, max_sessions=1) as server:
        await server.until_busy_is_spoken()
        async with server.client("model=van&mode=text") as first:
            await first.until("session.created")
            said, ran = list(engines.mouth.said), list(engines.inline.ran)
            async with server.client(query, offer) as late:
                body = await late.error()
                assert (body["code"], body["type"]) == ("busy", "server_error")
                assert SOONEST_S <= body["retry_after_s"] <= LATEST_S
                assert "minute" in body["message"]
                assert await late.closed() == 4429
            assert late.names()[0] == "error", "told before anything is played"
            assert bool(late.frames) is is_spoken
            assert (engines.mouth.said, engines.inline.ran) == (said, ran), "no model ran"
        sound = b"".join(frame.payload for frame in late.frames)
        assert sound == (server.state.busy_sound if is_spoken else b"")
        assert 'dryfit_refused_total{code="busy"} 1.0' in (await server.http.get("/metrics")).text


async def test_a_refusal_that_cannot_be_spoken_is_written(tmp_path: Path) -> None:
    engines = FakeEngines()
    engines.mouth.breaks_on = lambda _clause: True
    async with (
        serving(tmp_path, engines=engines, max_sessions=1) as server,
        server.client("model=van&mode=text") as first,
    ):
        await first.until("session.created")
        assert (await _refusal(server, "model=van"))[::2] == ("busy", 4429)


async def test_turns_that_queue_up_keep_others_out(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines=engines) as server:
        await server.until_ready_is("ready")
        engines.inline.finals_waiting = FINALS_WAITING_PER_CORE * available_cores()
        assert (await _refusal(server, "model=van"))[::2] == ("busy", 4429)
        engines.inline.finals_waiting -= 1
        async with server.client() as client:
            await client.until("session.created")


async def _arrive(server: Serving, stay_s: float = 0.5) -> str:
    async with server.client("model=van&mode=text") as client:
        async with asyncio.timeout(20):
            while not client.events:
                await client._next()
        first = client.events[0]
        if first["type"] == "error":
            assert await client.closed() == 4429
            return str(first["error"]["code"])
        await asyncio.sleep(stay_s)
        return str(first["type"])


async def test_a_subprotocol_that_nobody_speaks_is_not_agreed_to(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client("model=van", "graphql-ws") as client:
        assert client.socket.subprotocol is None
        await client.until("session.created")
