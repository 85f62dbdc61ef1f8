"""Recorded and typed learners play whole sessions, on virtual time."""

from collections.abc import AsyncIterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from tests.fakes import FakeEngines, MemoryJournal, tone
from tests.session.scene import van
from tests.virtual_time import on_virtual_time

from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.store import events as journal
from dryfit.talk.recorded import RecordedLearner
from dryfit.talk.report import LATENCY_STAGES, session_json
from dryfit.talk.sound_files import SoundFileError, write_wav
from dryfit.talk.typed import play_typed

TURNS = ["persona", "learner", "persona", "learner", "persona"]
LINES = ["What happened last winter?", "Nice day today."]


async def _session(engines: FakeEngines, store: MemoryJournal, options: SessionOptions) -> Session:
    return Session(await stage(engines, van(), "the source"), engines, store, options)


def _recordings(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"turn{number}.wav" for number in range(count)]
    for path in paths:
        write_wav(path, tone(1.0, 16_000), 16_000)
    return paths


async def _lines(lines: Sequence[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line


@on_virtual_time
async def test_recorded_turns_are_played_in_order_and_answered(tmp_path: Path) -> None:
    engines, store = FakeEngines(), MemoryJournal()
    engines.ear.enqueue(*LINES)
    session = await _session(engines, store, SessionOptions(seed=1))
    told: list[o.SessionOutput] = []
    learner = RecordedLearner(session, _recordings(tmp_path, 2), told.append)
    await learner.play()
    report = session_json(store.everything)
    turns = report["turns"]
    assert isinstance(turns, list)
    assert [turn["text"] for turn in turns if turn["who"] == "learner"] == LINES
    assert [turn["who"] for turn in turns] == [
        "persona",
        "learner",
        "persona",
        "learner",
        "persona",
    ]
    assert [turn["heard"] for turn in turns] == [turn["text"] for turn in turns]
    starts = [turn["start_s"] for turn in turns]
    assert starts == sorted(starts)
    assert all(a["end_s"] <= b["start_s"] for a, b in pairwise(turns))
    assert len(learner.loudspeaker.replies) == 3
    assert not learner.unanswered
    assert isinstance(told[-1], o.Debriefed)


@on_virtual_time
async def test_the_report_has_what_is_promised(tmp_path: Path) -> None:
    engines, store = FakeEngines(), MemoryJournal()
    engines.ear.enqueue(LINES[0])
    session = await _session(engines, store, SessionOptions(seed=1))
    await RecordedLearner(session, _recordings(tmp_path, 1), lambda _output: None).play()
    report = session_json(store.everything)
    assert report["session"] == session.id
    assert (report["scenario"], report["outcome"]) == ("van", "learner_stopped")
    latency = report["latency_ms"]
    assert isinstance(latency, list)
    assert set(latency[0]) == {"turn", *LATENCY_STAGES}
    assert None not in latency[0].values()
    assert report["critique"]


@on_virtual_time
async def test_a_recording_without_words_is_named_and_passed_over(tmp_path: Path) -> None:
    engines, store = FakeEngines(), MemoryJournal()
    engines.ear.enqueue("", LINES[0])
    session = await _session(engines, store, SessionOptions(seed=1))
    files = _recordings(tmp_path, 2)
    learner = RecordedLearner(session, files, lambda _output: None)
    await learner.play()
    assert learner.unanswered == [files[0]]
    spoken = [event.text for event in store.everything if isinstance(event, journal.LearnerSpoke)]
    assert spoken == [LINES[0]]


@on_virtual_time
async def test_a_bad_recording_is_told_before_anything_is_played(tmp_path: Path) -> None:
    store = MemoryJournal()
    session = await _session(FakeEngines(), store, SessionOptions())
    files = [*_recordings(tmp_path, 1), tmp_path / "absent.wav"]
    with pytest.raises(SoundFileError):
        RecordedLearner(session, files, lambda _output: None)
    assert not store.everything


@on_virtual_time
async def test_typed_lines_take_turns_with_her() -> None:
    store = MemoryJournal()
    session = await _session(FakeEngines(), store, SessionOptions(mode="text", seed=1))
    await play_typed(session, _lines(["", *LINES, "   "]), lambda _output: None)
    turns = session_json(store.everything)["turns"]
    assert isinstance(turns, list)
    assert [turn["who"] for turn in turns] == [
        "persona",
        "learner",
        "persona",
        "learner",
        "persona",
    ]
    assert [turn["heard"] for turn in turns] == [turn["text"] for turn in turns]


@on_virtual_time
async def test_no_lines_at_all_end_with_a_critique() -> None:
    store = MemoryJournal()
    session = await _session(FakeEngines(), store, SessionOptions(mode="text"))
    await play_typed(session, _lines([]), lambda _output: None)
    assert isinstance(store.everything[-1], journal.CritiqueMade)


@on_virtual_time
async def test_a_talk_that_she_ends_takes_no_more_lines() -> None:
    store = MemoryJournal()
    session = await _session(FakeEngines(), store, SessionOptions(mode="text"))
    await play_typed(session, _lines(["Let's stop here.", *LINES]), lambda _output: None)
    spoken = [event.text for event in store.everything if isinstance(event, journal.LearnerSpoke)]
    assert spoken == ["Let's stop here."]


@on_virtual_time
async def test_a_full_disk_ends_a_typed_talk() -> None:
    store = MemoryJournal(full_from=3)
    session = await _session(FakeEngines(), store, SessionOptions(mode="text"))
    told: list[o.SessionOutput] = []
    await play_typed(session, _lines(LINES), told.append)
    assert [fault.code for fault in told if isinstance(fault, o.Faulted)] == ["journal-full"]
