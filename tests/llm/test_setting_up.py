"""A new user's mistakes, with the real client library: one plain message each, and she plays on."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.llm.hostile import hostile_server
from tests.llm.sessions import Theatre

from dryfit.llm.chat import ModelFailed
from dryfit.llm.check import fault_of
from dryfit.llm.settings import LlmSettings
from dryfit.scenario.schema import Scenario

pytest.importorskip("litellm", reason="litellm is not installed: make llm")
KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OLLAMA_API_BASE")


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)


def nobody_listens() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


async def fault(settings: LlmSettings) -> ModelFailed:
    from dryfit.llm.litellm_chat import LitellmChat

    found = await fault_of(settings, LitellmChat(settings))
    assert found is not None
    assert "\n" not in str(found)
    assert "Traceback" not in str(found)
    return found


@pytest.mark.parametrize("model", ["openai/gpt-4o-mini", "anthropic/claude-haiku-4-5"])
async def test_no_key(model: str) -> None:
    found = await fault(LlmSettings(model))
    assert found.code == "no-key"
    assert f"{model.partition('/')[0].upper()}_API_KEY" in found.hint


async def test_no_provider() -> None:
    assert (await fault(LlmSettings("my-own-model"))).code == "wrong-model"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("401", "wrong-key"), ("404", "wrong-model"), ("429", "rate-limited"),
        ("500", "server-error"), ("malformed", "bad-answer"), ("empty", "empty-answer"),
    ],
)  # fmt: skip
async def test_what_a_server_refuses(answer: str, code: str) -> None:
    async with hostile_server() as server:
        server.order(answer)
        found = await fault(LlmSettings("openai/some", base_url=server.base_url))
        assert found.code == code


async def test_no_network() -> None:
    found = await fault(LlmSettings("openai/some", base_url=f"{nobody_listens()}/v1"))
    assert found.code == "unreachable"
    assert "network" in found.hint


async def test_ollama_is_not_running() -> None:
    found = await fault(LlmSettings("ollama/llama3.2", base_url=nobody_listens()))
    assert found.code == "unreachable"
    assert "ollama serve" in found.hint


async def test_a_server_that_answers_is_fine() -> None:
    from dryfit.llm.litellm_chat import LitellmChat

    async with hostile_server() as server:
        server.order("good")
        settings = LlmSettings("openai/some", base_url=server.base_url)
        assert await fault_of(settings, LitellmChat(settings)) is None


async def test_she_plays_on_without_her_model(theatre: Theatre, bar: Scenario) -> None:
    from dryfit.llm.litellm_chat import LitellmChat

    settings = LlmSettings("openai/some", base_url=f"{nobody_listens()}/v1")
    engines = theatre.engines(settings, LitellmChat(settings))
    played = await theatre.play(bar, engines, "strong", 1, "key")
    worded = list(played.worded.values())
    assert len(worded) > 3
    assert all(event.source == "scripted" and event.interventions for event in worded)
    assert {one.code for event in worded for one in event.interventions} >= {"unreachable"}


async def test_a_drop_closes_the_request_at_the_server(theatre: Theatre, bar: Scenario) -> None:
    from dryfit.llm.chat import Ask
    from dryfit.llm.litellm_chat import LitellmChat

    async with hostile_server() as server:
        server.order("endless")
        chat = LitellmChat(LlmSettings("openai/some", base_url=server.base_url))
        begun = asyncio.Event()

        async def listen() -> None:
            ask = Ask("openai/some", ({"role": "user", "content": "Hi."},), 50, 10.0)
            async for _ in chat.stream(ask):
                begun.set()

        listening = asyncio.create_task(listen())
        await begun.wait()
        loop = asyncio.get_running_loop()
        dropped_s = loop.time()
        listening.cancel()
        async with asyncio.timeout(5):
            gone_s = await server.requests[0].gone
        assert gone_s - dropped_s < 0.5  # with others at work on the machine; 0.03 s without


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in KEYS}
    return subprocess.run(
        [sys.executable, *arguments], env={**clean, **environment}, capture_output=True,
        text=True, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip


def test_nothing_imports_litellm_unless_a_model_is_set() -> None:
    code = (
        "import sys, dryfit.cli.main, dryfit.web.app, dryfit.web.serve\n"
        "from dryfit.engines import Engines\n"
        "assert Engines().writer is None\n"
        "sys.exit('litellm' in sys.modules)"
    )
    assert run("-c", code, DRYFIT_LLM="").returncode == 0


def test_the_doctor_says_what_is_wrong_and_what_is_sent(tmp_path: Path) -> None:
    told = run(
        "-m", "dryfit", "doctor", DRYFIT_LLM="openai/gpt-4o-mini", DRYFIT_DATA=str(tmp_path)
    ).stdout
    assert "There is no key for openai/gpt-4o-mini." in told
    assert "authored lines" in told
    assert "go to openai" in told
    assert "at most $0.25 a session" in told


def test_a_setting_that_is_wrong_is_named() -> None:
    told = run("-m", "dryfit", "doctor", DRYFIT_LLM="openai/x", DRYFIT_LLM_DAY_USD="lots").stdout
    assert "DRYFIT_LLM_DAY_USD is `lots`." in told
