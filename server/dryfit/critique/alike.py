"""How alike two sentences mean, from sentence embeddings: for rubric items in free words."""

from dryfit.persona.embed import Embedder, Vectors


class Alike:
    """Call it with two sentences; 0 means nothing in common, 1 the same. Embeds each text once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    def __call__(self, one: str, other: str) -> float:
        """Cosine of the two sentences' embeddings, not below 0."""
        return max(0.0, float(self._vector(one) @ self._vector(other)))

    def _vector(self, text: str) -> Vectors:
        if text not in self._known:
            self._known[text] = self._embedder.embed([text])[0]
        return self._known[text]
