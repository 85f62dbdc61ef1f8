"""Where a session was when its server was lost, from its journal. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from dryfit.persona.move import Move
from dryfit.persona.state import PersonaState, mark_heard, reworded
from dryfit.reply.brief import Said
from dryfit.session.answerer import LearnerTurn, Stretch
from dryfit.session.options import Eagerness, Mode, SessionOptions, TurnTaking
from dryfit.session.received import Received
from dryfit.session.speaker import HalfSaid
from dryfit.store.events import (
    AnyOpened,
    LearnerSpoke,
    PersonaHeard,
    PersonaMoved,
    SessionEvent,
    SessionResumed,
    SettingChanged,
)
from dryfit.store.worded import with_final_words

WORDS_A_SECOND = 2.6
"""How fast the persona speaks, where nothing tells exactly how much of a cut-off line was heard."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """All that a session needs to go on."""

    events: tuple[SessionEvent, ...]
    opened: AnyOpened
    options: SessionOptions
    received: Received
    turn: int
    lines: int
    """How many lines the persona has begun."""
    state: PersonaState | None
    """None: she has not said anything yet."""
    last_line: str
    talk: tuple[Said, ...]
    """What was said and heard up to her last line."""
    half_said: HalfSaid | None
    """Her last line, where it is not known how much of it was heard."""
    unanswered: tuple[LearnerSpoke, ...]
    names: tuple[str, ...] = ()
    """Real people's, as the client tells them again."""

    @property
    def item_that_goes_on(self) -> str:
        """The item of her half-said line; empty where the learner has talked over it."""
        return self.half_said.item if self.half_said and not self.unanswered else ""

    @property
    def is_under_way(self) -> bool:
        """Whether she speaks as soon as it goes on: her half-said line, or an answer."""
        return self.half_said is not None or bool(self.unanswered)

    @property
    def at_s(self) -> float:
        """When the last event was written, on the session's clock."""
        return self.events[-1].at_s

    @property
    def run_number(self) -> int:
        """How often it has been taken up by now."""
        return 1 + sum(isinstance(event, SessionResumed) for event in self.events)


def recover(events: Sequence[SessionEvent], idle_s: float) -> Recovered:
    """Look back at a session that has not ended. `events` begin with how it was opened."""
    events = with_final_words(events)
    opened = next(event for event in events if isinstance(event, AnyOpened))
    moved = [event for event in events if isinstance(event, PersonaMoved)]
    spoke = [event for event in events if isinstance(event, LearnerSpoke)]
    heard = {event.item: event for event in events if isinstance(event, PersonaHeard)}
    last = moved[-1] if moved else None
    settled = heard.get(last.item) if last else None
    return Recovered(
        events=tuple(events),
        opened=opened,
        options=_options(opened, events, idle_s),
        received=Received(
            max(0, *(e.input_end for e in spoke), *(e.input_end for e in heard.values()), 0),
            spoke[-1].client_event if spoke else "",
        ),
        turn=max(0, *(e.turn for e in spoke), *(e.turn for e in moved), 0),
        lines=len(moved),
        state=_state(last, settled) if last else None,
        last_line=last.text if last else "",
        talk=_talk(events, heard),
        half_said=_half_said(last) if last and settled is None else None,
        unanswered=tuple(event for event in spoke if last is None or event.seq > last.seq),
    )


def as_turn(spoke: LearnerSpoke) -> LearnerTurn:
    """A turn that was written down, without its sound."""
    stretch = None
    if spoke.mode == "voice":
        start_s, end_s = spoke.start_s or 0.0, spoke.end_s or 0.0
        silence = np.zeros(0, dtype=np.float32)
        stretch = Stretch(silence, start_s, start_s, end_s, 0)
    return LearnerTurn(spoke.turn, spoke.item, stretch, spoke.interrupted_persona)


def words_heard(line: HalfSaid) -> str:
    """About what was heard of a line when the learner began to talk over it."""
    return " ".join(line.text.split()[: round(line.played_ms / 1000 * WORDS_A_SECOND)])


def _options(opened: AnyOpened, events: Sequence[SessionEvent], idle_s: float) -> SessionOptions:
    changed = {event.name: event.value for event in events if isinstance(event, SettingChanged)}
    return SessionOptions(
        difficulty=opened.difficulty,
        seed=opened.seed,
        mode=cast(Mode, changed.get("mode", opened.mode)),
        eagerness=cast(Eagerness, changed.get("eagerness", opened.eagerness)),
        turn_taking=cast(TurnTaking, changed.get("turn_taking", "hands-free")),
        resume_key_hash=opened.resume_key_hash,
        can_redo=True,  # only clients that know how come back at all
        idle_s=idle_s,
    )


def _state(last: PersonaMoved, settled: PersonaHeard | None) -> PersonaState:
    state = reworded(PersonaState.from_json(last.state), last.text)
    if settled is None or not settled.truncated:
        return state
    share = len(settled.text_heard.split()) / max(1, len(last.text.split()))
    return mark_heard(state, Move.from_json(last.move), share)


def _talk(events: Sequence[SessionEvent], heard: Mapping[str, PersonaHeard]) -> tuple[Said, ...]:
    talk: list[Said] = []
    for event in events:
        if isinstance(event, LearnerSpoke):
            talk.append(Said(True, event.text))
        elif isinstance(event, PersonaMoved):
            settled = heard.get(event.item)
            talk.append(Said(False, settled.text_heard if settled else event.text))
    while talk and talk[-1].by_learner:
        talk.pop()  # it will be answered
    return tuple(talk)


def _half_said(last: PersonaMoved) -> HalfSaid:
    return HalfSaid(last.item, last.turn, Move.from_json(last.move), last.text)
