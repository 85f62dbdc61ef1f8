"""Connections cut and servers killed at random moments: what is lost, what is doubled, how long."""

import asyncio
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from websockets.exceptions import InvalidHandshake

from dryfit.bench.cut_phone import CutPhone
from dryfit.bench.learner import Line, read_lines
from dryfit.bench.manifest import read_manifest
from dryfit.bench.server_process import free_port, start_server, wait_until_ready
from dryfit.store.events import LearnerSpoke, PersonaHeard, SessionEvent
from dryfit.store.journal import Journal, journal_url

LINES_A_SESSION = 4
AWAY_S = 1.5
"""The longest time between a cut and the try to come back."""
BACK_WITHIN_S = 90.0
ONCE_S = 1.0
"""How soon a session must be there once it is connected."""
FLOOR_LIMIT_S = 40.0
END_TRIES = 4
"""The server may be killed just when the session is to end."""
FEWEST_WORDS = 5
"""Recordings with fewer are stammers and single words, which may hold nothing to recognise."""
DOUBLED = 1.7
"""With this many times the words that were said, something was heard twice."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done."""

    cuts: int
    kills: int
    learners: int
    scenario: str = "bar-owner"
    seed: int = 1
    lines: int = LINES_A_SESSION


@dataclass(slots=True)
class Said:
    """One session as the learner knows it."""

    session: str
    lines: list[tuple[Line, int]] = field(default_factory=list)
    """What was said, and where in the microphone's stream it began."""
    faults: list[str] = field(default_factory=list)
    resumed_ms: list[float] = field(default_factory=list)
    rebuilt: int = 0
    ended: bool = False


@dataclass(slots=True)
class Course:
    """How far the run has come."""

    cuts: int = 0
    kills: int = 0
    talking: int = 0
    lost: list[str] = field(default_factory=list)
    sessions: list[Said] = field(default_factory=list)


def run(
    speech: Path, wanted: Wanted, progress: Progress = lambda _name, _done, _of: None
) -> dict[str, object]:
    """Return the figures of `dryfit bench resume --json`; more may be cut than was wanted.

    Raises:
        DryfitError: `no-clips`, or the server does not start.
    """
    words = {clip.path.name: len((clip.transcript or "").split()) for clip in read_manifest(speech)}
    lines = [line for line in read_lines(speech) if words[line.name] >= FEWEST_WORDS]
    with tempfile.TemporaryDirectory() as data:
        course = asyncio.run(_Run(lines, wanted, data, progress).run())
        return asyncio.run(_figures(course, words, data))


class _Run:
    def __init__(
        self, lines: Sequence[Line], wanted: Wanted, data: str, progress: Progress
    ) -> None:
        self._lines = lines
        self._wanted = wanted
        self._data = data
        self._progress = progress
        self._port = free_port()
        self._chance = random.Random(wanted.seed)
        self._course = Course()
        self._server: subprocess.Popen[bytes] | None = None

    async def run(self) -> Course:
        await self._start_server()
        try:
            async with asyncio.TaskGroup() as group:
                for number in range(self._wanted.learners):
                    group.create_task(self._practise(number))
                if self._wanted.kills:
                    group.create_task(self._kill_servers())
        finally:
            if self._server:
                self._server.terminate()
                self._server.wait(timeout=20)
        return self._course

    @property
    def _is_done(self) -> bool:
        course, wanted = self._course, self._wanted
        return course.cuts >= wanted.cuts and course.kills >= wanted.kills

    async def _start_server(self) -> None:
        self._server = start_server(self._port, self._data, {"DRYFIT_AWAY_S": "120"})
        await asyncio.to_thread(wait_until_ready, self._server, self._port)

    async def _kill_servers(self) -> None:
        while self._course.kills < self._wanted.kills:
            await asyncio.sleep(self._chance.uniform(3.0, 9.0))
            if self._server and self._course.talking:
                self._server.kill()
                await asyncio.to_thread(self._server.wait)
                await self._start_server()
                self._course.kills += 1
                self._tell()

    def _tell(self) -> None:
        done = self._course.cuts + self._course.kills
        self._progress("cutting", done, self._wanted.cuts + self._wanted.kills)

    async def _practise(self, number: int) -> None:
        while not self._is_done:
            number += 100
            phone = CutPhone(self._port, self._wanted.scenario, number)
            try:
                await phone.open()
            except (OSError, InvalidHandshake):
                await asyncio.sleep(0.5)
                continue
            if phone.session:
                await self._have_session(phone, number)
            await phone.close()

    async def _have_session(self, phone: CutPhone, number: int) -> None:
        said = Said(phone.session)
        self._course.sessions.append(said)
        self._course.talking += 1
        line_is_bad = asyncio.create_task(self._trouble(phone))
        try:
            for line in random.Random(number).sample(self._lines, self._wanted.lines):
                heard = await phone.until(
                    lambda: phone.state == "listening" or phone.critique, FLOOR_LIMIT_S
                )
                if phone.critique or not heard:
                    break
                said.lines.append((line, phone.say(line.pcm16)))
                phone.state = ""
                await phone.until(lambda: not phone.is_speaking, 60)
                await phone.until(lambda: phone.state in ("thinking", "speaking"), 10)
        finally:
            line_is_bad.cancel()
            await asyncio.gather(line_is_bad, return_exceptions=True)
            self._course.talking -= 1
        await self._end(phone, said)

    async def _end(self, phone: CutPhone, said: Said) -> None:
        for _ in range(END_TRIES):
            if phone.closed and not phone.critique:
                await phone.come_back(BACK_WITHIN_S)
            if phone.critique or await phone.finish(15):
                break
        said.ended = phone.critique
        if not said.ended:
            self._course.lost.append(f"{said.session} has no end: closed with {phone.closed}")
        said.faults, said.resumed_ms = phone.faults, phone.resumed_ms
        said.rebuilt = phone.rebuilt

    async def _trouble(self, phone: CutPhone) -> None:
        """Cut the line now and then, and come back whenever it is gone."""
        next_cut_s = self._chance.uniform(0.5, 4.0)
        while not phone.critique:
            cutting = self._wanted.cuts > self._course.cuts
            gone = await phone.until(lambda: bool(phone.closed), next_cut_s if cutting else 1.0)
            if gone and not phone.critique:
                await self._come_back(phone)
            elif cutting and not phone.critique:
                self._course.cuts += 1
                self._tell()
                phone.cut()
                await asyncio.sleep(self._chance.uniform(0.0, AWAY_S))
                await self._come_back(phone)
            next_cut_s = self._chance.uniform(0.5, 4.0)

    async def _come_back(self, phone: CutPhone) -> None:
        if not await phone.come_back(BACK_WITHIN_S):
            self._course.lost.append(f"{phone.session} did not come back: {phone.closed}")


