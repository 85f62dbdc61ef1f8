"""One session: an inbox handled in order, a turn machine, an ear, a persona and a mouth.

Everything that happens (sound, a stage that finished, the clock) is put into one inbox, so no two
things ever happen to a session at once.
"""

import asyncio
import uuid
from dataclasses import dataclass

from dryfit.critique.alike import Alike
from dryfit.critique.critique import critique
from dryfit.engines import Engines
from dryfit.pool import Urgency, working_for
from dryfit.session import answerer as a
from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.conversation import Conversation
from dryfit.session.ear import Ear
from dryfit.session.floor import Floor, Parts
from dryfit.session.options import SessionOptions
from dryfit.session.overlaps import OverlapJudged, Overlaps
from dryfit.session.pauses import PauseListener
from dryfit.session.recorder import Recorder
from dryfit.session.requests import Request, refusal
from dryfit.session.speaker import ReplySettled, Speaker
from dryfit.session.staged import Staged
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
from dryfit_audio.framing import SAMPLE_RATE_HZ
from dryfit_audio.voices import Voice, voice_for

TICK_S = 0.05
"""How often playback and time limits are looked at; larger, and the floor is free later."""
GAP_S = 0.5
"""After this long without sound in the middle of speech, silence stands in for it."""
AHEAD_LIMIT_S = 30.0
"""Sound this far ahead of the clock is refused."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


Happening = i.SessionInput | a.AnswerNews | Judgement | OverlapJudged | Tick


class Session:
    """Runs from `run()` until the critique has been put out. Feed it with `receive`."""

    def __init__(
        self, staged: Staged, engines: Engines, store: Journal, options: SessionOptions
    ) -> None:
        """Make a session; nothing happens until `run`."""
        self.id = f"sess_{uuid.uuid4().hex[:20]}"
        self.scenario = scenario = staged.scenario
        self.options = options
        self.eagerness = options.eagerness
        self.mode = options.mode
        self._staged = staged
        self.difficulty = options.difficulty or scenario.difficulty.default
        self.outputs: asyncio.Queue[o.SessionOutput] = asyncio.Queue()
        self._engines = engines
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._inbox: asyncio.Queue[Happening] = asyncio.Queue()
        self._inbox_is_short = asyncio.Event()
        self._recorder = Recorder(store, self.id, self.clock)
        self._parts = self._make_parts()
        self._floor = Floor(self._parts, options.turn_taking)
        self._time = Timekeeper(self.scenario.environment.time_limit_s, options.idle_s)
        self._is_ahead = False
        self._over = False

    def _make_parts(self) -> Parts:
        scenario, engines = self.scenario, self._engines
        voice = self._voice() if self.options.mode == "voice" else None
        conversation = Conversation(
            scenario,
            self._staged.cast,
            engines.reader,
            self.difficulty,
            self.options.seed,
        )
        ear = Ear(PRESETS[self.options.eagerness], engines.detector())
        return Parts(
            ear=ear,
            answerer=a.Answerer(engines, conversation, self._recorder, voice, self._post),
            overlaps=Overlaps(engines, ear, self._post),
            pauses=PauseListener(engines, ear, self._post),
            speaker=Speaker(engines, voice, scenario.language, self._emit, self.clock),
            conversation=conversation,
            emit=self._emit,
            clock=self.clock,
        )

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

    def clock(self) -> float:
        """Seconds since the session began."""
        return self._loop.time() - self._began

    def receive(self, given: i.SessionInput) -> None:
        """Put something into the inbox; it is handled in order."""
        self._time.note_input(self.clock())
        if isinstance(given, i.EagernessChanged):
            self.eagerness = given.eagerness
        elif isinstance(given, i.ModeChanged):
            self.mode = given.mode
        self._inbox.put_nowait(given)

    async def run(self) -> None:
        """Play the session to its end; what was said is on disk at every moment.

        A journal that cannot be written ends the session with a fault and a critique of what it
        holds, since going on would lose what is said.
        """
        working_for.set(self.id)
        ticker = asyncio.create_task(self._tick())
        try:
            await self._open()
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

    async def _take(self) -> Happening:
        happening = await self._inbox.get()
        if self._inbox.empty():
            self._inbox_is_short.set()
            self._inbox_is_short = asyncio.Event()
        return happening

    def _emit(self, output: o.SessionOutput) -> None:
        self.outputs.put_nowait(output)

    def _post(self, news: Happening) -> None:
        self._inbox.put_nowait(news)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self._inbox.put_nowait(Tick())

    async def _open(self) -> None:
        await self._recorder.record(
            journal.SessionOpened,
            session=self.id,
            scenario=self.scenario.id,
            scenario_version=self.scenario.version,
            scenario_source=self._staged.source,
            difficulty=self.difficulty,
            seed=self.options.seed,
            language=self.scenario.language,
            title=self.scenario.title,
        )
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
            case Judgement():
                self._follow(self._parts.ear.judge(happening))
            case Tick():
                await self._pass_time()
            case i.PlayheadReported(item, played_ms, final):
                self._parts.speaker.report(item, played_ms, final)
            case i.ReplyCutShort(item, heard_ms):
                self._cut_short(item, heard_ms)
            case a.AnswerReady():
                await self._answer(happening)
            case a.LearnerHeard(turn, text, confidence):
                said = o.LearnerSaid(turn.item, turn.turn, text, confidence, turn.mode)
                self._emit(said)
            case a.NothingHeard(draft):
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
            case i.FinishRequested(outcome):
                await self._end(outcome)
            case i.EagernessChanged(eagerness):
                self._parts.ear.change(PRESETS[eagerness])
            case i.ModeChanged(mode):
                voice = self._voice() if mode == "voice" else None
                self._parts.answerer.voice = self._parts.speaker.voice = voice

    def _obey(self, asked: Request) -> None:
        if isinstance(asked, i.AnswerRequested):
            self._floor.answer_what_waits()
        reply = self._parts.speaker.reply
        refused = refusal(asked, self.state, is_sending=bool(reply and not reply.closed))
        if refused:
            self._emit(refused)
        elif isinstance(asked, i.TurnCommitted):
            self._floor.receive(t.CommitRequested())
        elif isinstance(asked, i.ReplyCancelled):
            self._floor.reply_over(t.CancelRequested())

    def _cut_short(self, item: str, heard_ms: float) -> None:
        shorter = self._parts.speaker.shorten(item, heard_ms)
        if shorter:
            self._floor.note_settled(shorter)
        else:
            self._parts.speaker.report(item, heard_ms, final=True)

    def _hear(self, sound: i.AudioReceived) -> None:
        if self._floor.state is State.HELD:
            return
        ear = self._parts.ear
        ahead_s = ear.received_samples / SAMPLE_RATE_HZ - self.clock()
        was_ahead, self._is_ahead = self._is_ahead, ahead_s > AHEAD_LIMIT_S
        if self._is_ahead:
            if not was_ahead:  # said once: a flood must not be answered with a flood
                message = "Sound came far faster than it can be spoken."
                self._emit(o.Faulted("audio-too-fast", message))
            return
        self._floor.attend()
        self._follow(ear.receive(sound.data, sound.sample_rate_hz, self.clock()))
        self._floor.watch()

    def _follow(self, events: list[SpeechEvent]) -> None:
        for event in events:
            self._floor.receive(event)

    async def _answer(self, answer: a.AnswerReady) -> None:
        if not self._parts.answerer.accept(answer.draft):
            return
        reply = self._floor.speak(answer)
        await a.write_reading(self._recorder, answer)
        await self._recorder.record(
            journal.PersonaMoved,
            turn=reply.turn,
            item=reply.item,
            move=answer.prepared.move.to_json(),
            state=answer.prepared.state.to_json(),
            text=answer.prepared.text,
        )
        if answer.turn:
            await self._measure(answer, reply.turn)

    async def _measure(self, answer: a.AnswerReady, turn: int) -> None:
        now, floor = self.clock(), self._floor
        stages = {
            "endpoint": 1000 * (floor.turn_ended_s - floor.speech_ended_s),
            **answer.draft.stages_ms,
            "voice_to_voice": 1000 * (now - floor.speech_ended_s),
        }
        stages = {stage: round(ms, 1) for stage, ms in stages.items()}
        await self._recorder.record(journal.TurnTimed, turn=turn, stages_ms=stages)
        self._emit(o.TurnMeasured(turn, stages))

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
        finished = self._parts.speaker.finish()
        if finished:
            self._floor.note_settled(finished)
            self._floor.reply_over(t.ReplyFinished())
        while self._floor.settled:
            await self._write_heard(self._floor.settled.pop(0))

    async def _write_heard(self, settled: ReplySettled) -> None:
        reply = settled.reply
        heard_ms = round(settled.heard_ms)
        began_s = reply.first_sound_s if reply.first_sound_s is not None else self.clock()
        await self._recorder.record(
            journal.PersonaHeard,
            turn=reply.turn,
            item=reply.item,
            text_heard=settled.text_heard,
            played_ms=heard_ms,
            truncated=settled.truncated,
            start_s=round(began_s, 3),
            end_s=round(began_s + heard_ms / 1000, 3),
        )
        if settled.truncated and not settled.late:
            await self._recorder.record(
                journal.Interrupted, turn=reply.turn, item=reply.item, played_ms=heard_ms
            )
        self._emit(
            o.ReplyHeard(reply.item, reply.turn, settled.text_heard, heard_ms, settled.truncated)
        )
        if reply.move.ends and not self._over:
            await self._end()

    async def _pass_time(self) -> None:
        now = self.clock()
        ear, state = self._parts.ear, self._floor.state
        for error in self._parts.speaker.take_failures():
            await self._recorder.record(journal.Noted, code=error.code, message=str(error))
            self._emit(o.Faulted("stage-failed", f"{error} It is shown as text."))
        if state in (State.HEARING, State.PAUSING, State.YIELDING) and ear.silent_s(now) > GAP_S:
            self._follow(ear.fill_silence(ear.silent_s(now), now))
            self._floor.watch()
        if self._time.is_up(now) and state is State.LISTENING:
            self._floor.prompt(self._parts.conversation.prepare_time_up())
        elif self._time.is_left(now):
            self._emit(o.Faulted("idle", "Nothing was heard for a minute; the session ends here."))
            await self._end("idle")

    async def _end(self, requested: str = "") -> None:
        if self._over:
            return
        self._floor.receive(t.SessionStopped())
        await self._parts.answerer.settle()
        self._floor.settle(force=True)
        self._over = True
        while self._floor.settled:
            await self._write_heard(self._floor.settled.pop(0))
        outcome = self._parts.conversation.state.outcome
        kind = outcome.kind if outcome else requested or "learner_stopped"
        won = bool(outcome and outcome.won)
        await self._recorder.record(journal.SessionEnded, outcome=kind, won=won)
        await self._debrief(kind, won)

    async def _debrief(self, outcome: str, won: bool) -> None:
        made = await self._engines.pool.run(
            Urgency.FINAL,
            critique,
            tuple(self._recorder.events),
            self.scenario,
            Alike(self._engines.embedder),
        )
        self._over = True
        try:
            if outcome != "journal_failed":
                await self._recorder.record(journal.CritiqueMade, critique=made.model_dump())
        except JournalError as error:
            self._emit(o.Faulted(error.code, str(error)))
        self._emit(o.SessionOver(outcome, won))
        self._emit(o.Debriefed(made))
