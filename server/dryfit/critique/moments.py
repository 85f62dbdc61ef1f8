"""The turning points: what let a concern out, what shut it, and the moment to go back to."""

from collections.abc import Sequence

from dryfit.critique.measures import EXPLORING
from dryfit.critique.quoting import quote_of
from dryfit.critique.report import ConcernTrace, CurvePoint, Quote
from dryfit.critique.talk import LearnerLine, PersonaLine, Sentence, Talk
from dryfit.persona.reading import Act
from dryfit.persona.state import HEARD_ENOUGH
from dryfit.scenario.hidden import Concern

COSTLY = frozenset({Act.PITCH, Act.REASSURANCE, Act.PRESSURE, Act.ARGUE, Act.INSULT})
"""Acts that may shut a concern."""

NOTICEABLE_LOSS = 3.0
"""Trust a turn must cost to be the worst moment; lower, and trifles are held up as mistakes."""

_OPENERS = (Act.REFLECTION, Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.OFFER)


def trace_curve(talk: Talk) -> tuple[CurvePoint, ...]:
    """Trust and patience after each of the persona's moves."""
    return tuple(
        CurvePoint(
            turn=line.turn,
            at_s=round(line.at_s, 2),
            trust=round(line.trust, 1),
            patience=round(line.patience, 1),
        )
        for line in talk.persona
        if line.trust is not None and line.patience is not None
    )


def trace_concern(talk: Talk, concern: Concern) -> ConcernTrace:
    """What became of one concern."""
    told = [line for line in talk.persona if line.concern == concern.id and _disclosed(line)]
    stages = {line.stage_after: line.turn for line in reversed(told)}
    furthest = told[-1] if told else None
    resolved = next((line for line in talk.persona if concern.id in line.resolved), None)
    full = "full" in stages
    past = None if full else _walked_past(talk, told)
    return ConcernTrace(
        id=concern.id,
        concern=concern.concern,
        hinted_turn=stages.get("hint", stages.get("partial")),
        revealed_turn=stages.get("full"),
        resolved_turn=resolved.turn if resolved else None,
        opened_by=_opener(talk, furthest, concern.id) if furthest else None,
        shut_by=None if full else _shutter(talk, told),
        walked_past=quote_of(past) if past else None,
        resolved_by=_resolver(talk, resolved, concern.id) if resolved else None,
    )


def trust_change(talk: Talk, turn: int) -> float:
    """Points of trust the persona gained (or lost) in answer to that learner turn."""
    before: float | None = None
    for line in talk.persona:
        if line.turn == turn and turn > 0 and line.trust is not None:
            return 0.0 if before is None else line.trust - before
        before = line.trust if line.trust is not None else before
    return 0.0


def worst_turn(talk: Talk, concerns: Sequence[ConcernTrace]) -> int | None:
    """The learner turn to do again; None when nothing went noticeably wrong.

    The turn that cost most trust, else the one that walked past a hint.
    """
    losses = [(trust_change(talk, line.turn), line.turn) for line in talk.learner if line.sure]
    if losses and min(losses)[0] <= -NOTICEABLE_LOSS:
        return min(losses)[1]
    passed = [trace.walked_past.turn for trace in concerns if trace.walked_past]
    return passed[0] if passed else None


def costliest(talk: Talk, after_place: int = -1) -> Sentence | None:
    """The sentence of the turn that cost most trust, among acts that do; None if none did."""
    found = [
        (trust_change(talk, sentence.turn), sentence.order, sentence)
        for sentence in talk.sure
        if sentence.acts & COSTLY and sentence.order[0] > after_place
    ]
    worst = min(found, key=lambda item: item[:2], default=None)
    return worst[2] if worst and worst[0] < 0 else None


def _disclosed(line: PersonaLine) -> bool:
    """Let something new out, and enough of it was heard to count (as the director counts)."""
    new = line.stage_after and line.stage_after != line.stage_before
    return bool(new) and line.heard_share >= HEARD_ENOUGH


def _opener(talk: Talk, line: PersonaLine, concern_id: str) -> Quote | None:
    """The sentence that this line answered: on the subject if one is.

    None where nothing asked for it: a persona may let a hint out unasked.
    """
    said = [s for s in talk.sure if s.turn == line.turn and not s.acts & COSTLY]
    said.sort(key=lambda s: (concern_id not in s.topics, _rank(s), s.order))
    return quote_of(said[0]) if said else None


def _rank(sentence: Sentence) -> int:
    ranks = [place for place, act in enumerate(_OPENERS) if act in sentence.acts]
    return min(ranks, default=len(_OPENERS))


def _shutter(talk: Talk, told: Sequence[PersonaLine]) -> Quote | None:
    """What cost most trust after the last thing that was let out."""
    found = costliest(talk, told[-1].place if told else -1)
    return quote_of(found) if found else None


def _walked_past(talk: Talk, told: Sequence[PersonaLine]) -> Sentence | None:
    """What was said right after the last opening, when it neither asked nor said back."""
    if not told:
        return None
    answer: LearnerLine | None = next(
        (line for line in talk.learner if line.place > told[-1].place), None
    )
    if answer is None or not answer.sure:
        return None
    said = [sentence for sentence in answer.sentences if sentence.sure]
    if not said or any(s.acts & EXPLORING and not s.acts & COSTLY for s in said):
        return None
    return said[0]


def _resolver(talk: Talk, line: PersonaLine, concern_id: str) -> Quote | None:
    target = f"{concern_id}.resolved_by"
    upto = [
        sentence
        for sentence in talk.sure
        if sentence.turn <= line.turn and any(hit.target == target for hit in sentence.hits)
    ]
    return quote_of(upto[-1]) if upto else None
