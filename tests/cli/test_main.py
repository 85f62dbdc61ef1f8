import subprocess
import sys
from pathlib import Path


def test_a_scenario_fault_names_file_line_and_column(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: 1\ntitel: A title\n", encoding="utf-8")
    command = [sys.executable, "-m", "dryfit", "talk", str(broken), "--text"]
    told = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert told.returncode == 1
    assert "broken.yaml:" in told.stderr.replace("\n", "")
    assert "DF0" in told.stderr
    assert "Traceback" not in told.stderr


def test_an_unknown_scenario_is_a_plain_error_with_a_guess() -> None:
    command = [sys.executable, "-m", "dryfit", "talk", "bar-ownr", "--text"]
    told = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert told.returncode == 1
    assert "bar-owner" in told.stderr


def test_a_command_starts_without_what_it_does_not_use() -> None:
    heavy = "{'numpy', 'onnxruntime', 'sqlalchemy', 'litellm'} & set(sys.modules)"
    command = [sys.executable, "-c", f"import sys, dryfit.cli.main; print({heavy} or 'light')"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == "light\n"
