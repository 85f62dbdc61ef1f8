"""Drills over the wire, typed here: judging every answer, leaving early, and what cannot be."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.fakes import FakeEngines
from tests.web.coming_back import back, lose, ticket
from tests.web.serving import Client, Serving, serving

SETS = Path(__file__).parents[2] / "personas" / "drills"
TEXT = "mode=text&seed=1"
ME = "learner=phone-1"


def with_sets(folder: Path, *names: str) -> Path:
    """The folder of a server, with these drill sets in it."""
    drills = folder / "personas" / "drills"
    drills.mkdir(parents=True)
    for name in names or ("plumbing",):
        shutil.copy(SETS / f"{name}.yaml", drills)
    return folder


async def place(client: Client, step: str) -> dict[str, Any]:
    """Read until that step is asked, and the floor is the learner's."""
    at = await client.until("dryfit.drill", step=step, follows=False)
    await client.until("dryfit.state", state="listening")
    return at


async def judge(client: Client, decision: str) -> None:
    """One item from its decision to its check."""
    await place(client, "decision")
    await client.type(decision)
    await place(client, "sureness")
    await client.type("eighty percent")
    if decision != "use it":
        await place(client, "fault")
        await client.type("I don't know")
    await place(client, "checking")
    await client.type("I'd look it up in the code book, in the table")
    await client.until("dryfit.drill", follows=False)
    await client.until("dryfit.state", state="listening")
    await client.type("next")


async def kept(server: Serving, learner: str = "phone-1") -> list[str]:
    return [one.item for one in await server.state.drills.answers(learner)]


