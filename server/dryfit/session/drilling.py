"""A drill by voice: a session like any other, with a coach and an assistant on the other side.

Its journal holds where it is with every line. Every judged answer is in the book as soon as it is.
"""

from dataclasses import dataclass, replace

from dryfit.drill.book import DrillBook
from dryfit.drill.item import DrillItem
from dryfit.drill.place import place_of, script_in
from dryfit.drill.play import MAX_LINE
from dryfit.drill.run import DrillRun
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
from dryfit.session.drill_scores import keep_answers, scored
from dryfit.session.led import Led, LedSession
from dryfit.session.options import SessionOptions
from dryfit.session.recovery import Recovered
from dryfit.session.staged import Staged
from dryfit.store.errors import JournalError
from dryfit.store.events import DrillOpened, SessionEnded
from dryfit.store.journal import Journal
from dryfit_audio.voices import Voice, voice_for

DRILL = ("aside", "drill")
"""Why a line is said: it costs nobody's patience."""
DRILLED = "drilled"
"""How a drill ends whose every item was judged."""


@dataclass(frozen=True, slots=True)
class Scripted(Prepared):
    """A line of a drill, and where the drill is with it."""

    script: Script | None = None

    @property
    def place(self) -> dict[str, object] | None:
        """Where the drill is with this line, as the journal keeps it."""
        return place_of(self.script) if self.script else None


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

    def take_up(self, script: Script, heard_share: float) -> None:
        """Be where a drill was."""
        self.script, self._heard_share = script, heard_share

    @property
    def is_over(self) -> bool:
        """Whether nothing comes after the line that was said last."""
        return self.script.is_over

    def voice_of(self, move: Move) -> Voice | None:
        """Whose voice goes on with a half-said line."""
        is_told = move.because == DRILL and self.script.line.speaker == "assistant"
        return voice_for(ASSISTANT_VOICE) if is_told else None

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

    kind = "drill"

    def __init__(
        self,
        engines: Engines,
        options: SessionOptions,
        run: DrillRun,
        kept_in: tuple[Journal, DrillBook],
        kept: Recovered | None = None,
    ) -> None:
        """Make a drill, or one that goes on from `kept`; nothing happens until `run`."""
        self.drill_run = run
        journal, self._book = kept_in
        self._kept = 0
        scenario = coach_of(run)
        staged = Staged(scenario, "", Cast(scenario, (), ()))
        super().__init__(staged, engines, journal, options, kept)
        self.drill_run = replace(run, learner=run.learner or self.id)

    def _restore(self, kept: Recovered) -> None:
        super()._restore(kept)
        self._drilling.take_up(*script_in(kept.events, self.drill_run))

    def _make_conversation(self) -> Conversation:
        in_writing = self.options.mode == "text"
        return Drilling(self._staged, self._engines, self.drill_run.items, in_writing)

    def _voice(self) -> Voice:
        return voice_for(COACH_VOICE)

    @property
    def _drilling(self) -> Drilling:
        conversation = self._parts.conversation
        assert isinstance(conversation, Drilling)
        return conversation

    @property
    def _script(self) -> Script:
        return self._drilling.script

    async def _open(self) -> None:
        run, options = self.drill_run, self.options
        await self._recorder.record(
            DrillOpened,
            session=self.id,
            drill=run.name,
            trade=run.trade,
            learner=run.learner,
            items=[item.model_dump(mode="json") for item in run.items],
            difficulty=self.difficulty,
            seed=options.seed,
            language=run.language,
            title=run.title,
            mode=options.mode,
            eagerness=options.eagerness,
            resume_key_hash=options.resume_key_hash,
        )

    async def _begin(self) -> None:
        if self.kept:  # what a lost server had judged, and may not have put into the book
            await self._keep(self._script.drill)
        await super()._begin()

    def _emit(self, output: o.SessionOutput) -> None:
        if isinstance(output, o.ReplyOpened):
            super()._emit(line_began(output.item, self._script, self.options.mode == "text"))
        super()._emit(output)

    async def _answer(self, answer: a.AnswerReady) -> None:
        await super()._answer(answer)
        await self._keep(self._script.drill)

    async def _keep(self, drill: Drill) -> None:
        """Put into the book what has been judged since the last time."""
        await keep_answers(self._book, self.id, self.drill_run, drill.done[self._kept :])
        self._kept = len(drill.done)

    async def _conclude(self, requested: str) -> None:
        drill = stopped(self._script.drill)
        whole = len(drill.trials) == len(drill.items)
        outcome = requested or (DRILLED if whole else "learner_stopped")
        await self._recorder.record(SessionEnded, outcome=outcome, won=False)
        await self._keep(drill)
        await self._debrief(outcome, won=False)

    async def _debrief(self, outcome: str, won: bool) -> None:
        self._over = True
        drill = stopped(self._script.drill)
        try:
            result = await scored(self._book, self.drill_run, drill)
        except JournalError as error:
            self._emit(o.Faulted(error.code, str(error)))
            run = scores_of(drill.trials)
            result = o.DrillScored(self.drill_run.title, drill.done, run, run)
        self._emit(o.SessionOver(outcome, won))
        self._emit(result)


def line_began(item: str, script: Script, in_writing: bool) -> o.DrillLineBegan:
    """What is told of a line as it begins."""
    return o.DrillLineBegan(item, script.line, script.drill, script.follows(in_writing))


def coach_of(run: DrillRun) -> Scenario:
    """The part that a drill has a session play: a coach with nothing to hide."""
    return Scenario.model_validate(
        {
            "schema": 1,
            "id": "drill",
            "title": run.title,
            "language": run.language,
            "persona": {"name": "Coach", "role": "drill coach"},
            "voice": {"preset": COACH_VOICE},
            "situation": f"Judging an assistant's answers about {run.trade}.",
            "goal": "Tell the right answers from the wrong ones.",
            "opening": run.title,
            "hidden_concern": "Nothing is hidden.",
        }
    )
