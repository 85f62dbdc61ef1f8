"""`dryfit drill`: judge an assistant's answers in the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from dryfit.drill.order import DEFAULT_LENGTH


def drill(
    name: Annotated[str, typer.Argument(metavar="SET", help="A drill set's name, or a YAML file.")],
    audio: Annotated[
        list[Path] | None, typer.Option(help="Recorded answers, in order: A.wav B.wav …")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for what is said, as sound.")] = None,
    learner: Annotated[str, typer.Option(help="Whose answers they are, on this machine.")] = "me",
    length: Annotated[int, typer.Option(min=2, max=40, help="How many answers.")] = DEFAULT_LENGTH,
    seed: Annotated[int | None, typer.Option(help="Repeat a drill's choices.")] = None,
) -> None:
    """Judge an assistant's answers, some of them wrong: use it, don't, or check first."""
    from dryfit.drill.terminal import DrillRequest, run
    from dryfit.session.options import fresh_seed

    run(
        DrillRequest(
            name, tuple(audio or ()), out, learner, length, fresh_seed() if seed is None else seed
        )
    )
