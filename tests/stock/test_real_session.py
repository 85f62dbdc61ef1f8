"""Both stock clients, the real server in a process of its own, real models, a spoken learner."""

import asyncio
import io
import os
import sys
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from tests.browser.learner import Learner
from tests.browser.real_server import ROOT, RealServer
from tests.stock.clients import HERE, StockClient, connected, node
from tests.stock.sdk_models import faults

from dryfit.models.errors import ModelMissing
from dryfit.models.manifest import require
from dryfit.store import events as journal
from dryfit.store.journal import Journal, journal_url

KINDS = ["python", "node"]
LINE = "Hi there. What happened the last time you had a band in here?"
TOLD = {"happened", "last", "time", "band"}


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the learner says, as a WAV file; skips where models are missing."""
    try:
        for use in ("recognise", "turn", "embed"):
            require(use)
        learner = Learner(require("speak"))
    except ModelMissing as missing:
        pytest.skip(str(missing))
    file = tmp_path_factory.mktemp("lines") / "question.wav"
    file.write_bytes(learner.say(LINE, before_s=0.2, after_s=0.3))
    return file


@pytest.fixture(scope="module")
def server(question: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    with RealServer(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture
async def kept(server: RealServer) -> AsyncIterator[Journal]:
    """The server's journal, read beside it."""
    folder = server.log.parent
    async with Journal.open(journal_url(folder / "journal.sqlite3")) as opened:
        yield opened


def _pcm(path: Path) -> bytes:
    with wave.open(io.BytesIO(path.read_bytes())) as recording:
        return bytes(recording.readframes(recording.getnframes()))


def _pause(ms: int) -> bytes:
    return bytes(48 * ms)


async def _say(client: StockClient, path: Path) -> None:
    """A spoken line, recognised and answered."""
    known = len(client.seen.events)
    await client.speak(_pcm(path) + _pause(2_500))
    heard = await client.seen.next("conversation.item.input_audio_transcription.completed", known)
    words = set(heard["transcript"].lower().replace(",", "").replace(".", "").split())
    assert words & TOLD, heard["transcript"]
    await client.seen.next("response.done", known)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_whole_session(
    server: RealServer, kept: Journal, question: Path, kind: str
) -> None:
    url = f"{server.url.replace('http', 'ws')}v1/realtime?model=bar-owner&seed=3"
    async with connected(kind, url) as client:
        seen = client.seen
        session = seen.of("session.created")[0]["session"]["id"]
        long = (await seen.next("response.output_audio.delta", 0))["item_id"]
        await client.speak(_pause(1_200))
        await client.interrupt()
        cut = await seen.next("conversation.item.truncated", 0)
        assert cut["item_id"] == long
        assert cut["audio_end_ms"] > 1_000
        item = await seen.next("conversation.item.retrieved", 0) if kind == "node" else None
        await _say(client, question)
        typed = len(seen.events)
        await client.say("Thank you. What would have to change?")
        await seen.next("response.done", typed)

    whole, heard, events = await _written(kept, session, long)
    assert 0 < len(heard) < len(whole)
    assert whole.startswith(heard)
    assert item is None or item["item"]["content"][0]["transcript"] == heard
    said = [e for e in events if isinstance(e, journal.LearnerSpoke)]
    assert [e.mode for e in said] == ["voice", "text"]
    async with httpx.AsyncClient() as http:
        page = (await http.get(f"{server.url}v1/sessions/{session}")).json()
    lines = [line["text"] for line in page["critique"]["transcript"]]
    assert heard in lines
    assert not [line for line in lines if whole[len(heard) :].strip() in line]
    assert page["outcome"] == "disconnected"
    assert seen.misread == []
    assert {f"{e['type']}: {fault}" for e in seen.events for fault in faults(e)} == set()
    assert not seen.of("error")
    assert seen.audio_bytes > 2 * 48_000


async def _written(
    kept: Journal, session: str, item: str
) -> tuple[str, str, list[journal.SessionEvent]]:
    """A line of hers, what was heard of it, and everything, once the critique is there."""
    events: list[journal.SessionEvent] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(30):
            while not any(isinstance(e, journal.CritiqueMade) for e in events):
                await asyncio.sleep(0.1)
                events = await kept.events(session)
    assert isinstance(events[-1], journal.CritiqueMade), events[-8:]
    whole = {e.item: e.text for e in events if isinstance(e, journal.PersonaMoved)}
    heard = {e.item: e.text_heard for e in events if isinstance(e, journal.PersonaHeard)}
    return whole[item], heard[item], events


@pytest.mark.parametrize("kind", KINDS)
async def test_the_examples_of_the_page(
    server: RealServer, question: Path, tmp_path: Path, kind: str
) -> None:
    """As the page calls them; both sides are printed, and her voice is kept."""
    base = f"{server.url.replace('http', 'ws')}v1"
    program = {
        "python": [sys.executable, HERE / "talk.py", base, "bar-owner"],
        "node": [node(), HERE / "talk.mjs", f"{base}/realtime?model=bar-owner"],
    }[kind]
    running = await asyncio.create_subprocess_exec(
        *map(str, [*program, question]),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(90):
        out, err = await running.communicate()
    printed = out.decode().splitlines()
    assert (running.returncode, err.decode()) == (0, "")
    assert [line.partition(":")[0] for line in printed] == ["Persona", "You", "Persona"], printed
    assert TOLD & set(printed[1].lower().replace(",", "").split())
    assert all(len(line.partition(":")[2]) > 5 for line in printed)
    (voice,) = [path for path in os.scandir(tmp_path) if path.name.startswith("persona.")]
    assert voice.stat().st_size > 48_000
