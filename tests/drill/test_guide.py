"""The examples of docs/calibration.md are true."""

import doctest
import re
from datetime import date
from pathlib import Path

from dryfit.check.check import check_text

GUIDE = Path(__file__).parents[2] / "docs" / "calibration.md"


def test_every_worked_example_gives_what_it_says() -> None:
    found = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert found.attempted >= 15
    assert found.failed == 0


def test_the_example_set_needs_nothing_but_an_expert() -> None:
    text = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[0]
    assert [item.code for item in check_text(text, Path("drains.yaml"), date(2026, 6, 1))] == [
        "DF096"
    ]
