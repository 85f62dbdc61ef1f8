"""`dryfit rehearse` tells what it found on a wide terminal and on a narrow one."""

import pytest

from dryfit.cli.rehearse import NARROW, _print_wins
from dryfit.rehearse.many import Row

TITLES = ("scenario", "learner", "easy", "hard", "turns", "came out", "leaks")
ROWS = [
    Row("locks", "strong", level, 10, wins, 0, 0, 5.5, {"keys": {"full": 10}})
    for level, wins in (("easy", 10), ("hard", 9))
]


@pytest.mark.parametrize("columns", [40, NARROW - 1, NARROW, 120])
def test_every_figure_can_be_read(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    _print_wins(ROWS, TITLES)
    told = " ".join(capsys.readouterr().out.split())
    for part in ("locks", "strong", "easy", "hard", "100%", "90%", "5.5", "came out"):
        assert part in told
    assert ("locks, strong: easy 100%, hard 90%" in told) == (columns < NARROW)
