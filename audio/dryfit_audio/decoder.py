"""Whisper's decoder, a step at a time, on the packed graphs of `decoder_graph`."""

import contextlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
from onnx import ModelProto

from dryfit_audio.decoder_graph import HEAD_SIZE, remember_graph, step_graph
from dryfit_audio.inference import load_onnx
from dryfit_audio.samples import Samples
from dryfit_audio.whisper_weights import Weights, read_weights
from dryfit_audio.whole_file import write_whole

SILENCE_STRIDE = 8
"""Higher: no quicker, and more is misheard. Lower: every token takes longer, three times at 1."""
_NEVER = np.float32(-1e9)
_BUILT = "v2"
"""Part of the file names: graphs of another make are not read."""
_PARTS: dict[str, Callable[[Weights], ModelProto]] = {
    "remember": remember_graph,
    "step": step_graph,
}


def thinned(silence: dict[str, Samples]) -> dict[str, Samples]:
    """Of what `remember` kept of a silent window, one frame in `SILENCE_STRIDE`, with its place."""
    places = np.arange(SILENCE_STRIDE // 2, silence["weights"].size, SILENCE_STRIDE)
    some = {
        name: kept[..., places] if name.startswith("sound_keys") else kept[:, :, places]
        for name, kept in silence.items()
        if name != "weights"
    }
    return {**some, "places": places.astype(np.float32)}


def followed_by(sound: dict[str, Samples], silence: dict[str, Samples]) -> dict[str, Samples]:
    """What `remember` kept of `sound`, and of thinned `silence` from where the sound ends.

    Frames of silence are hardly told apart, so one in `SILENCE_STRIDE` stands for its neighbours:
    a key with log n added to its scores gets the share of n equal keys.
    """
    later = slice(int(np.searchsorted(silence["places"], sound["weights"].size)), None)
    count = silence["places"][later].size
    rest = np.full(count, np.log(SILENCE_STRIDE), dtype=np.float32)
    joined = {"weights": np.concatenate([sound["weights"], rest])}
    for name, kept in sound.items():
        if name.startswith("sound_keys"):
            joined[name] = np.concatenate([kept, silence[name][..., later]], axis=3)
        elif name.startswith("sound_values"):
            joined[name] = np.concatenate([kept, silence[name][:, :, later]], axis=2)
    return joined


class Decoder:
    """The loaded graphs; keeps nothing between utterances and may be called from many threads."""

    def __init__(self, model_dir: Path, keep_in: Path | None, cpu_threads: int = 1) -> None:
        """Load the graphs from `keep_in`, or make them of `model_dir`'s weights and keep them."""
        self._model_dir, self._keep_in = model_dir, keep_in
        self._weights: Weights | None = None
        self._threads = cpu_threads
        self._remember = self._session("remember")
        self._step = self._session("step")
        self._weights = None
        self._outputs = [output.name for output in self._step.get_outputs()]
        caches = [one for one in self._step.get_inputs() if one.name.startswith(("keys", "values"))]
        self._empty = {
            one.name: np.zeros((1, int(one.shape[1]), 0, HEAD_SIZE), dtype=np.float32)
            for one in caches
        }

    def remember(self, encoded: Samples) -> dict[str, Samples]:
        """What the layers keep of encoded sound of shape (1, frames, d); each frame weighs 1."""
        names = [output.name for output in self._remember.get_outputs()]
        kept = dict(zip(names, self._remember.run(names, {"sound": encoded}), strict=True))
        return {**kept, "weights": np.zeros(encoded.shape[1], dtype=np.float32)}

    def silence(self, encode: Callable[[], Samples]) -> dict[str, Samples]:
        """What `followed_by` needs of a silent window; encoded only where it is not kept on disk.

        Encoding 30 s takes a second and leaves the process 100 MB larger.
        """
        path = self._keep_in / f"silence-{_BUILT}.npz" if self._keep_in else None
        if path is not None and path.exists():
            with contextlib.suppress(Exception), np.load(path) as kept:  # damaged: made anew below
                return {name: kept[name] for name in kept.files}
        made = thinned(self.remember(encode()))
        if path is not None:
            content = io.BytesIO()
            np.savez(content, **made)  # type: ignore[arg-type]
            write_whole(path, content.getvalue())
        return made

    def nothing_said(self) -> dict[str, Samples]:
        """The cache before the first token."""
        return dict(self._empty)

    def step(
        self, tokens: Sequence[int], first: int, said: dict[str, Samples], sound: dict[str, Samples]
    ) -> tuple[Samples, dict[str, Samples]]:
        """Logits (n, vocabulary) after each token, the first at place `first`, and the cache."""
        count = len(tokens)
        mask = np.zeros((count, first + count), dtype=np.float32)
        mask[:, first:] = np.triu(np.full((count, count), _NEVER), k=1)
        given = {
            "tokens": np.asarray(tokens, dtype=np.int64),
            "first": np.array([first], dtype=np.int64),
            "mask": mask,
        }
        found = self._step.run(self._outputs, {**given, **said, **sound})
        named = dict(zip(self._outputs, found, strict=True))
        logits: Samples = named.pop("logits")
        return logits, {name.removeprefix("new_"): cache for name, cache in named.items()}

    def _session(self, part: str) -> ort.InferenceSession:
        kept = self._keep_in / f"{part}-{_BUILT}.onnx" if self._keep_in else None
        if kept is not None and kept.exists():
            with contextlib.suppress(Exception):  # damaged: made anew below
                return load_onnx(str(kept), self._threads)
        if self._weights is None:
            self._weights = read_weights(self._model_dir / "model.bin", "decoder/")
        content = _PARTS[part](self._weights).SerializeToString()
        if kept is not None:
            write_whole(kept, content)
        return load_onnx(content, self._threads)
