"""Read one learner turn: which acts, about what, with which figures, meeting which criteria."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Lock

import numpy as np

from dryfit.persona.acts import COMPILED, EXCLUDES, FILLERS, INLINE, TAG
from dryfit.persona.acts_es import COMPILED_ES, FILLERS_ES, FOLLOW_UP_ES, TAG_ES
from dryfit.persona.cast import Cast, CriterionPhrases, TopicPhrases, make_cast
from dryfit.persona.clauses import clauses, tidy
from dryfit.persona.concepts import NAMED_REASSURANCE, NAMED_RUDENESS, WITHHELD
from dryfit.persona.embed import Embedder, OnDisk, Remembering, Vectors, WordOverlap
from dryfit.persona.figures import figures
from dryfit.persona.reading import (
    QUESTIONS,
    Act,
    ActFound,
    CriterionHit,
    Figure,
    Heard,
    Reading,
)
from dryfit.persona.words import content_words, fold
from dryfit.scenario.schema import Scenario

TOPIC_AT_LEAST = 0.5
"""Likeness that makes a sentence be about a topic; lower, and small talk opens secrets."""

FACT_AT_LEAST = 0.52
"""Likeness at which a question gets a known fact as its answer; lower, and answers miss."""

CRITERION_AT_LEAST = 0.56
"""Likeness to an example at which a criterion counts as met; lower, and vague talk settles it."""

PHRASE_AT_LEAST = 0.48
"""The same, to an author's bare phrase, which no learner would say word for word."""

WORD_BONUS = 0.09
"""Likeness added for each telling word shared with a topic, up to two."""

UNSURE_BELOW = 0.35
"""Recogniser confidence under which the persona asks again; higher, and noisy sites stall."""

CASTS_KEPT = 64
"""Scenarios kept ready; each saved change to a file is one more. Fewer, and a large library is
embedded again and again; more, and a server grows while trainers write."""

STRONG = 0.8
LEAST_WORDS_UNSURE = 3
"""Shorter ones are what the rules take them for. Lower: "at nine" is asked about, and waits."""
ACTIVE = frozenset({Act.OFFER, Act.CLOSE, Act.ANSWER, Act.AGREEMENT, Act.INTRODUCTION, Act.APOLOGY})
"""Acts by which a learner can meet a criterion: saying what they would do."""

_RISK = re.compile(r"risk", re.IGNORECASE)


class Reader:
    """Reads turns against a prepared scenario. Safe to share between threads."""

    def __init__(self, embedder: Embedder | None, keep_in: Path | None = None) -> None:
        """Without an embedder, likeness is counted in shared words alone.

        So it is in a language that the model was not made for.

        `keep_in` is a folder where scenarios once embedded are kept, which saves seconds.
        """
        under: Embedder = embedder or WordOverlap()
        keeps = embedder is not None and keep_in is not None
        self._phrases: Embedder = OnDisk(under, keep_in) if keeps and keep_in else under
        self._embedder: Embedder = Remembering(under)
        self._lexical = {"es": WordOverlap("es")}
        self._casts: dict[int, tuple[Scenario, Cast]] = {}
        self._lock = Lock()

    def prepare(self, scenario: Scenario) -> Cast:
        """Embed a scenario's phrases; the same scenario object is prepared once."""
        with self._lock:
            kept = self._casts.get(id(scenario))
            if kept is None:
                lexical = self._lexical.get(spoken(scenario))
                kept = (scenario, make_cast(scenario, lexical or self._phrases))
                while len(self._casts) >= CASTS_KEPT:
                    self._casts.pop(next(iter(self._casts)))
                self._casts[id(scenario)] = kept
            return kept[1]

    def likeness(self, one: str, other: str) -> float:
        """How alike two sentences are, 0 to 1."""
        vectors = self._embedder.embed([one, other])
        return max(0.0, float(vectors[0] @ vectors[1]))

    def read(self, cast: Cast, heard: Heard) -> Reading:
        """The reading of one turn; never raises on any text."""
        text = tidy(heard.text)
        pieces = clauses(text)
        if not pieces or heard.confidence < UNSURE_BELOW:
            return self._unclear(heard, pieces)
        language = spoken(cast.scenario)
        vectors = self._lexical.get(language, self._embedder).embed(pieces)
        told = dict(heard.told)
        found: list[ActFound] = []
        hits: list[CriterionHit] = []
        for sentence, vector in zip(pieces, vectors, strict=True):
            numbers = figures(sentence, language)
            bids = heard.interrupted and _BID.fullmatch(sentence)
            acts = find_acts("wait" if bids else sentence, heard.last_persona_line, language)
            if sentence in told and _is_unsure(acts):
                acts = [(told[sentence], STRONG)]
            greets = acts[0][0] is Act.GREETING
            topics = () if greets else _topics(cast, sentence, vector)
            if acts[0][0] is Act.CLOSED_QUESTION:
                topics = _of_fact(topics)
            if follows_up(sentence, language):
                topics = (*topics, FOLLOW_UP)
            found += [ActFound(act, sentence, weight, topics, numbers) for act, weight in acts]
            names = frozenset(act for act, _ in acts)
            hits += _hits(cast, sentence, vector, names, numbers)
        return Reading(
            text=heard.text,
            acts=tuple(found),
            hits=tuple(_without_lone_reassurance(hits, found)),
            words=len(heard.text.split()),
            duration_s=heard.duration_s,
            interrupted=heard.interrupted,
            confidence=heard.confidence,
        )

    def unsure_of(self, cast: Cast, heard: Heard) -> tuple[str, ...]:
        """The sentences of a turn whose acts the rules are unsure of, word for word."""
        language = spoken(cast.scenario)
        return tuple(
            sentence
            for sentence in clauses(tidy(heard.text))
            if len(sentence.split()) >= LEAST_WORDS_UNSURE
            and _is_unsure(find_acts(sentence, heard.last_persona_line, language))
        )

    def _unclear(self, heard: Heard, pieces: list[str]) -> Reading:
        sentence = pieces[0] if pieces else ""
        return Reading(
            text=heard.text,
            acts=(ActFound(Act.UNCLEAR, sentence, 1.0),),
            words=len(heard.text.split()),
            duration_s=heard.duration_s,
            interrupted=heard.interrupted,
            confidence=heard.confidence,
        )


