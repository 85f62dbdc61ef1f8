"""A real model on a real server: SmolLM2-135M on llama.cpp, far too small to play anybody.

It proves the way there: streamed words become sound while the model goes on, and a dropped line
ends the request, as seen at the server. `DRYFIT_REAL_MODEL=1 pytest tests/llm -k real -s`
prints the figures.
"""

import asyncio
import os
import statistics
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.fakes import SharedWords

from dryfit.engines import Engines
from dryfit.llm.chat import Ask, Chat, Usage
from dryfit.llm.line import ModelLine, Task
from dryfit.llm.settings import LlmSettings
from dryfit.llm.spend import Spend
from dryfit.llm.writer import Writer
from dryfit.models.manifest import model_dir
from dryfit.reply.brief import Brief, Said
from dryfit.reply.guard import Fault
from dryfit_audio.voices import voice_for

pytest.importorskip("litellm", reason="litellm is not installed: make llm")
pytest.importorskip("xllamacpp", reason="there is no llama.cpp wheel for this machine")
if not os.environ.get("DRYFIT_REAL_MODEL"):
    pytest.skip("set DRYFIT_REAL_MODEL=1: it is timed, on an idle machine", allow_module_level=True)
MODEL = model_dir() / "smollm2" / "smollm2-135m-instruct-q4_1.gguf"
BRIEF = Brief(
    "You are a friendly storyteller. Tell long stories in short sentences.",
    (Said(False, "Hello there."), Said(True, "Tell me about your town.")),
    "[Tell them about the town and its people.]",
    200,
)


ASKED = (
    "Tell me about your town.", "What is the weather like there?", "Who lives next to you?",
    "What did you do last Sunday?", "What do people eat there?",
)  # fmt: skip
TURNS = 10
FIRST_SOUND_S = 0.2
"""From the first sentence to its first sound; the voice takes most of it."""


@pytest.fixture(scope="module")
def llama() -> Iterator[str]:
    if not MODEL.is_file():
        pytest.skip("the small language model is not there: dryfit models pull test-language")
    command = [sys.executable, str(Path(__file__).with_name("llama_server.py")), str(MODEL)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        address = server.stdout.readline().strip()
        assert address, "llama.cpp did not start"
        yield address
        server.stdin.close()


class Tap:
    """Stands between client and server, and notes what passes: when, and when who hung up."""

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self.answer = b""
        self.pieces: list[tuple[float, bytes]] = []
        self.client_gone: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """The server is done: nothing is left to cancel."""
        self.serving: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.serving.add(task)
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._to_port)
        back = asyncio.create_task(self._pass_back(up_reader, writer))
        with suppress(ConnectionError):
            while data := await reader.read(65_536):
                up_writer.write(data)
        if not self.client_gone.done():
            self.client_gone.set_result(asyncio.get_running_loop().time())
        back.cancel()
        await asyncio.gather(back, return_exceptions=True)
        for end in (up_writer, writer):
            end.close()
            with suppress(ConnectionError):
                await end.wait_closed()

    async def _pass_back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65_536):
                self.pieces.append((asyncio.get_running_loop().time(), data))
                if b"[DONE]" in data and not self.answered.done():
                    self.answered.set_result(None)
                writer.write(data)
                await writer.drain()


@asynccontextmanager
async def tapped(address: str) -> AsyncIterator[tuple[Tap, str]]:
    tap = Tap(int(address.rpartition(":")[2]))
    listening = await asyncio.start_server(tap.serve, "127.0.0.1", 0)
    async with listening:
        try:
            yield tap, f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
            await asyncio.gather(*tap.serving)
        finally:
            for task in tap.serving:
                task.cancel()
            await asyncio.gather(*tap.serving, return_exceptions=True)


async def whatever(sentence: str, _before: tuple[str, ...]) -> tuple[str, Fault | None]:
    """The words of so small a model are not looked at: what counts here is when they come."""
    return sentence.strip(), None


