"""The library, and the sentence model made once."""

from pathlib import Path

import pytest

from dryfit.persona.embed import Embedder, MiniLM, OnDisk
from dryfit.scenario.library import Library
from dryfit.scenario.schema import Scenario


@pytest.fixture(scope="session")
def embedder(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return OnDisk(MiniLM(model_dir / "minilm"), tmp_path_factory.getbasetemp() / "vectors")


@pytest.fixture(scope="session")
def scenarios(personas: Path) -> list[Scenario]:
    return Library(personas).all()
