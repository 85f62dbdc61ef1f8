"""Checks of model files on disk: what is said of each damage, and when stamps are trusted."""

import os
from pathlib import Path

import pytest
from tests.models.shelf import VOCABULARY, WEIGHTS, sample_model

from dryfit.models.errors import ModelDamaged, ModelError, ModelMissing
from dryfit.models.verify import FileState, check_model, verified_folder


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "test-model/sub").mkdir(parents=True)
    (tmp_path / "test-model/model.bin").write_bytes(WEIGHTS)
    (tmp_path / "test-model/sub/vocabulary.json").write_bytes(VOCABULARY)
    return tmp_path


def test_right_files_give_their_folder(models: Path) -> None:
    assert verified_folder(sample_model(), models) == models / "test-model"


@pytest.mark.parametrize(
    ("contents", "error", "code"),
    [
        (None, ModelMissing, "model-missing"),
        (WEIGHTS[:-1], ModelDamaged, "model-truncated"),
        (b"", ModelDamaged, "model-truncated"),
        (WEIGHTS[:-1] + b"?", ModelDamaged, "model-damaged"),
        (WEIGHTS + b"?", ModelDamaged, "model-damaged"),
    ],
    ids=["missing", "one byte short", "empty", "one byte other", "one byte long"],
)
def test_damage_names_file_hashes_and_command(
    models: Path, contents: bytes | None, error: type[ModelError], code: str
) -> None:
    path = models / "test-model/model.bin"
    path.unlink() if contents is None else path.write_bytes(contents)
    with pytest.raises(error) as caught:
        verified_folder(sample_model(), models)
    assert caught.value.code == code
    assert str(path) in caught.value.message
    assert sample_model().builds[0].files[0].sha256 in caught.value.message
    assert "found" in caught.value.message
    assert "dryfit models pull recognise" in caught.value.hint


def test_a_stamp_saves_hashing_until_size_or_time_change(models: Path) -> None:
    verified_folder(sample_model(), models)
    path = models / "test-model/model.bin"
    before = path.stat()
    path.write_bytes(b"?" + WEIGHTS[1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _states(models, quick=True) == [FileState.OK, FileState.OK]
    assert _states(models, quick=False) == [FileState.WRONG, FileState.OK]
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert _states(models, quick=True) == [FileState.WRONG, FileState.OK]


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"model.bin": 3}', '{"model.bin": [1, 2]}'])
def test_a_broken_stamp_is_ignored(models: Path, stamp: str) -> None:
    (models / ".verified").mkdir()
    (models / ".verified/recognise.json").write_text(stamp)
    assert _states(models, quick=True) == [FileState.OK, FileState.OK]


def _states(models: Path, *, quick: bool) -> list[FileState]:
    return [check.state for check in check_model(sample_model(), models, quick=quick)]
