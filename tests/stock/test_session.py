"""Both stock clients play whole sessions, with stand-ins for the models."""

import asyncio
from pathlib import Path

import pytest
from tests.fakes import FakeEngines, FakeTranscriber, tone
from tests.stock.clients import Json, Seen, StockClient, connected
from tests.stock.sdk_models import faults
from tests.web.serving import VAN, Serving, serving

from dryfit.engines import Samples
from dryfit.store import events as journal
from dryfit_audio.framing import to_pcm16
from dryfit_audio.transcribe import Transcript

TOKEN = "open-sesame"
KINDS = ["python", "node"]
VOICE = to_pcm16(tone(0.8, 24_000))
SILENCE_MS = 48


class SteadyEar(FakeTranscriber):
    """Hears the same words in every sound until it is told others, however often it listens."""

    words = ""

    def transcribe(
        self,
        samples_16k: Samples,
        *,
        with_words: bool = True,
        prompt: str = "",
        thorough: bool = True,
    ) -> Transcript:
        self.enqueue(self.words)
        return super().transcribe(
            samples_16k, with_words=with_words, prompt=prompt, thorough=thorough
        )


def _pause(ms: int) -> bytes:
    return bytes(SILENCE_MS * ms)


def _fits(seen: Seen) -> None:
    """Every event is one that both SDKs know, with every field that they want."""
    assert seen.misread == []
    assert {f"{e['type']}: {fault}" for e in seen.events for fault in faults(e)} == set()
    assert not [e["type"] for e in seen.events if e["type"].startswith("dryfit.")]


async def _answer_to_voice(client: StockClient, before_ms: int = 0) -> Json:
    """Say something, and wait for all of the reply."""
    known = len(client.seen.events)
    await client.speak(_pause(before_ms) + VOICE + _pause(1_500))
    await client.seen.next("conversation.item.input_audio_transcription.completed", known)
    return await client.seen.next("response.done", known)


def _words(item: Json) -> str:
    return " ".join(part.get("transcript") or part.get("text") or "" for part in item["content"])


@pytest.mark.parametrize("kind", KINDS)
async def test_a_whole_session(tmp_path: Path, kind: str) -> None:
    engines = FakeEngines()
    engines.transcriber = ear = SteadyEar()
    async with serving(tmp_path, engines, token=TOKEN) as server:
        server.http.headers["Authorization"] = f"Bearer {TOKEN}"
        async with connected(kind, server.url("model=van&seed=1"), TOKEN) as client:
            session = client.seen.of("session.created")[0]["session"]["id"]
            await client.seen.next("response.done", 0)
            await client.interrupt()
            await client.seen.next("conversation.item.truncated", 0)

            ear.words = "What happened last winter?"
            answer = (await _answer_to_voice(client))["response"]
            assert answer["status"] == "completed"
            assert "hill" in _words(answer["output"][0])

            ear.words = "Wait, hold on a moment, please."
            interrupted = len(client.seen.events)
            await _answer_to_voice(client, before_ms=1_200)
            cut = await client.seen.next("conversation.item.truncated", interrupted)
            assert cut["item_id"] == answer["output"][0]["id"]
            assert 1_000 < cut["audio_end_ms"] < 4_000
            retrieved = await _retrieve(client, cut["item_id"])

            typed = len(client.seen.events)
            await client.say("What happened last winter?")
            await client.seen.next("response.done", typed)
        await server.until_over()
        await _is_written_as_heard(server, session, client.seen, retrieved)
    _fits(client.seen)
    assert client.seen.interrupted >= 2
    assert client.seen.audio_bytes > 48_000


async def _retrieve(client: StockClient, item_id: str) -> Json:
    known = len(client.seen.events)
    await client.send({"type": "conversation.item.retrieve", "item_id": item_id})
    event = await client.seen.next("conversation.item.retrieved", known)
    item: Json = event["item"]
    assert item["id"] == item_id
    return item


async def _is_written_as_heard(server: Serving, session: str, seen: Seen, cut: Json) -> None:
    """What was not heard is not in the transcript: the server's, and the client's own."""
    events = await server.state.journal.events(session)
    heard = {e.item: e.text_heard for e in events if isinstance(e, journal.PersonaHeard)}
    whole = {e.item: e.text for e in events if isinstance(e, journal.PersonaMoved)}
    assert 0 < len(heard[cut["id"]]) < len(whole[cut["id"]])
    assert whole[cut["id"]].startswith(heard[cut["id"]])
    assert _words(cut) == heard[cut["id"]]
    unheard = whole[cut["id"]][len(heard[cut["id"]]) :].strip()
    page = await server.session(session)
    lines = [line["text"] for line in page["critique"]["transcript"]]
    assert heard[cut["id"]] in lines
    assert not [line for line in lines if unheard in line]
    said = [e.text for e in events if isinstance(e, journal.LearnerSpoke)]
    assert said[0] == said[-1] == "What happened last winter?"
    assert "Wait, hold on a moment, please." in said
    assert isinstance(events[-1], journal.CritiqueMade)
    for item in seen.history:
        if item["itemId"] == cut["id"]:
            assert _words(item) == heard[cut["id"]]


