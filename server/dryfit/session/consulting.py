"""The learner turns to the assistant in the middle of a role-play. Pure but for the likeness."""

from dataclasses import dataclass

from dryfit.language import base_language
from dryfit.persona.assistant import ASKED, answer_for, consulted, question_to
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reader import Reader
from dryfit.persona.state import PersonaState
from dryfit.scenario.schema import Scenario
from dryfit_audio.voices import Voice, voice_for

_LISTENS = {"en": "I'm listening.", "es": "Te escucho."}
_NOT_KNOWN = {"en": "I have nothing on that.", "es": "No tengo nada sobre eso."}
_VOICES = ("woman-20s", "man-60s-gruff")
"""Of two, the one that is less like the persona's."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """What the assistant says, and the state in which the learner has heard it."""

    text: str
    move: Move
    state: PersonaState


def consult(
    scenario: Scenario, state: PersonaState, text: str, reader: Reader, is_called: bool = False
) -> Consulted | None:
    """The assistant's answer, where it is there and was addressed, or called just before."""
    if scenario.assistant is None:
        return None
    question = question_to(scenario.assistant.name, text)
    if question is None and is_called:
        question = text
    if question is None:
        return None
    language = base_language(scenario.language)
    move = Move(MoveKind.PROMPT, because=ASKED)
    if not question:
        return Consulted(_LISTENS.get(language, _LISTENS["en"]), move, state)
    item = answer_for(scenario, state, question, reader.likeness)
    if item is None:
        return Consulted(_NOT_KNOWN.get(language, _NOT_KNOWN["en"]), move, state)
    move = Move(MoveKind.PROMPT, because=(*ASKED, item.id))
    return Consulted(item.ai_says, move, consulted(state, item))


def listens(text: str) -> bool:
    """Whether the assistant has said that it waits for the question."""
    return text in _LISTENS.values()


def assistant_voice(scenario: Scenario) -> Voice:
    """Another voice than the persona's."""
    own = scenario.voice
    hers = voice_for(own.preset, own.rate, own.fallback)
    return max((voice_for(name) for name in _VOICES), key=lambda one: abs(one.pitch - hers.pitch))
