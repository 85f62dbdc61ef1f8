"""A drill in the terminal: typed, or with recordings; answers are kept on this machine."""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from rich.console import Console
from rich.markup import escape

from dryfit.drill.book import DrillBook
from dryfit.drill.crew import as_text
from dryfit.drill.library import find_drill
from dryfit.drill.order import plan
from dryfit.drill.play import play_drill
from dryfit.drill.scores import scores_of
from dryfit.drill.steps import Answered, Line
from dryfit.drill.understand.reader import AnswerReader
from dryfit.drill.voices import VOICES
from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.settings import Settings
from dryfit.talk.sound_files import read_pcm16, write_wav
from dryfit_audio.synthesize import OUTPUT_RATE_HZ

RECOGNISER_RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class DrillRequest:
    """What was asked for on the command line."""

    name: str
    audio: tuple[Path, ...]
    out: Path | None
    learner: str
    length: int
    seed: int


def run(asked: DrillRequest) -> None:
    """Play the drill to its end, and tell the scores.

    Raises:
        DryfitError: with what to do: a set, a sound file, a model, the journal.
    """
    if not asked.learner.strip() or not asked.learner.isprintable():
        message = "The learner's name is empty, or cannot be printed."
        raise DryfitError("bad-option", message, "Leave --learner out.")
    asyncio.run(_run(asked))


async def _run(asked: DrillRequest) -> None:
    settings = Settings()
    drill = find_drill(asked.name, settings.personas)
    turns = [read_pcm16(path) for path in asked.audio]  # a bad one is told before anything is asked
    console = Console(highlight=False)
    engines = Engines()
    spoken: list[Line] = []

    def tell(line: Line) -> None:
        spoken.append(line)
        mark = "[bold cyan]Assistant[/]" if line.speaker == "assistant" else "[bold]Coach[/]"
        console.print(f"{mark}: {escape(line.text)}")

    try:
        async with DrillBook.open(settings.journal_url) as book:
            items = plan(drill, asked.seed, await book.answered(asked.learner), asked.length)
            reader = AnswerReader(await asyncio.to_thread(lambda: engines.embedder))
            one_run = uuid.uuid4().hex

            async def keep(answer: Answered) -> None:
                await book.add(one_run, asked.learner, drill.id, answer, time.time())

            heard = _recorded(turns, engines, console) if turns else _typed()
            done = await play_drill(items, reader, heard, tell, keep)
            console.print(f"\nThis drill\n{escape(as_text(scores_of(done.trials)))}")
            kept = await book.answers(asked.learner)
            if len(kept) > len(done.trials):
                console.print(
                    f"\nAll drills\n{escape(as_text(scores_of([k.trial for k in kept])))}"
                )
        if asked.out:
            await asyncio.to_thread(_write_sound, spoken, asked.out, engines, drill.language)
    finally:
        engines.close()


async def _typed() -> AsyncIterator[tuple[str, float]]:
    prompt = "You: " if sys.stdin.isatty() else ""
    while True:
        if prompt:
            print(prompt, end="", flush=True)
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        yield line, 1.0


async def _recorded(
    turns: list[tuple[bytes, int]], engines: Engines, console: Console
) -> AsyncIterator[tuple[str, float]]:
    for data, rate_hz in turns:
        sound = np.frombuffer(data, np.int16).astype(np.float32) / 32_768
        samples = soxr.resample(sound, rate_hz, RECOGNISER_RATE_HZ)
        found = await asyncio.to_thread(engines.recognise, samples)
        console.print(f"[bold]You[/]: {escape(found.text)}")
        # Silence is an answer that cannot be told, not the end of the drill.
        yield found.text or "…", found.confidence


def _write_sound(spoken: list[Line], out: Path, engines: Engines, language: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(spoken):
        samples = engines.speak(line.text, VOICES[line.speaker], language)
        write_wav(out / f"{number:03d}-{line.speaker}.wav", samples, OUTPUT_RATE_HZ)
