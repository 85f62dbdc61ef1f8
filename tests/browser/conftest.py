from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.fake_wire import CLIENT, StaticServer
from tests.browser.learner import Learner
from tests.browser.real_server import RealServer


@pytest.fixture(scope="session")
def built_client() -> Path:
    """The built client and a browser to open it in."""
    if find_chromium() is None:
        pytest.skip("no Chromium: install Debian's `chromium`, or name one in DRYFIT_CHROMIUM")
    if not (CLIENT / "index.html").is_file():
        pytest.skip("the phone client is not built: run `make client`")
    return CLIENT


@pytest.fixture(scope="module")
def driver(built_client: Path) -> Iterator[Playwright]:
    """Playwright. One a module, not one a session: its loop would stand in the way of async tests."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def static_url(built_client: Path) -> Iterator[str]:
    """The client alone, for tests that play the server's side themselves."""
    with StaticServer() as url:
        yield url


@pytest.fixture(scope="session")
def model_dir() -> Path:
    """The models' folder, with those that a session needs."""
    from dryfit.paths import models_dir

    folder = models_dir()
    missing = [use for use in ("whisper-base", "smart-turn", "piper") if not (folder / use).exists()]
    if missing:
        pytest.skip(f"models missing ({', '.join(missing)}): run `dryfit models pull`")
    return folder


@pytest.fixture(scope="session")
def learner(model_dir: Path) -> Learner:
    return Learner(model_dir)


@pytest.fixture(scope="session")
def server(
    built_client: Path, model_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealServer]:
    with RealServer(tmp_path_factory.mktemp("data")) as running:
        yield running