def _is_unsure(acts: list[tuple[Act, float]]) -> bool:
    """No rule was strong; what ends a talk is never left to others."""
    ends = (Act.META, Act.INSULT, Act.STOP)
    return acts[0][1] < STRONG and not any(act in ends for act, _ in acts)


_FOLLOW_UP = re.compile(
    r"^(?:(?:oh|ok|okay|really|huh|and|but|so|well|wow)[, ]+)*(?:why(?: not| is that|"
    r"'s that)?|how come|how so|"
    r"what do you mean(?: by that)?|like what|such as|meaning what|in what way|go on|say more|"
    r"tell me more(?: about (?:that|it))?|what kind of (?:trouble|problem|mess|thing)|what trouble|"
    r"(?:and )?then what|what happened(?: then| next| after(?: that)?)?|what was it(?: then)?|"
    r"what is it(?: then)?|what came after|after what|what thing|who(?: was it| called|"
    r" complained)?)$"
)
FOLLOW_UP = "follow_up"
"""Topic of a short question that leans on what the persona just said."""

_BID = re.compile(
    r"(?:please |no |okay |hey )*(?:(?:stop|alto)(?: it| there)?[ ,.!]*)+(?:please)?[.! ]*",
    re.IGNORECASE,
)
"""Said over the persona it stops her, not the session."""

_NOW = re.compile(r"today|tonight|this (?:morning|afternoon|evening)", re.IGNORECASE)
"""A day that is more often talked about than asked for: "it's quiet today"."""

_ASKS = re.compile(r"^(?:so |then )?(?:can|could|would|will|shall|let's|how about)\b")

_SUGGESTS_ES = re.compile(r"^(?:que (?:tal|te parece) si|y si|podemos|podriamos)\b")
_PLAINLY_ASKS = re.compile(
    r"^(?:what (?:happens|happened|would|will|did|do|does|is|was|were|makes|made|keeps)\b|"
    r"why\b(?! (?:don't (?:we|i)|won't you|can't you|not)\b)|how (?:come|did|do|does|would)\b|"
    r"where (?:does|did)\b)"
)
_NOT_ASKED = frozenset({Act.OFFER, Act.PRESSURE, Act.ARGUE})
"""Acts that a plain question is not, whatever words are in it: "what happens if it's not done by
Friday" offers nothing."""

_DATED = re.compile(
        r"^(?:so )?(?:would|could|can|how about|what about|does|is|shall|may|let's|say|maybe|"
        r"i could|we could|i can|we can)\b")  # fmt: skip


