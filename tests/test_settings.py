"""What is set by the environment: read once, and refused in plain words."""

import pytest

from dryfit.errors import DryfitError
from dryfit.settings import Settings


@pytest.mark.parametrize(("given", "ahead"), [("", True), ("on", True), ("off", False)])
def test_lines_are_spoken_ahead_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, given: str, ahead: bool
) -> None:
    monkeypatch.setenv("DRYFIT_AHEAD", given)
    assert Settings().speak_ahead is ahead


@pytest.mark.parametrize(
    ("name", "given"),
    [("DRYFIT_AHEAD", "no"), ("DRYFIT_MAX_SESSIONS", "0"), ("DRYFIT_AWAY_S", "soon")],
)
def test_a_setting_that_is_none_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str
) -> None:
    monkeypatch.setenv(name, given)
    with pytest.raises(DryfitError, match=f"{name} is `{given}`"):
        Settings()
