"""Folders of recordings with a `manifest.jsonl`, one line a file."""

import json
from dataclasses import dataclass
from pathlib import Path

from dryfit.errors import DryfitError

_UNSCORED_KINDS = ("machine", "none")


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording with where its speech lies, in seconds."""

    path: Path
    kind: str
    is_exact: bool
    """Its transcript is word for word, so that word errors may be counted on it."""
    seconds: float
    transcript: str | None
    speech_start_s: float | None
    speech_end_s: float | None
    pauses: tuple[tuple[float, float], ...]
    long_pause: tuple[float, float] | None


def read_manifest(folder: Path) -> list[Clip]:
    """All clips of a folder.

    Raises:
        DryfitError: `no-manifest` or `bad-manifest`, naming the line.
    """
    path = folder / "manifest.jsonl"
    if not path.is_file():
        hint = "Give a folder of recordings with --speech."
        raise DryfitError("no-manifest", f"There is no {path}.", hint)
    clips = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                clips.append(_clip(folder, json.loads(line)))
            except (ValueError, KeyError, TypeError) as cause:
                message = f"{path}, line {number}: {cause!r}."
                raise DryfitError("bad-manifest", message) from cause
    return clips


def _clip(folder: Path, row: dict[str, object]) -> Clip:
    def seconds(name: str) -> float | None:
        value = row.get(name)
        return float(value) if isinstance(value, int | float) else None

    pauses = row.get("pauses") or []
    long_pause = row.get("long_pause")
    return Clip(
        path=folder / str(row["file"]),
        kind=str(row.get("kind", "")),
        is_exact=row.get("exact_words") is not False
        and row.get("transcript_kind") not in _UNSCORED_KINDS
        and bool(row.get("transcript")),
        seconds=seconds("seconds") or 0.0,
        transcript=str(row["transcript"]) if row.get("transcript") else None,
        speech_start_s=seconds("speech_start"),
        speech_end_s=seconds("speech_end"),
        pauses=tuple((float(a), float(b)) for a, b in pauses),  # type: ignore[attr-defined]
        long_pause=(float(long_pause[0]), float(long_pause[1]))
        if isinstance(long_pause, list)
        else None,
    )
