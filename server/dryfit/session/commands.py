"""What a learner says to the practice itself: pause, repeat, slower, my goal, end it. Pure.

A command is a whole utterance. The same words inside a sentence are said to her, and so is a bare
"stop", with which people interrupt.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from dryfit.language import base_language


class Command(StrEnum):
    """What is asked for."""

    PAUSE = "pause"
    REPEAT = "repeat"
    SLOWER = "slower"
    GOAL = "goal"
    STOP = "stop"


SLOWER_BY = 0.85
"""Factor on her speed for each "slower". Lower: one asking is too much for most."""
SLOWEST_RATE = 0.6
"""Slower than this, words fall apart."""

_PRACTICE = r"(?:the )?(?:session|practice|exercise|role ?play)"
_PRACTICA = r"(?:la )?(?:práctica|practica|sesión|sesion)"
_PHRASES: Mapping[Command, tuple[str, ...]] = {
    Command.PAUSE: (
        r"pause",
        rf"pause {_PRACTICE}",
        r"pausa",
        rf"(?:pon|ponle|haz) (?:en )?(?:una )?pausa(?: a {_PRACTICA})?",
    ),
    Command.REPEAT: (
        r"repeat",
        r"(?:can|could) you repeat that",
        r"repeat that",
        r"say that again",
        r"repite",
        r"repítelo|repitelo",
        r"(?:me lo|lo) (?:puedes )?(?:repites|repetir)",
        r"puedes repetir(?:lo)?",
        r"otra vez",
    ),
    Command.SLOWER: (
        r"slower",
        r"(?:speak|talk) (?:more slowly|slower)",
        r"más despacio|mas despacio|más lento|mas lento",
        r"habla más (?:despacio|lento)",
    ),
    Command.GOAL: (
        r"what(?:'s| is|s) my goal",
        r"what was my goal(?: again)?",
        r"my goal",
        r"cuál es mi (?:meta|objetivo)|cual es mi (?:meta|objetivo)",
        r"cuál era mi (?:meta|objetivo)|cual era mi (?:meta|objetivo)",
        r"mi meta",
    ),
    Command.STOP: (
        rf"(?:stop|end|finish|quit) {_PRACTICE}",
        rf"(?:termina|terminar|para|acaba|acabar) {_PRACTICA}",
    ),
}
_GO_ON = re.compile(
    r"(?:ok(?:ay)? )?(?:(?:let(?:'s| us) |you can )?(?:go on|carry on|continue|resume|keep going)"
    rf"(?: (?:now|{_PRACTICE}))?|i(?:'m| am) back"
    rf"|(?:vamos a |podemos )?(?:sigue|seguir|sigamos|seguimos|continúa|continua|continuar)"
    rf"(?: {_PRACTICA})?|ya (?:volví|volvi|regresé|regrese))"
)
"""Said while the session is held; otherwise it is said to her, who is told to go on."""
_POLITE = re.compile(r"^(?:please|por favor)\s+|\s+(?:please|por favor)$")
_MARKS = re.compile(r"[^\w\s']+")
_COMMANDS = [
    (command, re.compile("|".join(f"(?:{phrase})" for phrase in phrases)))
    for command, phrases in _PHRASES.items()
]
MAX_LETTERS = 80
"""No command is longer, with all its politeness."""

_GOALS = {"en": "Your goal: {goal}", "es": "Tu meta: {goal}"}
_SLOWERS = {"en": "Sure. I'll go slower.", "es": "Claro. Voy más despacio."}


def read_command(text: str) -> Command | None:
    """The command that an utterance is as a whole; None where it is said to her."""
    bare = _bare(text)
    return next((command for command, said in _COMMANDS if said.fullmatch(bare)), None)


def says_go_on(text: str) -> bool:
    """Whether a session that is held may go on."""
    return _GO_ON.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    """Without marks and politeness; nothing of what is too long to be a command."""
    if len(text) > MAX_LETTERS:
        return ""
    bare = " ".join(_MARKS.sub(" ", text.lower().replace("\u2019", "'")).split())
    return _POLITE.sub("", bare)


def answer_line(command: Command, *, last_line: str, goal: str, language: str) -> str:
    """What is said in answer; empty where something is done instead."""
    spoken = base_language(language)
    match command:
        case Command.REPEAT:
            return last_line
        case Command.GOAL:
            return _GOALS.get(spoken, _GOALS["en"]).format(goal=goal)
        case Command.SLOWER:
            return _SLOWERS.get(spoken, _SLOWERS["en"])
        case Command.PAUSE | Command.STOP:
            return ""


def slower(rate: float) -> float:
    """Her speed after one more "slower"."""
    return max(min(rate, SLOWEST_RATE), rate * SLOWER_BY)