def spoken(scenario: Scenario) -> str:
    """The language that a scenario's reader needs a table for: "en" or "es"."""
    return "es" if scenario.language.lower().startswith("es") else "en"


def follows_up(sentence: str, language: str = "en") -> bool:
    """Whether a short question leans on what was just said."""
    if language == "es":
        return bool(FOLLOW_UP_ES.match(fold(sentence).strip(" ,.!?¿¡")))
    return bool(_FOLLOW_UP.match(sentence.lower().strip(" ,.!?")))


def find_acts(
    sentence: str, last_persona_line: str = "", language: str = "en"
) -> list[tuple[Act, float]]:
    """Acts of one sentence with their weights, the surest first; never empty."""
    table = COMPILED
    low = sentence.lower().strip(" ,.!?")
    plain = INLINE.sub("", FILLERS.sub("", low + " ").strip()).strip() or low
    if language == "es":
        table = COMPILED_ES
        low = fold(sentence).strip(" ,.!?¿¡")
        plain = FILLERS_ES.sub("", low + " ").strip() or low
    weights: dict[Act, float] = {}
    for act, weight, pattern in table:
        if weight > weights.get(act, 0) and (pattern.search(plain) or pattern.search(low)):
            weights[act] = weight
    if Act.OPEN_QUESTION in weights and _PLAINLY_ASKS.match(plain):
        weights = {act: w for act, w in weights.items() if act not in _NOT_ASKED}
    strong = [act for act, weight in weights.items() if weight >= STRONG]
    dropped = {other for act in strong for other in EXCLUDES.get(act, frozenset()) if other != act}
    kept = {act: weight for act, weight in weights.items() if act not in dropped}
    if language == "es" and (sentence.startswith("¿") or TAG_ES.search(plain)):
        kept = _asked(kept, plain)
    if not any(weight >= STRONG for weight in kept.values()):
        kept = _weak(plain, kept, last_persona_line)
    if language == "en":
        kept = _with_figures(sentence, plain, kept)
    sure = [(act, weight) for act, weight in kept.items() if weight >= 0.5]
    return sorted(sure, key=lambda item: -item[1])


def _asked(kept: dict[Act, float], plain: str) -> dict[Act, float]:
    """A marked question: what asks or suggests stays, anything else asks for a yes or no."""
    if Act.OFFER in kept and _SUGGESTS_ES.match(plain):
        return kept
    if kept.keys() & {
        Act.OPEN_QUESTION,
        Act.CLOSED_QUESTION,
        Act.CLOSE,
        Act.GREETING,
        Act.INSULT,
        Act.PRESSURE,
        Act.SMALL_TALK,
    }:
        return {act: weight for act, weight in kept.items() if act is not Act.REFLECTION}
    return {Act.CLOSED_QUESTION: 0.85}


def _with_figures(sentence: str, plain: str, kept: dict[Act, float]) -> dict[Act, float]:
    """A day in a suggestion asks to close; a price in a statement is an offer."""
    asks = _ASKS.match(plain)
    named = [item for item in figures(sentence) if asks or not _NOW.match(item.text)]
    kinds = {figure.kind for figure in named}
    suggests = {Act.CLOSED_QUESTION, Act.OFFER} & kept.keys()
    plural = re.search(r"days\b", plain)
    if "date" in kinds and suggests and _DATED.search(plain) and not plural:
        kept = {act: weight for act, weight in kept.items() if act is not Act.CLOSED_QUESTION}
        kept[Act.CLOSE] = 0.85
    if "date" in kinds and len(plain.split()) <= 6 and {Act.ANSWER, Act.AGREEMENT} & kept.keys():
        kept = {**kept, Act.CLOSE: 0.8}
    if "price" in kinds and Act.ANSWER in kept:
        kept = {Act.OFFER: 0.8}
    return kept


def _weak(plain: str, kept: dict[Act, float], last_persona_line: str) -> dict[Act, float]:
    """No rule was sure: a tag makes a question, words make an answer, noise is unclear."""
    if TAG.search(plain) and len(plain.split()) > 3:
        return {**kept, Act.CLOSED_QUESTION: 0.7}
    if any(weight >= 0.5 for weight in kept.values()):
        return kept
    letters = sum(char.isascii() and char.isalpha() for char in plain)
    known = letters >= 2 and letters >= 0.5 * len(plain.replace(" ", ""))
    if not known or (len(plain) > 8 and not re.search(r"[aeiouy]", plain)):
        return {Act.UNCLEAR: 0.8}
    return {Act.ANSWER: 0.6 if last_persona_line.rstrip().endswith("?") else 0.55}


