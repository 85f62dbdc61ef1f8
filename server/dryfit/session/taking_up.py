"""The first thing that a rebuilt session does: what was under way when its server was lost."""

from dryfit.session.floor import Floor, Parts
from dryfit.session.recorder import Recorder
from dryfit.session.recovery import Recovered, as_turn, words_heard
from dryfit.session.speaker import HalfSaid
from dryfit.store.events import PersonaHeard, SessionResumed


async def take_up(kept: Recovered, parts: Parts, floor: Floor, recorder: Recorder) -> bool:
    """Go on with a half-said line, or answer what waits; False where only the end is missing."""
    parts.conversation.keep_back(kept.names)
    await recorder.record(SessionResumed)
    line = kept.half_said
    if line and kept.unanswered:
        await _cut_off(line, parts, recorder)
    elif line:
        floor.speak_on(line)
        return True
    if kept.state and parts.conversation.is_over:
        return False
    if kept.unanswered:
        parts.answerer.restore((as_turn(spoke), spoke.text) for spoke in kept.unanswered)
        floor.answer_what_waits()
    elif kept.state is None and parts.conversation.scenario.situation.first_to_speak == "persona":
        floor.prompt(parts.conversation.prepare_opening())
    return True


async def _cut_off(line: HalfSaid, parts: Parts, recorder: Recorder) -> None:
    """The learner talked over it and was written down; how much of it they heard was not."""
    heard = words_heard(line)
    parts.conversation.note_heard(line.move, len(heard.split()) / max(1, len(line.text.split())))
    await recorder.record(
        PersonaHeard,
        turn=line.turn,
        item=line.item,
        text_heard=heard,
        played_ms=round(line.played_ms),
        truncated=True,
    )
