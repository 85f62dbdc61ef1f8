"""Runs one session in the terminal and keeps what came of it."""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from dryfit.critique.critique import Critique
from dryfit.critique.text import as_text
from dryfit.engines import Engines
from dryfit.llm.check import PLAYS_ON
from dryfit.scenario.library import Library, file_named
from dryfit.scenario.load import load_scenario
from dryfit.scenario.schema import Scenario
from dryfit.scenario.source import read_text
from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.settings import Settings
from dryfit.store.events import SessionEvent
from dryfit.store.journal import Journal, journal_url
from dryfit.talk.chain import Chain
from dryfit.talk.live import play_live
from dryfit.talk.narrator import Narrator
from dryfit.talk.recorded import RecordedLearner
from dryfit.talk.report import session_json
from dryfit.talk.sound_files import write_wav
from dryfit.talk.typed import TypedLines, play_typed, read_line
from dryfit_audio.synthesize import OUTPUT_RATE_HZ

COACH = "Coach"
"""Who speaks in a debrief."""


@dataclass(frozen=True, slots=True)
class TalkRequest:
    """What was asked for on the command line."""

    scenario: str
    audio: tuple[Path, ...]
    out: Path | None
    as_json: bool
    options: SessionOptions


def play(asked: TalkRequest) -> None:
    """Run the session to its end.

    Raises:
        DryfitError: with what to do: a scenario, a sound file, a model, the journal.
    """
    asyncio.run(_play(asked))


def find_scenario(name: str) -> tuple[Scenario, str]:
    """A scenario by name or file, and its YAML text.

    Raises:
        DryfitError: with what to do.
    """
    if path := file_named(name):
        return load_scenario(path), read_text(path)
    library = Library(Settings().personas)
    return library.get(name), library.source(name)


async def _play(asked: TalkRequest) -> None:
    scenario, source = find_scenario(asked.scenario)
    console = Console(stderr=asked.as_json)
    url = Settings().journal_url
    if asked.out:
        asked.out.mkdir(parents=True, exist_ok=True)
        url = journal_url(asked.out / "journal.sqlite3")
    engines = Engines()
    try:
        async with Journal.open(url) as journal:
            with console.status("Loading models"):
                await asyncio.to_thread(_load, engines, asked.options.mode == "text")
                staged = await stage(engines, scenario, source)
            await _warn_of_model(engines, console)
            session = Session(staged, engines, journal, asked.options)
            if asked.options.mode == "text" and sys.stdin.isatty() and not asked.as_json:
                _introduce(scenario, console)
            lines = TypedLines(read_line)

            async def run(session: Session) -> list[o.SessionOutput]:
                name = COACH if session.looks_back_on else scenario.persona.name
                narrate = Kept(Narrator(console, name, asked.as_json))
                await _run(session, asked, narrate, lines)
                return narrate.outputs

            def is_anyone_there() -> bool:
                return not (asked.audio or asked.as_json or lines.ended)

            chain = Chain(staged, engines, journal, asked.options, run, is_anyone_there)
            played = await chain.run(session)
            _present(await journal.events(played.id), asked, console)
    finally:
        engines.close()


def _introduce(scenario: Scenario, console: Console) -> None:
    """What the phone shows before a talk, and how this one is ended."""
    console.print(f"[bold]{escape(scenario.title)}[/]\n{escape(scenario.learner_brief())}")
    if goal := scenario.learner_goal():
        console.print(f"You want: {escape(goal)}")
    console.print("[dim]Type what you say. `stop`, or Ctrl-D, ends the talk.[/]\n")


async def _warn_of_model(engines: Engines, console: Console) -> None:
    if fault := await engines.model_fault():
        console.print(f"[yellow]Language model:[/] {fault} {PLAYS_ON}", soft_wrap=True)


def _load(engines: Engines, text_only: bool) -> None:
    if text_only:
        _ = engines.reader
    else:
        engines.load_all()


async def _run(session: Session, asked: TalkRequest, narrate: "Kept", lines: TypedLines) -> None:
    if asked.options.mode == "text":
        lines.put_back(await play_typed(session, lines, narrate))
        return
    if not asked.audio:
        await play_live(session, narrate)
        return
    learner = RecordedLearner(session, asked.audio, narrate)
    await learner.play()
    for path in learner.unanswered:
        Console(stderr=True).print(f"[yellow]No words were heard in {path}.[/]")
    if asked.out:
        for number, reply in enumerate(learner.loudspeaker.replies):
            write_wav(asked.out / f"reply-{number:02d}.wav", reply, OUTPUT_RATE_HZ)


@dataclass(slots=True)
class Kept:
    """Narrates what a session puts out, and keeps it."""

    narrate: Narrator
    outputs: list[o.SessionOutput] = field(default_factory=list)

    def __call__(self, output: o.SessionOutput) -> None:
        """Take one output."""
        self.outputs.append(output)
        self.narrate(output)


def _present(events: list[SessionEvent], asked: TalkRequest, console: Console) -> None:
    report = session_json(events)
    critique = Critique.model_validate(report["critique"]) if report["critique"] else None
    if asked.out:
        rows = "".join(event.model_dump_json() + "\n" for event in events)
        (asked.out / "journal.jsonl").write_text(rows, encoding="utf-8")
        (asked.out / "session.json").write_text(_as_json(report), encoding="utf-8")
        if critique:
            (asked.out / "critique.txt").write_text(as_text(critique), encoding="utf-8")
    if asked.as_json:
        print(_as_json(report))
    elif critique:
        console.print()
        console.print(as_text(critique), highlight=False)


def _as_json(report: dict[str, object]) -> str:
    return json.dumps(report, indent=2, ensure_ascii=False)
