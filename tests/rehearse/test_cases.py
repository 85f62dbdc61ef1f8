"""Every scenario ships a case, and its cases come out as they say."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from dryfit.persona.director import next_move, open_session
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard
from dryfit.scenario.load import load_scenario

PERSONAS = Path(__file__).parents[2] / "personas"
NAMES = sorted(path.stem for path in PERSONAS.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_cases_come_out_as_they_say(reader: Reader, name: str) -> None:
    scenario = load_scenario(PERSONAS / f"{name}.yaml")
    cast = reader.prepare(scenario)
    cases = YAML(typ="safe").load(PERSONAS / "cases" / f"{name}.yaml")
    assert {case["won"] for case in cases} == {True, False}
    for case in cases:
        state, move = open_session(scenario, "normal", 1)
        for text in case["lines"]:
            if not move.ends:
                state, move = next_move(scenario, state, reader.read(cast, Heard(text)))
        won = state.outcome is not None and state.outcome.won
        assert won is case["won"], (case["name"], move)
