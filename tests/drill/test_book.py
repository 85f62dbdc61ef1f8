"""What is kept of drills, and what is told of a crew."""

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.drill.sets import drill_of
from typer.testing import CliRunner

from dryfit.cli.main import app
from dryfit.drill.book import DrillBook
from dryfit.drill.crew import Judged, as_text, crew_scores
from dryfit.drill.play import play_drill
from dryfit.drill.scores import scores_of
from dryfit.drill.scoring import Decision, Trial
from dryfit.drill.steps import Answered, Line
from dryfit.drill.understand.fault import Fault
from dryfit.drill.understand.mend import Mend
from dryfit.drill.understand.reader import AnswerReader
from dryfit.errors import DryfitError
from dryfit.store.errors import JournalDamaged, JournalUnwritable
from dryfit.store.journal import Journal, journal_url

ITEMS = drill_of(3).items
WRONG, RIGHT = ITEMS[0], ITEMS[1]
FULL = Answered(WRONG, Decision.REJECT, 80, Fault.NAMED, Mend.RIGHT, 3, amended=1)


async def test_an_answer_is_kept_once_and_comes_back(tmp_path: Path) -> None:
    url = journal_url(tmp_path / "journal.sqlite3")
    async with DrillBook.open(url) as book:
        await book.add("run", "ana", "marks", FULL, 1.0)
        await book.add("run", "ana", "marks", FULL, 2.0)
        await book.add("run", "ana", "marks", Answered(RIGHT), 3.0)
        await book.add("run", "bo", "marks", Answered(RIGHT, Decision.USE), 4.0)
    async with DrillBook.open(url) as book:
        assert [one.trial for one in await book.answers("ana")] == [FULL.trial]
        assert [one.learner for one in await book.answers()] == ["ana", "bo"]
        assert await book.answers(drill="other") == []
        assert (await book.answered("ana"), await book.answered("cy")) == (1, 0)
        assert await book.forget("ana") == 1
        assert await book.answers("ana") == []
        assert await book.forget("ana") == 0
        assert len(await book.answers()) == 1


async def test_it_lives_beside_the_journal_private_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "new" / "journal.sqlite3"
    async with DrillBook.open(journal_url(path)) as book:
        await book.add("run", "ana", "marks", FULL, 1.0)
        async with Journal.open(journal_url(path)) as journal:
            assert await journal.sessions() == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def holds(folder: Path, word: bytes) -> bool:
    return any(word in file.read_bytes() for file in folder.iterdir())


async def test_a_forgotten_name_is_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    async with DrillBook.open(journal_url(path)) as book:
        await book.add("run", "Anastasia", "marks", FULL, 1.0)
        assert holds(tmp_path, b"Anastasia")
        await book.forget("Anastasia")
    assert not holds(tmp_path, b"Anastasia")


async def test_a_damaged_or_unwritable_place_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(b"not a database at all, " * 100)
    with pytest.raises(JournalDamaged):
        async with DrillBook.open(journal_url(path)):
            pass
    with pytest.raises(JournalUnwritable):
        async with DrillBook.open(journal_url(tmp_path)):
            pass


async def test_two_drills_at_once_keep_all_answers(tmp_path: Path) -> None:
    url = journal_url(tmp_path / "journal.sqlite3")
    async with DrillBook.open(url) as one, DrillBook.open(url) as other:
        answer = Answered(WRONG, Decision.CHECK)
        adding = [
            (one if index % 2 else other).add(f"run-{index}", "ana", "marks", answer, 1.0)
            for index in range(20)
        ]
        await asyncio.gather(*adding)
        assert await one.answered("ana") == 20


async def said(*texts: str) -> AsyncIterator[tuple[str, float]]:
    for text in texts:
        yield text, 1.0


async def test_an_answer_is_kept_before_the_next_is_asked(tmp_path: Path) -> None:
    kept: list[Answered] = []
    told: list[Line] = []

    async def keep(answer: Answered) -> None:
        kept.append(answer)

    async def heard() -> AsyncIterator[tuple[str, float]]:
        for text in ("don't use it", "eighty", "two degrees", "five degrees", "the data sheet"):
            yield text, 1.0
        assert [one.item for one in kept] == [WRONG]
        yield "use it", 1.0

    drill = await play_drill((WRONG, RIGHT), AnswerReader(), heard(), told.append, keep)
    assert drill.over
    # The lines ended in the middle of the second: what is right was told, and it is kept.
    assert "Source: Made for tests." in told[-1].text
    assert [one.decision for one in kept] == [Decision.REJECT, Decision.USE]


