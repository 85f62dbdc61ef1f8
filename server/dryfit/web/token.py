"""The token in the QR code's link: who has seen the code may talk, who has not may not."""

import contextlib
import os
import secrets
from pathlib import Path

TOKEN_BYTES = 16
"""Raise it and the QR code grows; 128 bits cannot be guessed over a network."""


def session_token(path: Path) -> str:
    """The token of this installation, made at the first call; only its owner can read the file."""
    with contextlib.suppress(FileNotFoundError):
        if kept := path.read_text(encoding="ascii").strip():
            return kept
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    write_private(temporary, f"{secrets.token_urlsafe(TOKEN_BYTES)}\n".encode())
    try:
        # A link fails where another process was first; then that one's token counts.
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()
    return path.read_text(encoding="ascii").strip() or _renewed(path)


def write_private(path: Path, contents: bytes) -> None:
    """Write a new file that only its owner can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(contents)
        out.flush()
        os.fsync(out.fileno())


def _renewed(path: Path) -> str:
    """An emptied token file (a crash, a full disk) is replaced."""
    path.unlink(missing_ok=True)
    return session_token(path)
