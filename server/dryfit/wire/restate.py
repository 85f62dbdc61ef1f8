"""A session as its journal has it, told to a client that has to begin its picture anew. Pure."""

from collections.abc import Iterable, Sequence

from dryfit.critique.again import critique_of
from dryfit.drill.place import script_at
from dryfit.drill.run import DrillRun
from dryfit.session.drilling import line_began
from dryfit.store.events import (
    CritiqueMade,
    LearnerSpoke,
    PersonaHeard,
    PersonaMoved,
    SessionEvent,
    ended_in,
)
from dryfit.store.worded import with_final_words
from dryfit.wire import event_parts as p
from dryfit.wire import server_events as s
from dryfit.wire.drill_events import drill_event
from dryfit.wire.items import Items


def restate(
    events: Sequence[SessionEvent], items: Items, leave_out: str = ""
) -> list[s.ServerEvent]:
    """Every turn in order, complete; of the persona's lines what was heard. `items` takes note."""
    heard = {event.item: event.text_heard for event in events if isinstance(event, PersonaHeard)}
    return [items.finish(item) for item in _items(events, heard) if item.id != leave_out]


def with_drill_lines(
    told: Iterable[s.ServerEvent],
    events: Sequence[SessionEvent],
    run: DrillRun,
    in_writing: bool,
) -> list[s.ServerEvent]:
    """A drill's turns, restated: before each line whose it was, and where the drill was with it.

    Raises:
        DrillUnreadable: another version wrote it.
    """
    lines = {
        event.item: drill_event(line_began(event.item, script_at(event.place, run), in_writing))
        for event in events
        if isinstance(event, PersonaMoved) and event.place
    }
    found: list[s.ServerEvent] = []
    for event in told:
        if isinstance(event, s.ItemDone) and event.item.id in lines:
            found.append(lines[event.item.id])
        found.append(event)
    return found


def ending(events: Sequence[SessionEvent]) -> list[s.ServerEvent]:
    """How it ended and its critique; empty while it has not ended.

    Raises:
        ScenarioError: the scenario kept with the session cannot be read by this version.
    """
    ended = ended_in(events)
    if ended is None and not any(isinstance(event, CritiqueMade) for event in events):
        return []
    outcome, won = (ended.outcome, ended.won) if ended else ("journal_failed", False)
    critique = critique_of(events).model_dump(mode="json")
    return [s.DryfitEnded(outcome=outcome, won=won), s.DryfitDebrief(critique=critique)]


def _items(events: Iterable[SessionEvent], heard: dict[str, str]) -> Iterable[p.Item]:
    for event in with_final_words(tuple(events)):
        if isinstance(event, LearnerSpoke):
            content = (
                p.Content(type="input_text", text=event.text)
                if event.mode == "text"
                else p.Content(type="input_audio", transcript=event.text)
            )
            yield p.Item(id=event.item, role="user", content=[content])
        elif isinstance(event, PersonaMoved):
            text = heard.get(event.item, event.text)
            spoken = p.Content(type="output_audio", transcript=text)
            yield p.Item(id=event.item, role="assistant", content=[spoken])
