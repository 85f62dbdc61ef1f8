"""`dryfit models` and `dryfit doctor` as a person or a script meets them."""

import hashlib
import json
import socket
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dryfit.cli import checks
from dryfit.cli.checks import Check, State
from dryfit.cli.doctor import doctor
from dryfit.cli.models import app as models_app
from dryfit.errors import DryfitError

doctor_app = typer.Typer()
doctor_app.command()(doctor)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("MODELS", "DATA", "CACHE"):
        monkeypatch.setenv(f"DRYFIT_{name}", str(tmp_path / name.lower()))
    monkeypatch.delenv("DRYFIT_LLM", raising=False)
    monkeypatch.delenv("DRYFIT_DATABASE_URL", raising=False)
    return tmp_path


def test_list_tells_licences_and_what_is_missing() -> None:
    listed = json.loads(CliRunner().invoke(models_app, ["list", "--json"]).stdout)["models"]
    assert {row["state"] for row in listed} == {"missing"}
    assert {row["use"]: row["licence"] for row in listed}["turn"] == "BSD-2-Clause"
    assert listed[0]["mend"] == "dryfit models pull recognise"


def test_licence_texts_can_be_read() -> None:
    text = CliRunner().invoke(models_app, ["list", "--licences"]).stdout
    for words in ("Permission is hereby granted", "CC0 1.0 Universal", "Apache License"):
        assert words in text


def test_verify_fails_and_names_each_hash(own_folders: Path) -> None:
    damaged = own_folders / "models/smart-turn/smart-turn-v3.2-cpu.onnx"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"half of it")
    result = CliRunner().invoke(models_app, ["verify", "turn", "--json"])
    assert result.exit_code == 1
    (model,) = json.loads(result.stdout)["models"]
    (file,) = model["files"]
    assert (model["state"], file["state"]) == ("damaged", "truncated")
    assert file["path"] == str(damaged)
    assert file["expected_sha256"].startswith("2bb02631")
    assert file["found_sha256"] == hashlib.sha256(b"half of it").hexdigest()


def test_verify_in_words_says_how_to_mend_it() -> None:
    result = CliRunner().invoke(models_app, ["verify", "turn"])
    assert result.exit_code == 1
    assert "is missing" in result.output
    assert "dryfit models pull turn" in result.output


def test_an_unknown_use_is_refused_by_name() -> None:
    result = CliRunner().invoke(models_app, ["pull", "sing"])
    assert isinstance(result.exception, DryfitError)
    assert result.exception.code == "unknown-use"


def test_the_doctor_fails_while_models_are_missing() -> None:
    result = CliRunner().invoke(doctor_app, ["--json"])
    assert result.exit_code == 1
    found = {check["name"]: check for check in json.loads(result.stdout)["checks"]}
    assert found["model: recognise"]["state"] == "fail"
    assert "dryfit models pull recognise" in found["model: recognise"]["mend"]
    assert found["journal"]["state"] == "ok"
    assert found["certificates"]["state"] == "ok"


def test_every_fault_the_doctor_finds_can_be_mended() -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        found = list(checks.all_checks(taken.getsockname()[1]))
    assert {check.name for check in found if check.state is not State.OK} >= {"port"}
    assert all(check.mend for check in found if check.state is not State.OK)


def test_a_taken_port_suggests_the_next() -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        check = checks.free_port(port)
    assert check.state is State.WARN
    assert f"--port {port + 1}" in check.mend


@pytest.mark.parametrize(
    ("free_bytes", "state"),
    [
        (checks.LITTLE_DISK_BYTES, State.OK),
        (checks.LITTLE_DISK_BYTES - 1, State.WARN),
        (checks.NO_DISK_BYTES, State.WARN),
        (checks.NO_DISK_BYTES - 1, State.FAIL),
    ],
)
def test_disk_thresholds(free_bytes: int, state: State) -> None:
    assert checks.disk(free_bytes).state is state


def test_a_data_folder_in_the_way_is_explained(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_folders / "file").write_text("in the way")
    monkeypatch.setenv("DRYFIT_DATA", str(own_folders / "file" / "data"))
    for name, check in (("journal", checks.journal), ("certificates", checks.certificates)):
        found = checks.guarded(name, check)
        assert found.state is State.FAIL
        assert found.mend


def test_broken_scenarios_are_counted(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRYFIT_PERSONAS", str(own_folders))
    assert checks.scenarios().state is State.FAIL
    (own_folders / "broken.yaml").write_text("schema: [")
    assert checks.scenarios() == Check(
        "scenarios", State.FAIL, f"0 in {own_folders}", checks.scenarios().mend
    )


def test_a_chosen_language_model_needs_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [check.state for check in checks.language_models()] == [State.OK]
    monkeypatch.setenv("DRYFIT_LLM", "ollama/some-model")
    [missing] = checks.language_models("no_such_library")
    assert missing.state is State.FAIL
    assert "make llm" in missing.mend
