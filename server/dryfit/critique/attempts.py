"""The same moment, done more than once: attempts side by side. Pure."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from dryfit.critique.replay import as_number, as_text
from dryfit.critique.report import Attempt
from dryfit.store.branch import Moment, NoSuchMoment, moment_of
from dryfit.store.events import (
    PersonaHeard,
    SessionEvent,
    SessionOpened,
    ended_in,
    opened_in,
)

_OUT = {"hint": "let a little of it show", "partial": "said more of it", "full": "said what it was"}


def attempt(events: Sequence[SessionEvent], turn: int) -> Attempt:
    """What was said in that moment, and what it did.

    Raises:
        NoSuchMoment: the session holds no such turn.
    """
    opened = next(event for event in events if isinstance(event, SessionOpened))
    ended = ended_in(events)
    moment = moment_of(events, turn)
    move = moment.answer.move if moment.answer else {}
    stage = as_text(move, "stage_after")
    return Attempt(
        session=opened.session,
        turn=moment.turn,
        said=" ".join(spoke.text for spoke in moment.spoke),
        answer=_heard(events, moment),
        trust=as_number(move, "trust_delta"),
        patience=as_number(move, "patience_delta"),
        came_out=stage if stage != as_text(move, "stage_before") else "",
        outcome=ended.outcome if ended else None,
        won=ended.won if ended else False,
    )


def first_of(events: Sequence[SessionEvent], turn: int) -> tuple[str, int]:
    """The session in which that moment was done first, and the moment's turn.

    Raises:
        NoSuchMoment: the session holds no such turn.
    """
    opened = next(event for event in events if isinstance(event, SessionOpened))
    at = moment_of(events, turn).turn
    again = opened.branch_of and opened.branch_turn == at
    return opened.branch_of if again else opened.session, at


def attempts_at(family: Iterable[Sequence[SessionEvent]], turn: int) -> list[Attempt]:
    """Every attempt at a moment; `family` is the first session and then its branches."""
    found: list[Attempt] = []
    for events in family:
        opened = opened_in(events)
        if opened is None or (opened.branch_turn != turn and found):
            continue
        with suppress(NoSuchMoment):  # opened, and nothing said yet
            found.append(attempt(events, turn))
    return found


def _heard(events: Iterable[SessionEvent], moment: Moment) -> str:
    if moment.answer is None:
        return ""
    heard = [e for e in events if isinstance(e, PersonaHeard) and e.item == moment.answer.item]
    return heard[-1].text_heard if heard and heard[-1].truncated else moment.answer.text


def compare(before: Attempt, now: Attempt, persona: str) -> str:
    """Two attempts in words: what each did to her, and what came out. Never a grade."""
    did = [f"Before, {_effect(before, persona)}.", f"This time, {_effect(now, persona)}."]
    if now.came_out and now.came_out != before.came_out:
        did.append(f"And {persona} {_OUT[now.came_out]}.")
    elif before.came_out and not now.came_out:
        did.append(f"Before, {persona} {_OUT[before.came_out]}; this time nothing came out.")
    return " ".join(did)


def _effect(made: Attempt, persona: str) -> str:
    change = made.trust
    if change is None:
        return f"{persona} did not answer"
    if round(change) == 0:
        return f"{persona}'s trust stayed where it was"
    return f"{persona}'s trust {'rose' if change > 0 else 'fell'} by {abs(change):.0f}"
