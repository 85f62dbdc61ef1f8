"""Every install is the same install: exact pins, locked with hashes, and no address in sight."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted(ROOT.glob("requirements*.lock"))
COMPROMISED_LITELLM = {"1.82.7", "1.82.8", "1.107.0"}


def _direct() -> list[str]:
    project = PROJECT["project"]
    extras = [pin for pins in project["optional-dependencies"].values() for pin in pins]
    groups = [pin for pins in PROJECT["dependency-groups"].values() for pin in pins]
    return [*project["dependencies"], *extras, *groups, *PROJECT["build-system"]["requires"]]


def _imported(*folders: str) -> set[str]:
    """Top-level modules imported anywhere under the folders, the standard library's left out."""
    found: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    own = {"dryfit", "dryfit_audio", "tests"}
    return found - own - set(sys.stdlib_module_names)


def _name(requirement: str) -> str:
    return re.split(r"[\[=]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def _locked(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^\s;]+)", lock.read_text(), re.M))


@pytest.mark.parametrize("requirement", _direct())
def test_direct_dependencies_are_pinned_exactly(requirement: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z]+\])?==[0-9][0-9A-Za-z.]*", requirement)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_hold_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"https?:|file:|--index|--find-links|@ |\.whl|\.(?:com|org|io)\b", text)
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in requirement for requirement in requirements)


@pytest.mark.parametrize("folder", ["mobile-client", "tests/stock"])
def test_node_locks_hold_hashes_and_no_address(folder: str) -> None:
    package = json.loads((ROOT / folder / "package.json").read_text())
    locked = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    direct = package.get("dependencies", {}) | package.get("devDependencies", {})
    assert all(re.fullmatch(r"[0-9][0-9A-Za-z.-]*", version) for version in direct.values())
    assert {name: locked[f"node_modules/{name}"]["version"] for name in direct} == direct
    others = [entry for name, entry in locked.items() if name]
    assert all(entry["integrity"].startswith("sha512-") for entry in others)
    assert not any("resolved" in entry for entry in others)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_litellm_is_a_sound_release(lock: Path) -> None:
    assert _locked(lock).get("litellm", "") not in COMPROMISED_LITELLM


def test_litellm_is_locked_where_it_is_wanted() -> None:
    pinned = PROJECT["project"]["optional-dependencies"]["llm"]
    assert pinned == [f"litellm=={_locked(ROOT / 'requirements-llm.lock')['litellm']}"]
    assert "litellm" not in _locked(ROOT / "requirements.lock")


def test_locks_agree_with_each_other_and_with_the_project() -> None:
    runtime = _locked(ROOT / "requirements.lock")
    for lock in LOCKS:
        shared = _locked(lock).keys() & runtime.keys()
        assert {name: _locked(lock)[name] for name in shared} == {n: runtime[n] for n in shared}
    for requirement in PROJECT["project"]["dependencies"]:
        assert runtime[_name(requirement)] == requirement.partition("==")[2]


@pytest.mark.parametrize(
    ("folders", "lock"),
    [(("server", "audio"), "requirements.lock"), (("tests",), "requirements-dev.lock")],
)
def test_every_import_is_locked(folders: tuple[str, ...], lock: str) -> None:
    optional = {"litellm"} if lock == "requirements.lock" else {"xllamacpp"}
    locked, owners = _locked(ROOT / lock).keys() | optional, packages_distributions()
    for module in _imported(*folders):
        distributions = {_name(name) for name in owners.get(module, [module])}
        assert distributions & locked, f"{module} is imported, but no lock brings it"
