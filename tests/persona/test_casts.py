"""Scenarios made ready are kept, but not without bound."""

from pathlib import Path

from dryfit.persona.reader import CASTS_KEPT, Reader
from dryfit.scenario.load import load_text

SEVEN = (
    "schema: 1\ntitle: {}\npersona: Ann, a clerk.\nsituation: A desk.\ngoal: A yes.\n"
    'hidden_concern: The audit failed.\nopening: "Yes?"\n'
)


def test_a_scenario_is_prepared_once_and_the_oldest_is_let_go() -> None:
    reader = Reader(None)
    many = [load_text(SEVEN.format(n), Path("a.yaml")) for n in range(CASTS_KEPT + 1)]
    casts = [reader.prepare(scenario) for scenario in many[:CASTS_KEPT]]
    assert reader.prepare(many[0]) is casts[0]
    reader.prepare(many[CASTS_KEPT])
    assert reader.prepare(many[1]) is casts[1]
    assert reader.prepare(many[0]) is not casts[0]
