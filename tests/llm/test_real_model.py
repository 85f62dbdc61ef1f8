"""A real model on a real server: SmolLM2-135M on llama.cpp, far too small to play anybody.

It proves the way there: streamed words become sound while the model goes on, and a dropped line
ends the request, as seen at the server.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
from tests.fakes import SharedWords

from dryfit.engines import Engines
from dryfit.llm.chat import Ask, Usage
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

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._to_port)
        back = asyncio.create_task(self._pass_back(up_reader, writer))
        with suppress(ConnectionError):
            while data := await reader.read(65_536):
                up_writer.write(data)
        if not self.client_gone.done():
            self.client_gone.set_result(asyncio.get_running_loop().time())
        up_writer.close()
        back.cancel()
        await asyncio.gather(back, return_exceptions=True)
        writer.close()

    async def _pass_back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65_536):
                self.pieces.append((asyncio.get_running_loop().time(), data))
                writer.write(data)
                await writer.drain()


@asynccontextmanager
async def tapped(address: str) -> AsyncIterator[tuple[Tap, str]]:
    tap = Tap(int(address.rpartition(":")[2]))
    listening = await asyncio.start_server(tap.serve, "127.0.0.1", 0)
    async with listening:
        yield tap, f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"


async def whatever(sentence: str, _before: tuple[str, ...]) -> tuple[str, Fault | None]:
    """The words of so small a model are not looked at: what counts here is when they come."""
    return sentence.strip(), None


def begin(base_url: str) -> ModelLine:
    from dryfit.llm.litellm_chat import LitellmChat

    settings = LlmSettings(
        "openai/smollm2", base_url=base_url, first_word_s=30, first_sentence_s=60, line_s=90
    )
    chat = LitellmChat(settings)
    task = Task(BRIEF, "Nothing.", whatever, Spend(1.0))
    return ModelLine(task, chat, Writer(settings, chat, SharedWords()), settings)


async def test_the_first_sound_comes_with_the_first_sentence(llama: str, engines: Engines) -> None:
    voice = voice_for("", 1.0, "")
    async with tapped(llama) as (tap, base_url):
        line = begin(base_url)
        clause = await line.clause()
        sentence_s = asyncio.get_running_loop().time()
        assert clause
        began = time.perf_counter()
        sound = await asyncio.to_thread(engines.synthesizer.synthesize, clause, voice)
        sound_s = time.perf_counter() - began
        in_first_sentence = [at_s for at_s, _ in tap.pieces if at_s <= sentence_s]
        handed_over_s = sentence_s - in_first_sentence[-1]
        while await line.clause():
            pass
        last_s = tap.pieces[-1][0]
    print(f"\n“{clause}”: {1000 * handed_over_s:.0f} ms from its last word to the voice, "
          f"{1000 * sound_s:.0f} ms to sound")  # fmt: skip
    assert line.wording.source in ("model", "cut")  # cut, where its last sentence was too long
    assert len(sound) > 0
    assert sentence_s < last_s, "the model was done before she spoke"
    assert handed_over_s <= 0.2


async def test_a_barge_in_ends_the_request_at_the_server(llama: str) -> None:
    async with tapped(llama) as (tap, base_url), httpx.AsyncClient() as http:
        line = begin(base_url)
        assert await line.clause()
        dropped_s = asyncio.get_running_loop().time()
        line.drop()
        async with asyncio.timeout(5):
            gone_s = await tap.client_gone
        print(f"\nconnection closed {1000 * (gone_s - dropped_s):.0f} ms after the drop")
        assert gone_s - dropped_s <= 0.1
        async with asyncio.timeout(10):
            while (await http.get(f"{llama}/slots")).json()[0]["is_processing"]:
                pass


async def test_what_it_took_is_counted(llama: str) -> None:
    from dryfit.llm.litellm_chat import LitellmChat

    settings = LlmSettings("openai/smollm2", base_url=f"{llama}/v1")
    ask = Ask("openai/smollm2", ({"role": "user", "content": "Say hello."},), 12, 60.0)
    pieces = [piece async for piece in LitellmChat(settings).stream(ask)]
    assert isinstance(pieces[-1], Usage)
    assert pieces[-1].prompt_tokens > 3
    assert 0 < pieces[-1].completion_tokens <= 12
    assert pieces[-1].cost_usd == 0
