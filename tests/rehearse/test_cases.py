"""Every scenario ships a case, and its cases come out as they say."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from dryfit.persona.director import next_move, open_session
from dryfit.persona.move import MoveKind
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


@pytest.mark.parametrize("name", NAMES)
def test_what_settles_it_is_answered_in_words_of_its_own(reader: Reader, name: str) -> None:
    """She does not thank for a test patch when a warranty was offered."""
    scenario = load_scenario(PERSONAS / f"{name}.yaml")
    cast = reader.prepare(scenario)
    concern = scenario.hidden_concerns[0]
    assert all(len(item.lines) >= 2 for item in concern.resolved_by)
    fits = 0
    for item in concern.resolved_by:
        state, _ = open_session(scenario, "normal", 1)
        state = replace(state, disclosed={concern.id: "full"}, trust=60.0)
        reading = reader.read(cast, Heard(f"{item.like[0]}."))
        _, move = next_move(scenario, state, reading)
        fits += move.kind is MoveKind.SOFTEN and move.candidates == item.lines
    # One sentence may do two things at once, and then the surer one is answered.
    assert fits >= len(concern.resolved_by) - 1, name


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_has_lines_of_its_own_for_every_move_it_can_make(name: str) -> None:
    scenario = load_scenario(PERSONAS / f"{name}.yaml")
    concern, objection = scenario.hidden_concerns[0], scenario.objections[0]
    elsewhere: dict[str, Sequence[str]] = {
        "cover": concern.cover_lines, "told": concern.told_lines, "need": concern.need_lines,
        "soften": concern.soften_lines, "accept": objection.accept_lines,
        "object": objection.lines, "deal_breaker": scenario.deal_breakers[0].lines,
        "open": scenario.opening.lines, "interruption": scenario.environment.interruptions[0].lines,
        "answer": [line for item in scenario.persona.knowledge for line in item.lines],
        **{stage.level: stage.lines for stage in concern.stages},
    }  # fmt: skip
    never = set() if scenario.dynamics.concession.steps else {MoveKind.CONCEDE}
    few = [
        kind
        for kind in set(MoveKind) - never
        if len(elsewhere.get(kind.value, ())) + len(scenario.lines.get(kind.value, ())) < 3
    ]
    assert few == []
