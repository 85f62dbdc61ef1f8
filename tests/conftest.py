"""What tests share: the real models, loaded once, and recordings where there are some."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dryfit.engines import Engines
from dryfit.models.manifest import load_manifest
from dryfit.models.manifest import model_dir as models_folder
from dryfit.paths import personas_dir

settings.register_profile("dryfit", deadline=None)  # a busy machine is no failure
settings.load_profile("dryfit")


@pytest.fixture(scope="session")
def model_dir() -> Path:
    """The folder of model files; `make test` fetches them."""
    return models_folder()


@pytest.fixture(scope="session")
def speech_dir() -> Path:
    """Real recordings with a manifest: `DRYFIT_SPEECH`, else those fetched for the tests."""
    given = os.environ.get("DRYFIT_SPEECH", "")
    if given:
        return Path(given)
    return models_folder() / load_manifest().model("test-speech").folder


@pytest.fixture(scope="session")
def personas() -> Path:
    """The shipped scenarios."""
    return personas_dir()


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    """All models, loaded once for the whole run."""
    loaded = Engines().load_all()
    yield loaded
    loaded.close()
