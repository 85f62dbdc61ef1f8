"""The spoken debrief over the wire, typed here: from the guess to a redo, and what cannot be."""

from pathlib import Path

import pytest
from tests.web.coming_back import ticket
from tests.web.serving import Client, Serving, serving

TEXT = "mode=text&seed=1"
QUESTION = "What happened last winter?"
PITCH = "Everybody lends me their van, you will love it."


async def _listening(client: Client) -> None:
    await client.until("dryfit.state", state="listening")


async def _line(client: Client) -> str:
    told = await client.until("response.output_text.done")
    return str(told["text"])


async def _say(client: Client, line: str) -> str:
    await client.type(line)
    return await _line(client)


async def _talk(server: Serving, query: str, *lines: str) -> str:
    """A whole typed session; its id."""
    async with server.client(f"{query}&{TEXT}") as client:
        await _listening(client)
        session = ticket(client).session
        for line in lines:
            await _say(client, line)
            await _listening(client)
        await client.send("dryfit.finish")
        await client.until("dryfit.debrief")
        await client.closed()
    await server.until_over()
    return session


async def test_from_the_guess_to_a_redo_and_the_comparison(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        first = await _talk(server, "model=van", QUESTION, PITCH)
        kept = await server.state.journal.events(first)
        critique = (await server.session(first))["critique"]
        async with server.client(f"debrief={first}&{TEXT}") as client:
            scenario = await client.until("dryfit.scenario")
            assert scenario["debrief_of"] == first
            assert "really worried about?" in await _line(client)
            told = await _say(client, "The brakes failed on the hill last winter.")
            assert told.startswith("Yes, that was it. The brakes failed")
            for quote in (critique["strength"]["quote"], critique["fix"]["quote"]):
                assert f"“{quote}”" in told
            assert critique["fix"]["model_line"] in told
            assert told.endswith("?")
            await client.type("Yes, please.")
            redo = await client.until("dryfit.redo")
            assert (redo["session_id"], redo["turn"]) == (first, critique["retry_turn"])
            assert (await client.until("dryfit.debrief"))["critique"] == critique
            assert await client.closed() == 1000
        await server.until_over()
        assert await server.state.journal.events(first) == kept
        assert len(await server.state.journal.sessions()) == 1, "a debrief is not kept"

        again = f"redo={first}&turn={redo['turn']}"
        second = await _talk(server, again, "What gave way on the hill?")
        async with server.client(f"debrief={second}&{TEXT}") as client:
            compared = await _line(client)
            assert compared.startswith("Before, Ruth's trust")
            assert "This time, Ruth's trust" in compared


async def test_it_can_be_ended_at_once(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        first = await _talk(server, "model=van", QUESTION, PITCH)
        for way in ("dryfit.finish", "stop"):
            async with server.client(f"debrief={first}&{TEXT}") as client:
                await _line(client)
                if way == "stop":
                    await client.type("stop")
                else:
                    await client.send(way)
                await client.until("dryfit.debrief")
                assert "dryfit.redo" not in client.names()
                assert await client.closed() == 1000


async def test_by_voice_it_goes_on_by_itself(tmp_path: Path) -> None:
    """Nobody answers: the coach helps, then tells all there is, and ends."""
    async with serving(tmp_path) as server:
        first = await _talk(server, "model=van", QUESTION, PITCH)
        async with server.client(f"debrief={first}") as client:
            opened = await client.until("response.output_item.added")
            assert opened["item"]["audio_stream"] == 1
            await client.until("response.done")
            assert client.frames
            await client.send("dryfit.finish")
            await client.until("dryfit.debrief")


async def test_a_session_of_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        first = await _talk(server, "model=van")
        async with server.client(f"debrief={first}&{TEXT}") as client:
            assert "too little" in await _line(client)
            await client.until("dryfit.debrief")
            assert await client.closed() == 1000


@pytest.mark.parametrize(
    ("query", "code"),
    [("debrief=sess_none", "unknown-session"), ("debrief=", "unknown-session"),
     ("debrief=%00'--", "unknown-session"), ("debrief=" + "x" * 5_000, "unknown-session")],
)  # fmt: skip
async def test_refusals(tmp_path: Path, query: str, code: str) -> None:
    async with serving(tmp_path) as server, server.client(query) as client:
        assert (await client.error())["code"] == code
        assert await client.closed() == 4404


async def test_a_talk_that_still_runs(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(f"model=van&{TEXT}") as talking:
        await _listening(talking)
        async with server.client(f"debrief={ticket(talking).session}") as client:
            assert (await client.error())["code"] == "not-ended"
