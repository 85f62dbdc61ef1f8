"""`GET /v1/scenarios/{id}/brief`: the brief as it is read aloud, for whoever has no hand free."""

import io

import numpy as np
import soundfile
from fastapi import APIRouter, Request, Response

from dryfit.engines import Engines
from dryfit.language import base_language
from dryfit.pool import Urgency
from dryfit.scenario.schema import Scenario
from dryfit.web.state import state_of
from dryfit_audio.samples import Samples
from dryfit_audio.sentences import clauses
from dryfit_audio.synthesize import OUTPUT_RATE_HZ
from dryfit_audio.voices import Voice

router = APIRouter()
PAUSE_S = 0.25
"""Between two clauses. Longer, and it drags; shorter, and a list runs together."""
_WORDS = {
    "en": ("You will talk to {name}, {role}.", "You are: {you}.", "Come away with this: {goal}"),
    "es": ("Vas a hablar con {name}, {role}.", "Tú eres: {you}.", "Lo que te llevas: {goal}"),
}


@router.get("/v1/scenarios/{scenario}/brief")
async def brief(request: Request, scenario: str) -> Response:
    """Twenty seconds or so, as a WAV; what was read before comes from the cache."""
    state = state_of(request)
    found, _source = state.find(scenario)
    sound = await _read(state.ready_engines(), found)
    wav = io.BytesIO()
    soundfile.write(wav, np.clip(sound, -1, 1), OUTPUT_RATE_HZ, format="WAV", subtype="PCM_16")
    return Response(wav.getvalue(), media_type="audio/wav")


def brief_text(scenario: Scenario) -> str:
    """What is read: who they are, who the learner is, the scene, the goal; in its language."""
    situation, persona = scenario.situation, scenario.persona
    parts = _WORDS.get(base_language(scenario.language), _WORDS["en"])
    scene = scenario.learner_brief()
    whom, who, goal = (
        part.format(
            name=persona.name,
            role=persona.role,
            you=situation.learner_role.rstrip("."),
            goal=scenario.learner_goal(),
        )
        for part in parts
    )
    return " ".join((whom, who, scene, goal))


async def _read(engines: Engines, scenario: Scenario) -> Samples:
    pause = np.zeros(round(PAUSE_S * OUTPUT_RATE_HZ), dtype=np.float32)
    read: list[Samples] = []
    for clause in clauses(brief_text(scenario)):
        speak = engines.speak
        read += [
            await engines.pool.run(Urgency.PLAYING, speak, clause, Voice(), scenario.language),
            pause,
        ]
    return np.concatenate(read)