async def test_a_whole_drill(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        async with server.client(f"drill=plumbing&items=4&{ME}&{TEXT}") as client:
            scenario = await client.until("dryfit.scenario")
            assert (scenario["id"], scenario["persona"]["name"]) == ("drill", "Coach")
            for _ in range(4):
                await judge(client, "use it")
            ended = await client.until("dryfit.ended")
            assert ended["outcome"] == "drilled"
            scores = await client.until("dryfit.scores")
            assert await client.closed() == 1000
        assert scores["title"] == "Plumbing: judge the assistant"
        assert (scores["run"]["judged"], scores["run"]["dial"]) == (4, "")
        assert scores["run"] == scores["all"]
        assert len(scores["answers"]) == 4
        assert all(one["source"] and one["decision"] == "use" for one in scores["answers"])
        assert len(await kept(server)) == 4


async def test_each_line_says_whose_it_is_and_the_right_answer_is_told(tmp_path: Path) -> None:
    async with (
        serving(with_sets(tmp_path)) as server,
        server.client(f"drill=plumbing&items=2&{ME}&{TEXT}") as client,
    ):
        await judge(client, "don't use it")
        await place(client, "decision")
        told = [event for event in client.events if event["type"] == "dryfit.drill"]
        opening = [(one["speaker"], one["follows"]) for one in told[:4]]
        assert opening == [
            ("coach", True), ("coach", True), ("assistant", True), ("coach", False)
        ]  # fmt: skip
        answer = next(one for one in told if one["speaker"] == "assistant")
        words = next(
            event["text"] for event in client.events
            if event["type"] == "response.output_text.done"
            and event["item_id"] == answer["item_id"]
        )  # fmt: skip
        assert words == answer["answer"]
        verdict = next(one["verdict"] for one in told if one.get("verdict"))
        assert verdict["answer"] == answer["answer"]
        assert verdict["source"]
        assert not verdict["checked"]
        await client.send("dryfit.finish")
        scores = await client.until("dryfit.scores")
        assert scores["run"]["judged"] == 1


async def test_leaving_keeps_what_was_decided(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        async with server.client(f"drill=plumbing&{ME}&{TEXT}") as client:
            await judge(client, "use it")
            await place(client, "decision")
            await client.type("check first")
            await place(client, "sureness")
            await client.send("dryfit.finish")
            assert (await client.until("dryfit.ended"))["outcome"] == "learner_stopped"
            await client.until("dryfit.scores")
        assert len(await kept(server)) == 2


async def test_stop_says_what_is_right_first(tmp_path: Path) -> None:
    async with (
        serving(with_sets(tmp_path)) as server,
        server.client(f"drill=plumbing&{ME}&{TEXT}") as client,
    ):
        await place(client, "decision")
        await client.type("stop")
        verdict = await client.until("dryfit.drill", step="over")
        assert verdict["verdict"]["source"]
        await client.until("dryfit.state", state="listening")
        await client.type("next")
        assert (await client.until("dryfit.scores"))["answers"] == []
        assert await client.closed() == 1000


async def test_a_lost_line_comes_back_to_the_same_question(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        async with server.client(f"drill=plumbing&{ME}&{TEXT}") as client:
            await place(client, "decision")
            held = ticket(client)
            await lose(client)
        async with back(server, held) as client:
            await client.type("use it")
            await client.until("dryfit.drill", step="sureness")
            await client.send("dryfit.finish")
            await client.until("dryfit.scores")
        assert len(await kept(server)) == 1


async def test_who_never_comes_back_loses_nothing(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path), away_s=0.01) as server:
        async with server.client(f"drill=plumbing&{ME}&{TEXT}") as client:
            await place(client, "decision")
            await client.type("use it")
            await place(client, "sureness")
            await lose(client)
        await server.until_over()
        assert len(await kept(server)) == 1


async def test_all_answers_count_and_can_be_deleted(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        for judged in (1, 2):
            async with server.client(f"drill=plumbing&items=2&{ME}&{TEXT}&seed={judged}") as client:
                await judge(client, "use it")
                await place(client, "decision")
                await client.send("dryfit.finish")
                scores = await client.until("dryfit.scores")
            assert (scores["run"]["judged"], scores["all"]["judged"]) == (1, judged)
        for _ in range(2):
            assert (await server.http.delete("/v1/learners/phone-1")).status_code == 204
        assert await kept(server) == []


async def test_by_voice_two_voices_are_heard(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with (
        serving(with_sets(tmp_path), engines) as server,
        server.client(f"drill=plumbing&{ME}") as client,
    ):
        opened = await client.until("response.output_item.added")
        assert opened["item"]["audio_stream"] == 1
        await client.until("response.done")
        assert client.frames
        await client.send("dryfit.finish")
        await client.until("dryfit.scores")


async def test_the_sets_are_listed_and_a_broken_one_hides_none(tmp_path: Path) -> None:
    with_sets(tmp_path, "plumbing", "roofing")
    (tmp_path / "personas" / "drills" / "torn.yaml").write_text("schema: 1\ntrade: x\nitems: [")
    async with serving(tmp_path) as server:
        found = (await server.http.get("/v1/drills")).json()
    assert [one["id"] for one in found["drills"]] == ["plumbing", "roofing"]
    assert found["drills"][0] == {
        "id": "plumbing", "title": "Plumbing: judge the assistant", "trade": "plumbing",
        "language": "en-US", "items": 12, "minutes": 6, "checked": 0,
    }  # fmt: skip
    assert [one["file"] for one in found["errors"]] == ["torn.yaml"]


@pytest.mark.parametrize(
    ("query", "code", "close"),
    [
        ("drill=none", "unknown-drill", 4404),
        ("drill=", "unknown-drill", 4404),
        ("drill=../van", "unknown-drill", 4404),
        ("drill=%00'--", "unknown-drill", 4404),
        ("drill=" + "x" * 5_000, "unknown-drill", 4404),
        ("drill=plumbing&items=0", "bad-parameter", 4400),
        ("drill=plumbing&items=41", "bad-parameter", 4400),
        ("drill=plumbing&items=" + "9" * 5_000, "bad-parameter", 4400),
        ("drill=plumbing&items=%C2%B2", "bad-parameter", 4400),
        ("drill=plumbing&learner=a%20b", "bad-parameter", 4400),
        ("drill=plumbing&learner=" + "x" * 65, "bad-parameter", 4400),
    ],
)
async def test_refusals(tmp_path: Path, query: str, code: str, close: int) -> None:
    async with serving(with_sets(tmp_path)) as server, server.client(query) as client:
        assert (await client.error())["code"] == code
        assert await client.closed() == close


async def test_a_torn_set_is_refused_with_its_fault(tmp_path: Path) -> None:
    (with_sets(tmp_path) / "personas" / "drills" / "plumbing.yaml").write_text("schema: 1\n[")
    async with serving(tmp_path) as server, server.client("drill=plumbing") as client:
        assert (await client.error())["code"] == "scenario-broken"
        assert await client.closed() == 4422


async def test_nobody_in_particular(tmp_path: Path) -> None:
    """Without a name, a drill counts for itself."""
    async with serving(with_sets(tmp_path)) as server:
        for _ in range(2):
            async with server.client(f"drill=plumbing&items=2&{TEXT}") as client:
                await judge(client, "use it")
                await place(client, "decision")
                await client.send("dryfit.finish")
                assert (await client.until("dryfit.scores"))["all"]["judged"] == 1
