"""One session: an inbox handled in order, a turn machine, an ear, a persona and a mouth.

Everything that happens (sound, a stage that finished, the clock) is put into one inbox, so no two
things ever happen to a session at once.
"""

import asyncio
import uuid

from dryfit.engines import Engines
from dryfit.persona.level import numbers
from dryfit.pool import working_for
from dryfit.session import answerer as a
from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session import written
from dryfit.session.captions import Captions
from dryfit.session.clock import SessionClock
from dryfit.session.commands import Command
from dryfit.session.conversation import REDO, Conversation
from dryfit.session.ear import Ear
from dryfit.session.floor import Floor, Parts
from dryfit.session.happening import Happening, Tick
from dryfit.session.held_ear import HeldEar
from dryfit.session.looking_back import last_words, look_back
from dryfit.session.obeying import obey
from dryfit.session.options import SessionOptions
from dryfit.session.overlaps import OverlapJudged, Overlaps
from dryfit.session.pace import Pace
from dryfit.session.pauses import PauseListener
from dryfit.session.received import Received
from dryfit.session.recorder import Recorder
from dryfit.session.recovery import Recovered
from dryfit.session.requests import Request, refusal
from dryfit.session.speaker import ReplySettled, Speaker
from dryfit.session.staged import Staged
from dryfit.session.surroundings import lasts_s
from dryfit.session.taking_up import take_up
from dryfit.session.timekeeper import Timekeeper
from dryfit.store import events as journal
from dryfit.store.errors import JournalError
from dryfit.store.journal import Journal
from dryfit.turn import events as t
from dryfit.turn.machine import UnexpectedEvent
from dryfit.turn.table import State
from dryfit_audio.endpoint import PRESETS
from dryfit_audio.errors import AudioError
from dryfit_audio.events import Judgement, SpeechEvent
from dryfit_audio.voices import Voice, voice_for

TICK_S = 0.05
"""How often playback and time limits are looked at; larger, and the floor is free later."""
GAP_S = 0.5
"""After this long without sound in the middle of speech, silence stands in for it."""


