"""What can go wrong with model files.

DryfitError
└── ModelError
    ├── ModelMissing      a file is not there
    ├── ModelDamaged      a file is there but is not the one the manifest names
    └── ModelUnavailable  a file could not be fetched or stored (network, disk, permissions)
"""

import errno
from pathlib import Path

from dryfit.errors import DryfitError

FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class ModelError(DryfitError):
    """Something about a model file."""


class ModelMissing(ModelError):
    """A model file is not on disk."""


class ModelDamaged(ModelError):
    """A model file is on disk, but its bytes are not those in the manifest."""


class ModelUnavailable(ModelError):
    """A model file could not be fetched or stored."""


def storage_error(error: OSError, folder: Path) -> ModelUnavailable:
    """Say in plain words why `folder` could not be written."""
    if error.errno in FULL_DISK:
        return ModelUnavailable(
            "disk-full",
            f"Disk full: could not write in {folder}.",
            "Free some space and run the same command again; it goes on from where it stopped.",
        )
    return ModelUnavailable(
        "folder-not-writable",
        f"Cannot write in {folder}: {error.strerror or error}.",
        "Choose another folder with DRYFIT_MODELS=/path/to/folder, or change its permissions.",
    )


def megabytes(size_bytes: int) -> str:
    """A size as people read it."""
    return f"{size_bytes / 1e9:,.1f} GB" if size_bytes >= 1e10 else f"{size_bytes / 1e6:,.1f} MB"
