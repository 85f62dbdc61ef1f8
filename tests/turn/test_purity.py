"""Cores that decide import nothing that waits, listens, measures time or throws dice."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVER, AUDIO = ROOT / "server" / "dryfit", ROOT / "audio" / "dryfit_audio"
WORLDLY = {
    "asyncio", "concurrent", "datetime", "multiprocessing", "os", "random", "requests", "secrets",
    "selectors", "signal", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time",
}  # fmt: skip
PURE = [
    *sorted((SERVER / "turn").glob("*.py")),
    AUDIO / "endpoint.py",
    AUDIO / "patience.py",
    AUDIO / "wording.py",
    AUDIO / "sentences.py",
    AUDIO / "events.py",
    SERVER / "persona" / "director.py",
    SERVER / "persona" / "moves.py",
    SERVER / "persona" / "disclosure.py",
    SERVER / "persona" / "feelings.py",
    SERVER / "persona" / "state.py",
    *sorted((SERVER / "critique").glob("*.py")),
    *(
        SERVER / "drill" / f"{name}.py"
        for name in ("scoring", "scores", "steps", "lines", "talk", "listen", "crew")
    ),
    *sorted((SERVER / "drill" / "understand").glob("*.py")),
    *sorted((SERVER / "debrief").glob("*.py")),
    SERVER / "store" / "branch.py",
    SERVER / "reply" / "brief.py",
    SERVER / "reply" / "directions.py",
    SERVER / "reply" / "deal.py",
    SERVER / "reply" / "guard.py",
    SERVER / "reply" / "phrases.py",
    *sorted((SERVER / "reply").glob("pledge*.py")),
    SERVER / "reply" / "secrets.py",
    SERVER / "reply" / "tongue.py",
    SERVER / "reply" / "yielding.py",
    SERVER / "session" / "reply.py",
    SERVER / "session" / "overlap.py",
    SERVER / "session" / "attention.py",
    SERVER / "session" / "asides.py",
    SERVER / "session" / "level_check.py",
    SERVER / "session" / "monologue.py",
    SERVER / "session" / "timekeeper.py",
    AUDIO / "level.py",
    SERVER / "session" / "inputs.py",
    SERVER / "session" / "outputs.py",
]


def imported(source: str) -> Iterator[str]:
    """Dotted names of everything a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_test_can_fail() -> None:
    found = set(imported("import os.path\ndef f():\n    from time import monotonic"))
    assert {"os.path", "time", "time.monotonic"} <= found


@pytest.mark.parametrize("module", PURE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_core_is_pure(module: Path) -> None:
    roots = {name.partition(".")[0] for name in imported(module.read_text(encoding="utf-8"))}
    assert not roots & WORLDLY


@pytest.mark.parametrize("module", sorted(AUDIO.rglob("*.py")), ids=lambda path: path.name)
def test_audio_never_imports_the_conversation(module: Path) -> None:
    names = imported(module.read_text(encoding="utf-8"))
    assert not [name for name in names if name.partition(".")[0] == "dryfit"]


@pytest.mark.parametrize(
    "folder", ["turn", "persona", "reply", "scenario", "critique", "debrief", "session"]
)
def test_the_conversation_never_imports_the_wire(folder: str) -> None:
    for module in (SERVER / folder).rglob("*.py"):
        names = set(imported(module.read_text(encoding="utf-8")))
        outward = ("dryfit.wire", "dryfit.web", "dryfit.cli", "fastapi", "starlette", "uvicorn")
        assert not [name for name in names if name.startswith(outward)], module


def test_the_turn_machine_knows_nothing_of_sessions() -> None:
    allowed = ("dryfit.errors", "dryfit.turn", "dryfit_audio.events", "dataclasses", "enum")
    for module in (SERVER / "turn").glob("*.py"):
        for name in imported(module.read_text(encoding="utf-8")):
            assert name.startswith(allowed), f"{module.name} imports {name}"
