"""What is spoken before anybody asks: the lines that may be wanted, no more than can be kept."""

from pathlib import Path

from dryfit.persona.move import MoveKind
from dryfit.reply.banks import bank
from dryfit.scenario.library import Library
from dryfit.session.ahead import first_clauses, later_clauses
from dryfit_audio.sentences import clauses
from dryfit_audio.speech_cache import DEFAULT_MAX_BYTES

BYTES_A_LETTER = 3_000
"""Of a spoken clause, PCM16 at 24 kHz: 70 kB for 25 letters on the average of the library."""


def test_own_lines_are_spoken_ahead_and_the_bank_where_there_are_few(personas: Path) -> None:
    scenario = Library(personas).get("bar-owner")
    ahead = {*first_clauses(scenario), *later_clauses(scenario)}
    assert set(clauses(scenario.opening.lines[0])) <= ahead
    assert {clause for line in scenario.lines["praise"] for clause in clauses(line)} <= ahead
    assert len(scenario.lines["praise"]) >= 3
    spare = {line for line in bank("clipped", MoveKind.PRAISE) if "{" not in line}
    assert spare
    assert not {clauses(line)[0] for line in spare} & ahead
    bare = scenario.model_copy(update={"lines": {}})
    assert {clauses(line)[0] for line in spare} <= {*first_clauses(bare)}


def test_the_whole_library_fits_into_what_is_kept(personas: Path) -> None:
    spoken = (
        clause
        for scenario in Library(personas).all()
        for clause in (*first_clauses(scenario), *later_clauses(scenario))
    )
    assert sum(map(len, spoken)) * BYTES_A_LETTER < DEFAULT_MAX_BYTES / 2
