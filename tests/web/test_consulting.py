"""An assistant that is asked in the middle of a role-play, from the question to the critique."""

import shutil
from pathlib import Path
from typing import Any

from tests.fakes import FakeEngines, FakeSynthesizer
from tests.web.coming_back import back, lose, ticket
from tests.web.serving import Client, serving
from tests.web.test_rebuild import kill

from dryfit.scenario.load import load_scenario
from dryfit.session.consulting import assistant_voice

SCENARIO = Path(__file__).parents[2] / "personas" / "hesitant-customer.yaml"
QUERY = "model=hesitant-customer&mode=text&seed=1"
"""With this seed the assistant is wrong about the margin."""
ASK = "Hey Max, how far above the dew point must the siding be before I can coat it?"
PASS_ON = "It only has to be two degrees above the dew point."
WRONG = "Anything above the dew point will do. Two degrees is plenty."


def with_scenario(folder: Path) -> Path:
    (folder / "personas").mkdir()
    shutil.copy(SCENARIO, folder / "personas")
    return folder


async def say(client: Client, line: str) -> str:
    await client.until("dryfit.state", state="listening")
    await client.type(line)
    return str((await client.until("response.output_text.done"))["text"])


async def critique_of(client: Client) -> dict[str, Any]:
    await client.until("dryfit.state", state="listening")
    await client.send("dryfit.finish")
    made: dict[str, Any] = (await client.until("dryfit.debrief"))["critique"]
    return made


async def test_a_wrong_answer_that_is_passed_on(tmp_path: Path) -> None:
    async with (
        serving(with_scenario(tmp_path), FakeEngines()) as server,
        server.client(QUERY) as client,
    ):
        brief = (await client.until("dryfit.scenario"))["brief"]
        assert "“Hey Max, …”. It is not always right." in brief
        assert await say(client, ASK) == WRONG
        assert "can" in await say(client, PASS_ON), "what she says is about the can"
        by = [
            e["item"].get("by") for e in client.events if e["type"] == "response.output_item.added"
        ]
        assert by[-2:] == ["Max", None]
        made = await critique_of(client)
        assert {"who": "persona", "text": f"Max: {WRONG}"}.items() <= made["transcript"][2].items()
        (told,) = made["consulted"]
        assert (told["turn"], told["answer"], told["correct"]) == (1, WRONG, False)
        assert told["passed_on"] == {"quote": PASS_ON, "turn": 2}
        assert told["checked"] is None
        assert told["source"] == "ISO 8502-4"
        session = ticket(client).session
        await client.closed()
        page = (await server.http.get(f"/v1/sessions/{session}/report")).text
        assert "What the assistant told you" in page
        assert page.count(PASS_ON) >= 2, "beside the transcript"
        asking, passing = made["curve"][0], made["curve"][-1]
        assert asking["trust"] > passing["trust"]


async def test_a_wrong_answer_that_is_checked_harms_nobody(tmp_path: Path) -> None:
    async with (
        serving(with_scenario(tmp_path), FakeEngines()) as server,
        server.client(QUERY) as client,
    ):
        assert await say(client, ASK) == WRONG
        check = "I'll look at the data sheet, application conditions, before I say so."
        await say(client, check)
        (told,) = (await critique_of(client))["consulted"]
        assert told["passed_on"] is None
        assert told["checked"] == {"quote": check, "turn": 2}


async def test_it_is_remembered_over_a_lost_server(tmp_path: Path) -> None:
    with_scenario(tmp_path)
    async with serving(tmp_path, FakeEngines()) as server:
        async with server.client(QUERY) as client:
            assert await say(client, ASK) == WRONG
            await client.until("dryfit.state", state="listening")
            held = ticket(client)
            await lose(client)
            for live in list(server.state.sessions.values()):
                await live.stop()
        async with back(server, held) as client:
            await client.type(PASS_ON)
            await client.until("response.output_text.done")
            (told,) = (await critique_of(client))["consulted"]
            assert told["passed_on"]["quote"] == PASS_ON


async def test_what_it_does_not_know_and_who_only_calls(tmp_path: Path) -> None:
    async with (
        serving(with_scenario(tmp_path), FakeEngines()) as server,
        server.client(QUERY) as client,
    ):
        assert await say(client, "Hey Max") == "I'm listening."
        assert await say(client, "who won the game?") == "I have nothing on that."
        assert await say(client, "Hey Max, who won the game?") == "I have nothing on that."
        assert await say(client, "ok max") == "I'm listening."
        assert await say(client, ASK.removeprefix("Hey Max, ")) == WRONG
        assert await say(client, "How old is the house?") not in (WRONG, "I have nothing on that.")
        assert [one["answer"] for one in (await critique_of(client))["consulted"]] == [WRONG]


async def test_its_half_said_answer_goes_on_in_its_own_voice(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(with_scenario(tmp_path), engines) as server:
        async with server.client("model=hesitant-customer&seed=1") as client:
            await client.until("response.done")
            await client.send("response.cancel")
            await client.until("dryfit.state", state="listening")
            await client.type(ASK)
            item = (await client.until("response.output_item.added"))["item"]
            assert item["by"] == "Max"
            held = ticket(client)
            await lose(client)
        await kill(server, held.session)
        mouth = engines.synthesizer = FakeSynthesizer()
        async with back(server, held, item_id=item["id"]) as again:
            said = (await again.until("response.output_audio_transcript.done"))["transcript"]
    rates = {rate for clause, rate in zip(mouth.said, mouth.rates, strict=True) if clause in said}
    assert rates == {assistant_voice(load_scenario(SCENARIO)).rate}
