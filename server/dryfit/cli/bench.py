"""`dryfit bench`: speed and accuracy on real recordings."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

app = typer.Typer(help="Measure speed and accuracy on real recordings.", no_args_is_help=True)

Speech = Annotated[Path, typer.Option(help="A folder with a manifest.jsonl.")]
Recordings = Annotated[
    Path | None, typer.Option(envvar="DRYFIT_SPEECH", help="A folder with a manifest.jsonl.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


class Codec(StrEnum):
    """How sound goes over the wire."""

    PCM16 = "pcm16"
    OPUS = "opus"


@app.command("stt")
def stt(
    speech: Speech,
    codec: Annotated[Codec, typer.Option(help="What the recordings went through.")] = Codec.PCM16,
    as_json: AsJson = False,
) -> None:
    """Compare recognition with stock faster-whisper, or with itself on coded sound."""
    from dryfit.bench import coded
    from dryfit.bench import stt as bench

    with _bar() as progress:
        run = coded.run if codec is Codec.OPUS else bench.run
        figures = run(speech, progress)
    _show(figures, as_json)


@app.command("prompts")
def prompts(
    count: Annotated[int, typer.Option(min=1, help="Stop after so many prompts.")] = 10_000,
    as_json: AsJson = False,
) -> None:
    """Search the prompts of simulated sessions for what the personas keep to themselves."""
    from dryfit.bench import prompts as bench

    with _bar() as progress:
        figures = bench.run(count, progress)
    _show(figures, as_json)


@app.command("loop")
def loop(
    speech: Speech,
    turns: Annotated[int, typer.Option(min=1, max=1000)] = 16,
    scenario: Annotated[str, typer.Option(help="Whom to talk to.")] = "bar-owner",
    as_json: AsJson = False,
) -> None:
    """Measure voice to voice: from the true end of speech to the first sound at the client."""
    from dryfit.bench import loop as bench

    with _bar() as progress:
        figures = bench.run(speech, turns, progress, scenario)
    _show(figures, as_json)


@app.command("pauses")
def pauses(
    speech: Speech,
    ends: Annotated[int, typer.Option(min=0, max=1000, help="Utterances without a pause.")] = 16,
    scenario: Annotated[str, typer.Option(help="Whom to talk to.")] = "bar-owner",
    as_json: AsJson = False,
) -> None:
    """For quick, normal and patient: who is cut off in a long pause, and who waits at the end."""
    from dryfit.bench import pauses as bench
    from dryfit.scenario.library import Library
    from dryfit.settings import Settings

    persona = Library(Settings().personas).get(scenario)
    with _bar() as progress:
        figures = bench.run(speech, persona, ends, progress)
    _show({**figures}, as_json)


@app.command("load")
def load(
    speech: Recordings = None,
    sessions: Annotated[int, typer.Option(min=1, max=200, help="Learners at once.")] = 12,
    minutes: Annotated[float, typer.Option(min=0.1, max=240.0)] = 3.0,
    scenario: Annotated[str, typer.Option(help="Whom they talk to.")] = "bar-owner",
    as_json: AsJson = False,
) -> None:
    """Many learners at once, each talking 40 % of the time; those too many must be told so."""
    from dryfit.bench import load as bench

    with _bar() as progress:
        figures = bench.run(_recordings(speech), sessions, minutes, progress, scenario)
    _show(figures, as_json)


@app.command("soak")
def soak(
    speech: Recordings = None,
    sessions: Annotated[int, typer.Option(min=1, max=200, help="Learners at once.")] = 6,
    minutes: Annotated[float, typer.Option(min=0.5, max=600.0)] = 10.0,
    scenario: Annotated[str, typer.Option(help="Whom they talk to.")] = "bar-owner",
    as_json: AsJson = False,
) -> None:
    """Short sessions back to back: does memory grow?"""
    from dryfit.bench import soak as bench

    wanted = bench.Wanted(sessions, minutes, scenario)
    with _bar() as progress:
        figures = bench.run(_recordings(speech), wanted, progress)
    _show(figures, as_json)


@app.command("resume")
def resume(
    speech: Recordings = None,
    cuts: Annotated[int, typer.Option(min=0, help="Connections to cut.")] = 200,
    kills: Annotated[int, typer.Option(min=0, help="Servers to kill.")] = 20,
    learners: Annotated[int, typer.Option(min=1, max=12, help="At once.")] = 4,
    scenario: Annotated[str, typer.Option(help="Whom they talk to.")] = "bar-owner",
    seed: Annotated[int, typer.Option(help="Other moments for the cuts.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Cut connections and kill servers in mid session: is a turn lost or doubled?"""
    from dryfit.bench import resume as bench

    wanted = bench.Wanted(cuts, kills, learners, scenario, seed)
    with _bar() as progress:
        figures = bench.run(_recordings(speech), wanted, progress)
    _show(figures, as_json)


@app.command("voice")
def voice(
    scenarios: Annotated[list[str], typer.Argument(help="Scenarios, by name.")],
    as_json: AsJson = False,
) -> None:
    """Speak every authored line and recognise it again: can the persona be understood?"""
    from dryfit.bench import voice as bench
    from dryfit.scenario.library import Library
    from dryfit.settings import Settings

    library = Library(Settings().personas)
    found = [library.get(name) for name in scenarios]
    with _bar() as progress:
        figures = bench.run(found, progress)
    _show(figures, as_json)


def _recordings(given: Path | None) -> Path:
    """The folder asked for, or the few recordings that come with the models of the tests."""
    from dryfit.models.manifest import load_manifest, model_dir

    return given or model_dir() / load_manifest().model("test-speech").folder


@app.command("noise")
def noise(
    speech: Recordings = None,
    minutes: Annotated[float, typer.Option(min=0.5, max=60, help="Of each bed.")] = 10.0,
    part: Annotated[list[str] | None, typer.Option(help="echo, beds, nods, demands, …")] = None,
    bed: Annotated[list[str] | None, typer.Option(help="Only these beds, by name.")] = None,
    scenario: Annotated[str, typer.Option(help="Who talks.")] = "bar-owner",
    as_json: AsJson = False,
) -> None:
    """Hold the floor in noise: false stops, turns lost, words wrong, time to give way."""
    from dryfit.bench import noise as bench
    from dryfit.scenario.library import Library
    from dryfit.settings import Settings

    persona = Library(Settings().personas).get(scenario)
    asked = bench.Asked(speech, minutes, tuple(part or bench.PARTS), tuple(bed or ()))
    with _bar() as progress:
        figures = bench.run(asked, persona, progress)
    _show(figures, as_json)


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task("starting", total=None)

        def advance(name: str, done: int, of: int) -> None:
            progress.update(task, description=name, completed=done, total=of)

        yield advance


def _show(figures: dict[str, object], as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures, indent=2))
        return
    table = Table("figure", "value", box=None, pad_edge=False)
    for name, value in figures.items():
        if isinstance(value, dict):
            for part, number in value.items():
                table.add_row(f"{name} {part}", str(number))
        elif not isinstance(value, list):
            table.add_row(name, str(value))
    Console().print(table)
