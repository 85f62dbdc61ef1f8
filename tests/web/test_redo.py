"""One moment of a session, done again over the wire: by its number, and by saying so."""

from pathlib import Path
from typing import Any

import pytest
from tests.web.coming_back import ticket
from tests.web.serving import Client, Serving, serving

from dryfit.store.events import PersonaMoved, SessionEvent, SessionOpened

TEXT = "model=van&mode=text&seed=1"
QUESTION = "What happened last winter?"
PITCH = "Everybody lends me their van, you will love it."


async def _listening(client: Client) -> None:
    await client.until("dryfit.state", state="listening")


async def _say(client: Client, *lines: str) -> None:
    for line in lines:
        await client.type(line)
        await client.until("response.done")
        await _listening(client)


async def _talk(server: Serving, *lines: str) -> str:
    """A whole typed session; its id."""
    async with server.client(TEXT) as client:
        await _listening(client)
        session = ticket(client).session
        await _say(client, *lines)
        await client.send("dryfit.finish")
        await client.until("dryfit.debrief")
        await client.closed()
    await server.until_over()
    return session


def _moves(events: list[SessionEvent]) -> list[tuple[int, Any]]:
    return [(e.turn, e.move["kind"]) for e in events if isinstance(e, PersonaMoved)]


async def test_a_moment_is_done_again_and_the_first_session_stays_as_it_was(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server:
        first = await _talk(server, QUESTION, PITCH, "And who drove?")
        before = await server.state.journal.events(first)
        async with server.client(f"redo={first}&turn=2") as client:
            scenario = await client.until("dryfit.scenario")
            assert (scenario["redo_of"], scenario["redo_turn"]) == (first, 2)
            await _listening(client)
            said = [e["item"] for e in client.events if e["type"] == "conversation.item.done"]
            assert [item["role"] for item in said] == ["assistant", "user", "assistant"]
            await _say(client, "What gave way on the hill?")
            await client.send("dryfit.finish")
            await client.until("dryfit.debrief")
        await server.until_over()
        again = await server.state.journal.events(scenario["session_id"])
        assert await server.state.journal.events(first) == before
        assert _moves(again)[:2] == _moves(before)[:2]
        assert _moves(again)[2] != _moves(before)[2]
        opened = again[0]
        assert isinstance(opened, SessionOpened)
        assert (opened.branch_of, opened.branch_turn) == (first, 2)

        page = (await server.http.get(f"/v1/sessions/{first}/attempts?turn=2")).json()
        assert [one["said"] for one in page["attempts"]] == [PITCH, "What gave way on the hill?"]
        assert page["attempts"][0]["trust"] < page["attempts"][1]["trust"]
        assert "fell" in page["compared"]
        same = await server.http.get(f"/v1/sessions/{scenario['session_id']}/attempts?turn=2")
        assert same.json() == page


async def test_the_same_words_have_the_same_answer(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        first = await _talk(server, QUESTION, "And who drove?")
        async with server.client(f"redo={first}&turn=1") as client:
            await _listening(client)
            await _say(client, QUESTION, "And who drove?")
            session = ticket(client).session
            await client.send("dryfit.finish")
            await client.until("dryfit.debrief")
        await server.until_over()
        was, now = [await server.state.journal.events(name) for name in (first, session)]
        lines = [[e.text for e in es if isinstance(e, PersonaMoved)] for es in (was, now)]
        assert lines[0] == lines[1]


async def test_redo_that_said_in_the_talk(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(TEXT) as client:
            await _listening(client)
            await _say(client, QUESTION, PITCH)
            await client.type("Um, redo that.")
            wanted = await client.until("dryfit.redo")
            assert wanted["turn"] == 2
            debrief = await client.until("dryfit.debrief")
            assert debrief["critique"]["outcome"] == "redone"
            assert await client.closed() == 1000
        await server.until_over()
        async with server.client(f"redo={wanted['session_id']}&turn=2") as client:
            await _listening(client)
            await _say(client, "What gave way on the hill?")


async def test_redo_that_before_anything_was_said(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as client:
        await _listening(client)
        await _say(client, "Redo that.")
        told = [e for e in client.events if e["type"] == "response.output_text.done"]
        assert "nothing to go back to" in told[-1]["text"]
        await _say(client, QUESTION)


async def test_stock_clients_talk_on(tmp_path: Path) -> None:
    """They could not follow; what they say is answered in the talk."""
    async with serving(tmp_path) as server, server.client(TEXT, "realtime") as client:
        await client.until("response.done")
        for line in (QUESTION, "Redo that."):
            await client.type(line)
            await client.until("response.done")
        assert server.state.sessions


async def test_a_branch_survives_a_lost_server(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        first = await _talk(server, QUESTION)
        async with server.client(f"redo={first}&turn=1") as client:
            await _listening(client)
            await _say(client, PITCH)
            session = ticket(client).session
            live = server.state.sessions.pop(session)
            await live.stop()
        events = await server.state.journal.events(session)
        assert [turn for turn, _ in _moves(events)] == [0, 1]


@pytest.mark.parametrize(
    ("query", "code", "close"),
    [
        ("redo=sess_none&turn=1", "unknown-session", 4404),
        ("redo={first}&turn=9", "unknown-turn", 4404),
        ("redo={first}&turn=0", "unknown-turn", 4404),
        ("redo={first}&turn=-1", "bad-parameter", 4400),
        ("redo={first}&turn=", "bad-parameter", 4400),
        ("redo={first}", "bad-parameter", 4400),
        ("redo={first}&turn=99999999999999999999", "bad-parameter", 4400),
        ("redo=&turn=1", "unknown-session", 4404),
        ("redo=%25%27--&turn=1", "unknown-session", 4404),
    ],
)
async def test_refusals(tmp_path: Path, query: str, code: str, close: int) -> None:
    async with serving(tmp_path) as server:
        first = await _talk(server, QUESTION)
        async with server.client(query.format(first=first)) as client:
            assert (await client.error())["code"] == code
            assert await client.closed() == close
        assert len(await server.state.journal.sessions()) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [("sess_none/attempts?turn=1", 404), ("{first}/attempts?turn=7", 404),
     ("{first}/attempts?turn=x", 422), ("{first}/attempts", 422)],
)  # fmt: skip
async def test_attempts_that_never_were(tmp_path: Path, path: str, status: int) -> None:
    async with serving(tmp_path) as server:
        first = await _talk(server, QUESTION)
        answer = await server.http.get(f"/v1/sessions/{path.format(first=first)}")
        assert answer.status_code == status


async def _again(server: Serving, session: str, turn: int, line: str) -> str:
    """That moment done again; the id of its session."""
    async with server.client(f"redo={session}&turn={turn}&mode=text") as client:
        await _listening(client)
        name = ticket(client).session
        await _say(client, line)
        await client.send("dryfit.finish")
        await client.closed()
    await server.until_over()
    return name


async def test_what_is_deleted_is_deleted_with_all_that_was_done_of_it_again(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server:
        other = await _talk(server, QUESTION)
        first = await _talk(server, QUESTION, PITCH)
        second = await _again(server, first, 2, PITCH)
        third = await _again(server, second, 1, QUESTION)
        journal = server.state.journal
        assert {one.session for one in await journal.sessions()} == {other, first, second, third}
        async with server.client(f"redo={first}&turn=2&mode=text") as client:
            await _listening(client)
            assert (await server.http.delete(f"/v1/sessions/{first}")).status_code == 204
            assert await client.closed() == 4409, "one that runs stops"
        await server.until_over()
        assert [one.session for one in await journal.sessions()] == [other]
        assert (await server.http.delete(f"/v1/sessions/{first}")).status_code == 404
