"""The sentence model and a reader over it, made once; litellm, or the plain reason why not."""

import os
from pathlib import Path

import pytest
from tests.llm.sessions import Theatre

from dryfit.persona.embed import MiniLM, OnDisk, Remembering
from dryfit.persona.reader import Reader
from dryfit.scenario.load import load_scenario
from dryfit.scenario.schema import Scenario

# Some tests import litellm themselves; it must not look for its price list on the network either.
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")


@pytest.fixture(scope="session")
def theatre(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    kept = tmp_path_factory.getbasetemp() / "vectors"
    model = Remembering(MiniLM(model_dir / "minilm"), 50_000)
    return Theatre(Reader(model, kept), OnDisk(model, kept))


@pytest.fixture(scope="session")
def bar(personas: Path) -> Scenario:
    return load_scenario(personas / "bar-owner.yaml")


@pytest.fixture(scope="session")
def porch(personas: Path) -> Scenario:
    return load_scenario(personas / "hesitant-customer.yaml")
