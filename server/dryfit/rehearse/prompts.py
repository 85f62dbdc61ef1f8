"""Search the prompts of simulated sessions for what the persona still keeps to itself.

The search is not the filter that the prompts are made with: it looks for the authored words, for
`leaks` (the measure of rehearsals), and for likeness of meaning by embedding. The talk itself is
not searched: the learner has heard and said it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dryfit.persona.embed import Embedder, Remembering
from dryfit.persona.move import Move
from dryfit.persona.reader import Reader
from dryfit.persona.state import PersonaState
from dryfit.rehearse.leaks import leaks
from dryfit.rehearse.rehearse import Exchange, Stage
from dryfit.reply.brief import Brief, Briefing, Said
from dryfit.reply.secrets import Secret, Secrets
from dryfit.scenario.hidden import LEVELS
from dryfit.scenario.schema import Scenario

MEANS_AT_LEAST = 0.6
"""Likeness of a line of a prompt to a secret that counts as found, where it is not nearer to what
the learner may hear anyway. Lower: two sentences about the same room are found."""


@dataclass(slots=True)
class Found:
    """What a search came to."""

    prompts: int = 0
    lines: int = 0
    given_away: list[tuple[str, str, str]] = field(default_factory=list)
    """Scenario, the secret, and the line of the prompt that holds it."""


class PromptSearch:
    """Searches one scenario."""

    def __init__(self, scenario: Scenario, reader: Reader, embedder: Embedder) -> None:
        self.found = Found()
        self._scenario = scenario
        self._embed = Remembering(embedder, 20_000)
        self._secrets = Secrets(scenario, self._embed)
        self._briefing = Briefing(scenario, self._secrets)
        self._stage = Stage(scenario, reader, self._watch)
        self._clean: set[tuple[str, tuple[tuple[str, str], ...]]] = set()

    def play(self, learner: str, seed: int, difficulty: str) -> None:
        """One session; every prompt that it would send is searched."""
        self._stage.play(learner, seed, difficulty)

    def search(self, brief: Brief, state: PersonaState, move: Move) -> None:
        """Look through one prompt."""
        self.found.prompts += 1
        for line in (*brief.system.splitlines(), *brief.direction.splitlines()):
            key = (line, tuple(sorted(state.disclosed.items())))
            if key in self._clean:
                continue
            self.found.lines += 1
            held = self._holds(line, state, move)
            if held:
                self.found.given_away.append((self._scenario.id, held, line))
            else:
                self._clean.add(key)

    def _watch(self, state: PersonaState, move: Move, line: str, talk: Sequence[Exchange]) -> None:
        said = tuple(Said(who == "learner", text) for who, text in talk)
        brief = self._briefing.brief(state, move, line, said)
        if brief:
            self.search(brief, state, move)

    def _holds(self, line: str, state: PersonaState, move: Move) -> str:
        kept = self._secrets.kept(state.disclosed)
        for secret in kept:
            if secret.text.strip(" .!?").lower() in line.lower():
                return secret.text
        found = leaks(self._scenario, state, line)
        if found:
            return f"{found[0].concern}: {found[0].level}"
        return self._means(line, [secret for secret in kept if secret.level != LEVELS[0]], move)

    def _means(self, line: str, kept: Sequence[Secret], move: Move) -> str:
        if not self._scenario.language.startswith("en"):
            return ""  # the embeddings know English alone
        free = [text for text in (*move.candidates, *self._scenario.opening.lines) if text]
        vectors = self._embed.embed([line, *free, *(secret.text for secret in kept)])
        likeness = vectors[1:] @ vectors[0]
        allowed = float(likeness[: len(free)].max(initial=0.0))
        for secret, alike in zip(kept, likeness[len(free) :], strict=True):
            if float(alike) >= MEANS_AT_LEAST and float(alike) > allowed:
                return secret.text
        return ""
