"""`dryfit visit`: practise the visit that is coming."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dryfit.errors import DryfitError

if TYPE_CHECKING:
    from dryfit.visit.make import Practice


def visit(
    sentence: Annotated[str, typer.Argument(help='"seeing Dave, worried about lead times"')],
    like: Annotated[str, typer.Option(help="Take this scenario, not the nearest.")] = "",
    out: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    text: Annotated[bool, typer.Option("--text", help="Play it at once, by typing.")] = False,
    voice: Annotated[bool, typer.Option("--voice", help="Play it at once, by voice.")] = False,
) -> None:
    """Make a scenario for one visit out of the nearest in the library; it stays on this device."""
    from dryfit.engines import Engines
    from dryfit.paths import cache_dir
    from dryfit.persona.embed import OnDisk
    from dryfit.scenario.fresh import free_path, refuse_taken, write_new
    from dryfit.scenario.library import Library
    from dryfit.settings import Settings
    from dryfit.visit.describe import read_visit
    from dryfit.visit.make import make

    library = Library(Settings().personas)
    path = out or free_path(Path(f"{_slug(read_visit(sentence).name)}.yaml"))
    refuse_taken(path)
    _keep_out_of(library.folder, path)
    reads = OnDisk(Engines().embedder, cache_dir() / "phrases")
    made = make(sentence, library.all(), reads, scenario_id=_id(path), named=True, like=like)
    write_new(path, made.source)
    _tell(made, path)
    if text or voice:
        from dryfit.session.options import SessionOptions, fresh_seed
        from dryfit.talk.play import TalkRequest, play

        mode = SessionOptions(seed=fresh_seed(), mode="text" if text else "voice")
        play(TalkRequest(str(path), (), None, False, mode))


def _tell(made: "Practice", path: Path) -> None:
    for what in made.visit.left_out:
        print(f"Left out {what}: it belongs to somebody.")
    persona = made.scenario.persona
    print(f"You talk to {persona.name}, {persona.role or 'as'} in “{made.base.title}”.")
    if made.becomes == "objection":
        print(f"They will ask about {made.visit.worry}. There is more that they do not say.")
    elif made.becomes == "concern":
        print(f"{made.visit.worry.capitalize()}: there is more to it than they say.")
    print(f"Wrote {path}. It stays here; delete it when you are done.")
    print(f"Practise: dryfit talk {path} --text")


def _keep_out_of(library: Path, path: Path) -> None:
    if library.resolve() in path.resolve().parents:
        message = f"{library} is the library; a visit is for you alone."
        raise DryfitError("in-the-library", message, "Give another folder with --out.")


def _slug(name: str) -> str:
    words = re.findall(r"\w+", name.lower())
    return "-".join(["visit", *words[:2]])


def _id(path: Path) -> str:
    from dryfit.scenario.load import id_from

    return id_from(path)
