"""Sentence embeddings: the forward pass of all-MiniLM-L6-v2 in numpy.

Six BERT layers (Devlin et al. 2019, post-layer-norm), mean pooling over tokens and unit length, as
the model card of sentence-transformers/all-MiniLM-L6-v2 says. No torch: at one sentence the work
is a few milliseconds of matrix products.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import Lock, get_ident
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from dryfit.persona.words import content_words

Vectors = NDArray[np.float32]

LAYERS = 6
HEADS = 12
WIDTH = 384
EPSILON = 1e-12
MAX_TOKENS = 128
"""The model was trained on at most 128 word pieces; what comes after is not looked at."""

MAX_BATCH = 16
"""Sentences in one pass; larger, and a long turn takes more memory without being faster."""


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product says how alike they mean."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), width), rows of unit length."""
        ...


class MiniLM:
    """The real model. Holds only read-only arrays, so threads may share it."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds `model.safetensors` and `tokenizer.json`."""
        # One BLAS thread: on sentences this short more threads only wait for each other, and
        # they would take the cores from recognition.
        threadpool_limits(limits=1, user_api="blas")
        self._weights: dict[str, Vectors] = load_file(folder / "model.safetensors")
        for name in self._weights:
            # Laid out the way they are multiplied, which makes a short sentence a third quicker.
            if name.startswith("encoder.") and name.endswith("dense.weight"):
                self._weights[name] = np.ascontiguousarray(self._weights[name].T)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._fused = [self._fuse(layer) for layer in range(LAYERS)]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one a text. Empty input gives shape (0, 384)."""
        made = np.zeros((len(texts), WIDTH), np.float32)
        ids = [self._tokenizer.encode(text).ids for text in texts]
        order = sorted(range(len(ids)), key=lambda index: len(ids[index]))
        for start in range(0, len(order), MAX_BATCH):
            rows = order[start : start + MAX_BATCH]
            made[rows] = self._forward([ids[row] for row in rows])
        return made

    def _fuse(self, layer: int) -> tuple[Vectors, Vectors]:
        """Query, key and value as one product, and weights laid out for it."""
        base = f"encoder.layer.{layer}.attention.self."
        parts = ("query", "key", "value")
        weight = np.concatenate([self._weights[f"{base}{part}.weight"] for part in parts])
        bias = np.concatenate([self._weights[f"{base}{part}.bias"] for part in parts])
        return np.ascontiguousarray(weight.T), bias

    def _forward(self, ids: list[list[int]]) -> Vectors:
        length = max(len(row) for row in ids)
        tokens = np.zeros((len(ids), length), np.int64)
        mask = np.zeros((len(ids), length), np.float32)
        for row, pieces in enumerate(ids):
            tokens[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
        hidden = self._embeddings(tokens)
        blocked = (mask[:, None, None, :] - 1) * np.float32(1e9)
        for layer in range(LAYERS):
            hidden = self._layer(hidden, blocked, layer)
        weight = mask[:, :, None]
        pooled = (hidden * weight).sum(axis=1) / weight.sum(axis=1)
        norms = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(norms, 1e-9), np.float32)

    def _embeddings(self, tokens: NDArray[np.int64]) -> Vectors:
        weights = self._weights
        hidden = (
            weights["embeddings.word_embeddings.weight"][tokens]
            + weights["embeddings.position_embeddings.weight"][: tokens.shape[1]]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        return self._norm(hidden, "embeddings.LayerNorm")

    def _layer(self, hidden: Vectors, blocked: Vectors, layer: int) -> Vectors:
        base = f"encoder.layer.{layer}."
        rows, length, _ = hidden.shape
        weight, bias = self._fused[layer]
        mixed = (hidden @ weight + bias).reshape(rows, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = np.moveaxis(mixed, 2, 0).swapaxes(2, 3)
        scores = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(WIDTH / HEADS)) + blocked
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        context = (scores @ value).swapaxes(1, 2).reshape(rows, length, WIDTH)
        seen = self._linear(context, base + "attention.output.dense")
        hidden = self._norm(hidden + seen, base + "attention.output.LayerNorm")
        inner = _gelu(self._linear(hidden, base + "intermediate.dense"))
        outer = self._linear(inner, base + "output.dense")
        return self._norm(hidden + outer, base + "output.LayerNorm")

    def _linear(self, values: Vectors, name: str) -> Vectors:
        made = values @ self._weights[name + ".weight"] + self._weights[name + ".bias"]
        return np.asarray(made, np.float32)

    def _norm(self, values: Vectors, name: str) -> Vectors:
        mean = values.mean(axis=-1, keepdims=True)
        spread = values.var(axis=-1, keepdims=True)
        scaled = (values - mean) / np.sqrt(spread + np.float32(EPSILON))
        made = scaled * self._weights[name + ".weight"] + self._weights[name + ".bias"]
        return np.asarray(made, np.float32)


def _gelu(values: Vectors) -> Vectors:
    """GELU with the error function by Abramowitz and Stegun 7.1.26 (absolute error < 1.5e-7)."""
    scaled = np.abs(values) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * scaled)
    poly = np.float32(1.061405429) * t
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        poly = (poly + np.float32(factor)) * t
    erf = np.sign(values) * (1 - poly * np.exp(-scaled * scaled))
    return np.asarray(0.5 * values * (1 + erf), np.float32)


class Remembering:
    """Keeps the vectors of texts seen before: a turn is often read twice, first on a guess."""

    def __init__(self, embedder: Embedder, size: int = 4096) -> None:
        """Keeps at most `size` texts, the oldest forgotten first."""
        self._embedder = embedder
        self._size = size
        self._kept: dict[str, Vectors] = {}
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As the embedder under it, and the same vectors."""
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            made = self._embedder.embed(missing)
            known.update(zip(missing, made, strict=True))
            with self._lock:
                self._kept.update((text, known[text]) for text in missing)
                while len(self._kept) > self._size:
                    del self._kept[next(iter(self._kept))]
        rows = [known[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, WIDTH), np.float32)