class Session:
    """Runs from `run()` until the critique has been put out. Feed it with `receive`."""

    kind = "sess"
    """How its id begins."""
    looks_back_on = ""
    """The session that this one is a debrief of."""

    def __init__(
        self,
        staged: Staged,
        engines: Engines,
        store: Journal,
        options: SessionOptions,
        kept: Recovered | None = None,
    ) -> None:
        """Make a session, or one that goes on from `kept`; nothing happens until `run`."""
        self.id = kept.opened.session if kept else f"{self.kind}_{uuid.uuid4().hex[:20]}"
        self.run_number = kept.run_number if kept else 0
        self.received = kept.received if kept else Received()
        self.options, self.kept, self.mode = options, kept, options.mode
        self.eagerness, self.turn_taking = options.eagerness, options.turn_taking
        self._staged, self._engines, self.scenario = staged, engines, staged.scenario
        self.difficulty = options.difficulty or self.scenario.difficulty.default
        self.outputs: asyncio.Queue[o.SessionOutput] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self.clock = SessionClock(self._loop.time, kept.at_s if kept else 0.0)
        self._pace = Pace(self._loop.time(), again=kept is not None)
        self._inbox: asyncio.Queue[Happening] = asyncio.Queue()
        self._inbox_is_short = asyncio.Event()
        self._recorder = Recorder(store, self.id, self.clock, kept.events if kept else ())
        self._parts = self._make_parts()
        self._captions = Captions(engines, self._parts.ear, self.outputs.put_nowait)
        self._held_ear = HeldEar(engines, self._inbox.put_nowait)
        self._floor = Floor(self._parts, options.turn_taking)
        limit_s = numbers(self.scenario, self.difficulty).time_limit_s
        self._time = Timekeeper(limit_s, options.idle_s)
        self._time.note_input(self.clock())
        if kept:
            self._restore(kept)
        self._over = False

    def _make_conversation(self) -> Conversation:
        options, reader = self.options, self._engines.reader
        return Conversation(self._staged, reader, self.difficulty, options.seed, options.can_redo)

    def _make_parts(self) -> Parts:
        engines, conversation = self._engines, self._make_conversation()
        voice = self._voice() if self.options.mode == "voice" else None
        ear = Ear(PRESETS[self.options.eagerness], engines.detector())
        lines, post = self.kept.lines if self.kept else 0, self._inbox.put_nowait
        return Parts(
            ear=ear,
            answerer=a.Answerer(engines, conversation, self._recorder, voice, post),
            overlaps=Overlaps(engines, ear, post),
            pauses=PauseListener(engines, ear, post),
            speaker=Speaker(engines, self.scenario, self._emit, self.clock, lines),
            conversation=conversation,
            received=self.received,
            emit=self._emit,
            clock=self.clock,
        )

    def _restore(self, kept: Recovered) -> None:
        self._floor.restore(kept.turn)
        if kept.state:
            self._parts.conversation.restore(kept.state, kept.last_line, kept.talk)

    def _voice(self) -> Voice:
        voice = self.scenario.voice
        return voice_for(voice.preset, voice.rate, voice.fallback)

    @property
    def state(self) -> State:
        """Who has the floor."""
        return self._floor.state

    async def catch_up(self, backlog: int) -> None:
        """Wait while more than `backlog` happenings are in the inbox, so that a flood is slowed."""
        if self._inbox.qsize() > backlog:
            await self._inbox_is_short.wait()

    def leave(self) -> None:
        """The client's line is lost: time stands still until it is back."""
        self.clock.stop()

    def come_back(self) -> None:
        """The client is there (again)."""
        self.clock.go()
        self._time.note_input(self.clock())

    def receive(self, given: i.SessionInput) -> None:
        """Put something into the inbox; it is handled in order."""
        self._time.note_input(self.clock())
        if isinstance(given, i.EagernessChanged):
            self.eagerness = given.eagerness
        elif isinstance(given, i.ModeChanged):
            self.mode = given.mode
        elif isinstance(given, i.TurnTakingChanged):
            self.turn_taking = given.turn_taking
        self._inbox.put_nowait(given)

    async def run(self) -> None:
        """Play the session to its end; what was said is on disk at every moment.

        A journal that cannot be written ends the session with a fault and a critique of what it
        holds, since going on would lose what is said.
        """
        working_for.set(self.id)
        ticker = asyncio.create_task(self._tick())
        try:
            await self._begin()
            while not self._over:
                await self._handle(await self._take())
                await self._settle()
        except JournalError as error:
            self._emit(o.Faulted(error.code, str(error)))
            await self._debrief("journal_failed", won=False)
        finally:
            self._inbox_is_short.set()
            ticker.cancel()
            self._parts.answerer.close()
            self._parts.speaker.close()
            self._parts.overlaps.close()
            self._parts.pauses.end()
            self._captions.close()
            await self._recorder.settle()

    async def _take(self) -> Happening:
        happening = await self._inbox.get()
        if self._inbox.empty():
            self._inbox_is_short.set()
            self._inbox_is_short = asyncio.Event()
        return happening

    def _emit(self, output: o.SessionOutput) -> None:
        self.outputs.put_nowait(output)
        self._captions.follow(output)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            if not self.clock.is_stopped:
                self._inbox.put_nowait(Tick())

    async def _begin(self) -> None:
        if self.kept:
            if not await take_up(self.kept, self._parts, self._floor, self._recorder):
                await self._end()
            return
        await written.write_opened(self._recorder, self.id, self._staged, self.options)
        if self.scenario.situation.first_to_speak == "persona":
            self._floor.prompt(self._parts.conversation.prepare_opening())

    async def _handle(self, happening: Happening) -> None:
        try:
            await self._dispatch(happening)
        except UnexpectedEvent as error:
            await self._recorder.record(journal.Noted, code=error.code, message=str(error))
        except AudioError as error:
            self._emit(o.Faulted(error.code, str(error)))

    async def _dispatch(self, happening: Happening) -> None:
        match happening:
            case i.AudioReceived():
                self._hear(happening)
            case i.ClientEventCame(event_id):
                self.received.client_event = event_id
            case Judgement():
                self._follow(self._parts.ear.judge(happening))
            case Tick():
                await self._pass_time()
            case i.PlayheadReported(item, played_ms, final):
                self._parts.speaker.report(item, played_ms, final)
            case i.ReplyCutShort(item, heard_ms):
                self._floor.cut_short(item, heard_ms)
            case a.AnswerReady():
                await self._answer(happening)
            case a.LearnerHeard(turn, text, confidence):
                self._emit(o.LearnerSaid(turn.item, turn.turn, text, confidence, turn.mode))
                self._floor.levels.learn(turn.turn, confidence)
            case a.NothingHeard(draft, turn):
                self._floor.levels.learn(turn.turn, confidence=0.0)
                if self._parts.answerer.dismiss(draft):
                    self._floor.receive(t.NothingSaid())
            case a.AnswerFailed():
                await self._fail(happening)
            case OverlapJudged():
                self._floor.overlap_judged(happening)
            case i.TextTyped(text, item):
                self._floor.type_text(text, item)
            case i.HoldChanged(on):
                (self._time.hold if on else self._time.release)(self.clock())
                self._floor.receive(t.HoldRequested() if on else t.ReleaseRequested())
            case i.TurnCommitted() | i.AnswerRequested() | i.ReplyCancelled():
                self._obey(happening)
            case i.TurnCleared():
                self._floor.receive(t.ClearRequested())
            case i.NamesTold(names):
                self._parts.conversation.keep_back(names)
            case i.FinishRequested(outcome):
                await self._end(outcome)
            case i.EagernessChanged(eagerness):
                self._parts.ear.change(PRESETS[eagerness])
                await self._changed("eagerness", eagerness)
            case i.ModeChanged(mode):
                self._parts.answerer.voice = self._voice() if mode == "voice" else None
                await self._changed("mode", mode)
            case i.TurnTakingChanged(turn_taking):
                self._floor.take_turns(turn_taking)
                await self._changed("turn_taking", turn_taking)

    async def _changed(self, name: str, value: str) -> None:
        await self._recorder.record(journal.SettingChanged, name=name, value=value)

    def _obey(self, asked: Request) -> None:
        if isinstance(asked, i.AnswerRequested):
            self._floor.answer_what_waits()
        reply = self._parts.speaker.reply
        by_button = self._floor.turn_taking == "push-to-talk"
        refused = refusal(asked, self.state, bool(reply and not reply.closed), by_button)
        if refused:
            self._emit(refused)
        elif isinstance(asked, i.TurnCommitted):
            self._floor.receive(t.CommitRequested())
        elif isinstance(asked, i.ReplyCancelled):
            self._floor.reply_over(t.CancelRequested())

    def _hear(self, sound: i.AudioReceived) -> None:
        self.received.input_end = max(sound.end, self.received.input_end)
        if self._floor.state is State.HELD:
            return self._held_ear.receive(sound)
        ear = self._parts.ear
        pace = self._pace.judge(ear.received_samples, self._loop.time())
        if pace == "too fast":  # said once: a flood must not be answered with a flood
            message = "Sound came far faster than it can be spoken."
            self._emit(o.Faulted("audio-too-fast", message))
        if pace != "fine":
            return
        self._floor.attend()
        self._follow(ear.receive(sound.data, sound.sample_rate_hz, self.clock()))
        self._floor.watch()
        self._captions.watch()

    def _follow(self, events: list[SpeechEvent]) -> None:
        for event in events:
            self._floor.receive(event)

    async def _answer(self, answer: a.AnswerReady) -> None:
        if not self._parts.answerer.accept(answer.draft):
            return
        command = answer.prepared.command
        if command and obey(command, self._parts.answerer, self._floor, self._time, self.clock()):
            if command is Command.STOP:
                await self._end()
            return
        reply = self._floor.speak(answer)
        await written.write_move(self._recorder, answer, reply)
        if answer.turn:
            stages = self._floor.stages_ms(answer.draft.stages_ms, self.clock())
            await self._recorder.record(journal.TurnTimed, turn=reply.turn, stages_ms=stages)
            self._emit(o.TurnMeasured(reply.turn, stages))

    async def _fail(self, failure: a.AnswerFailed) -> None:
        if isinstance(failure.error, JournalError):
            raise failure.error
        error = failure.error
        await self._recorder.record(journal.Noted, code=error.code, message=str(error))
        self._emit(o.Faulted("stage-failed", f"{error} Please say that again."))
        if self._parts.answerer.accept(failure.draft):
            self._floor.receive(t.NothingSaid())

    async def _settle(self) -> None:
        """Write down what became of replies, and end after the persona's last line."""
        self._floor.settle()
        finished = None if self.clock.is_stopped else self._parts.speaker.finish()
        if finished:
            self._floor.note_settled(finished)
            self._floor.reply_over(t.ReplyFinished())
        await self._write_settled()

    async def _write_settled(self) -> None:
        for reply, wording in self._parts.speaker.take_worded():
            await written.write_worded(self._recorder, reply, wording)
        while self._floor.settled:
            await self._write_heard(self._floor.settled.pop(0))

    async def _write_heard(self, settled: ReplySettled) -> None:
        reply, heard_ms = settled.reply, round(settled.heard_ms)
        quiet = self._floor.state is State.LISTENING and self._parts.answerer.all_written
        accounted = self.received.input_end if quiet else 0
        await written.write_heard(self._recorder, settled, self.clock(), accounted)
        self._emit(
            o.ReplyHeard(reply.item, reply.turn, settled.text_heard, heard_ms, settled.truncated)
        )
        if reply.move.ends and not self._over:
            await self._end("redone" if reply.move.because == REDO else "")

    async def _pass_time(self) -> None:
        now = self.clock()
        self._floor.levels.tell()
        ear, state = self._parts.ear, self._floor.state
        for error in self._parts.speaker.take_failures():
            await self._recorder.record(journal.Noted, code=error.code, message=str(error))
            self._emit(o.Faulted("stage-failed", f"{error} It is shown as text."))
        if state in (State.HEARING, State.PAUSING, State.YIELDING) and ear.silent_s(now) > GAP_S:
            self._follow(ear.fill_silence(ear.silent_s(now), now))
            self._floor.watch()
        due = self._parts.conversation.prepare_due if state is State.LISTENING else None
        if due and (said := due(self._time.played_s(now), self._time.is_up(now))):
            self._time.stand_still(lasts_s(self.scenario, said.move))
            self._floor.prompt(said)
        elif self._time.is_left(now, self.turn_taking == "push-to-talk" or self.mode == "text"):
            self._emit(o.Faulted("idle", "Nothing was heard for a minute; the session ends here."))
            await self._end("idle")

    async def _end(self, requested: str = "") -> None:
        if self._over:
            return
        self._floor.receive(t.SessionStopped())
        await self._parts.answerer.settle()
        self._floor.settle(force=True)
        self._over = True
        await self._write_settled()
        await self._conclude(requested)

    async def _conclude(self, requested: str) -> None:
        outcome = self._parts.conversation.state.outcome
        kind = outcome.kind if outcome else requested or "learner_stopped"
        won = bool(outcome and outcome.won)
        await written.write_ended(self._recorder, self._parts.conversation.spend, kind, won)
        await self._debrief(kind, won)

    async def _debrief(self, outcome: str, won: bool) -> None:
        made = await look_back(self._engines, self._recorder, self._parts.conversation)
        self._over = True
        try:
            if outcome != "journal_failed":
                await self._recorder.record(journal.CritiqueMade, critique=made.model_dump())
        except JournalError as error:
            self._emit(o.Faulted(error.code, str(error)))
        for output in last_words(self.id, self._recorder, outcome, won, made):
            self._emit(output)
