"""Spoken clauses on disk, found by what was said, in which voice, by which model.

One file a clause: a header (magic, SHA-256 of the sound), then PCM16 at 24 kHz. A file is written
beside its place and moved there whole; one that does not match its header is as good as absent.
"""

import contextlib
import hashlib
import os
import threading
from pathlib import Path

import numpy as np

from dryfit_audio.framing import to_pcm16
from dryfit_audio.samples import Samples
from dryfit_audio.voices import Voice
from dryfit_audio.whole_file import write_whole

_MAGIC = b"DFSPEECH1\n"
_HEADER_BYTES = len(_MAGIC) + 32
_SUFFIX = ".speech"
DEFAULT_MAX_BYTES = 1024 * 1024 * 1024
"""Higher: more disk. Lower: what was spoken ahead is swept before it is wanted; 1 GB: 6 hours."""
_KEEP_SHARE = 0.8
"""After a sweep this much of the bound is left, so that not every write sweeps."""


class SpeechCache:
    """Clauses kept between runs; safe for threads and for several processes on one folder."""

    def __init__(
        self, folder: Path, model_hash: str = "", max_bytes: int = DEFAULT_MAX_BYTES
    ) -> None:
        """Keep clauses in `folder` (made if absent); `model_hash` tells voice models apart."""
        self._folder = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._model_hash = model_hash
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._bytes = sum(size for _, size, _ in self._entries())

    def get(self, clause: str, voice: Voice) -> Samples | None:
        """The sound of `clause`, or `None` if it is not kept or its file is damaged."""
        path = self._path(clause, voice)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        pcm = content[_HEADER_BYTES:]
        sealed = content[:_HEADER_BYTES] == _MAGIC + hashlib.sha256(pcm).digest()
        if not sealed or len(pcm) % 2:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # recently used: last to be swept
        return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / np.float32(32767.0)

    def put(self, clause: str, voice: Voice, samples: Samples) -> None:
        """Keep `samples`; a disk that is full or read-only only means that nothing is kept."""
        pcm = to_pcm16(samples)
        content = _MAGIC + hashlib.sha256(pcm).digest() + pcm
        if len(content) > self._max_bytes:
            return
        path = self._path(clause, voice)
        if write_whole(path, content):
            self._grow(len(content))

    def _grow(self, size: int) -> None:
        with self._lock:
            self._bytes += size
            if self._bytes > self._max_bytes:
                self._bytes = self._sweep()

    def _sweep(self) -> int:
        """Delete the longest unused until well under the bound; return the bytes that are left."""
        entries = sorted(self._entries())
        left = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if left <= self._max_bytes * _KEEP_SHARE:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                left -= size
        return left

    def _entries(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob(f"*/*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        return found

    def _path(self, clause: str, voice: Voice) -> Path:
        key = "\0".join(
            [clause, voice.model, f"{voice.pitch:.4f}", f"{voice.rate:.4f}", self._model_hash]
        )
        name = hashlib.sha256(key.encode("utf-8")).hexdigest()
        return self._folder / name[:2] / f"{name}{_SUFFIX}"
