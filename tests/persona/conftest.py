"""The reader with the real sentence model, made once."""

from pathlib import Path

import pytest

from dryfit.persona.embed import MiniLM
from dryfit.persona.reader import Reader
from dryfit.scenario.load import load_scenario
from dryfit.scenario.schema import Scenario


@pytest.fixture(scope="session")
def reader(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    kept = tmp_path_factory.getbasetemp() / "vectors"
    return Reader(MiniLM(model_dir / "minilm"), kept)


@pytest.fixture(scope="session")
def bar() -> Scenario:
    return load_scenario(Path(__file__).parents[2] / "personas" / "bar-owner.yaml")


@pytest.fixture(scope="session")
def porch() -> Scenario:
    return load_scenario(Path(__file__).parents[2] / "personas" / "hesitant-customer.yaml")