@pytest.mark.parametrize("kind", KINDS)
async def test_requests_in_odd_order_are_answered(tmp_path: Path, kind: str) -> None:
    """Each in the code of the real API; none ends the session, however often."""
    async with (
        serving(tmp_path, FakeEngines()) as server,
        connected(kind, server.url("model=van&seed=1")) as client,
    ):
        await client.seen.next("response.done", 0)
        await client.interrupt()
        cut = await client.seen.next("conversation.item.truncated", 0)
        item = cut["item_id"]
        truncate = {"type": "conversation.item.truncate", "content_index": 0}
        odd = [
            ({**truncate, "item_id": "nobody", "audio_end_ms": 0}, "item_truncate_invalid_item_id"),
            ({**truncate, "item_id": item, "audio_end_ms": 999_999}, "invalid_value"),
            ({"type": "input_audio_buffer.commit"}, "input_audio_buffer_commit_empty"),
            ({"type": "conversation.item.delete", "item_id": item}, "unsupported-event"),
            (
                {"type": "conversation.item.retrieve", "item_id": "x"},
                "item_retrieve_invalid_item_id",
            ),
            ({"type": "response.create"}, "nothing-to-answer"),
        ]
        for turn in range(4):
            for number, (event, code) in enumerate(odd):
                name = f"odd_{turn}_{number}"
                await client.send({**event, "event_id": name})
                assert await _error(client, name) == code
        await client.send({**truncate, "item_id": item, "audio_end_ms": cut["audio_end_ms"]})
        await client.seen.until(lambda seen: len(seen.of("conversation.item.truncated")) == 2)
        known = len(client.seen.events)
        await client.say("What happened last winter?")
        done = await client.seen.next("response.done", known)
        assert done["response"]["status"] == "completed"
    _fits(client.seen)


async def _error(client: StockClient, event_id: str) -> str:
    """The code of the error that names that event."""

    def found(seen: Seen) -> list[Json]:
        return [e["error"] for e in seen.of("error") if e["error"].get("event_id") == event_id]

    await client.seen.until(lambda seen: bool(found(seen)))
    return str(found(client.seen)[0]["code"])


@pytest.mark.parametrize("kind", KINDS)
async def test_a_persona_that_ends_the_session_closes_it(tmp_path: Path, kind: str) -> None:
    (tmp_path / "personas").mkdir()
    hurried = VAN.read_text(encoding="utf-8") + "environment: {time_limit_s: 1}\n"
    (tmp_path / "personas" / "hurry.yaml").write_text(hurried, encoding="utf-8")
    async with serving(tmp_path, FakeEngines()) as server:
        async with connected(kind, server.url("model=hurry&seed=1")) as client:
            session = client.seen.of("session.created")[0]["session"]["id"]
            await client.seen.until(lambda seen: seen.closed)
        await server.until_over()
        page = await server.session(session)
        events = await server.state.journal.events(session)
    last = client.seen.of("response.done")[-1]["response"]
    goodbye = [event.text for event in events if isinstance(event, journal.PersonaMoved)][-1]
    assert (last["status"], _words(last["output"][0])) == ("completed", goodbye)
    assert [e.text_heard for e in events if isinstance(e, journal.PersonaHeard)][-1] == goodbye
    assert page["outcome"] == "time_limit"
    assert page["critique"]["summary"]
    _fits(client.seen)


async def test_a_client_with_a_button_commits_its_turns(tmp_path: Path) -> None:
    """The sequence of the SDK's own push-to-talk examples; nothing of it is refused."""
    engines = FakeEngines()
    engines.transcriber = ear = SteadyEar()
    ear.words = "What happened last winter?"
    manual: Json = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}
    async with (
        serving(tmp_path, engines) as server,
        connected("python", server.url("model=van&seed=1")) as client,
    ):
        await client.send({"type": "session.update", "session": manual})
        updated = await client.seen.next("session.updated", 0)
        assert updated["session"]["audio"]["input"]["turn_detection"] is None
        await client.seen.next("response.done", 0)
        known = len(client.seen.events)
        for kind in ("response.cancel", "input_audio_buffer.clear"):
            await client.send({"type": kind})
        await client.speak(VOICE + _pause(200))
        for kind in ("input_audio_buffer.commit", "response.create"):
            await client.send({"type": kind})
        heard = "conversation.item.input_audio_transcription.completed"
        assert (await client.seen.next(heard, known))["transcript"] == ear.words
        done = await client.seen.next("response.done", known)
        assert "hill" in _words(done["response"]["output"][0])
    assert not client.seen.of("error")
    _fits(client.seen)


async def test_a_message_of_the_sdk_is_acknowledged_before_it_is_answered(tmp_path: Path) -> None:
    async with (
        serving(tmp_path) as server,
        connected("python", server.url("model=van&mode=text")) as client,
    ):
        await client.seen.next("response.done", 0)
        known = len(client.seen.events)
        content = [{"type": "input_text", "text": "Hello."}]
        item = {"id": "mine", "type": "message", "role": "user", "content": content}
        await client.send({"type": "conversation.item.create", "item": item})
        added = await client.seen.next("conversation.item.added", known)
        assert added["item"]["id"] == "mine"
        await asyncio.sleep(0)
        await client.send({"type": "response.create"})
        await client.seen.next("response.done", known)
    assert len([e for e in client.seen.of("conversation.item.added")]) == 3
    _fits(client.seen)
