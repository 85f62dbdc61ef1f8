"""A session's events with her lines as they were worded in the end."""

from collections.abc import Sequence

from dryfit.store.events import PersonaMoved, PersonaWorded, SessionEvent


def with_final_words(events: Sequence[SessionEvent]) -> tuple[SessionEvent, ...]:
    """The same events; a move that a model worded holds the whole line, not its beginning alone."""
    final = {event.item: event.text for event in events if isinstance(event, PersonaWorded)}
    return tuple(
        event.model_copy(update={"text": final[event.item]})
        if isinstance(event, PersonaMoved) and event.item in final
        else event
        for event in events
    )