def _topics(cast: Cast, sentence: str, vector: Vectors) -> tuple[str, ...]:
    said = content_words(sentence, spoken(cast.scenario))
    scored = []
    for topic in cast.topics:
        score = _likeness(topic, vector, said)
        least = FACT_AT_LEAST if topic.id.startswith("fact:") else TOPIC_AT_LEAST
        if score >= least:
            scored.append((score, topic.id))
    return tuple(topic_id for _, topic_id in sorted(scored, reverse=True))


def _of_fact(topics: tuple[str, ...]) -> tuple[str, ...]:
    """A closed question that a fact answers best asks for that fact, and touches nothing else."""
    if not topics or not topics[0].startswith("fact:"):
        return topics
    return tuple(topic for topic in topics if topic.startswith(("fact:", "objection:")))


def _likeness(topic: TopicPhrases, vector: Vectors, said: frozenset[str]) -> float:
    if not len(topic.vectors):
        return 0.0
    alike = float(np.max(topic.vectors @ vector))
    return alike + WORD_BONUS * min(2, len(said & topic.words))


def _hits(
    cast: Cast,
    sentence: str,
    vector: Vectors,
    acts: frozenset[Act],
    numbers: tuple[Figure, ...],
) -> list[CriterionHit]:
    found = []
    for item in cast.criteria:
        score = _met(item, sentence, vector, acts, numbers)
        if score > 0:
            found.append(CriterionHit(item.target, item.what, sentence, round(score, 3)))
    return _kindly(found)


def _kindly(hits: list[CriterionHit]) -> list[CriterionHit]:
    """A sentence that is more like something that helps than like a deal breaker breaks nothing."""
    good = (".resolved_by", ".accept_if")
    best = max((hit.score for hit in hits if hit.target.endswith(good)), default=0.0)
    return [hit for hit in hits if hit.target != "deal_breaker" or hit.score >= best]


def _met(
    item: CriterionPhrases,
    sentence: str,
    vector: Vectors,
    acts: frozenset[Act],
    numbers: tuple[Figure, ...],
) -> float:
    """How surely a sentence meets a criterion; 0 when it does not."""
    if item.target == "deal_breaker":
        return _breaks(item, sentence, vector, acts)
    if item.target.endswith(".not_resolved_by") and NAMED_REASSURANCE.search(item.what):
        return 0.9 if acts & {Act.REASSURANCE, Act.PITCH} else 0.0
    low = sentence.lower()
    if not acts & ACTIVE or acts & {Act.META, Act.INSULT}:
        return 0.0
    if WITHHELD.search(low):
        alike = _alike(item.withheld, vector)
        return alike if alike >= CRITERION_AT_LEAST else 0.0
    kinds = {figure.kind for figure in numbers}
    for concept in item.concepts:
        if concept.said.search(low) and (not concept.needs or kinds & set(concept.needs)):
            # Of two that a sentence names, the one it is more like comes first.
            return 0.9 + 0.09 * max(0.0, _alike(item.vectors, vector))
    alike = _alike(item.vectors, vector)
    return alike if alike >= (PHRASE_AT_LEAST if item.exact else CRITERION_AT_LEAST) else 0.0


def _breaks(item: CriterionPhrases, sentence: str, vector: Vectors, acts: frozenset[Act]) -> float:
    """How surely a sentence ends the talk; saying that one will not do it does not."""
    if NAMED_RUDENESS.search(item.what):
        return 0.95 if Act.INSULT in acts else 0.0
    refuses = bool(WITHHELD.search(sentence.lower()))
    alike = _alike(item.withheld if refuses else item.vectors, vector)
    return alike if alike >= (0.55 if item.exact else 0.62) and not acts & QUESTIONS else 0.0


def _alike(vectors: Vectors, vector: Vectors) -> float:
    """Likeness to the nearest of some examples; 0 where there are none."""
    return float(np.max(vectors @ vector)) if len(vectors) else 0.0


def _without_lone_reassurance(
    hits: list[CriterionHit], found: list[ActFound]
) -> list[CriterionHit]:
    """Reassurance counts against the learner only where the turn holds nothing better."""
    better = any(hit.target.endswith((".resolved_by", ".accept_if")) for hit in hits)
    if not better:
        return hits
    return [hit for hit in hits if not hit.target.endswith(".not_resolved_by")]
