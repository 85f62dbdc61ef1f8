"""Drills whose server was lost: they go on from the journal, and every answer counts once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.fakes import FakeEngines
from tests.web.coming_back import Ticket, back, lose, ticket
from tests.web.serving import Client, Serving, serving
from tests.web.test_drilling import ME, TEXT, judge, kept, place, with_sets
from tests.web.test_rebuild import kill

from dryfit.drill.book import DrillBook
from dryfit.drill.place import script_in
from dryfit.drill.run import run_of
from dryfit.drill.voices import VOICES
from dryfit.session.drill_scores import keep_answers
from dryfit.store.events import (
    DrillOpened,
    PersonaHeard,
    PersonaMoved,
    SessionEnded,
    SessionEvent,
)
from dryfit.store.journal import Journal

DRILL = f"drill=plumbing&items=4&{ME}&{TEXT}"


async def go_to_the_third(server: Serving, query: str = DRILL) -> Ticket:
    """Two answers are judged and the third is decided when the line is lost."""
    async with server.client(query) as client:
        for _ in range(2):
            await judge(client, "use it")
        await place(client, "decision")
        await client.type("use it")
        await place(client, "sureness")
        held = ticket(client)
        await lose(client)
    return held


async def finished(client: Client) -> dict[str, Any]:
    """End it where it is; its scores."""
    await client.send("dryfit.finish")
    await client.until("dryfit.ended")
    scores = await client.until("dryfit.scores")
    assert await client.closed() == 1000
    return scores


@asynccontextmanager
async def rebuilt(server: Serving, held: Ticket, **fields: object) -> AsyncIterator[Client]:
    """The same client, after the server was killed and is up again."""
    await kill(server, held.session)
    async with back(server, held, **fields) as again:
        assert not (await again.until("dryfit.resumed"))["continued"]
        yield again


@asynccontextmanager
async def cut_off(
    server: Serving, folder: Path, events: list[SessionEvent], scored: int
) -> AsyncIterator[None]:
    """A journal that ends with these events, beside a book that has so many of their answers."""
    opened = events[0]
    assert isinstance(opened, DrillOpened)
    url = f"sqlite+aiosqlite:///{folder}/cut-{len(events)}-{scored}.sqlite3"
    before = server.state.journal, server.state.drills
    async with Journal.open(url) as journal, DrillBook.open(url) as book:
        await journal.begin(opened.session, events)
        if scored:
            run = run_of(opened)
            done = script_in(events, run)[0].drill.done
            await keep_answers(book, opened.session, run, done[:scored])
        server.state.journal, server.state.drills = journal, book
        yield
        server.state.journal, server.state.drills = before


def judged_in(events: list[SessionEvent]) -> int:
    """How many answers were judged by then."""
    places = [event.place for event in events if isinstance(event, PersonaMoved) and event.place]
    done = places[-1]["done"] if places else []
    assert isinstance(done, list)
    return len(done)


async def test_it_goes_on_with_the_question_that_was_open(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        async with rebuilt(server, held) as again:
            assert (await again.until("session.created"))["session"]["id"] == held.session
            assert (await again.until("dryfit.scenario"))["id"] == "drill"
            await again.until("dryfit.state", state="listening")
            told = [event for event in again.events if event["type"] == "dryfit.drill"]
            assert (told[-1]["number"], told[-1]["of"], told[-1]["step"]) == (3, 4, "sureness")
            third = [one for one in told if one["number"] == 3]
            assert "assistant" in [one["speaker"] for one in third], "the card may be shown"
            await again.type("eighty percent")
            await place(again, "checking")
            await again.type("I'd look it up in the code book, in the table")
            await again.until("dryfit.drill", follows=False)
            await again.until("dryfit.state", state="listening")
            await again.type("next")
            await judge(again, "use it")
            assert (await again.until("dryfit.ended"))["outcome"] == "drilled"
            scores = await again.until("dryfit.scores")
        assert scores["run"]["judged"] == scores["all"]["judged"] == 4
        assert [one["sureness"] for one in scores["answers"]] == [80] * 4
        assert len(await kept(server)) == len(set(await kept(server))) == 4


async def test_the_same_lines_as_if_nothing_had_been(tmp_path: Path) -> None:
    lines = {}
    for lost in (False, True):
        folder = tmp_path / str(lost)
        folder.mkdir()
        async with serving(with_sets(folder)) as server:
            async with server.client(DRILL) as client:
                for _ in range(2):
                    await judge(client, "use it")
                await place(client, "decision")
                held = ticket(client)
                await (lose(client) if lost else client.send("dryfit.finish"))
                if not lost:
                    await client.until("dryfit.scores")
            if lost:
                async with rebuilt(server, held) as again:
                    await finished(again)
            await server.until_over()
            events = await server.state.journal.events(held.session)
        lines[lost] = [event.text for event in events if isinstance(event, PersonaMoved)]
        assert [event.seq for event in events] == list(range(len(events)))
        assert isinstance(events[-1], SessionEnded)
    assert lines[False] == lines[True]


async def hear(client: Client) -> None:
    """Hear what is said, at once and to its end, up to the learner's turn."""
    while (await hear_line(client))["follows"]:
        pass
    await client.until("dryfit.state", state="listening")


