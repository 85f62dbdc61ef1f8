"""Does a text give away what the persona still keeps to itself? By its words and by its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dryfit.persona.embed import Embedder, Vectors
from dryfit.persona.words import content_words
from dryfit.scenario.hidden import LEVELS, Concern
from dryfit.scenario.schema import Scenario

MEANS_AT_LEAST = 0.45
"""Likeness to a secret from which a text tells it. Lower, and harmless lines are stopped; higher,
and a secret in other words passes."""
MEANS_WITH_A_WORD = 0.25
"""The same, for a text with one telling word in it: that of a stranger's small talk is lower."""
TOUCHES_AT_LEAST = 0.33
"""Likeness to a secret from which a trait or a habit is kept out of every prompt. Higher, and a
model may guess at what is hidden; lower, and it knows little about whom it speaks for."""
SUGGESTS_AT_LEAST = 0.28
"""Likeness to a secret, or to what is asked about it, from which a model's sentence is stopped
where it is less like anything harmless. Lower: more authored lines are said instead; higher: a
secret in quite other words passes."""
TELLING_WORDS = 2
"""So many telling words give it away whatever the sentence means."""

Disclosed = Mapping[str, str]
"""Concern id → the last stage that is out; absent: nothing is."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One thing that may not be said yet. `telling` are stems no public text of the file holds."""

    concern: str
    level: str
    text: str
    telling: frozenset[str]


class Secrets:
    """Of one scenario. Safe to share between threads."""

    def __init__(self, scenario: Scenario, embedder: Embedder) -> None:
        self._language = scenario.language
        self._embedder = embedder
        known = self._words(*_public(scenario))
        self._all = tuple(
            Secret(concern.id, level, text, self._words(text) - known)
            for concern in scenario.hidden_concerns
            for level, text in _texts(concern)
        )
        self._vectors: Vectors = embedder.embed([secret.text for secret in self._all])
        self._public: Vectors = embedder.embed(_public(scenario))
        self._own: Vectors = embedder.embed(_own_lines(scenario))
        self._about = {
            concern.id: embedder.embed(concern.about)
            for concern in scenario.hidden_concerns
            if concern.about
        }
        # The embeddings were trained on English; elsewhere every sentence looks like every other.
        self._by_meaning = scenario.language.lower().startswith("en")

    def kept(self, disclosed: Disclosed) -> tuple[Secret, ...]:
        """What may not be said while no more than that is out."""
        return tuple(secret for secret in self._all if _is_kept(secret, disclosed))

    def touches(self, text: str) -> bool:
        """Whether a text is near anything hidden: what a model is never told in advance."""
        if not text.strip():
            return False
        said = self._words(text)
        alike = self._vectors @ self._embedder.embed([text])[0]
        near = self._by_meaning and float(alike.max(initial=0.0)) >= TOUCHES_AT_LEAST
        return near or any(said & secret.telling for secret in self._all)

    def told(
        self, text: str, disclosed: Disclosed, heard: str = "", granted: Sequence[str] = ()
    ) -> Secret | None:
        """The first secret that `text` gives away.

        Words that the learner used (`heard`) tell nothing, nor does what is more like something
        that may be said: a public line, what is out already, or a `granted` line.
        """
        kept = [_is_kept(one, disclosed) for one in self._all]
        if not any(kept) or not text.strip():
            return None
        vector = self._embedder.embed([text])[0]
        likeness = self._vectors @ vector
        out = [one.text for one, is_kept in zip(self._all, kept, strict=True) if not is_kept]
        free = self._embedder.embed([*out, *granted]) @ vector
        harmless = max(float((self._public @ vector).max()), float(free.max(initial=0.0)))
        said = self._words(text) - self._words(heard, *out, *granted)
        for secret, is_kept, alike in zip(self._all, kept, likeness, strict=True):
            means = float(alike) if float(alike) > harmless else 0.0
            if is_kept and self._tells(text, said & secret.telling, means, secret):
                return secret
        return None

    def suggests(self, text: str, disclosed: Disclosed, free: Sequence[str] = ()) -> bool:
        """Whether `text` is nearer to what is kept back than to anything harmless.

        Harmless are what an author wrote for anybody, what is out, and `free`: what may be said now
        and what both have said. Finer than `told`, and wrong more often: for sentences that can be
        said in another way.
        """
        kept = {secret.concern for secret in self.kept(disclosed)}
        if not self._by_meaning or not kept or text.rstrip().endswith("?"):
            return False
        vector = self._embedder.embed([text])[0]
        out = [one.text for one in self._all if not _is_kept(one, disclosed)]
        said = self._embedder.embed([*out, *filter(None, free)])
        harmless = max(_nearest(lines, vector) for lines in (self._public, self._own, said))
        secrets = np.array([_is_kept(one, disclosed) for one in self._all])
        near = [_nearest(self._vectors[secrets], vector)]
        near += [_nearest(lines, vector) for name, lines in self._about.items() if name in kept]
        return max(near) >= max(SUGGESTS_AT_LEAST, harmless)

    def _tells(self, text: str, shared: frozenset[str], means: float, secret: Secret) -> bool:
        if secret.text.strip(" .!?").lower() in text.lower():
            return True
        if secret.level == LEVELS[0]:
            return len(shared) > TELLING_WORDS
        if len(shared) >= TELLING_WORDS:
            return True
        if not self._by_meaning:
            return bool(shared)
        return means >= (MEANS_WITH_A_WORD if shared else MEANS_AT_LEAST)

    def _words(self, *texts: str) -> frozenset[str]:
        return content_words(" ".join(texts), self._language)


def _nearest(lines: Vectors, vector: Vectors) -> float:
    return float((lines @ vector).max(initial=0.0))


def _is_kept(secret: Secret, disclosed: Disclosed) -> bool:
    stage = disclosed.get(secret.concern, "")
    return not stage or LEVELS.index(secret.level) > LEVELS.index(stage)


def _texts(concern: Concern) -> list[tuple[str, str]]:
    staged = [(stage.level, line) for stage in concern.stages for line in stage.lines]
    return [*staged, (LEVELS[-1], concern.concern)]


def _own_lines(scenario: Scenario) -> list[str]:
    """What the author has her say, and the facts that she tells when asked."""
    facts = [text for item in scenario.persona.knowledge for text in (item.fact, *item.lines)]
    spoken = [line for lines in scenario.lines.values() for line in lines]
    return [*facts, *spoken] or [scenario.title]


def _public(scenario: Scenario) -> list[str]:
    """What a learner reads before the talk, or hears whatever they do in it."""
    situation, concerns = scenario.situation, scenario.hidden_concerns
    return [
        scenario.title, scenario.goal, situation.shared, situation.learner_role,
        situation.learner_brief, situation.learner_goal, *scenario.opening.lines,
        *(concern.cover_story for concern in concerns),
        *(line for concern in concerns for line in concern.cover_lines),
        *(line for objection in scenario.objections for line in objection.lines),
    ]  # fmt: skip