class OnDisk:
    """Keeps the vectors of long lists of texts in a folder, so that a scenario is embedded once.

    Short lists go straight through. A damaged or foreign file is ignored and written anew.
    """

    LONG = 32

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        """`folder` is made when first needed."""
        self._embedder = embedder
        self._folder = folder

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As the embedder under it, from the folder where the same list was seen before."""
        if len(texts) < self.LONG:
            return self._embedder.embed(texts)
        name = hashlib.sha256("\x1f".join(["minilm-1", *texts]).encode()).hexdigest()[:32]
        path = self._folder / f"{name}.npy"
        kept = _read_vectors(path, len(texts))
        if kept is None:
            kept = self._embedder.embed(texts)
            self._write(path, kept)
        return kept

    def _write(self, path: Path, vectors: Vectors) -> None:
        part = path.with_suffix(f".{get_ident()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                np.save(file, vectors)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)  # a full disk costs time at the next start, no more


def _read_vectors(path: Path, rows: int) -> Vectors | None:
    try:
        made = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    right = made.shape == (rows, WIDTH) and made.dtype == np.float32
    return np.asarray(made, np.float32) if right else None


class WordOverlap:
    """Stand-in where no model reads the language: hashed word stems, so only shared words count."""

    def __init__(self, language: str = "en") -> None:
        """`language` (BCP 47) decides how words are cut to their stems."""
        self._language = language

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of hashed stems, one a text."""
        made = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in enumerate(texts):
            # The text itself counts as one word more, so that one word in common is not likeness.
            for word in (*content_words(text, self._language), f"={text.lower()}"):
                digest = hashlib.blake2s(word.encode(), digest_size=4).digest()
                made[row, int.from_bytes(digest, "big") % WIDTH] = 1
        norms = np.linalg.norm(made, axis=1, keepdims=True)
        return np.asarray(made / np.maximum(norms, 1e-9), np.float32)
