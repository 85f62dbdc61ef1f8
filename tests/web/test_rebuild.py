"""Servers that are lost, and sessions that are rebuilt from the journal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.fakes import FakeEngines, SharedWords
from tests.llm.scripted_chat import ScriptedChat
from tests.llm.test_line import SETTINGS
from tests.web.coming_back import Ticket, back, lose, numbers, ticket
from tests.web.serving import Client, Serving, serving

from dryfit.llm.writer import Writer
from dryfit.store.events import (
    CritiqueMade,
    LearnerSpoke,
    PersonaHeard,
    PersonaMoved,
    SessionEnded,
    SessionEvent,
    SessionResumed,
)
from dryfit.store.journal import Journal

TEXT = "model=van&mode=text&seed=1"
VOICE = "model=van&seed=1"
QUESTION = "What happened last winter?"


async def kill(server: Serving, session: str) -> None:
    """What a killed server leaves behind: the journal."""
    live = server.state.sessions.pop(session)
    await live.stop()


async def _listening(client: Client) -> None:
    await client.until("dryfit.state", state="listening")


def _of(events: list[SessionEvent], kind: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def _items(client: Client) -> list[tuple[str, str]]:
    """Who said what, as restated."""
    done = [event["item"] for event in client.events if event["type"] == "conversation.item.done"]
    parts = [(item["role"], item["content"][0]) for item in done]
    return [(role, part.get("transcript") or part.get("text")) for role, part in parts]


@asynccontextmanager
async def _rebuilt(
    server: Serving, held: Ticket, **fields: object
) -> AsyncIterator[tuple[Client, dict[str, Any]]]:
    await kill(server, held.session)
    async with back(server, held, **fields) as again:
        resumed = await again.until("dryfit.resumed")
        assert not resumed["continued"]
        yield again, resumed


async def test_a_language_model_goes_on_wording_her_lines(tmp_path: Path) -> None:
    engines, chat = FakeEngines(), ScriptedChat()
    engines.writer = Writer(SETTINGS, chat, SharedWords())
    chat.enqueue("Water came in there.")
    chat.enqueue("Water came in, as I said.")
    async with serving(tmp_path, engines) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            await client.type(QUESTION)
            await client.until("response.done")
            await _listening(client)
            held = ticket(client)
            await lose(client)
        asked = len(chat.asked)
        assert asked
        async with _rebuilt(server, held) as (again, _):
            await again.type("And who drove?")
            await again.until("response.done")
        assert len(chat.asked) > asked


async def test_the_talk_goes_on_as_if_nothing_had_been(tmp_path: Path) -> None:
    """The same lines as in a session whose server was never lost."""
    lines = {}
    for lost in (False, True):
        folder = tmp_path / str(lost)
        folder.mkdir()
        async with serving(folder) as server:
            async with server.client(TEXT) as client:
                await _listening(client)
                for text in (QUESTION, "How much did the repair cost?"):
                    await client.type(text)
                    await client.until("response.done")
                    await _listening(client)
                held = ticket(client)
                if lost:
                    await lose(client)
                else:
                    await client.type("And who drove?")
                    await client.until("response.done")
            if lost:
                async with _rebuilt(server, held) as (again, _):
                    created = await again.until("session.created")
                    assert created["session"]["id"] == held.session
                    await _listening(again)
                    assert [role for role, _ in _items(again)] == [
                        "assistant", "user", "assistant", "user", "assistant",
                    ]  # fmt: skip
                    await again.type("And who drove?")
                    await again.until("response.done")
            await server.until_over()
            events = await server.state.journal.events(held.session)
        lines[lost] = [event.text for event in _of(events, PersonaMoved)]
        assert [event.turn for event in _of(events, LearnerSpoke)] == [1, 2, 3]
        assert [event.seq for event in events] == list(range(len(events)))
        assert len(_of(events, SessionResumed)) == int(lost)
        assert isinstance(events[-1], CritiqueMade)
    assert lines[False] == lines[True]


async def test_a_half_said_line_goes_on_where_the_client_has_it(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(VOICE) as client:
            item = (await client.until("response.output_item.added"))["item"]
            while len(client.frames) < 3:
                await client._next()
            held = ticket(client)
            await lose(client)
        got = client.frames[-1].position + len(client.frames[-1].payload) // 2
        has = {"item_id": item["id"], "played_ms": 300.0, "held_ms": got / 24}
        async with _rebuilt(server, held, **has) as (again, resumed):
            assert resumed["item_id"] == item["id"]
            opened = (await again.until("response.output_item.added"))["item"]
            assert (opened["id"], opened["audio_stream"]) == (item["id"], item["audio_stream"])
            await again.until("response.done")
            assert not _items(again)[:-1], "only the item itself, once it is complete"
            frames = client.frames + again.frames
            ends = [frame.position + len(frame.payload) // 2 for frame in frames]
            assert [frame.position for frame in frames[1:]] == ends[:-1]
            assert {frame.stream for frame in frames} == {item["audio_stream"]}
            await again.send(
                "dryfit.playhead", item_id=item["id"], played_ms=ends[-1] / 24, final=True
            )
            await _listening(again)
        await server.until_over()
        events = await server.state.journal.events(held.session)
        assert len(_of(events, PersonaMoved)) == 1
        heard = _of(events, PersonaHeard)
        assert [(line.item, line.truncated) for line in heard] == [(item["id"], False)]


async def test_a_line_that_never_came_is_said_whole(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(VOICE) as client:
            item = (await client.until("response.output_item.added"))["item"]
            held = ticket(client)
            await lose(client)
        async with _rebuilt(server, held, item_id="item_of_old", held_ms=900) as (again, resumed):
            assert resumed["item_id"] == item["id"]
            await again.until("response.done")
            assert again.frames[0].position == 0


async def test_a_turn_that_was_written_and_not_answered_is_answered(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            engines.inline.delays_s["prepare_answer"] = 30.0
            await client.type(QUESTION)
            await client.until(
                "conversation.item.done",
            )
            item = client.events[-1]["item"]
            if item["role"] != "user":
                item = (await client.until("conversation.item.done"))["item"]
            held = ticket(client)
            await lose(client)
        engines.inline.delays_s.clear()
        async with _rebuilt(server, held) as (again, _):
            answer = await again.until("response.output_text.done")
            assert "hill" in answer["text"]
            await _listening(again)
        await server.until_over()
        events = await server.state.journal.events(held.session)
        assert [event.text for event in _of(events, LearnerSpoke)] == [QUESTION]
        assert [event.turn for event in _of(events, PersonaMoved)] == [0, 1]


async def test_a_turn_that_was_not_written_is_heard_again_from_the_client(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server:
        async with server.client(VOICE) as client:
            await client.until("response.done")
            await client.send("response.cancel")
            await _listening(client)
            engines.ear.enqueue(*[QUESTION] * 12)
            await client.speak(0.8)
            await client.until("response.done")
            await client.send("response.cancel")
            await _listening(client)
            first_ends = client.sent_samples
            engines.inline.delays_s["recognise"] = 30.0
            await client.speak(0.8)
            await client.until("dryfit.state", state="thinking")
            held = ticket(client)
            await lose(client)
        engines.inline.delays_s.clear()
        async with _rebuilt(server, held) as (again, resumed):
            assert first_ends * 0.7 < resumed["input_samples"] <= first_ends
            again.sent_samples = first_ends
            await again.speak(0.8)
            await again.until("conversation.item.input_audio_transcription.completed")
            await again.until("response.done")
        await server.until_over()
        events = await server.state.journal.events(held.session)
        spoke = _of(events, LearnerSpoke)
        assert [event.turn for event in spoke] == [1, 2]
        assert spoke[1].input_end == again.sent_samples


async def test_events_up_to_the_last_written_turn_need_not_be_sent_again(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            content = [{"type": "input_text", "text": QUESTION}]
            item = {"type": "message", "role": "user", "content": content}
            await client.send("conversation.item.create", item=item, event_id="c1")
            await client.send("response.create", event_id="c2")
            await client.until("response.done")
            await client.send("conversation.item.create", item=item, event_id="c3")
            await client.send("session.update", session={}, event_id="c4")
            await client.until("session.updated")
            held = ticket(client)
            await lose(client)
        async with _rebuilt(server, held) as (_, resumed):
            assert resumed["received_event_id"] == "c2"


async def test_settings_are_remembered(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(VOICE) as client:
            detection = {"type": "semantic_vad", "eagerness": "low"}
            session = {
                "output_modalities": ["text"],
                "audio": {"input": {"turn_detection": detection}},
            }
            await client.send("session.update", session=session)
            await client.until("session.updated")
            await client.type(QUESTION)
            await client.until("response.output_text.done")
            held = ticket(client)
            await lose(client)
        async with _rebuilt(server, held) as (again, _):
            created = (await again.until("session.created"))["session"]
            assert created["output_modalities"] == ["text"]
            assert created["audio"]["input"]["turn_detection"]["eagerness"] == "low"


async def test_numbers_never_mean_two_things(tmp_path: Path) -> None:
    """A client that was cut off before it heard of the rebuild is told all of it again."""
    async with serving(tmp_path) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            held = ticket(client)
            await lose(client)
        seen = set(range(1, held.last + 1))
        for _ in range(3):
            async with _rebuilt(server, held) as (again, _resumed):
                await again.until("dryfit.state")
                assert not seen & set(numbers(again))
                seen |= set(numbers(again))
                await lose(again)
        async with back(server, held) as again:
            assert not (await again.until("dryfit.resumed"))["continued"]
            await _listening(again)
            await again.type(QUESTION)
            await again.until("response.done")


async def test_a_session_whose_last_word_was_said_ends(tmp_path: Path) -> None:
    """Killed between the last line and the end."""
    async with serving(tmp_path) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            held = ticket(client)
            await client.send("dryfit.finish")
            await client.until("dryfit.debrief")
            assert await client.closed() == 1000
        await server.until_over()
        events = await server.state.journal.events(held.session)
        cut = [event for event in events if not isinstance(event, CritiqueMade)]
        async with Journal.open(f"sqlite+aiosqlite:///{tmp_path}/cut.sqlite3") as journal:
            for event in cut:
                await journal.append(held.session, event)
            server.state.journal = journal
            async with back(server, held) as again:
                assert not (await again.until("dryfit.resumed"))["continued"]
                ended = await again.until("dryfit.ended")
                assert ended["outcome"] == "learner_stopped"
                debrief = await again.until("dryfit.debrief")
                assert debrief["critique"]["outcome"] == "learner_stopped"
                assert await again.closed() == 1000


@pytest.mark.parametrize("query", [TEXT, VOICE])
async def test_every_moment_of_a_journal_can_be_taken_up(tmp_path: Path, query: str) -> None:
    """A session cut off after each of its events goes on, and counts every turn once."""
    async with serving(tmp_path) as server:
        async with server.client(query) as client:
            await client.until("response.done")
            held = ticket(client)
            for text in (QUESTION, "How much did the repair cost?"):
                await client.type(text)
                await client.until("response.done")
            await client.send("dryfit.finish")
            assert await client.closed() == 1000
        await server.until_over()
        events = await server.state.journal.events(held.session)
        ends = next(n for n, event in enumerate(events) if isinstance(event, SessionEnded))
        for length in range(1, ends + 1):
            url = f"sqlite+aiosqlite:///{tmp_path}/cut-{length}.sqlite3"
            async with Journal.open(url) as journal:
                for event in events[:length]:
                    await journal.append(held.session, event)
                server.state.journal = journal
                async with back(server, held) as again:
                    assert not (await again.until("dryfit.resumed"))["continued"]
                    await again.type("And who drove?")
                    await again.until("conversation.item.added")
                    await again.send("dryfit.finish")
                    await again.until("dryfit.debrief")
                await server.until_over()
                whole = await journal.events(held.session)
                before = [e.text for e in events[:length] if isinstance(e, LearnerSpoke)]
                spoke = _of(whole, LearnerSpoke)
                assert [event.text for event in spoke] == [*before, "And who drove?"]
                assert len({event.turn for event in spoke}) == len(spoke)
                items = [event.item for event in _of(whole, PersonaHeard)]
                assert len(set(items)) == len(items)
                assert isinstance(whole[-1], CritiqueMade)
