"""Connections that are lost, and what becomes of their sessions."""

import asyncio
import itertools
from pathlib import Path

import pytest
from tests.fakes import FakeEngines
from tests.web.coming_back import Ticket, back, lose, numbers, ticket
from tests.web.serving import Client, Serving, serving
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from dryfit.store.events import CritiqueMade, LearnerSpoke, PersonaHeard, SessionEnded

TEXT = "model=van&mode=text&seed=1"
VOICE = "model=van&seed=1"
QUESTION = "What happened last winter?"


async def _spoken(server: Serving, session: str) -> list[str]:
    events = await server.state.journal.events(session)
    return [event.text for event in events if isinstance(event, LearnerSpoke)]


async def _listening(client: Client) -> None:
    await client.until("dryfit.state", state="listening")


async def _killed(server: Serving, session: str) -> None:
    """What a killed server leaves behind: the journal."""
    live = server.state.sessions.pop(session)
    await live.stop()


async def test_what_was_missed_is_told_once_and_in_order(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            held = ticket(client)
            await client.type(QUESTION)
            await client.until("conversation.item.done")  # read, but not remembered
            await lose(client)
        async with back(server, held) as again:
            resumed = await again.until("dryfit.resumed")
            assert (resumed["continued"], resumed["item_id"]) == (True, "")
            await _listening(again)
            assert numbers(again) == list(range(held.last + 1, numbers(again)[-1] + 1))
            assert again.names().count("response.done") == 1
            await again.send("dryfit.finish")
            await again.until("dryfit.debrief")
            assert await again.closed() == 1000
        assert await _spoken(server, held.session) == [QUESTION]


async def test_the_persona_goes_on_in_mid_sentence(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(VOICE) as client:
            item = (await client.until("response.output_item.added"))["item"]["id"]
            while len(client.frames) < 3:
                await client._next()
            held = ticket(client)
            await lose(client)
        heard_ms = 300.0
        async with back(server, held, item_id=item, played_ms=heard_ms, held_ms=600) as again:
            await again.until("response.done")
            frames = client.frames + again.frames
            ends = [frame.position + len(frame.payload) // 2 for frame in frames]
            assert [frame.position for frame in frames[1:]] == ends[:-1]
            sent_ms = 1000 * ends[-1] / 24_000
            await again.send("dryfit.playhead", item_id=item, played_ms=sent_ms, final=True)
            await _listening(again)
        await server.until_over()
        events = await server.state.journal.events(held.session)
        lines = [event for event in events if isinstance(event, PersonaHeard)]
        assert [line.truncated for line in lines] == [False]


async def test_while_nobody_is_there_nothing_more_is_heard(tmp_path: Path) -> None:
    """The line lasts some seconds; were time to go on, all of it would count as heard."""
    async with serving(tmp_path, away_s=0.8) as server:
        async with server.client(VOICE) as client:
            item = (await client.until("response.output_item.added"))["item"]["id"]
            await client.until("response.done")
            await client.send("dryfit.playhead", item_id=item, played_ms=500, final=False)
            await client.send("session.update", session={})
            await client.until("session.updated")
            held = ticket(client)
            await lose(client)
        await server.until_over()
        events = await server.state.journal.events(held.session)
        line = next(event for event in events if isinstance(event, PersonaHeard))
        assert (line.played_ms, line.truncated) == (500, True)
        assert isinstance(events[-1], CritiqueMade)


async def test_microphone_sound_is_neither_lost_nor_heard_twice(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server:
        async with server.client(VOICE) as client:
            await client.until("response.done")
            await client.send("response.cancel")
            await _listening(client)
            engines.ear.enqueue(*[QUESTION] * 12)
            await client.speak(0.8)
            heard = await client.until("conversation.item.input_audio_transcription.completed")
            assert heard["transcript"] == QUESTION
            held, sent = ticket(client), client.sent_samples
            await lose(client)
        async with back(server, held) as again:
            resumed = await again.until("dryfit.resumed")
            assert resumed["input_samples"] == sent
            await again.speak(0.8)  # from position 0: all of it was there before
            await again.until("response.done")
            await again.send("response.cancel")
            await _listening(again)
            again.sent_samples = sent
            await again.speak(0.8)
            await again.until("conversation.item.input_audio_transcription.completed")
        await server.until_over()
        assert await _spoken(server, held.session) == [QUESTION, QUESTION]


async def test_the_client_learns_which_of_its_events_came(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            content = [{"type": "input_text", "text": QUESTION}]
            item = {"type": "message", "role": "user", "content": content}
            await client.send("conversation.item.create", item=item, event_id="c1")
            await client.send("response.create", event_id="c2")
            await client.until("response.done")
            held = ticket(client)
            await lose(client)
        async with back(server, held) as again:
            assert (await again.until("dryfit.resumed"))["received_event_id"] == "c2"


async def test_a_second_socket_takes_over_from_the_first(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as first:
        await _listening(first)
        held = ticket(first)
        async with back(server, held) as second:
            await second.until("dryfit.resumed")
            assert await first.closed() == 4409
            await second.type(QUESTION)
            await second.until("response.done")
            async with back(server, held) as third:
                assert (await third.until("dryfit.resumed"))["continued"]
                assert await second.closed() == 4409
                await third.until("response.done")
                assert await _spoken(server, held.session) == [QUESTION]
    assert len(server.state.sessions) <= 1


async def test_who_does_not_come_back_is_given_a_critique(tmp_path: Path) -> None:
    async with serving(tmp_path, away_s=0.3) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            await client.type(QUESTION)
            await client.until("response.done")
            held = ticket(client)
            await lose(client)
        await server.until_over()
        page = await server.session(held.session)
        assert page["outcome"] == "disconnected"
        async with back(server, held) as late:
            assert not (await late.until("dryfit.resumed"))["continued"]
            turn = await late.until("conversation.item.done")
            assert turn["item"]["role"] == "assistant"
            ended = await late.until("dryfit.ended")
            debrief = await late.until("dryfit.debrief")
            assert (ended["outcome"], debrief["critique"]) == ("disconnected", page["critique"])
            assert await late.closed() == 1000


async def test_who_leaves_on_purpose_is_not_waited_for(tmp_path: Path) -> None:
    async with serving(tmp_path, away_s=600) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
        await server.until_over()


@pytest.mark.parametrize(
    ("change", "code", "closed"),
    [
        ({"key": "guessed"}, "wrong-resume-key", 4403),
        ({"key": ""}, "wrong-resume-key", 4403),
        ({"session": "sess_unheard_of"}, "unknown-session", 4404),
        ({"session": ""}, "unknown-session", 4404),
        ({"session": "x" * 5_000}, "unknown-session", 4404),
    ],
)
@pytest.mark.parametrize("lost_server", [False, True])
async def test_nobody_else_can_take_a_session(
    tmp_path: Path, change: dict[str, str], code: str, closed: int, lost_server: bool
) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        await _listening(client)
        held = ticket(client)
        if lost_server:
            await _killed(server, held.session)
        stolen = Ticket(**{**vars(held), **change})
        async with back(server, stolen) as thief:
            assert (await thief.error())["code"] == code
            assert await thief.closed() == closed
        async with back(server, held) as again:
            assert (await again.until("dryfit.resumed"))["continued"] is not lost_server


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("{", "invalid-json"),
        ('{"type":"dryfit.finish"}', "invalid-event"),
        ('{"type":"dryfit.resume"}', "invalid-event"),
        ('{"type":"dryfit.resume","resume_key":"k","last":-1}', "invalid-event"),
        ('{"type":"dryfit.resume","resume_key":"k","last":1e99}', "invalid-event"),
        ('{"type":"dryfit.resume","resume_key":7,"last":1}', "invalid-event"),
        ('{"type":"dryfit.mangle"}', "unknown-event"),
        (b"\1\0\0\0", "invalid-json"),
    ],
)
async def test_a_first_message_that_is_none(tmp_path: Path, first: str | bytes, code: str) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        await _listening(client)
        url = server.url(f"resume={ticket(client).session}")
        async with connect(url, subprotocols=[Subprotocol("dryfit.v1")]) as socket:
            stranger = Client(socket)
            await socket.send(first)
            assert (await stranger.error())["code"] == code
            assert await stranger.closed() == 4400
        async with connect(url, subprotocols=[Subprotocol("dryfit.v1")]) as socket:
            socket.transport.abort()
        await client.type("Still here?")
        await client.until("response.done")


async def test_a_stock_client_cannot_resume(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client("resume=sess_1", "realtime") as client:
        assert (await client.error())["code"] == "bad-parameter"
        assert await client.closed() == 4400


async def test_resuming_in_mid_session_is_a_mistake(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        await _listening(client)
        await client.socket.send(ticket(client).resume())
        assert (await client.error())["code"] == "invalid-event"


async def test_many_cuts_in_one_session(tmp_path: Path) -> None:
    """The line is lost after every message, by turns with and without a question on its way."""
    async with serving(tmp_path) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            held = ticket(client)
            await lose(client)
        seen = list(range(1, held.last + 1))
        for number in range(12):
            async with back(server, held) as again:
                await again.until("dryfit.resumed")
                if number % 3 == 0:
                    await again.type(f"{QUESTION} {number}")
                await again._next() if number % 3 else await again.until("dryfit.state")
                seen += numbers(again)
                held.last = seen[-1]
                await lose(again)
        async with back(server, held) as again:
            await again.send("dryfit.finish")
            await again.until("dryfit.debrief")
            seen += numbers(again)
        assert seen == list(range(1, seen[-1] + 1))
        await server.until_over()
        asked = [f"{QUESTION} {number}" for number in (0, 3, 6, 9)]
        assert await _spoken(server, held.session) == asked
        events = await server.state.journal.events(held.session)
        assert len([event for event in events if isinstance(event, SessionEnded)]) == 1


async def test_a_place_is_kept_for_who_is_away(tmp_path: Path) -> None:
    async with serving(tmp_path, max_sessions=1) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            held = ticket(client)
            await lose(client)
        async with server.client(TEXT) as other:
            assert (await other.error())["code"] == "busy"
        async with back(server, held) as again:
            assert (await again.until("dryfit.resumed"))["continued"]


async def test_two_that_come_back_at_once_make_one_session(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            held = ticket(client)
            await _killed(server, held.session)

        async def come_back() -> int:
            async with back(server, held) as again:
                return await again.closed()

        tasks = [asyncio.create_task(come_back()) for _ in range(3)]
        first_two = itertools.islice(asyncio.as_completed(tasks), 2)
        codes = [await closed for closed in first_two]
        assert len(server.state.sessions) == 1
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert codes == [4409, 4409]
