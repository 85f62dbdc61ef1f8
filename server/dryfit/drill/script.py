"""A drill told aloud, line by line, by people who may be interrupted. Pure.

The conversation itself is in `talk`; here is what is being said of it just now, what follows
before it is the learner's turn, and what somebody means who speaks in between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dryfit.drill import lines
from dryfit.drill.item import DrillItem
from dryfit.drill.listen import understand
from dryfit.drill.scoring import counts_of
from dryfit.drill.steps import Drill, Line, Step
from dryfit.drill.talk import Asked, Unclear, advance, begin
from dryfit.drill.understand.control import Control, control_in
from dryfit.drill.understand.reader import AnswerReader

BREATH_S = 0.35
"""Silence between two lines. Longer, and it sounds as if it was over; shorter, and the assistant
seems to talk into the coach."""
WAITED_S = 6.0
"""Silence after "take your time" before what was broken off goes on."""
NUDGE_S = 25.0
"""Silence after a question before it is put once more. Shorter: people who think are nagged."""
PATIENT_S = 60.0
"""The same, for somebody who asked for a moment."""
HEARD = 0.8
"""Share of a line from which it counts as heard: the last words are guessed by anybody."""
HALF_HEARD = 0.5
"""Share of the assistant's answer from which a learner may judge it into its face."""


@dataclass(frozen=True, slots=True)
class Script:
    """A drill aloud: the line that is being said or was said last, and those that follow it."""

    drill: Drill
    line: Line
    rest: tuple[Line, ...] = ()
    again: bool = False
    """The line is said for the second time, and not for a third."""

    @property
    def is_over(self) -> bool:
        """Whether nothing comes after this line."""
        return self.drill.over and not self.rest

    @property
    def asks(self) -> bool:
        """Whether it is the learner's turn after this line."""
        return not self.rest and not self.drill.over

    def follows(self, in_writing: bool = False) -> bool:
        """Whether another line comes by itself, and at once; in writing, not on what is right."""
        is_read = in_writing and self.line.judges is not None
        return bool(self.rest) and self.line.text != lines.WAITING and not is_read


def open_script(items: tuple[DrillItem, ...]) -> Script:
    """A drill on these items, of which there has to be one."""
    drill, said = begin(items)
    return _told(drill, said)


def hear(
    script: Script,
    text: str,
    reader: AnswerReader,
    *,
    confidence: float = 1.0,
    share: float = 1.0,
    typed: bool = False,
) -> Script:
    """What follows on a learner's words; `share` of the line had been heard when they came.

    Words that come before the answer they are to judge steer the drill and judge nothing. What
    somebody `typed` or tapped, they did with the line before their eyes.
    """
    untold = script.rest if typed or share >= HEARD else (script.line, *script.rest)
    is_early = script.line.speaker == "assistant" and (typed or share >= HALF_HEARD)
    waits = script.rest if is_early else untold
    if untold and (script.drill.over or any(line.speaker == "assistant" for line in waits)):
        return _steered(script, untold, control_in(text))
    said = understand(script.drill, text, reader, confidence)
    if untold and isinstance(said, Unclear):
        return _going_on(script, untold)
    drill, told = advance(script.drill, said)
    return _told(drill, told)


def slow_down(script: Script, share: float = 1.0) -> Script:
    """Agree to go slower, then go on with the line that was broken off, or the question."""
    untold = script.rest if share >= HEARD else (script.line, *script.rest)
    return replace(script, line=_coach(lines.SLOWER), rest=untold or (script.line,), again=False)


def wait(
    script: Script, quiet_s: float, share: float = 1.0, *, in_writing: bool = False
) -> Script | None:
    """What is said after so much silence: the next line, or one that nobody could hear, again.

    In writing, what is right stands there until the learner goes on, and nobody is nagged.
    """
    if in_writing:
        is_due = script.follows(in_writing)
        return Script(script.drill, script.rest[0], script.rest[1:]) if is_due else None
    if share < HEARD and not script.again:
        return replace(script, again=True) if quiet_s >= BREATH_S else None
    is_waiting = script.line.text == lines.WAITING
    if script.rest:
        due = quiet_s >= (WAITED_S if is_waiting else BREATH_S)
        return Script(script.drill, script.rest[0], script.rest[1:]) if due else None
    if script.drill.over or script.again or quiet_s < (PATIENT_S if is_waiting else NUDGE_S):
        return None
    line = _coach(lines.QUESTIONS[script.drill.step]) if is_waiting else script.line
    return Script(script.drill, line, again=True)


def stopped(drill: Drill) -> Drill:
    """The drill closed where it is; what was decided counts."""
    return advance(drill, Asked(Control.STOP))[0]


def _steered(script: Script, untold: tuple[Line, ...], asked: Control | None) -> Script:
    """Somebody spoke while something else was being told: do as they ask, then go on."""
    match asked:
        case Control.STOP:
            return _broken_off(script.drill, untold)
        case Control.REPEAT:
            return replace(script, again=False)
        case Control.WAIT:
            return replace(script, line=_coach(lines.WAITING), rest=untold, again=False)
        case Control.SKIP if _may_be_skipped(script, untold):
            return Script(script.drill, untold[1], untold[2:])
        case _:
            return _going_on(script, untold)


def _may_be_skipped(script: Script, untold: tuple[Line, ...]) -> bool:
    """Whether the line that was broken off is one that nobody has to hear."""
    return untold[0] is script.line and untold[0].judges is None and len(untold) > 1


def _going_on(script: Script, untold: tuple[Line, ...]) -> Script:
    """What has not been heard, from its beginning; a line that was said twice is let go."""
    is_same = untold[0] is script.line
    if is_same and script.again and len(untold) > 1:
        return Script(script.drill, untold[1], untold[2:])
    return Script(script.drill, untold[0], untold[1:], again=is_same)


def _broken_off(drill: Drill, untold: tuple[Line, ...]) -> Script:
    """The end, with what is right about the item before; the one to come was never heard."""
    verdicts = tuple(line for line in untold if line.judges)
    return _told(replace(drill, now=None, step=Step.OVER, pending=None), verdicts)


def _told(drill: Drill, said: tuple[Line, ...]) -> Script:
    if drill.over:
        said = (*said, _coach(lines.closing(counts_of(drill.trials))))
    return Script(drill, said[0], said[1:])


def _coach(text: str) -> Line:
    return Line("coach", text)
