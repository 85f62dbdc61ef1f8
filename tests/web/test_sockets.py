"""Sessions over the socket: good ones, clumsy ones, hostile ones."""

import asyncio
import itertools
import json
import struct
import threading
from pathlib import Path

import pytest
from tests.fakes import FakeEngines, MemoryJournal
from tests.web.serving import V1, Client, Serving, serving
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from dryfit.store.events import CritiqueMade, LearnerSpoke, SessionEnded
from dryfit.store.journal import Journal
from dryfit.wire.frames import MAX_FRAME_BYTES

TEXT = "model=van&mode=text&seed=1"


async def _created(client: Client) -> str:
    event = await client.until("session.created")
    return str(event["session"]["id"])


async def _ended(server: Serving, session: str) -> str:
    """The outcome in the journal; fails where the critique is missing."""
    await server.until_over()
    events = await server.state.journal.events(session)
    assert isinstance(events[-1], CritiqueMade), [event.type for event in events]
    ends = [event for event in events if isinstance(event, SessionEnded)]
    assert len(ends) == 1
    return ends[0].outcome


async def test_a_typed_session_from_opening_to_critique(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        session = await _created(client)
        scenario = await client.until("dryfit.scenario")
        assert (scenario["id"], scenario["session_id"]) == ("van", session)
        opening = await client.until("response.output_text.done")
        assert opening["text"].startswith("It stays in the yard.")
        await client.until("dryfit.state", state="listening")
        await client.type("What happened last winter?")
        answer = await client.until("response.output_text.done")
        assert "hill" in answer["text"]
        await client.until("dryfit.state", state="listening")
        await client.send("dryfit.finish")
        debrief = await client.until("dryfit.debrief")
        page = await server.session(session)
        assert await client.closed() == 1000
        assert page["critique"] == debrief["critique"]
        assert page["outcome"] == "learner_stopped"
        assert await _ended(server, session) == "learner_stopped"
    ids = [event["event_id"] for event in client.events]
    assert len(set(ids)) == len(ids)


async def test_a_spoken_session_over_binary_frames(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server, server.client("model=van&seed=1") as client:
        await client.until("dryfit.state", state="speaking")
        await client.send("response.cancel")
        await client.until("dryfit.playback", action="stop")
        await client.until("dryfit.state", state="listening")
        engines.ear.enqueue(*["What happened last winter?"] * 3)
        await client.speak(0.8)
        heard = await client.until("conversation.item.input_audio_transcription.completed")
        assert heard["transcript"] == "What happened last winter?"
        opened = await client.until("response.output_item.added")
        await client.until("response.done")
        stream = opened["item"]["audio_stream"]
        frames = [frame for frame in client.frames if frame.stream == stream]
        assert frames
        assert any(any(frame.payload) for frame in frames), "not silence"
        places = [(frame.position, len(frame.payload) // 2) for frame in frames]
        assert all(a[0] + a[1] == b[0] for a, b in itertools.pairwise(places))


async def test_one_mistake_is_told_and_forgiven(tmp_path: Path) -> None:
    mistakes: list[tuple[str | bytes, str]] = [
        ("garbage", "invalid-json"),
        ('{"type": "response.mangle", "event_id": "mine"}', "unknown-event"),
        (b"\x07", "invalid-audio"),
        (struct.pack("<BBHII", 1, 9, 0, 0, 0), "unsupported-format"),
        ('{"x": ' + "9" * 5_000 + "}", "invalid-json"),
        (r'{"type": "\ud800", "event_id": "\udfff"}', "unknown-event"),
        (json.dumps({"type": "input_audio_buffer.append", "audio": "%"}), "invalid-audio"),
    ]
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        for mistake, code in mistakes:
            await client.socket.send(mistake)
            assert (await client.error())["code"] == code
        assert client.events[-1]["error"].get("event_id") is None
        assert [e["error"].get("event_id") for e in client.events if e["type"] == "error"][
            1
        ] == "mine"
        await client.type("What happened last winter?")
        await client.until("conversation.item.done")
        metrics = (await server.http.get("/metrics")).text
        assert 'dryfit_faults_total{code="invalid-json"} 2.0' in metrics


async def test_the_twentieth_mistake_closes_and_keeps_the_session(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        session = await _created(client)
        for _ in range(19):
            await client.socket.send("garbage")
        await client.type("Still here?")
        await client.until("conversation.item.done")
        await client.socket.send("garbage")
        assert await client.closed() == 4400
        assert await _ended(server, session) == "disconnected"
    assert client.names().count("error") == 20


@pytest.mark.parametrize("kind", ["text", "binary"])
async def test_a_message_that_is_too_large_closes_with_1009(tmp_path: Path, kind: str) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        session = await _created(client)
        huge = "x" * 3_000_000 if kind == "text" else bytes(MAX_FRAME_BYTES + 1)
        await client.socket.send(huge)
        assert await client.closed() == 1009
        assert await _ended(server, session) == "disconnected"


async def test_the_largest_messages_are_taken(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        await client.socket.send(struct.pack("<BBHII", 1, 0, 0, 0, 0) + bytes(MAX_FRAME_BYTES - 12))
        audio = "A" * 1_048_576
        await client.send("input_audio_buffer.append", audio=audio)
        await client.type("Still here?")
        await client.until("conversation.item.done")
        assert "error" not in client.names()


@pytest.mark.parametrize("rate", [8_000, 16_000, 48_000])
async def test_another_sample_rate_is_refused(tmp_path: Path, rate: int) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        wanted = {"audio": {"input": {"format": {"type": "audio/pcm", "rate": rate}}}}
        await client.send("session.update", session=wanted, event_id="e1")
        error = await client.error()
        assert (error["code"], error["event_id"]) == ("unsupported-format", "e1")
        assert "24000" in error["message"]
        await client.send("session.update", session={"output_modalities": ["text"]})
        updated = await client.until("session.updated")
        assert updated["session"]["output_modalities"] == ["text"]


async def test_a_silent_client_is_told_and_gets_its_critique(tmp_path: Path) -> None:
    async with serving(tmp_path, idle_s=0.6) as server, server.client(TEXT) as client:
        session = await _created(client)
        assert (await client.error())["code"] == "idle"
        await client.until("dryfit.debrief")
        assert await client.closed() == 1000
        assert await _ended(server, session) == "idle"


@pytest.mark.parametrize("spoken", [False, True], ids=["before a word", "after a turn"])
@pytest.mark.parametrize("subprotocol", [V1, "realtime"])
async def test_a_lost_line_ends_the_session_with_its_critique(
    tmp_path: Path, spoken: bool, subprotocol: str
) -> None:
    """A stock client cannot come back; one that can is waited for."""
    async with serving(tmp_path, away_s=0.3) as server:
        async with server.client(TEXT, subprotocol) as client:
            session = await _created(client)
            if spoken:
                await client.type("What happened last winter?")
                await client.until("conversation.item.done")
            client.socket.transport.abort()
        assert await _ended(server, session) == "disconnected"
        events = await server.state.journal.events(session)
        assert len([e for e in events if isinstance(e, LearnerSpoke)]) == int(spoken)


async def test_a_second_client_is_not_disturbed_by_a_flood(tmp_path: Path) -> None:
    stop = threading.Event()
    async with serving(tmp_path) as server:
        flooding = asyncio.create_task(asyncio.to_thread(_flood, server.url(), stop))
        async with server.client(TEXT) as calm:
            await calm.until("dryfit.state", state="listening")
            for text in ("What happened last winter?", "Nice day today."):
                await calm.type(text)
                async with asyncio.timeout(5):
                    await calm.until("response.done")
                    await calm.until("dryfit.state", state="listening")
            assert "error" not in calm.names()
        stop.set()
        await flooding
        await server.until_over()


def _flood(url: str, stop: threading.Event) -> None:
    """A client of its own thread, that sends as fast as the server takes it."""
    frame = struct.pack("<BBHII", 1, 0, 0, 0, 0) + bytes(4_800)
    with connect(url, subprotocols=[Subprotocol(V1)], max_queue=None) as client:
        while not stop.is_set():
            client.send(frame)


async def test_stopping_the_server_ends_sessions_with_their_critiques(tmp_path: Path) -> None:
    sessions = []
    async with (
        serving(tmp_path) as server,
        server.client(TEXT) as one,
        server.client(TEXT) as two,
    ):
        for client in (one, two):
            sessions.append(await _created(client))
            await client.type("What happened last winter?")
            await client.until("response.done")
        kept = server.state.settings.journal_url
        await server.stop()
        for client in (one, two):
            assert await client.closed() in (1000, 1001, 1012)
    async with Journal.open(kept) as journal:
        for session in sessions:
            events = await journal.events(session)
            assert isinstance(events[-1], CritiqueMade)
            spoken = [event.text for event in events if isinstance(event, LearnerSpoke)]
            assert spoken == ["What happened last winter?"]


async def test_a_full_disk_is_told_and_closes_with_its_own_code(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        server.state.journal = journal = MemoryJournal(full_from=3)
        async with server.client(TEXT) as client:
            await client.until("dryfit.state", state="listening")
            await client.type("What happened last winter?")
            assert (await client.error())["code"] == "journal-full"
            await client.until("dryfit.debrief")
            assert await client.closed() == 4507
        await server.until_over()
        assert len(journal.everything) == 3


async def test_a_stock_client_hears_base64_and_no_extensions(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with (
        serving(tmp_path, engines) as server,
        server.client("model=van&seed=1", "realtime") as client,
    ):
        await client.until("response.done")
        assert "response.output_audio.delta" in client.names()
        assert not client.frames
        assert not [name for name in client.names() if name.startswith("dryfit.")]
        item = next(e for e in client.events if e["type"] == "response.output_item.added")["item"]
        await client.send(
            "conversation.item.truncate", item_id=item["id"], content_index=0, audio_end_ms=500
        )
        await client.send("response.cancel")
        truncated = await client.until("conversation.item.truncated")
        assert (truncated["item_id"], truncated["audio_end_ms"]) == (item["id"], 500)
