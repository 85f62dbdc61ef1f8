"""Are the model files on disk the ones the manifest names?

Hashing 320 MB at every start would cost a second and more, so a full check leaves a stamp with each
file's size, modification time and hash; while size and time agree, the stamp is trusted.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dryfit.models.errors import ModelDamaged, ModelError, ModelMissing, megabytes
from dryfit.models.manifest import Build, Model, ModelFile

BLOCK_BYTES = 1 << 20

Stamps = Mapping[str, tuple[int, int, str]]


class FileState(StrEnum):
    """What a check of one file found."""

    OK = "ok"
    MISSING = "missing"
    TRUNCATED = "truncated"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file's check; `found` is the hash of what is there ("" where nothing is)."""

    file: ModelFile
    path: Path
    state: FileState
    found: str = ""
    found_bytes: int = 0


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def check_model(model: Model, models: Path, *, quick: bool = True) -> tuple[FileCheck, ...]:
    """Check the build that is on disk; where none is complete, the one nearest to it.

    A `quick` check trusts stamps. A check that finds everything right leaves new stamps.
    """
    folder = models / model.folder
    stamps: Stamps = _read_stamps(models, model) if quick else {}
    best: tuple[FileCheck, ...] = ()
    for build in model.builds:
        checks = _check_build(build, folder, stamps)
        if all(check.state is FileState.OK for check in checks):
            write_stamps(models, model, checks)
            return checks
        if not best or _matching(checks) > _matching(best):
            best = checks
    return best


def verified_folder(model: Model, models: Path) -> Path:
    """The folder of a model whose files are all right.

    Raises:
        ModelMissing: a file is not there.
        ModelDamaged: a file is truncated or has other bytes than it should.
    """
    for check in check_model(model, models):
        if check.state is not FileState.OK:
            raise error_of(check, model)
    return models / model.folder


def error_of(check: FileCheck, model: Model) -> ModelError:
    """The error that names file, expected and found hash, and the command that mends it."""
    expected = f"expected SHA-256 {check.file.sha256} ({check.file.size_bytes:,} bytes)"
    hint = f"Mend it with: {model.pull_command}"
    if check.state is FileState.MISSING:
        message = f"{model.title}: {check.path} is missing; {expected}, found no file."
        return ModelMissing("model-missing", message, hint)
    found = f"found {check.found} ({check.found_bytes:,} bytes)"
    if check.state is FileState.TRUNCATED:
        short = megabytes(check.file.size_bytes - check.found_bytes)
        message = f"{model.title}: {check.path} is cut short by {short}; {expected}, {found}."
        return ModelDamaged("model-truncated", message, hint)
    message = f"{model.title}: {check.path} has the wrong contents; {expected}, {found}."
    return ModelDamaged("model-damaged", message, hint)


def write_stamps(models: Path, model: Model, checks: tuple[FileCheck, ...]) -> None:
    """Leave stamps for files that are right. A folder that cannot be written gets none."""
    stamps = {check.file.path: (*_size_and_time(check.path), check.file.sha256) for check in checks}
    path = _stamp_path(models, model)
    if _read_stamps(models, model) == stamps:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(json.dumps(stamps, indent=1))
        os.replace(temporary, path)


def _check_build(build: Build, folder: Path, stamps: Stamps) -> tuple[FileCheck, ...]:
    return tuple(_check_file(file, folder / file.path, stamps) for file in build.files)


def _check_file(
    file: ModelFile, path: Path, stamps: Mapping[str, tuple[int, int, str]]
) -> FileCheck:
    if not path.is_file():
        return FileCheck(file, path, FileState.MISSING)
    size_bytes, modified_ns = _size_and_time(path)
    if stamps.get(file.path) == (size_bytes, modified_ns, file.sha256):
        return FileCheck(file, path, FileState.OK, file.sha256, size_bytes)
    found = sha256_of(path)
    if found == file.sha256:
        return FileCheck(file, path, FileState.OK, found, size_bytes)
    state = FileState.TRUNCATED if size_bytes < file.size_bytes else FileState.WRONG
    return FileCheck(file, path, state, found, size_bytes)


def _matching(checks: tuple[FileCheck, ...]) -> int:
    return sum(check.state is FileState.OK for check in checks)


def _size_and_time(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _stamp_path(models: Path, model: Model) -> Path:
    return models / ".verified" / f"{model.use}.json"


def _read_stamps(models: Path, model: Model) -> Stamps:
    try:
        table = json.loads(_stamp_path(models, model).read_text())
        return {path: (size, modified, sha) for path, (size, modified, sha) in table.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
