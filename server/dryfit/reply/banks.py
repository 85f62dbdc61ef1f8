"""Temperament line banks: what a clipped, warm, formal, wary or rushed person says for each move.

One text file a temperament in `lines/`: `[move]` and then a line each. A bank knows nothing of a
scenario, so its lines fit any; slots such as `{date}` are filled with the learner's own words.
A language other than English has one bank of its own, or none: better a line said twice than
one in the wrong language.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dryfit.language import base_language
from dryfit.persona.move import MoveKind

NAMES = ("clipped", "warm", "formal", "wary", "rushed")
LANGUAGES = ("es",)
"""Languages besides English that have a bank; it serves every temperament."""


def bank(name: str, kind: MoveKind, language: str = "en") -> tuple[str, ...]:
    """Lines of one temperament for one move; empty for moves only an author can word."""
    spoken = base_language(language)
    if spoken != "en":
        return _read(spoken).get(kind.value, ()) if spoken in LANGUAGES else ()
    return _read(name if name in NAMES else NAMES[0]).get(kind.value, ())


@cache
def _read(name: str) -> dict[str, tuple[str, ...]]:
    text = files("dryfit.reply").joinpath("lines", f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    kind = ""
    for line in (raw.strip() for raw in text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            kind = line[1:-1]
        elif line and not line.startswith("#"):
            found.setdefault(kind, []).append(line)
    return {kind: tuple(lines) for kind, lines in found.items()}
