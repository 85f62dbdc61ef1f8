"""Where Dryfit keeps and finds its files.

Every function reads its environment variable at each call, so that a test or a service can move a
folder without reloading anything. Nothing here creates a folder.
"""

import os
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent


def checkout_dir() -> Path | None:
    """The repository's root when this package runs from a checkout, else None."""
    root = PACKAGE.parents[1]
    return root if (root / "pyproject.toml").is_file() and (root / "personas").is_dir() else None


def personas_dir() -> Path:
    """Scenarios: `DRYFIT_PERSONAS`, else the checkout's `personas/`, else those in the wheel."""
    if chosen := os.environ.get("DRYFIT_PERSONAS"):
        return Path(chosen).expanduser()
    root = checkout_dir()
    return root / "personas" if root else PACKAGE / "personas"


def client_dir() -> Path:
    """The built phone client (the output of `make client`)."""
    return PACKAGE / "web" / "client"


def cache_dir() -> Path:
    """What can be fetched or made again: `DRYFIT_CACHE`, else the system's cache folder."""
    if chosen := os.environ.get("DRYFIT_CACHE"):
        return Path(chosen).expanduser()
    return platformdirs.user_cache_path("dryfit")


def models_dir() -> Path:
    """Model files: `DRYFIT_MODELS`, else `models` in the cache folder."""
    if chosen := os.environ.get("DRYFIT_MODELS"):
        return Path(chosen).expanduser()
    return cache_dir() / "models"


def data_dir() -> Path:
    """What must last (journal, certificates): `DRYFIT_DATA`, else the system's data folder."""
    if chosen := os.environ.get("DRYFIT_DATA"):
        return Path(chosen).expanduser()
    return platformdirs.user_data_path("dryfit")
