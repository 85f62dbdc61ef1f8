import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright
from tests.browser.chromium import find_chromium
from tests.browser.fake_wire import CLIENT, StaticServer
from tests.browser.learner import Learner
from tests.browser.real_server import ROOT, RealServer

from dryfit.models.errors import ModelMissing
from dryfit.models.manifest import require


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
    """Playwright. One a module, as its loop would stand in the way of other async tests."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def static_url(built_client: Path) -> Iterator[str]:
    """The client alone, for tests that play the server's side themselves."""
    with StaticServer() as url:
        yield url


@pytest.fixture(scope="session")
def learner() -> Learner:
    """A learner's voice; skips where the models that a session needs are not there."""
    try:
        for use in ("recognise", "turn", "embed"):
            require(use)
        return Learner(require("speak"))
    except ModelMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def server(
    built_client: Path, learner: Learner, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealServer]:
    personas = tmp_path_factory.mktemp("personas")
    for folder in (ROOT / "personas", Path(__file__).parent / "personas"):
        shutil.copytree(folder, personas, dirs_exist_ok=True)
    with RealServer(tmp_path_factory.mktemp("data"), personas) as running:
        yield running
