"""Making moves: which kind fits the turn, and the authored lines that may word it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dryfit.persona.assistant import PASSED_ON
from dryfit.persona.bargain import may_commit, needs_date, open_needs, triggered
from dryfit.persona.concession import at_floor, concede, floor, next_steps, settles_low
from dryfit.persona.feelings import concern_topics
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.promises import Broken
from dryfit.persona.reading import QUESTIONS, Act, Reading
from dryfit.persona.state import PersonaState
from dryfit.scenario.hidden import Concern, Criterion, DealBreaker
from dryfit.scenario.review import Consequence
from dryfit.scenario.schema import Scenario

TRUST_FOR_PRIVATE = 50.0
"""Trust at which a `never_first` fact is told when asked; lower, and private things slip out."""

LOW_PATIENCE = 25.0
"""Patience under which the persona says once that time is short; lower, and it ends unannounced."""

_REQUEST = re.compile(
    r"(?:(?:um|uh|so|okay|ok|and|well|hey),? )*(?:can|could|may|might|would you|will you|"
    r"do you mind|"
    r"mind if|is it (?:ok|okay|alright|all right) if|puedo|me (?:dejas|puedes)|puedes)\b",
    re.IGNORECASE,
)
"""Asks for leave or for a favour, not for something to know."""

_OF_HER = re.compile(
    r"(?:(?:um|uh|so|okay|ok|and|well|hey),? )*(?:is (?:it|this|that)|are you|do you(?! know)|"
    r"did you|"
    r"have you|were you|was it)\b",
    re.IGNORECASE,
)
"""A yes or no about herself or the matter in hand, which she cannot well claim not to know."""

SLOT_KINDS = ("time", "price", "count", "percent")


def lines(scenario: Scenario, kind: MoveKind) -> tuple[str, ...]:
    """The author's lines for a kind of move."""
    return scenario.lines.get(kind.value, ())


def simple(scenario: Scenario, kind: MoveKind, *because: str) -> Move:
    """A move that needs nothing but its lines."""
    return Move(kind, candidates=lines(scenario, kind), because=because)


def ending(scenario: Scenario, kind: MoveKind) -> Move:
    """A move after which the talk is over."""
    return Move(kind, candidates=lines(scenario, kind), ends=True)


def contradict(scenario: Scenario, gone_back: Broken) -> Move:
    """Holding the learner to a figure they gave."""
    return Move(
        MoveKind.CONTRADICT,
        candidates=lines(scenario, MoveKind.CONTRADICT),
        slots=(("before", gone_back.before), ("now", gone_back.now)),
        because=(f"contradicts:{gone_back.kind}",),
    )


def notice(wrong: Consequence) -> Move:
    """Noticing that what an assistant told the learner is not so."""
    because = (f"{PASSED_ON}{wrong.item}",)
    return Move(MoveKind.NOT_ENOUGH, candidates=wrong.lines, because=because)


def deal_breaker(scenario: Scenario, breaker: DealBreaker) -> Move:
    """The end, for a reason the author named."""
    return Move(
        MoveKind.DEAL_BREAKER,
        candidates=breaker.lines or lines(scenario, MoveKind.DEAL_BREAKER),
        because=(f"deal_breaker:{breaker.when}",),
        ends=True,
    )


def disclose(state: PersonaState, reading: Reading, concern: Concern, level: str) -> Move:
    """One stage of a concern."""
    stage = concern.stage(level)
    acts = [act.value for act in (*QUESTIONS, Act.REFLECTION, Act.OFFER) if reading.has(act)]
    return Move(
        MoveKind(level),
        concern=concern.id,
        candidates=stage.lines if stage else (),
        because=(*sorted(acts), f"topic:{concern.id}"),
        stage_before=state.stage(concern.id),
        stage_after=level,
    )


