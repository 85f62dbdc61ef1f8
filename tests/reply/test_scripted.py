"""A line for every move in every temperament, and none twice while another fits."""

from pathlib import Path

import pytest

from dryfit.persona.director import note_said, open_session
from dryfit.persona.move import DISCLOSING, Move, MoveKind
from dryfit.reply.banks import NAMES, bank
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.load import load_scenario

PERSONAS = Path(__file__).parents[2] / "personas"
AUTHORS_ONLY = {*DISCLOSING, MoveKind.ANSWER, MoveKind.OPEN, MoveKind.OBJECT}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [kind for kind in MoveKind if kind not in AUTHORS_ONLY])
def test_every_temperament_has_words_for_every_move(name: str, kind: MoveKind) -> None:
    assert len(bank(name, kind)) >= 2
    assert all(len(line.split()) <= 16 for line in bank(name, kind))


def test_a_bank_names_only_known_moves() -> None:
    folder = Path(__file__).parents[2] / "server/dryfit/reply/lines"
    known = {kind.value for kind in MoveKind}
    for path in folder.glob("*.txt"):
        heads = [line.strip()[1:-1] for line in path.read_text().splitlines() if line[:1] == "["]
        assert set(heads) <= known
        assert len(heads) == len(set(heads))


def test_no_line_is_repeated_while_another_fits() -> None:
    scenario = load_scenario(PERSONAS / "bar-owner.yaml")
    state, _ = open_session(scenario, "normal", 7)
    move = Move(MoveKind.PITCH, candidates=scenario.lines["pitch"])
    writer, said = ScriptedWriter(), []
    for _ in range(len(scenario.lines["pitch"]) + len(bank("clipped", MoveKind.PITCH))):
        line = writer.word(scenario, state, move)
        said.append(line.text)
        state = note_said(state, line.text)
    assert len(set(said)) == len(said)
    assert writer.word(scenario, state, move).text == said[0]


def test_a_slot_is_filled_or_its_line_left_out() -> None:
    scenario = load_scenario(PERSONAS / "bar-owner.yaml")
    state, _ = open_session(scenario, "normal", 1)
    writer = ScriptedWriter()
    day = (("date", "Friday the 12th"),)
    with_date = Move(MoveKind.COMMIT, candidates=scenario.lines["commit"], slots=day)
    assert "Friday the 12th" in writer.word(scenario, state, with_date).text
    without = Move(MoveKind.COMMIT, candidates=scenario.lines["commit"])
    assert "{" not in writer.word(scenario, state, without).text


def test_the_same_seed_says_the_same_and_others_differ() -> None:
    scenario = load_scenario(PERSONAS / "bar-owner.yaml")
    writer, texts = ScriptedWriter(), []
    for seed in (1, 1, *range(2, 12)):
        state, move = open_session(scenario, "normal", seed)
        texts.append(writer.word(scenario, state, move).text)
    assert texts[0] == texts[1]
    assert len(set(texts)) >= 3
