"""A talk in the terminal, its debrief, the moment again, and the debrief of that; typed."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.fakes import FakeEngines
from tests.session.scene import VAN, van

from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.store.events import SessionOpened
from dryfit.store.journal import Journal, journal_url
from dryfit.talk.chain import Chain
from dryfit.talk.typed import TypedLines, play_typed

TALK = ["What happened last winter?", "Everybody lends me their van, you will love it."]
STOP = "Okay, let's stop here."


async def _played(folder: Path, typed: Sequence[str]) -> tuple[list[str], list[SessionOpened]]:
    """What was said to the learner, and the sessions that are kept."""
    waiting = [f"{line}\n" for line in typed]

    async def read() -> str:
        return waiting.pop(0) if waiting else ""

    lines = TypedLines(read)
    engines, told = FakeEngines(), list[str]()
    options = SessionOptions(mode="text", seed=1, can_redo=True)
    async with Journal.open(journal_url(folder / "journal.sqlite3")) as journal:
        staged = await stage(engines, van(), VAN.read_text(encoding="utf-8"))

        async def play(session: Session) -> list[o.SessionOutput]:
            outputs: list[o.SessionOutput] = []
            lines.put_back(await play_typed(session, lines, outputs.append))
            told.extend(found.text for found in outputs if isinstance(found, o.ReplyClosed))
            return outputs

        there = Chain(staged, engines, journal, options, play, lambda: not lines.ended)
        last = await there.run(Session(staged, engines, journal, options))
        kept = [await journal.events(one.session) for one in await journal.sessions()]
    opened = [events[0] for events in kept if isinstance(events[0], SessionOpened)]
    assert last.id in {event.session for event in opened}
    return told, opened


async def test_from_the_talk_to_the_second_debrief(tmp_path: Path) -> None:
    typed = [*TALK, STOP, "The brakes failed last winter.", "yes please"]
    typed += ["What gave way on the hill?", STOP, "no thanks"]
    told, opened = await _played(tmp_path, typed)
    assert any("really worried about?" in line for line in told)
    assert any(line.startswith("Yes, that was it.") for line in told)
    assert "Good. From there again." in told
    assert any(line.startswith("Before, Ruth's trust") for line in told)
    assert sorted(bool(event.branch_of) for event in opened) == [False, True]


async def test_redo_that_in_the_talk_goes_straight_back(tmp_path: Path) -> None:
    told, opened = await _played(tmp_path, [*TALK, "redo that", "What gave way on the hill?"])
    at = next(n for n, line in enumerate(told) if line.endswith("From there again."))
    assert told[at + 1] == told[1], "her line is said again"
    assert sorted(event.branch_turn for event in opened) == [0, 2]
    assert not any("really worried about?" in line for line in told)


@pytest.mark.parametrize("typed", [[], TALK[:1], TALK])
async def test_where_the_lines_end_nobody_is_asked_anything(
    tmp_path: Path, typed: list[str]
) -> None:
    told, opened = await _played(tmp_path, typed)
    assert len(opened) == 1
    assert not any("really worried about?" in line for line in told)