async def test_empty_lines_and_endless_ones_are_no_answer() -> None:
    async def keep(_answer: Answered) -> None: ...

    told: list[Line] = []
    lines = said("", "  \n", "x" * 100_000, "stop")
    drill = await play_drill((WRONG,), AnswerReader(), lines, told.append, keep)
    assert drill.trials == ()
    assert sum("I didn't get that" in line.text for line in told) == 1


async def test_whoever_breaks_off_still_hears_what_is_right() -> None:
    kept: list[Answered] = []
    told: list[Line] = []

    async def keep(answer: Answered) -> None:
        kept.append(answer)

    async def heard() -> AsyncIterator[tuple[str, float]]:
        yield "don't use it", 1.0
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await play_drill((WRONG, RIGHT), AnswerReader(), heard(), told.append, keep)
    assert "Right is: five degrees. Source: Made for tests." in told[-1].text
    assert [one.decision for one in kept] == [Decision.REJECT]


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "\udcff"])
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    told = CliRunner().invoke(app, ["drill", "hvac", "--learner", name])
    assert isinstance(told.exception, DryfitError)
    assert told.exception.code == "bad-option"


def crew(learners: int, each: int) -> list[Judged]:
    return [
        Judged(f"learner {who}", f"item-{n % 4}", Trial(n % 2 == 0, Decision.USE, 0.9))
        for who in range(learners)
        for n in range(each)
    ]


def test_a_crew_of_two_is_not_told_and_of_three_without_names() -> None:
    assert crew_scores(crew(2, 20)) is None
    told = crew_scores(crew(3, 20))
    assert told is not None
    assert "learner" not in str(told).replace("learners=", "")
    assert (told.learners, told.enough, told.d_prime) == (3, 3, 0)
    assert told.fooled == (("item-1", 15, 15), ("item-3", 15, 15))


def test_a_crews_median_needs_three_with_enough_answers() -> None:
    told = crew_scores([*crew(2, 20), Judged("new", "item-1", Trial(False, Decision.USE))])
    assert told is not None
    assert (told.enough, told.d_prime) == (2, None)


def test_few_answers_are_told_as_counts_and_many_with_a_dial() -> None:
    few = as_text(scores_of([Trial(False, Decision.USE, 0.9)] * 19))
    assert "19 answers judged" in few
    assert "d'" not in few
    many = as_text(scores_of([one.trial for one in crew(1, 30)]))
    assert "trusts everything: trusts everything" in many
    assert "d'): 0.00" in many
    assert "look that one up" in many


def test_a_typed_drill_keeps_its_answers_and_tells_its_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRYFIT_DATA", str(tmp_path))
    run = CliRunner().invoke
    typed = "use it\npretty sure\nthe data sheet\ndon't use it\n"
    told = run(app, ["drill", "plumbing", "--seed", "3", "--learner", "ana"], input=typed)
    assert told.exit_code == 0, told.output
    assert told.stdout.count("Source: ") == 2
    assert "2 answers judged." in told.stdout
    own = run(app, ["drills", "scores", "--learner", "ana", "--json"])
    assert '"total"' not in own.stdout
    assert '"right": 2' in own.stdout
    assert "name them" in run(app, ["drills", "scores"]).stdout
    assert "Deleted 2 answers." in run(app, ["drills", "forget", "--learner", "ana"]).stdout
    with sqlite3.connect(tmp_path / "journal.sqlite3") as database:
        assert database.execute("select count(*) from drill_answers").fetchone() == (0,)
    database.close()


def test_the_sets_are_listed_with_who_checked_them() -> None:
    told = CliRunner().invoke(app, ["drills", "list"]).stdout
    assert "spray-equipment" in told
    assert "not yet" in told


def test_a_missing_recording_is_told_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRYFIT_DATA", str(tmp_path))
    told = CliRunner().invoke(app, ["drill", "hvac", "--audio", str(tmp_path / "none.wav")])
    assert isinstance(told.exception, DryfitError)
    assert told.exception.code == "sound-file-missing"
    assert told.stdout == ""
