"""Reads the variables of a CTranslate2 model file (`model.bin`, binary version 6).

The layout is the one that `ctranslate2.specs.ModelSpec` writes: a header, then name, shape, type
and bytes of each variable, little-endian.
"""

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from dryfit_audio.errors import EngineFailed

BINARY_VERSION = 6
_TYPES = {0: "<f4", 1: "<i1", 2: "<i2", 3: "<i4", 4: "<f2"}

Weights = dict[str, npt.NDArray[np.float32]]


def read_weights(path: Path, prefix: str) -> Weights:
    """The floating point variables whose names begin with `prefix`, without it, as float32.

    Raises:
        EngineFailed: code `engine-missing`; the file is of another kind or cut short.
    """
    try:
        with path.open("rb") as file:
            return _read(file, prefix)
    except (OSError, struct.error, ValueError, KeyError, UnicodeDecodeError) as cause:
        raise EngineFailed("engine-missing", f"{path.name} cannot be read: {cause}") from cause


def _read(file: BinaryIO, prefix: str) -> Weights:
    if _number(file, "<I") != BINARY_VERSION:
        raise ValueError("not a model file of CTranslate2 4")
    _name(file)
    _number(file, "<I")  # the revision of the specification
    found: Weights = {}
    for _ in range(_number(file, "<I")):
        name = _name(file)
        shape = [_number(file, "<I") for _ in range(_number(file, "<B"))]
        kind, size = _TYPES[_number(file, "<B")], _number(file, "<I")
        if not name.startswith(prefix) or kind not in ("<f4", "<f2"):
            file.seek(size, 1)
            continue
        values = np.frombuffer(file.read(size), dtype=kind).reshape(shape)
        found[name.removeprefix(prefix)] = values.astype(np.float32)
    return found


def _number(file: BinaryIO, kind: str) -> int:
    (value,) = struct.unpack(kind, file.read(struct.calcsize(kind)))
    return int(value)


def _name(file: BinaryIO) -> str:
    return file.read(_number(file, "<H")).rstrip(b"\0").decode("utf-8")
