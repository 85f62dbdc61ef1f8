"""`dryfit talk`: a session in the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from dryfit.errors import DryfitError
from dryfit.session.options import LEVELS, SessionOptions, fresh_seed


def talk(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a YAML file.")],
    more_audio: Annotated[list[Path] | None, typer.Argument(hidden=True)] = None,
    audio: Annotated[
        list[Path] | None, typer.Option(help="Recorded learner turns, in order: A.wav B.wav …")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Type, one line a turn.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for replies, journal, critique.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the session as JSON.")] = False,
    difficulty: Annotated[str, typer.Option(help="easy, normal or hard.")] = "",
    seed: Annotated[int | None, typer.Option(help="Repeat a session's choices.")] = None,
) -> None:
    """Talk to a persona here: with recordings, by typing, or with the microphone."""
    if difficulty and difficulty not in LEVELS:
        message = f"There is no difficulty `{difficulty}`."
        raise DryfitError("bad-option", message, f"Use one of {', '.join(LEVELS)}.")
    files = (*(audio or ()), *(more_audio or ()))
    if files and text:
        raise DryfitError("bad-option", "Give --text or --audio, not both.")
    from dryfit.talk.play import TalkRequest, play

    options = SessionOptions(
        difficulty=difficulty,
        seed=fresh_seed() if seed is None else seed,
        mode="text" if text else "voice",
        can_redo=not files and not as_json,
    )
    play(TalkRequest(scenario, files, out, as_json, options))
