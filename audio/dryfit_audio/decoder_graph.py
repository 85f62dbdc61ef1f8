"""Whisper's decoder as an ONNX graph with packed 8-bit weights, made from the CTranslate2 file.

Why not CTranslate2's own decoder: a step multiplies one row by every weight, and on processors
without AVX-512 its 8-bit product unpacks all of them anew for each token (16 ms for Whisper base on
the 2-core machine). ONNX runtime packs them once (`MatMulNBits`, blocks of 32): 5 ms.

The architecture is that of A. Radford and others, "Robust Speech Recognition via Large-Scale Weak
Supervision", 2022: pre-norm layers of self-attention, cross-attention and a GELU feed-forward.
Names of inputs and outputs:

* `remember`: `sound` (1, F, d) → `sound_keys_i` (1, H, 64, F), `sound_values_i` (1, H, F, 64)
* `step`: `tokens` (n), `first` (1: position of the first), `mask` (n, T + n), `keys_i` and
  `values_i` (1, H, T, 64), `sound_keys_i`, `sound_values_i`, `weights` (F: the logarithm of how
  many frames each stands for) → `logits` (n, vocabulary), `new_keys_i`, `new_values_i`
  (1, H, T + n, 64)
"""

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from dryfit_audio.whisper_weights import Weights

HEAD_SIZE = 64
_BLOCK = 32
_OPSETS = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
_IR_VERSION = 10


def layer_count(weights: Weights) -> int:
    """How many layers a decoder with these weights has."""
    return sum(name.endswith("self_attention/linear_0/weight") for name in weights)


def remember_graph(weights: Weights) -> ModelProto:
    """What each layer keeps of the encoded sound, made once an utterance."""
    graph = _Graph(weights)
    for index in range(layer_count(weights)):
        part = f"layer_{index}/attention/linear_1"
        both = graph.linear("sound", part, packed=False)
        keys, values = graph.split(both, 2)
        graph.call("Identity", graph.heads(keys, (0, 2, 3, 1)), output=f"sound_keys_{index}")
        graph.call("Identity", graph.heads(values, (0, 2, 1, 3)), output=f"sound_values_{index}")
        graph.give(f"sound_keys_{index}", [1, graph.head_count, HEAD_SIZE, "frames"])
        graph.give(f"sound_values_{index}", [1, graph.head_count, "frames", HEAD_SIZE])
    graph.take("sound", TensorProto.FLOAT, [1, "frames", graph.width])
    return graph.model()


def step_graph(weights: Weights) -> ModelProto:
    """One step: the next tokens in, the logits after each of them out."""
    graph = _Graph(weights)
    graph.take("tokens", TensorProto.INT64, ["n"])
    graph.take("first", TensorProto.INT64, [1])
    graph.take("mask", TensorProto.FLOAT, ["n", "all"])
    graph.take("weights", TensorProto.FLOAT, ["frames"])
    state = graph.embed()
    for index in range(layer_count(weights)):
        state = _layer(graph, index, state)
    state = graph.norm(state, "layer_norm")
    logits = graph.linear(state, "embeddings", bias=False)
    graph.call("Squeeze", logits, graph.constant(np.array([0])), output="logits")
    graph.give("logits", ["n", "vocabulary"])
    return graph.model()


def _layer(graph: "_Graph", index: int, state: str) -> str:
    name = f"layer_{index}"
    cache: list[str] = []
    for part in ("keys", "values"):
        graph.take(f"{part}_{index}", TensorProto.FLOAT, [1, graph.head_count, "past", HEAD_SIZE])
    graph.take(f"sound_keys_{index}", TensorProto.FLOAT, [1, graph.head_count, HEAD_SIZE, "frames"])
    graph.take(
        f"sound_values_{index}", TensorProto.FLOAT, [1, graph.head_count, "frames", HEAD_SIZE]
    )

    normed = graph.norm(state, f"{name}/self_attention/layer_norm")
    query, *new = graph.split(graph.linear(normed, f"{name}/self_attention/linear_0"), 3)
    for part, fresh in zip(("keys", "values"), new, strict=True):
        joined = graph.call(
            "Concat", f"{part}_{index}", graph.heads(fresh), output=f"new_{part}_{index}", axis=2
        )
        graph.give(joined, [1, graph.head_count, "all", HEAD_SIZE])
        cache.append(joined)
    keys = graph.call("Transpose", cache[0], perm=[0, 1, 3, 2])
    mixed = graph.attend(query, keys, cache[1], mask="mask")
    state = graph.call("Add", state, graph.linear(mixed, f"{name}/self_attention/linear_1"))

    normed = graph.norm(state, f"{name}/attention/layer_norm")
    query = graph.linear(normed, f"{name}/attention/linear_0")
    mixed = graph.attend(query, f"sound_keys_{index}", f"sound_values_{index}", mask="weights")
    state = graph.call("Add", state, graph.linear(mixed, f"{name}/attention/linear_2"))

    normed = graph.norm(state, f"{name}/ffn/layer_norm")
    wide = graph.call("Gelu", graph.linear(normed, f"{name}/ffn/linear_0"))
    return graph.call("Add", state, graph.linear(wide, f"{name}/ffn/linear_1"))


