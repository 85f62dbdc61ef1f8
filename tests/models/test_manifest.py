"""The manifest that ships: complete, consistent, and unable to lead outside its folder."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from dryfit.models.errors import ModelUnavailable
from dryfit.models.index import PUBLIC_INDEX, index_url
from dryfit.models.manifest import MANIFEST, Build, Model, inside, load_manifest

BUILDS = [(model, build) for model in load_manifest().models for build in model.builds]
IDS = [f"{model.use}-{build.name}" for model, build in BUILDS]


def test_every_use_is_there() -> None:
    uses = [model.use for model in load_manifest().models]
    assert uses == ["recognise", "speak", "turn", "embed", "test-language", "test-speech"]
    assert [m.use for m in load_manifest().models if not m.needed] == [
        "test-language",
        "test-speech",
    ]


@pytest.mark.parametrize(("model", "build"), BUILDS, ids=IDS)
def test_every_file_has_a_source_and_a_hash(model: Model, build: Build) -> None:
    wheels = {wheel.id for wheel in build.wheels}
    for file in build.files:
        assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)
        assert file.size_bytes > 0
        assert {member.partition(":")[0] for member in file.members} <= wheels
        assert file.members or file.bundled or build.hub
    assert len({file.path for file in build.files}) == len(build.files)


@pytest.mark.parametrize("model", load_manifest().models, ids=lambda model: model.use)
def test_every_licence_has_its_text(model: Model) -> None:
    text = MANIFEST.parent / "licences" / f"{model.licence}.txt"
    assert len(text.read_text(encoding="utf-8")) > 500
    assert model.copyright


def test_the_recordings_are_listed_with_their_words() -> None:
    build = load_manifest().model("test-speech").builds[0]
    listed = next(file for file in build.files if file.bundled)
    data = (MANIFEST.parent / listed.bundled).read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (listed.size_bytes, listed.sha256)
    clips = [json.loads(line) for line in data.splitlines()]
    assert {clip["file"] for clip in clips} == {f.path for f in build.files if not f.bundled}
    assert all(clip["transcript"] for clip in clips if clip["kind"] == "speech")
    marked = [clip for clip in clips if "speech_end" in clip]
    assert all(0 <= c["speech_start"] < c["speech_end"] <= c["seconds"] for c in marked)
    assert len(marked) >= 10


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a\\b", "c:x", ""])
def test_paths_stay_inside(path: str) -> None:
    with pytest.raises(ValueError, match="leads outside"):
        inside(path)


def test_a_hostile_manifest_is_refused(tmp_path: Path) -> None:
    hostile = MANIFEST.read_text().replace('path = "model.bin"', 'path = "../model.bin"', 1)
    (tmp_path / "manifest.toml").write_text(hostile)
    with pytest.raises(ValueError, match="leads outside"):
        load_manifest(tmp_path / "manifest.toml")


def test_an_unknown_use_lists_the_known_ones() -> None:
    with pytest.raises(ModelUnavailable, match="'sing'") as caught:
        load_manifest().model("sing")
    assert "recognise, speak" in caught.value.hint


def test_the_index_is_the_one_pip_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_INDEX_URL", "http://second.test/simple")
    monkeypatch.setenv("PIP_INDEX_URL", "http://first.test/simple")
    assert index_url() == "http://first.test/simple"
    monkeypatch.delenv("PIP_INDEX_URL")
    assert index_url() == "http://second.test/simple"
    monkeypatch.delenv("UV_INDEX_URL")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    assert index_url() == PUBLIC_INDEX