async def _figures(course: Course, words: dict[str, int], data: str) -> dict[str, object]:
    lost, doubled, turns, unended = list(course.lost), [], 0, 0
    async with Journal.open(journal_url(Path(data) / "journal.sqlite3")) as journal:
        for said in course.sessions:
            events = await journal.events(said.session)
            unended += not said.ended
            turns += len(said.lines)
            lost += [f"{said.session}: {fault}" for fault in said.faults]
            of_lines = _turns_of_lines(said, events)
            for (line, _), heard in zip(said.lines, of_lines, strict=True):
                count = sum(len(turn.text.split()) for turn in heard)
                told = f"{said.session} {line.name}: {[turn.text for turn in heard]}"
                if not heard:
                    lost.append(told)
                elif count > max(DOUBLED * words[line.name], words[line.name] + 3):
                    doubled.append(told)
            doubled += _heard_twice(events)
    resumed = [ms for said in course.sessions for ms in said.resumed_ms]
    return {
        "cuts": course.cuts,
        "kills": course.kills,
        "sessions": len(course.sessions),
        "resumed": len(resumed),
        "rebuilt": sum(said.rebuilt for said in course.sessions),
        "resumed_ms": {
            f"p{share}": round(float(np.percentile(resumed, share)), 1) if resumed else None
            for share in (50, 95, 100)
        },
        "later_than_a_second": sum(ms > 1000 * ONCE_S for ms in resumed),
        "turns": turns,
        "lost": len(lost),
        "doubled": len(doubled),
        "without_an_end": unended,
        "each": [*lost, *doubled],
    }


def _turns_of_lines(said: Said, events: Sequence[SessionEvent]) -> list[list[LearnerSpoke]]:
    """The turns in the journal that each line became, by where in the stream they end.

    The last line of a session that ended in the middle of it is not expected to be there.
    """
    spoke = [event for event in events if isinstance(event, LearnerSpoke)]
    begins = [begin for _, begin in said.lines]
    ends = [*begins[1:], 2**62]
    return [
        [turn for turn in spoke if begin < turn.input_end <= end]
        for begin, end in zip(begins, ends, strict=True)
    ]


def _heard_twice(events: Sequence[SessionEvent]) -> list[str]:
    """Turn numbers and persona lines that are in the journal twice."""
    turns = Counter(event.turn for event in events if isinstance(event, LearnerSpoke))
    lines = Counter(event.item for event in events if isinstance(event, PersonaHeard))
    return [f"twice: {name}" for name, count in turns.items() if count > 1] + [
        f"twice: {name}" for name, count in lines.items() if count > 1
    ]