class _Graph:
    """Nodes, constants and edges of one graph as it grows; every method returns an edge's name."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}
        self._inputs: list[ValueInfoProto] = []
        self._outputs: list[ValueInfoProto] = []
        self.width = weights["embeddings/weight"].shape[1]
        self.head_count = self.width // HEAD_SIZE

    def take(self, name: str, kind: int, shape: list[int | str]) -> None:
        """Declare an input."""
        self._inputs.append(helper.make_tensor_value_info(name, kind, shape))

    def give(self, name: str, shape: list[int | str]) -> None:
        """Declare an output of floats."""
        self._outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def model(self) -> ModelProto:
        """All of it."""
        graph = helper.make_graph(
            self._nodes, "whisper", self._inputs, self._outputs, list(self._constants.values())
        )
        return helper.make_model(graph, opset_imports=_OPSETS, ir_version=_IR_VERSION)

    def call(
        self,
        operator: str,
        *inputs: str,
        output: str = "",
        domain: str = "",
        **options: float | list[int],
    ) -> str:
        """Add a node with one output."""
        name = output or f"edge_{len(self._nodes)}"
        node = helper.make_node(operator, list(inputs), [name], domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in options.items())
        self._nodes.append(node)
        return name

    def split(self, edge: str, parts: int) -> list[str]:
        """Cut the last axis into equal parts."""
        names = [f"edge_{len(self._nodes)}_{part}" for part in range(parts)]
        self._nodes.append(helper.make_node("Split", [edge], names, axis=-1, num_outputs=parts))
        return names

    def constant(self, values: npt.NDArray[np.generic], name: str = "") -> str:
        """Add a constant, once a name."""
        name = name or f"constant_{len(self._constants)}"
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def embed(self) -> str:
        """Tokens and where they stand, as the decoder's first state (1, n, d)."""
        half = self._weights["embeddings/weight"].astype(np.float16)
        rows = self.call("Gather", self.constant(half, "embeddings_half"), "tokens")
        words = self.call("Cast", rows, to=TensorProto.FLOAT)
        count = self.call("Shape", "tokens")
        end = self.call("Add", "first", count)
        positions = self.constant(self._weights["position_encodings/encodings"], "positions")
        places = self.call("Slice", positions, "first", end, self.constant(np.array([0])))
        summed = self.call("Add", words, places)
        return self.call("Unsqueeze", summed, self.constant(np.array([0])))

    def norm(self, edge: str, part: str) -> str:
        """Layer normalisation."""
        gamma = self.constant(self._weights[f"{part}/gamma"], f"{part}/gamma")
        beta = self.constant(self._weights[f"{part}/beta"], f"{part}/beta")
        return self.call("LayerNormalization", edge, gamma, beta, axis=-1, epsilon=1e-5)

    def linear(self, edge: str, part: str, bias: bool = True, packed: bool = True) -> str:
        """A product with a weight matrix, in 8 bits where `packed`, and its bias."""
        weight = self._weights[f"{part}/weight"]
        out, deep = weight.shape
        if packed:
            packed_weight, scales = _quantised(weight)
            product = self.call(
                "MatMulNBits",
                edge,
                self.constant(packed_weight, f"{part}/packed"),
                self.constant(scales, f"{part}/scales"),
                domain="com.microsoft",
                K=deep, N=out, bits=8, block_size=_BLOCK, accuracy_level=4,
            )  # fmt: skip
        else:
            product = self.call("MatMul", edge, self.constant(weight.T, f"{part}/weight"))
        if not bias:
            return product
        return self.call("Add", product, self.constant(self._weights[f"{part}/bias"], f"{part}/b"))

    def heads(self, edge: str, order: tuple[int, ...] = (0, 2, 1, 3)) -> str:
        """(1, n, d) as (1, heads, n, 64), or in another order of axes."""
        shape = self.constant(np.array([1, 0, -1, HEAD_SIZE]), "heads")
        return self.call("Transpose", self.call("Reshape", edge, shape), perm=list(order))

    def attend(self, query: str, keys: str, values: str, mask: str = "") -> str:
        """Scaled dot-product attention of all heads; `keys` are (1, H, 64, T)."""
        scale = self.constant(np.float32(HEAD_SIZE**-0.5).reshape(1), "scale")
        scores = self.call("MatMul", self.heads(self.call("Mul", query, scale)), keys)
        if mask:
            scores = self.call("Add", scores, mask)
        shares = self.call("Softmax", scores, axis=-1)
        mixed = self.call("Transpose", self.call("MatMul", shares, values), perm=[0, 2, 1, 3])
        return self.call("Reshape", mixed, self.constant(np.array([1, -1, self.width]), "joined"))


def _quantised(
    weight: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """Weights (out, in) as bytes around 128 (out, blocks, 32), and the scale of each block."""
    out, deep = weight.shape
    blocks = weight.reshape(out, deep // _BLOCK, _BLOCK)
    scales = np.abs(blocks).max(axis=-1, keepdims=True) / np.float32(127)
    scales = np.maximum(scales, np.float32(1e-12))
    whole = np.clip(np.round(blocks / scales) + 128, 1, 255).astype(np.uint8)
    return whole, scales.reshape(-1).astype(np.float32)
