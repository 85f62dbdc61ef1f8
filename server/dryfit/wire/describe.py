"""How a session introduces itself to a client."""

from dryfit.persona.level import numbers
from dryfit.session.session import Session
from dryfit.store.events import SessionOpened
from dryfit.wire.event_parts import Json
from dryfit.wire.frames import Codec
from dryfit.wire.server_events import DryfitScenario
from dryfit.wire.translate_in import WIRE_RATE_HZ

_FORMATS: dict[Codec, Json] = {
    "pcm16": {"type": "audio/pcm", "rate": WIRE_RATE_HZ},
    "opus": {"type": "audio/opus", "rate": WIRE_RATE_HZ},
}
_EAGERNESS_NAMES = {"patient": "low", "normal": "medium", "quick": "high"}


def session_object(session: Session, codec: Codec = "pcm16") -> Json:
    """The session in the OpenAI Realtime form."""
    detection: Json = {
        "type": "semantic_vad",
        "eagerness": _EAGERNESS_NAMES[session.eagerness],
        "create_response": True,
        "interrupt_response": session.turn_taking == "hands-free",
    }
    by_button = session.turn_taking == "push-to-talk"
    return {
        "type": "realtime",
        "object": "realtime.session",
        "id": session.id,
        "model": session.scenario.id,
        "tools": [],
        "tool_choice": "none",
        "output_modalities": ["audio" if session.mode == "voice" else "text"],
        "audio": {
            "input": {
                "format": _FORMATS[codec],
                "turn_detection": None if by_button else detection,
            },
            "output": {"format": _FORMATS[codec], "voice": session.scenario.voice.preset},
        },
    }


def scenario_event(session: Session, resume_key: str, away_s: float) -> DryfitScenario:
    """Whom the learner talks to, and why; and how to come back after a lost connection."""
    scenario, kept = session.scenario, session.kept
    bed, snr_db = scenario.environment.noise_bed, numbers(scenario, session.difficulty).snr_db
    opened = kept.opened if kept and isinstance(kept.opened, SessionOpened) else None
    again = opened if opened and opened.branch_of else None
    return DryfitScenario(
        session_id=session.id,
        id=scenario.id,
        title=scenario.title,
        persona={"name": scenario.persona.name, "role": scenario.persona.role},
        brief=scenario.learner_brief(),
        goal=scenario.learner_goal(),
        difficulty=session.difficulty,
        time_limit_s=scenario.environment.time_limit_s,
        noise_bed={"preset": bed.preset, "snr_db": snr_db} if bed else None,
        resume_key=resume_key,
        away_s=away_s,
        redo_of=again.branch_of if again else None,
        debrief_of=session.looks_back_on or None,
        redo_turn=again.branch_turn if again else None,
    )
