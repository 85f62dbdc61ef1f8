"""A drill by voice: a session like any other, with a coach and an assistant on the other side.

Every judged answer is kept in the book as soon as it is; what was said around it is not.
"""

import time
import uuid
from dataclasses import dataclass, replace

from dryfit.drill.book import DrillBook
from dryfit.drill.item import DrillItem, DrillSet
from dryfit.drill.play import MAX_LINE
from dryfit.drill.scores import scores_of
from dryfit.drill.script import Script, hear, open_script, slow_down, stopped, wait
from dryfit.drill.steps import Drill
from dryfit.drill.understand.reader import AnswerReader
from dryfit.drill.voices import ASSISTANT_VOICE, COACH_VOICE
from dryfit.engines import Engines
from dryfit.persona.cast import Cast
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reading import Heard
from dryfit.reply.line import Line
from dryfit.scenario.schema import Scenario
from dryfit.session import answerer as a
from dryfit.session import outputs as o
from dryfit.session.commands import SLOWER_BY, Command, read_command
from dryfit.session.conversation import Conversation, Prepared
from dryfit.session.led import Led, LedSession
from dryfit.session.options import SessionOptions
from dryfit.session.staged import Staged
from dryfit.store.errors import JournalError
from dryfit.store.unkept import Unkept
from dryfit_audio.voices import Voice, voice_for

DRILL = ("aside", "drill")
"""Why a line is said: it costs nobody's patience."""
DRILLED = "drilled"
"""How a drill ends whose every item was judged."""


@dataclass(frozen=True, slots=True)
class DrillRun:
    """What one drill is on, and whose it is; of nobody in particular where that is empty."""

    drill: DrillSet
    items: tuple[DrillItem, ...]
    learner: str


@dataclass(frozen=True, slots=True)
class Scripted(Prepared):
    """A line of a drill, and where the drill is with it."""

    script: Script | None = None


class Drilling(Led):
    """The other side of a drill; its state moves when a line is adopted, as a persona's does."""

    def __init__(
        self, staged: Staged, engines: Engines, items: tuple[DrillItem, ...], in_writing: bool
    ) -> None:
        super().__init__(staged, engines.reader, "", 0)
        self.in_writing = in_writing
        self._answers = AnswerReader(engines.embedder)
        self._heard_share = 0.0
        self._rate = 1.0
        self.script = open_script(items)

    def prepare_opening(self) -> Prepared:
        """How the drill begins."""
        return self._line(self.script)

    def prepare_answer(self, heard: Heard) -> Prepared:
        """What follows on a learner's words. Blocking: some milliseconds of embeddings."""
        text, share = heard.text[:MAX_LINE], self._heard_share
        command = read_command(text)
        if command is Command.PAUSE:
            return self._obeying(command)
        if command is Command.SLOWER:
            return replace(self._line(slow_down(self.script, share)), command=command)
        return self._line(
            hear(
                self.script,
                "stop" if command is Command.STOP else text,
                self._answers,
                confidence=heard.confidence,
                share=share,
                typed=heard.duration_s == 0,
            )
        )

    def prepare_due(self, played_s: float, is_up: bool) -> Prepared | None:
        """The next line, or the question again after a long silence."""
        quiet_s = self._quiet_s(played_s)
        following = wait(self.script, quiet_s, self._heard_share, in_writing=self.in_writing)
        return None if following is None else self._line(following)

    def adopt(self, prepared: Prepared, line: Line) -> None:
        """That line is being said."""
        super().adopt(prepared, line)
        if prepared.command is Command.SLOWER:
            self._rate *= SLOWER_BY
        if isinstance(prepared, Scripted) and prepared.script is not None:
            self.script = prepared.script
            self._heard_share = 0.0

    def note_heard(self, move: Move, share: float, text: str | None = None) -> None:
        """How much of the line reached the learner."""
        super().note_heard(move, share, text)
        if move.because == DRILL:
            self._heard_share = share

    def _line(self, script: Script) -> Scripted:
        line = script.line
        move = Move(MoveKind.PROMPT, because=DRILL, ends=script.is_over)
        voice = voice_for(ASSISTANT_VOICE, self._rate) if line.speaker == "assistant" else None
        return Scripted(None, move, line.text, self.state, {}, voice=voice, script=script)


class DrillSession(LedSession):
    """Runs a drill; it ends with its scores."""

    def __init__(
        self, engines: Engines, options: SessionOptions, run: DrillRun, book: DrillBook
    ) -> None:
        """Nothing happens until `run`."""
        name = f"drill_{uuid.uuid4().hex[:20]}"
        self.drill_run = replace(run, learner=run.learner or name)
        self._book = book
        self._kept = 0
        scenario = coach_of(run.drill)
        super().__init__(Staged(scenario, "", Cast(scenario, (), ())), engines, Unkept(), options)
        self.id = name

    def _make_conversation(self) -> Conversation:
        in_writing = self.options.mode == "text"
        return Drilling(self._staged, self._engines, self.drill_run.items, in_writing)

    def _voice(self) -> Voice:
        return voice_for(COACH_VOICE)

    @property
    def _script(self) -> Script:
        conversation = self._parts.conversation
        assert isinstance(conversation, Drilling)
        return conversation.script

    def _emit(self, output: o.SessionOutput) -> None:
        if isinstance(output, o.ReplyOpened):
            script = self._script
            super()._emit(
                o.DrillLineBegan(
                    output.item,
                    script.line,
                    script.drill,
                    script.follows(self.options.mode == "text"),
                )
            )
        super()._emit(output)

    async def _answer(self, answer: a.AnswerReady) -> None:
        await super()._answer(answer)
        await self._keep(self._script.drill)

    async def _keep(self, drill: Drill) -> None:
        """Put into the book what has been judged since the last time."""
        run = self.drill_run
        for answered in drill.done[self._kept :]:
            await self._book.add(self.id, run.learner, run.drill.id, answered, time.time())
            self._kept += 1

    async def _conclude(self, requested: str) -> None:
        drill = stopped(self._script.drill)
        whole = len(drill.trials) == len(drill.items)
        await self._keep(drill)
        await self._debrief(requested or (DRILLED if whole else "learner_stopped"), won=False)

    async def _debrief(self, outcome: str, won: bool) -> None:
        self._over = True
        drill = stopped(self._script.drill)
        run = scores_of(drill.trials)
        try:
            kept = await self._book.answers(self.drill_run.learner)
            all_ = scores_of([one.trial for one in kept])
        except JournalError as error:
            self._emit(o.Faulted(error.code, str(error)))
            all_ = run
        self._emit(o.SessionOver(outcome, won))
        self._emit(o.DrillScored(self.drill_run.drill.title, drill.done, run, all_))


def coach_of(drill: DrillSet) -> Scenario:
    """The part that a drill has a session play: a coach with nothing to hide."""
    return Scenario.model_validate(
        {
            "schema": 1,
            "id": "drill",
            "title": drill.title,
            "language": drill.language,
            "persona": {"name": "Coach", "role": "drill coach"},
            "voice": {"preset": COACH_VOICE},
            "situation": f"Judging an assistant's answers about {drill.trade}.",
            "goal": "Tell the right answers from the wrong ones.",
            "opening": drill.title,
            "hidden_concern": "Nothing is hidden.",
        }
    )
