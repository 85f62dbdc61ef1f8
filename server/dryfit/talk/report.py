"""A finished session as JSON, from its journal."""

from collections.abc import Sequence

from dryfit.store import events as journal
from dryfit.store.worded import with_final_words

LATENCY_STAGES = ("endpoint", "transcribe", "read", "direct", "word", "speak", "voice_to_voice")


def session_json(events: Sequence[journal.SessionEvent]) -> dict[str, object]:
    """`session, scenario, outcome, won, turns[], latency_ms[], critique, notes[]`."""
    opened = next(event for event in events if isinstance(event, journal.SessionOpened))
    ended = next((event for event in events if isinstance(event, journal.SessionEnded)), None)
    made = [event.critique for event in events if isinstance(event, journal.CritiqueMade)]
    return {
        "session": opened.session,
        "scenario": opened.scenario,
        "difficulty": opened.difficulty,
        "seed": opened.seed,
        "outcome": ended.outcome if ended else None,
        "won": ended.won if ended else False,
        "turns": _turns(events),
        "latency_ms": [
            {"turn": event.turn, **{stage: event.stages_ms.get(stage) for stage in LATENCY_STAGES}}
            for event in events
            if isinstance(event, journal.TurnTimed)
        ],
        "critique": made[-1] if made else {},
        "notes": [
            {"code": event.code, "message": event.message}
            for event in events
            if isinstance(event, journal.Noted)
        ],
    }


def _turns(events: Sequence[journal.SessionEvent]) -> list[dict[str, object]]:
    heard = {event.item: event for event in events if isinstance(event, journal.PersonaHeard)}
    turns: list[dict[str, object]] = []
    for event in with_final_words(events):
        if isinstance(event, journal.LearnerSpoke):
            turns.append(
                {
                    "who": "learner",
                    "text": event.text,
                    "start_s": event.start_s if event.start_s is not None else event.at_s,
                    "end_s": event.end_s if event.end_s is not None else event.at_s,
                    "heard": event.text,
                    "confidence": event.confidence,
                }
            )
        elif isinstance(event, journal.PersonaMoved):
            turns.append(_persona_turn(event, heard.get(event.item)))
    return turns


def _persona_turn(
    moved: journal.PersonaMoved, heard: journal.PersonaHeard | None
) -> dict[str, object]:
    return {
        "who": "persona",
        "text": moved.text,
        "start_s": heard.start_s if heard else moved.at_s,
        "end_s": heard.end_s if heard else moved.at_s,
        "heard": heard.text_heard if heard else "",
        "confidence": 1.0,
    }
