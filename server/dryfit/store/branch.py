"""Going back to one moment: a new session that begins with the old one's journal. Pure.

A moment is the persona's line and what the learner answered it with. The branch holds all up to
that line, which is then said again: the director's state is as it was, and the learner may answer
otherwise. Nothing of the first session is touched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dryfit.errors import DryfitError
from dryfit.store.events import (
    LearnerSpoke,
    PersonaHeard,
    PersonaMoved,
    SessionEnded,
    SessionEvent,
    SessionOpened,
    opened_in,
)


class NoSuchMoment(DryfitError):
    """The session holds no such turn of the learner."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The learner turns that were answered together, and how much of the journal precedes them."""

    turn: int
    """The first of them."""
    before: int
    """How many events there are up to the line that they answer."""
    spoke: tuple[LearnerSpoke, ...]
    answer: PersonaMoved | None
    """None: she never answered."""


def is_aside(moved: PersonaMoved) -> bool:
    """A line about the talk itself ("say that again?"); the talk does not move by it."""
    because = moved.move.get("because")
    return isinstance(because, list | tuple) and because[:1] in (["aside"], ("aside",))


def role_play(events: Iterable[SessionEvent]) -> list[SessionEvent]:
    """The events of the talk itself, in order."""
    talk: list[SessionEvent] = []
    for event in sorted(events, key=lambda event: event.seq):
        if isinstance(event, SessionEnded):
            break
        talk.append(event)
    return talk


def moments(events: Iterable[SessionEvent]) -> tuple[Moment, ...]:
    """Every moment of a session, in order."""
    talk = role_play(events)
    found: list[Moment] = []
    spoke: list[LearnerSpoke] = []
    before = next((n + 1 for n, e in enumerate(talk) if isinstance(e, SessionOpened)), 0)
    for number, event in enumerate(talk):
        if isinstance(event, LearnerSpoke):
            spoke.append(event)
        elif isinstance(event, PersonaMoved) and not is_aside(event):
            if spoke:
                found.append(Moment(spoke[0].turn, before, tuple(spoke), event))
            spoke, before = [], number + 1
    if spoke:
        found.append(Moment(spoke[0].turn, before, tuple(spoke), None))
    return tuple(found)


def moment_of(events: Iterable[SessionEvent], turn: int) -> Moment:
    """The moment that a learner turn belongs to.

    Raises:
        NoSuchMoment: `unknown-turn`.
    """
    for moment in moments(events):
        if any(spoke.turn == turn for spoke in moment.spoke):
            return moment
    raise NoSuchMoment(
        "unknown-turn", f"You said nothing in turn {turn}.", "Choose one of your own lines."
    )


def last_moment(events: Iterable[SessionEvent]) -> int | None:
    """The last turn of the learner that she answered; None where there is none yet."""
    answered = [moment.turn for moment in moments(events) if moment.answer]
    return answered[-1] if answered else None


def branch(
    events: Sequence[SessionEvent], turn: int, session: str, resume_key_hash: str = ""
) -> tuple[SessionEvent, ...]:
    """The journal with which a session begins that does that turn again.

    Raises:
        NoSuchMoment: `unknown-turn`, also where the session was never opened.
    """
    opened = opened_in(events)
    if opened is None:
        raise NoSuchMoment("unknown-turn", "That session holds nothing.", "Start a new one.")
    moment = moment_of(events, turn)
    of, at = opened.session, moment.turn
    if opened.branch_of and opened.branch_turn == at:
        of = opened.branch_of  # the same moment once more: another attempt beside the first
    made: list[SessionEvent] = []
    for event in role_play(events)[: moment.before]:
        if isinstance(event, SessionOpened):
            about = {"session": session, "branch_of": of, "branch_turn": at}
            event = event.model_copy(update={**about, "resume_key_hash": resume_key_hash})
        elif isinstance(event, LearnerSpoke):
            # The client counts its sound and its events anew.
            event = event.model_copy(update={"input_end": 0, "client_event": ""})
        elif isinstance(event, PersonaHeard):
            event = event.model_copy(update={"input_end": 0})
        made.append(event)
    return tuple(made)
