"""`dryfit show`: the list of sessions, and any session's critique."""

import asyncio
import json
from pathlib import Path

import pytest
import typer
from tests.critique.build import weak
from typer.testing import CliRunner

from dryfit.cli.sessions import UnknownSession
from dryfit.cli.show import show
from dryfit.critique.critique import critique
from dryfit.scenario.load import load_text
from dryfit.store.events import CritiqueMade, SessionEvent, SessionOpened
from dryfit.store.journal import Journal, journal_url

SOURCE = """schema: 1
title: Book the band at Dot's bar
persona: Dot Kowalski, 54, owns a corner bar. Dry, busy, fair.
situation: You walked in at 4 pm on a slow Tuesday. She is stocking coolers.
goal: Get a date in her book for one night.
hidden_concern: A neighbour complained about noise last year and she fears for her licence.
opening: "We don't do bands. You want a drink or what?"
"""


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = journal_url(tmp_path / "journal.sqlite3")
    monkeypatch.setenv("DRYFIT_DATABASE_URL", url)
    return url


async def _keep(url: str, session: str, events: list[SessionEvent]) -> None:
    async with Journal.open(url) as journal:
        for event in events:
            await journal.append(session, event)


def keep(url: str, session: str, *, until: int | None = None) -> list[SessionEvent]:
    opened = SessionOpened(seq=0, at_s=0, session=session, scenario="bar", scenario_source=SOURCE)
    events: list[SessionEvent] = [opened, *weak().events[1:until]]
    asyncio.run(_keep(url, session, events))
    return events


def run(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(show)
    result = CliRunner().invoke(
        app, list(arguments), catch_exceptions=False, env={"COLUMNS": "120"}
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_no_session_yet(url: str) -> None:
    assert "dryfit talk" in run()
    assert json.loads(run("--json")) == []


def test_the_list(url: str) -> None:
    keep(url, "one")
    keep(url, "two", until=4)
    lines = run().splitlines()
    assert lines[1].startswith("two")
    assert "unfinished" in lines[1]
    assert "patience zero" in lines[2]
    listed = json.loads(run("--json", "--limit", "1"))
    assert [(item["session"], item["outcome"]) for item in listed] == [("two", None)]


def test_a_session_that_was_cut_off_is_looked_back_on_now(url: str) -> None:
    events = keep(url, "abcdef", until=8)
    expected = critique(events, load_text(SOURCE, Path("bar.yaml")))
    assert json.loads(run("abc", "--json")) == expected.model_dump(mode="json")
    assert "cut off" in run("last")


def test_the_critique_that_was_shown_is_shown_again(url: str) -> None:
    events = keep(url, "abcdef")
    made = critique(events, load_text(SOURCE, Path("bar.yaml")))
    told = made.model_copy(update={"summary": "As it was told then."})
    kept = CritiqueMade(seq=len(events), at_s=99, critique=told.model_dump(mode="json"))
    asyncio.run(_keep(url, "abcdef", [kept]))
    assert run("abcdef").startswith("As it was told then.")


def test_a_kept_critique_of_another_version_is_made_anew(url: str) -> None:
    events = keep(url, "abcdef")
    kept = CritiqueMade(seq=len(events), at_s=99, critique={"format": "of another version"})
    asyncio.run(_keep(url, "abcdef", [kept]))
    assert "Dot ran out of patience." in run("abcdef")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("sessoin-1", "Did you mean `session-1`?"), ("xyz", "lists"), ("session", "Give more")],
)
def test_an_unknown_name_says_what_to_do(url: str, name: str, hint: str) -> None:
    keep(url, "session-1")
    keep(url, "session-2")
    with pytest.raises(UnknownSession) as caught:
        run(name)
    assert hint in caught.value.hint


def test_no_session_at_all_to_call_last(url: str) -> None:
    with pytest.raises(UnknownSession):
        run("last")


def test_what_is_due_for_practice_is_told(url: str) -> None:
    events = keep(url, "sess_old")
    made = critique(events, load_text(SOURCE, Path("bar.yaml"))).model_dump()
    event = CritiqueMade(seq=len(events), at_s=60, critique=made)

    async def age() -> None:
        async with Journal.open(url, lambda: 0.0) as journal:
            opened = events[0].model_copy(update={"session": "sess_aged", "scenario": "van"})
            await journal.begin("sess_aged", [opened, *events[1:], event])

    asyncio.run(age())
    told = run()
    assert "Due for practice" in told
    assert "van, since 31 Jan: Play it once more without looking" in " ".join(told.split())
    assert told.count("since") == 1
