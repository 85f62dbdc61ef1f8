from pathlib import Path

from dryfit.scenario.lines import authored_lines
from dryfit.scenario.load import load_scenario, load_text

SMALL = """\
schema: 1
title: A small one
persona: Ann, 40, runs a shop.
situation: At the counter.
goal: A date.
hidden_concern: She was cheated once.
opening: "Yes?"
debrief: {model_lines: 1}
speaking_style: {example_lines: ["Not a line of the talk."]}
lines:
  pitch: ["So you say.", "Heard that."]
"""


def test_what_the_author_gave_the_persona_to_say_and_nothing_else() -> None:
    lines = authored_lines(load_text(SMALL, Path("small.yaml")))
    assert {"Yes?", "So you say.", "Heard that."} <= set(lines)
    assert "Not a line of the talk." not in lines
    assert "A date." not in lines


def test_each_line_of_a_shipped_scenario_once(personas: Path) -> None:
    lines = authored_lines(load_scenario(personas / "bar-owner.yaml"))
    assert len(lines) == len(set(lines)) > 100