async def hear_line(client: Client) -> dict[str, Any]:
    """Hear the next line, at once and to its end."""
    line = await client.until("dryfit.drill")
    await client.until("response.done")
    if client.frames:
        item = line["item_id"]
        await client.send("dryfit.playhead", item_id=item, played_ms=99_999, final=True)
    return line


@pytest.mark.parametrize("query", [TEXT, "seed=1"])
async def test_every_moment_of_a_drill_can_be_taken_up(tmp_path: Path, query: str) -> None:
    """Cut off after each of its events, with its scores kept or not: none is lost or doubled."""
    async with serving(with_sets(tmp_path)) as server:
        async with server.client(f"drill=plumbing&items=2&{ME}&{query}") as client:
            for answer in ("use it", "eighty percent", "the code book, in the table"):
                await hear(client)
                await client.type(answer)
            await hear(client)
            if query == TEXT:
                await client.type("next")
                await hear(client)
            held = ticket(client)
            await finished(client)
        await server.until_over()
        events = await server.state.journal.events(held.session)
        first = await kept(server)
        ends = next(n for n, event in enumerate(events) if isinstance(event, SessionEnded))
        for length in range(1, ends + 1):
            done = judged_in(events[:length])
            for scored in range(done + 1):
                async with cut_off(server, tmp_path, events[:length], scored):
                    async with back(server, held) as again:
                        assert not (await again.until("dryfit.resumed"))["continued"]
                        await again.until("dryfit.drill")
                        scores = await finished(again)
                    await server.until_over()
                    assert (await kept(server))[:1] == first[: scores["run"]["judged"]]
                    assert len(await kept(server)) == scores["all"]["judged"] >= done
                    whole = await server.state.journal.events(held.session)
                assert [event.seq for event in whole] == list(range(len(whole)))
                heard = [event.item for event in whole if isinstance(event, PersonaHeard)]
                assert len(heard) == len(set(heard))


async def test_what_was_judged_and_not_yet_scored_is_scored_once(tmp_path: Path) -> None:
    """Killed between an answer judged and its score kept; and after the end, before its scores."""
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        await kill(server, held.session)
        events = await server.state.journal.events(held.session)
        assert judged_in(events) == 2
        over = SessionEnded(seq=len(events), at_s=99.0, outcome="learner_stopped", won=False)
        for scored in (0, 1, 2):
            async with cut_off(server, tmp_path, events, scored):
                async with back(server, held) as again:
                    await place(again, "sureness")
                    assert len(await kept(server)) == 2
                    scores = await finished(again)
                assert scores["run"]["judged"] == scores["all"]["judged"] == 3
                assert len(await kept(server)) == 3
            async with cut_off(server, tmp_path, [*events, over], scored):
                for _ in range(2):
                    async with back(server, held) as again:
                        scores = await again.until("dryfit.scores")
                    assert scores["run"]["judged"] == scores["all"]["judged"] == 3
                    assert len(await kept(server)) == 3