@asynccontextmanager
async def chatting(base_url: str) -> AsyncIterator[tuple[Chat, LlmSettings]]:
    """The real client, its connections closed afterwards."""
    from dryfit.llm.litellm_chat import LitellmChat

    settings = LlmSettings(
        "openai/smollm2", base_url=base_url, first_word_s=30, first_sentence_s=60, line_s=90
    )
    chat = LitellmChat(settings)
    yield chat, settings
    await chat.close()


def begin(chat: Chat, settings: LlmSettings, turn: int) -> ModelLine:
    brief = replace(BRIEF, talk=(*BRIEF.talk[:-1], Said(True, ASKED[turn % len(ASKED)])))
    task = Task(brief, "Nothing.", whatever, Spend(1.0))
    return ModelLine(task, chat, Writer(settings, chat, SharedWords()), settings)


async def test_the_first_sound_comes_with_the_first_sentence(llama: str, engines: Engines) -> None:
    voice, loop = voice_for("", 1.0, ""), asyncio.get_running_loop()
    handed_ms, sound_ms, early_ms = list[float](), list[float](), list[float]()
    words = list[int]()
    for turn in range(TURNS):
        async with tapped(llama) as (tap, base_url), chatting(base_url) as (chat, settings):
            line = begin(chat, settings, turn)
            clause = await line.clause()
            sentence_s = loop.time()
            assert clause
            sound = await asyncio.to_thread(engines.synthesizer.synthesize, clause, voice)
            sounded_s = loop.time()
            assert len(sound) > 0
            words.append(len(clause.split()))
            last_word_s = [at_s for at_s, _ in tap.pieces if at_s <= sentence_s][-1]
            while await line.clause():
                pass
            handed_ms.append(1000 * (sentence_s - last_word_s))
            sound_ms.append(1000 * (sounded_s - last_word_s))
            early_ms.append(1000 * (tap.pieces[-1][0] - sentence_s))
            assert line.wording.source in ("model", "cut")  # cut: its last sentence was too long
    print(f"\n{TURNS} turns, from the last byte of the first sentence: "
          f"to the voice {_spread(handed_ms)}; to sound {_spread(sound_ms)}; "
          f"the model went on for {_spread(early_ms)} after it; words: {words}")  # fmt: skip
    assert sum(early > 0 for early in early_ms) > TURNS / 2, "the model was done before she spoke"
    assert max(handed_ms) <= 200
    assert statistics.median(sound_ms) <= 1000 * FIRST_SOUND_S


async def test_a_barge_in_ends_the_request_at_the_server(llama: str) -> None:
    gone_ms = list[float]()
    for turn in range(TURNS):
        async with (
            tapped(llama) as (tap, base_url),
            chatting(base_url) as (chat, settings),
            httpx.AsyncClient() as http,
        ):
            line = begin(chat, settings, turn)
            assert await line.clause()
            dropped_s = asyncio.get_running_loop().time()
            line.drop()
            async with asyncio.timeout(5):
                ends: set[asyncio.Future[Any]] = {tap.client_gone, tap.answered}
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if tap.answered.done():
                continue  # so small a model may have said all it had to say by then
            gone_ms.append(1000 * (tap.client_gone.result() - dropped_s))
            async with asyncio.timeout(10):
                while (await http.get(f"{llama}/slots")).json()[0]["is_processing"]:
                    pass
    assert len(gone_ms) >= TURNS / 2
    print(f"\n{len(gone_ms)} barge-ins: closed {_spread(gone_ms)} after it, seen at the server")
    assert max(gone_ms) <= 100


def _spread(values: list[float]) -> str:
    return f"median {statistics.median(values):.0f} ms, at most {max(values):.0f} ms"


async def test_what_it_took_is_counted(llama: str) -> None:
    async with chatting(f"{llama}/v1") as (chat, _):
        ask = Ask("openai/smollm2", ({"role": "user", "content": "Say hello."},), 12, 60.0)
        pieces = [piece async for piece in chat.stream(ask)]
    assert isinstance(pieces[-1], Usage)
    assert pieces[-1].prompt_tokens > 3
    assert 0 < pieces[-1].completion_tokens <= 12
    assert pieces[-1].cost_usd == 0
