"""Connections cut and a server killed in real sessions; `dryfit bench resume` does it 200 times."""

from pathlib import Path

from dryfit.bench.resume import Wanted, run


def test_no_turn_is_lost_or_doubled(speech_dir: Path, model_dir: Path) -> None:
    figures = run(speech_dir, Wanted(cuts=4, kills=1, learners=2, lines=1))
    told = figures["each"]
    assert (figures["lost"], figures["doubled"], figures["without_an_end"]) == (0, 0, 0), told
    assert isinstance(figures["resumed"], int)
    assert figures["resumed"] >= 5
    assert isinstance(figures["rebuilt"], int)
    assert figures["rebuilt"] >= 1
