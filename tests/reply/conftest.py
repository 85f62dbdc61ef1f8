"""Scenarios, and guards over the real sentence model, made once."""

from pathlib import Path

import pytest

from dryfit.persona.embed import MiniLM, Remembering
from dryfit.reply.guard import Guard
from dryfit.scenario.load import load_scenario
from dryfit.scenario.schema import Scenario


@pytest.fixture(scope="session")
def embedder(model_dir: Path) -> Remembering:
    return Remembering(MiniLM(model_dir / "minilm"))


@pytest.fixture(scope="session")
def bar(personas: Path) -> Scenario:
    return load_scenario(personas / "bar-owner.yaml")


@pytest.fixture(scope="session")
def late_bill(personas: Path) -> Scenario:
    """In Spanish."""
    return load_scenario(personas / "factura-atrasada.yaml")


@pytest.fixture(scope="session")
def guard(bar: Scenario, embedder: Remembering) -> Guard:
    return Guard(bar, embedder)


@pytest.fixture(scope="session")
def spanish_guard(late_bill: Scenario, embedder: Remembering) -> Guard:
    return Guard(late_bill, embedder)
