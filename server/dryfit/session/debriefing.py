"""The spoken debrief: a session like any other, with a coach on the other side.

It is made from a critique that is on disk, and is itself not kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dryfit.critique.again import critique_of
from dryfit.critique.alike import Alike
from dryfit.critique.attempts import attempts_at, compare
from dryfit.critique.report import Critique
from dryfit.debrief.guess import Closeness, closeness
from dryfit.debrief.lines import lines_for
from dryfit.debrief.machine import Debrief, begin, go_on, hear, wait
from dryfit.debrief.material import Material, material_of
from dryfit.engines import Engines
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reading import Heard
from dryfit.reply.line import Line
from dryfit.session import outputs as o
from dryfit.session.asides import is_unsure
from dryfit.session.conversation import Conversation, Prepared
from dryfit.session.led import Led, LedSession
from dryfit.session.options import SessionOptions
from dryfit.session.staged import Staged
from dryfit.store.events import SessionEvent, SessionOpened
from dryfit.store.journal import Journal
from dryfit.store.unkept import Unkept
from dryfit_audio.voices import Voice, voice_for

COACH = "assistant"
"""The preset of the coach's voice: not the persona's, so that it is clear who speaks."""


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What a debrief is about: the session, its critique, and how a redo compares."""

    session: str
    critique: Critique
    comparison: str = ""


@dataclass(frozen=True, slots=True)
class Coached(Prepared):
    """A line of the coach, and where the debrief is after it."""

    after: Debrief | None = None


class Coaching(Led):
    """The coach's side; the debrief's state moves when a line is adopted, as a persona's does."""

    def __init__(self, staged: Staged, engines: Engines, material: Material, mode: str) -> None:
        """In text mode nothing is paced: what is told comes in one piece with the question."""
        super().__init__(staged, engines.reader, "", 0)
        self._material = material
        self._alike = Alike(engines.embedder)
        self._in_one_piece = mode == "text"
        self.debrief = begin(material)

    def prepare_opening(self) -> Prepared:
        """The coach's first line."""
        return self._line(begin(self._material))

    def unsure_of(self, heard: Heard) -> tuple[str, ...]:
        """Nothing: answers to the coach are read by the debrief alone."""
        return ()

    def prepare_answer(self, heard: Heard) -> Prepared:
        """What the coach answers. Blocking where a guess is compared: some milliseconds."""
        if is_unsure(heard):
            again = lines_for(self._material.language).again
            return self._line(replace(self.debrief, line=again))
        return self._line(hear(self.debrief, heard.text, self._closeness))

    def prepare_due(self, played_s: float, is_up: bool) -> Prepared | None:
        """The next thing to tell, or help after a long silence."""
        following = wait(self.debrief, self._quiet_s(played_s))
        return None if following is None else self._line(following)

    def adopt(self, prepared: Prepared, line: Line) -> None:
        """That line was said."""
        super().adopt(prepared, line)
        if isinstance(prepared, Coached) and prepared.after is not None:
            self.debrief = prepared.after

    def _closeness(self, guess: str) -> Closeness:
        return closeness(guess, self._material.concerns, self._alike)

    def _line(self, after: Debrief) -> Coached:
        told = [after.line]
        while self._in_one_piece and not after.asks and not after.is_over:
            after = go_on(after)
            told.append(after.line)
        move = Move(MoveKind.PROMPT, because=("aside", "debrief"), ends=after.is_over)
        return Coached(None, move, " ".join(told), self.state, {}, after=after)


class DebriefSession(LedSession):
    """Runs a debrief; it ends with the moment to redo, where one is wanted, and the critique."""

    kind = "debrief"

    def __init__(
        self, staged: Staged, engines: Engines, options: SessionOptions, about: LookedBack
    ) -> None:
        """Nothing happens until `run`."""
        self._about = about
        self._material = material_of(about.critique, staged.scenario, about.comparison)
        super().__init__(staged, engines, Unkept(), options)
        self.looks_back_on = about.session

    def _make_conversation(self) -> Conversation:
        return Coaching(self._staged, self._engines, self._material, self.options.mode)

    def _voice(self) -> Voice:
        return voice_for(COACH)

    async def _conclude(self, requested: str) -> None:
        conversation = self._parts.conversation
        turn = conversation.debrief.redo_turn if isinstance(conversation, Coaching) else None
        if turn is not None and not requested:
            self._emit(o.RedoChosen(self._about.session, turn))
        self._emit(o.Debriefed(self._about.critique))


async def look_back_on(journal: Journal, events: Sequence[SessionEvent]) -> LookedBack:
    """The critique of a kept session, and for a redo how it did beside the attempt before it.

    Raises:
        ScenarioError: the scenario kept with the session cannot be read by this version.
        JournalError: the journal cannot be read.
    """
    opened = next(event for event in events if isinstance(event, SessionOpened))
    critique = critique_of(events)
    if not opened.branch_of:
        return LookedBack(opened.session, critique)
    attempts = attempts_at(await journal.family(opened.branch_of), opened.branch_turn)
    places = [number for number, one in enumerate(attempts) if one.session == opened.session]
    if not places or places[0] == 0:
        return LookedBack(opened.session, critique)
    before, now = attempts[places[0] - 1], attempts[places[0]]
    return LookedBack(opened.session, critique, compare(before, now, critique.persona))