def slots(state: PersonaState, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Words of the learner that a line may repeat."""
    found = {"date": state.wanted} if state.wanted else {}
    for kind in SLOT_KINDS:
        text = reading.figure(kind) or state.figures.get(kind, "")
        if text:
            found[kind] = text
    return tuple((kind, _said(text)) for kind, text in found.items())


def _said(text: str) -> str:
    days = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
    words = [word.capitalize() if word.lower().startswith(days) and "day" in word.lower() else word
             for word in text.split()]  # fmt: skip
    return " ".join(words)


def bargain(
    scenario: Scenario, before: PersonaState, state: PersonaState, reading: Reading
) -> Move | None:
    """Agreeing, softening, accepting, objecting and refusing; None when nothing is at stake."""
    resolved = [item for item in state.resolved if item not in before.resolved]
    answered = [item for item in state.answered if item not in before.answered]
    move = _agree(scenario, before, state, reading)
    if move is not None:
        return replace(move, slots=slots(state, reading))
    given = concede(scenario, state, reading)
    if given is not None and not answered:
        return replace(given, slots=slots(state, reading))
    if resolved:
        concern = scenario.concern(resolved[0])
        reasons = tuple(f"resolved_by:{what}" for what in state.met.get(concern.id, ()))
        authored = (
            _own_lines(concern.resolved_by, reading, f"{concern.id}.resolved_by")
            or concern.soften_lines
            or lines(scenario, MoveKind.SOFTEN)
        )
        return Move(
            MoveKind.SOFTEN, concern=concern.id, candidates=authored,
            slots=slots(state, reading), because=reasons,
        )  # fmt: skip
    heard_out = bool(answered) and (
        bool(before.raised.get(answered[0]))
        or scenario.objection(answered[0]).masks in state.resolved
    )
    if heard_out:
        item = scenario.objection(answered[0])
        return Move(
            MoveKind.ACCEPT, objection=item.id, slots=slots(state, reading),
            candidates=_own_lines(item.accept_if, reading, f"{item.id}.accept_if")
            or item.accept_lines or lines(scenario, MoveKind.ACCEPT),
            because=tuple(f"accept_if:{what}" for what in state.met.get(item.id, ())),
        )  # fmt: skip
    return _resist(scenario, state, reading)


def _own_lines(criteria: Sequence[Criterion], reading: Reading, target: str) -> tuple[str, ...]:
    """What the author wrote for the very thing that was offered, the surest reading first."""
    hits = sorted(reading.hit(target), key=lambda hit: -hit.score)
    written = {item.what: item.lines for item in criteria if item.lines}
    return next((written[hit.what] for hit in hits if hit.what in written), ())


def _agree(
    scenario: Scenario, before: PersonaState, state: PersonaState, reading: Reading
) -> Move | None:
    """A yes, or the question which day; one concession step at a time."""
    if not may_commit(scenario, state):
        return None
    asked_before = before.counts.get(Act.CLOSE.value, 0) > 0 or before.last_kind in (
        MoveKind.WHEN.value,
        MoveKind.SETTLED.value,
    )
    against = reading.has(Act.PRESSURE, Act.ARGUE, Act.DECLINE, Act.REASSURANCE)
    names_day = bool(reading.figure("date"))
    asks = (
        reading.has(Act.CLOSE)
        or (names_day and not against)
        or (asked_before and reading.has(Act.AGREEMENT))
    )
    pending = before.counts.get(Act.CLOSE.value, 0) > 0 and bool(state.wanted)
    if before.last_kind == MoveKind.FLOOR.value and settles_low(scenario, state) is not None:
        asks = asks or reading.has(Act.AGREEMENT)
    if not asks and (against or not pending or reading.has(*QUESTIONS)):
        return None
    if next_steps(scenario, state):
        return None
    granted = sum(
        1 for item in state.answered if item not in before.answered and before.raised.get(item)
    )
    if granted + 1 > scenario.dynamics.concession.max_steps_per_turn:
        return None
    if needs_date(scenario, state):
        return simple(scenario, MoveKind.WHEN, "ask_to_close")
    low = settles_low(scenario, state)
    if low is not None and before.last_kind != MoveKind.FLOOR.value:
        return at_floor(scenario, "ask_to_close", f"open:{low.id}")
    return Move(
        MoveKind.COMMIT, candidates=lines(scenario, MoveKind.COMMIT),
        because=("ask_to_close",), ends=True,
    )  # fmt: skip


def _resist(scenario: Scenario, state: PersonaState, reading: Reading) -> Move | None:
    """What stands in the way, when the learner asks, offers or reassures."""
    open_now = open_needs(scenario, state)
    told = next(
        (item for item in scenario.hidden_concerns
         if state.stage(item.id) == "full" and item.id not in state.resolved), None,
    )  # fmt: skip
    wants = reading.has(Act.CLOSE, Act.PRESSURE)
    empty = reading.hit(f"{told.id}.not_resolved_by") if told is not None else ()
    if told is not None and empty:
        return Move(
            MoveKind.NOT_ENOUGH, concern=told.id, candidates=lines(scenario, MoveKind.NOT_ENOUGH),
            because=tuple(f"not_resolved_by:{hit.what}" for hit in empty),
        )  # fmt: skip
    if told is not None and wants:
        authored = told.told_lines or lines(scenario, MoveKind.TOLD)
        return Move(MoveKind.TOLD, concern=told.id, candidates=authored, because=("ask_to_close",))
    if reading.has(*QUESTIONS) and not wants:
        return None
    item = triggered(scenario, state, reading)
    if item is not None and not reading.has(Act.PRESSURE, Act.REFLECTION):
        because = tuple(f"figure:{kind}" for kind in ("price", "date") if reading.figure(kind))
        return Move(
            MoveKind.OBJECT, objection=item.id, candidates=item.lines,
            because=because or ("ask_to_close",),
        )  # fmt: skip
    if reading.has(Act.PRESSURE):
        stop = floor(scenario, state, reading)
        return stop or simple(scenario, MoveKind.PRESSURE, "pressure")
    if reading.has(Act.CLOSE) and open_now:
        return simple(scenario, MoveKind.REFUSE, "ask_to_close")
    return None


def answer(scenario: Scenario, state: PersonaState, reading: Reading) -> Move | None:
    """What a question gets: a fact, the cover story, or nothing she knows of."""
    asked = [item for item in reading.acts if item.act in (*QUESTIONS, Act.SMALL_TALK)]
    if not reading.has(*QUESTIONS):
        asked = [item for item in asked if any("fact:" in topic for topic in item.topics)]
    if not asked:
        return None
    hidden = concern_topics(scenario)
    topics = [topic for item in asked for topic in item.topics]
    first = topics[0] if topics else ""
    for topic in topics:
        if topic.startswith("fact:") and first not in hidden:
            move = _fact(scenario, state, topic.removeprefix("fact:"))
            if move is not None:
                return move
    if any(topic in hidden for topic in topics):
        return _guard(scenario, state, asked[0].act.value, topics)
    if reading.has(Act.REFLECTION):
        return None
    told = any(
        state.stage(item.id) == "full" and item.id not in state.resolved
        for item in scenario.hidden_concerns
    )
    if told:
        # What came out is what they talk about now, whatever is asked; see `NEED`.
        return _guard(scenario, state, asked[0].act.value)
    # A request, or something she knows and keeps to herself, is put off; she does not claim not to
    # know it.
    words = asked[0].sentence.strip()
    put_off = reading.has(Act.OPEN_QUESTION) or _REQUEST.match(words) or _OF_HER.match(words)
    kept_back = any(topic.startswith("fact:") for topic in topics)
    kind = MoveKind.DEFLECT if put_off or kept_back else MoveKind.UNKNOWN
    return simple(scenario, kind, asked[0].act.value)


def _fact(scenario: Scenario, state: PersonaState, fact_id: str) -> Move | None:
    item = next(item for item in scenario.persona.knowledge if item.id == fact_id)
    if item.share == "never_first" and state.trust < TRUST_FOR_PRIVATE:
        return None
    return Move(
        MoveKind.ANSWER, facts=(item.id,), candidates=item.lines or (item.fact,),
        because=(f"topic:fact:{item.id}",),
    )  # fmt: skip


def _guard(scenario: Scenario, state: PersonaState, asked: str, topics: Sequence[str] = ()) -> Move:
    """Asked about what is hidden before it is earned, or about what is already out.

    A cover story is told only while nothing has been said against it: neither a step of the
    concern, nor a yes to the objection that hides it.
    """
    still = [item for item in scenario.hidden_concerns if item.id not in state.resolved]
    meant = [item for item in still if item.id in topics]
    concern = (meant or still or list(scenario.hidden_concerns))[0]
    because = (asked, f"topic:{concern.id}")
    stage = state.stage(concern.id)
    if stage == "full":
        authored = concern.need_lines or lines(scenario, MoveKind.NEED)
        return Move(MoveKind.NEED, concern=concern.id, candidates=authored, because=because)
    masked = any(item.masks == concern.id and item.id in state.answered
                 for item in scenario.objections)  # fmt: skip
    if stage or masked:
        return simple(scenario, MoveKind.DEFLECT, *because)
    cover = (*concern.cover_lines, *lines(scenario, MoveKind.COVER))
    story = (concern.cover_story,) if concern.cover_story else ()
    return Move(MoveKind.COVER, concern=concern.id, candidates=(*story, *cover), because=because)


_REACTIONS: tuple[tuple[Act, MoveKind], ...] = (
    (Act.ARGUE, MoveKind.ARGUE),
    (Act.REASSURANCE, MoveKind.REASSURE),
    (Act.OFFER, MoveKind.OFFER),
    (Act.PITCH, MoveKind.PITCH),
    (Act.REFLECTION, MoveKind.REFLECT),
    (Act.APOLOGY, MoveKind.APOLOGY),
    (Act.INTRODUCTION, MoveKind.INTRO),
    (Act.PRAISE, MoveKind.PRAISE),
    (Act.SMALL_TALK, MoveKind.SMALL_TALK),
    (Act.DECLINE, MoveKind.DECLINE),
    (Act.AGREEMENT, MoveKind.AGREE),
    (Act.GREETING, MoveKind.GREET),
    (Act.THANKS, MoveKind.THANKS),
    (Act.ANSWER, MoveKind.PROMPT),
)
"""What a mere statement gets, the most telling act first."""


def _guesses(scenario: Scenario, state: PersonaState, reading: Reading) -> bool:
    """The learner names what is hidden before any of it is out: nothing is confirmed."""
    hidden = concern_topics(scenario)
    return not state.disclosed and any(reading.about(topic) for topic in hidden)


def react(scenario: Scenario, state: PersonaState, reading: Reading) -> Move:
    """A reaction to what was said when nothing else is called for."""
    least = max(0.55, max((found.confidence for found in reading.acts), default=0.0) - 0.2)
    sure = {found.act for found in reading.acts if found.confidence >= least}
    kind, act = next(
        ((kind, act) for act, kind in _REACTIONS if act in sure), (MoveKind.PROMPT, Act.ANSWER)
    )
    if kind is MoveKind.REFLECT and _guesses(scenario, state, reading):
        kind = MoveKind.WRONG
    if may_commit(scenario, state) and kind not in (MoveKind.ARGUE, MoveKind.REASSURE):
        return simple(scenario, MoveKind.SETTLED, act.value)
    if state.patience <= LOW_PATIENCE and not state.counts.get("warned"):
        return simple(scenario, MoveKind.WARN, "patience")
    return replace(simple(scenario, kind, act.value), slots=slots(state, reading))
