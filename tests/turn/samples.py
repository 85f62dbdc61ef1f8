"""One example of every turn event."""

from typing import get_args

from dryfit.turn import events as t

_SPEECH: dict[type[t.TurnEvent], t.TurnEvent] = {
    t.SpeechStarted: t.SpeechStarted(1_600, 64),
    t.SpeechPaused: t.SpeechPaused(20_000, 64, 17_000, 1),
    t.SpeechResumed: t.SpeechResumed(24_000, 1),
    t.TurnEnded: t.TurnEnded(24_000, 64, 17_000, "finished", 1),
    t.Misfire: t.Misfire(3_200),
}
EVENT_TYPES: tuple[type[t.TurnEvent], ...] = get_args(t.TurnEvent)


def example(event: type[t.TurnEvent]) -> t.TurnEvent:
    """An event of that type; the machine looks at nothing else of it."""
    return _SPEECH[event] if event in _SPEECH else event()  # type: ignore[call-arg]