async def test_a_drill_that_is_over_shows_its_result_and_does_not_go_on(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        async with rebuilt(server, held) as again:
            shown = await finished(again)
        await server.until_over()
        length = len(await server.state.journal.events(held.session))
        for _ in range(2):
            async with back(server, held) as late:
                assert not (await late.until("dryfit.resumed"))["continued"]
                assert (await late.until("dryfit.ended"))["outcome"] == "learner_stopped"
                scores = await late.until("dryfit.scores")
                assert await late.closed() == 1000
            assert {**scores, "event_id": ""} == {**shown, "event_id": ""}
        assert len(await server.state.journal.events(held.session)) == length
        assert not server.state.sessions


async def test_resumed_twice_and_by_a_second_client(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        async with rebuilt(server, held) as first:
            await place(first, "sureness")
            second = ticket(first)
            async with back(server, second) as other:
                assert (await other.until("dryfit.resumed"))["continued"]
                assert await first.closed() == 4409
                await other.type("eighty percent")
                await place(other, "checking")
                await lose(other)
        async with rebuilt(server, second) as third:
            await place(third, "checking")
            scores = await finished(third)
        assert scores["run"]["judged"] == 3
        assert len(await kept(server)) == 3
        thief = Ticket(held.session, "guessed", held.last)
        async with back(server, thief) as stranger:
            assert (await stranger.error())["code"] == "wrong-resume-key"
            assert await stranger.closed() == 4403


async def test_two_that_come_back_at_once_make_one_drill(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        await kill(server, held.session)
        async with back(server, held) as one, back(server, held) as two:
            told = [asyncio.create_task(client.closed()) for client in (one, two)]
            done, others = await asyncio.wait(told, return_when=asyncio.FIRST_COMPLETED)
            assert [task.result() for task in done] == [4409]
            assert len(server.state.sessions) == 1
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        assert len(await kept(server)) == 2


@pytest.mark.parametrize("change", ["edited", "deleted"])
async def test_a_set_that_has_changed_since_is_drilled_as_it_was(
    tmp_path: Path, change: str
) -> None:
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        path = tmp_path / "personas" / "drills" / "plumbing.yaml"
        if change == "deleted":
            path.unlink()
        else:
            path.write_text(path.read_text().replace("learner_asks: ", "learner_asks: Well, "))
        async with rebuilt(server, held) as again:
            at = await place(again, "sureness")
            assert not at["asks"].startswith("Well")
            scores = await finished(again)
        assert scores["run"]["judged"] == 3


async def test_a_drill_of_another_version_is_refused_in_plain_words(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        await kill(server, held.session)
        events = await server.state.journal.events(held.session)
        opened = events[0]
        assert isinstance(opened, DrillOpened)
        torn = opened.model_copy(update={"items": ({"says": "It is fine."},)})
        async with cut_off(server, tmp_path, [torn, *events[1:]], 0), back(server, held) as again:
            error = await again.error()
            assert error["code"] == "drill-unreadable"
            assert error["message"] == "This drill was kept by another version. Begin another one."
            assert await again.closed() == 4422
        assert len(await kept(server)) == 2


async def test_the_assistant_goes_on_in_its_own_voice(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(with_sets(tmp_path), engines) as server:
        async with server.client(f"drill=plumbing&{ME}&seed=1") as client:
            for _ in range(2):
                await hear_line(client)
            line = await client.until("dryfit.drill")
            assert line["speaker"] == "assistant"
            await client.until("response.output_item.added")
            held = ticket(client)
            await lose(client)
        engines.mouth.rates.clear()
        async with rebuilt(server, held, item_id=line["item_id"]) as again:
            goes_on = await again.until("dryfit.drill", item_id=line["item_id"])
            assert goes_on == {**line, "event_id": goes_on["event_id"]}
            await again.until("response.done")
            assert VOICES["assistant"].rate in engines.mouth.rates
            assert VOICES["coach"].rate not in engines.mouth.rates


async def test_deleting_a_learner_deletes_the_drill(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        other = await go_to_the_third(server, f"drill=plumbing&learner=phone-12&{TEXT}")
        assert (await server.http.delete("/v1/learners/phone-1")).status_code == 204
        assert held.session not in server.state.sessions
        async with back(server, held) as again:
            assert (await again.error())["code"] == "unknown-session"
            assert await again.closed() == 4404
        async with rebuilt(server, other) as again:
            await finished(again)
        assert await kept(server) == []
        assert len(await kept(server, "phone-12")) == 3


async def test_a_drill_is_no_role_play(tmp_path: Path) -> None:
    async with serving(with_sets(tmp_path)) as server:
        held = await go_to_the_third(server)
        async with rebuilt(server, held) as again:
            await finished(again)
        for page in ("", "/report", "/attempts?turn=1"):
            answer = await server.http.get(f"/v1/sessions/{held.session}{page}")
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown-session")
        for query in ("redo={}&turn=1", "debrief={}"):
            async with server.client(query.format(held.session)) as client:
                assert (await client.error())["code"] == "unknown-session"
        assert await server.state.journal.sessions() == []
        assert (await server.http.delete(f"/v1/sessions/{held.session}")).status_code == 204
