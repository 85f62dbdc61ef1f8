"""What the person who runs Dryfit may set, from the environment."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from dryfit.errors import DryfitError
from dryfit.paths import data_dir, personas_dir
from dryfit.pool import available_cores
from dryfit.store.journal import journal_url


def _journal_url() -> str:
    given = os.environ.get("DRYFIT_DATABASE_URL", "")
    return given or journal_url(data_dir() / "journal.sqlite3")


SESSIONS_PER_CORE = 6
"""Learners who talk 40 % of the time. Higher: all are answered late. Lower: more are sent away."""


def _max_sessions() -> int:
    return _whole("DRYFIT_MAX_SESSIONS", SESSIONS_PER_CORE * available_cores())


def _away_s() -> float:
    return float(_whole("DRYFIT_AWAY_S", 120))


def _speak_ahead() -> bool:
    given = os.environ.get("DRYFIT_AHEAD", "") or "on"
    if given not in ("on", "off"):
        raise DryfitError("bad-setting", f"DRYFIT_AHEAD is `{given}`.", "Set it to on or off.")
    return given == "on"


def _whole(name: str, default: int) -> int:
    given = os.environ.get(name, "") or str(default)
    if not given.isdecimal() or int(given) < 1:
        hint = "Set it to a whole number of at least 1."
        raise DryfitError("bad-setting", f"{name} is `{given}`.", hint)
    return int(given)


@dataclass(frozen=True, slots=True)
class Settings:
    """One server's settings. An empty token means that none is asked for."""

    token: str = ""
    personas: Path = field(default_factory=personas_dir)
    journal_url: str = field(default_factory=_journal_url)
    max_sessions: int = field(default_factory=_max_sessions)
    """More, and all of them get slow; fewer, and learners wait."""
    away_s: float = field(default_factory=_away_s)
    """How long a session waits for a phone whose connection was lost. Shorter: a tunnel ends the
    talk; longer: its place is kept from others."""
    idle_s: float = 60.0
    """A session that hears nothing at all for this long ends with its critique."""
    speak_ahead: bool = field(default_factory=_speak_ahead)
    """Off: a line is a tenth of a second later when it is said for the first time."""
