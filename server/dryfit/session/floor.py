"""Carries out what the turn machine commands: one method a command, looked up by name."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from dryfit.session import outputs as o
from dryfit.session.answerer import Answerer, AnswerReady, LearnerTurn, Stretch
from dryfit.session.attention import (
    CUT_IN_GUARD_S,
    FIRST_REPLY_GUARD_S,
    Attention,
    HerSound,
    attention,
)
from dryfit.session.conversation import Conversation, Prepared
from dryfit.session.ear import PREROLL_MS, Ear
from dryfit.session.level_watch import LevelWatch
from dryfit.session.options import TurnTaking
from dryfit.session.overlap import Overlap
from dryfit.session.overlaps import OverlapJudged, Overlaps
from dryfit.session.pauses import PauseListener
from dryfit.session.received import Received
from dryfit.session.reply import Reply
from dryfit.session.speaker import HalfSaid, ReplySettled, Speaker
from dryfit.turn import events as t
from dryfit.turn.machine import TurnMachine
from dryfit.turn.table import Command, State
from dryfit_audio.events import SpeechPaused, SpeechResumed, SpeechStarted, TurnEnded
from dryfit_audio.framing import FRAME_SAMPLES, SAMPLE_RATE_HZ

PREROLL_S = PREROLL_MS / 1000
PREROLL_SAMPLES = PREROLL_MS * SAMPLE_RATE_HZ // 1000


@dataclass(slots=True)
class Parts:
    """What the floor is played on."""

    ear: Ear
    answerer: Answerer
    overlaps: Overlaps
    pauses: PauseListener
    speaker: Speaker
    conversation: Conversation
    received: Received
    emit: Callable[[o.SessionOutput], None]
    clock: Callable[[], float]


_HERS = (State.SPEAKING, State.YIELDING)


class Floor:
    """Who speaks. Knows the turn and item numbers; writes nothing down itself."""

    def __init__(self, parts: Parts, turn_taking: TurnTaking = "hands-free") -> None:
        self._parts = parts
        self.turn_taking = turn_taking
        self._machine = TurnMachine()
        self._turn = 0
        self._item = ""
        self._interrupted = False
        self._speech: tuple[int, int, int] = (0, 0, 0)
        self._since: int | None = None
        self._unsaid: Prepared | None = None
        self.levels = LevelWatch(parts.ear, parts.emit)
        self._cutting_in = False
        self._her_end_s: float | None = None
        self._texts: list[tuple[str, str]] = []
        self._prompts: list[Prepared | HalfSaid] = []
        self._announced = False
        self.turn_ended_s = 0.0
        self.speech_ended_s = 0.0
        self.settled: list[ReplySettled] = []
        self._do: dict[Command, Callable[[t.TurnEvent], None]] = {
            Command.ANNOUNCE_SPEECH: self._announce_speech,
            Command.RETRACT_SPEECH: self._retract_speech,
            Command.SPECULATE: self._speculate,
            Command.DROP_SPECULATION: self._drop_speculation,
            Command.COMMIT_TURN: self._commit_turn,
            Command.COMMIT_TEXT: self._commit_text,
            Command.ANSWER_PROMPT: self._answer_prompt,
            Command.ANSWER_AGAIN: self._answer_again,
            Command.RECALL_REPLY: self._recall_reply,
            Command.DUCK: self._duck,
            Command.UNDUCK: self._unduck,
            Command.JUDGE_OVERLAP: self._judge_overlap,
            Command.STOP_REPLY: self._stop_reply,
            Command.FORGET_SPEECH: self._forget_speech,
            Command.CUT_IN: self._cut_in,
        }

    @property
    def state(self) -> State:
        """Who has the floor."""
        return self._machine.state

    def receive(self, event: t.TurnEvent) -> None:
        """Take one event and carry out what the table commands.

        Raises:
            UnexpectedEvent: the table has no row; nothing was done.
        """
        before = self.state
        commands = self._machine.receive(event)
        self._follow_speech(event)
        if before in _HERS and self.state not in _HERS:
            self._her_end_s = self._parts.clock()
        for command in commands:
            self._do[command](event)
        if self.state is not before:
            self._parts.emit(o.StateChanged(self.state))
        if Command.RETRACT_SPEECH in commands or isinstance(event, t.ReleaseRequested):
            self.answer_what_waits()

    def type_text(self, text: str, item: str = "") -> None:
        """A typed turn, by the id that it has already or a fresh one."""
        self._texts.append((text, item or new_item()))
        self.receive(t.TextReceived())

    def prompt(self, prepared: Prepared) -> None:
        """Have the persona say something unasked. Only while listening."""
        self._prompts.append(prepared)
        self.receive(t.PersonaPrompted())

    def restore(self, turn: int) -> None:
        """Count on from a session's last turn."""
        self._turn = turn

    def speak_on(self, line: HalfSaid) -> None:
        """Go on with a line that was being said when the server before this one was lost."""
        self._prompts.append(line)
        self.receive(t.PersonaPrompted())
        self.receive(t.ReplyBegan())

    def answer_what_waits(self) -> None:
        """Say what was left unsaid, while nobody has the floor: an answer, or a line of hers."""
        if self.state is not State.LISTENING:
            return
        unsaid, self._unsaid = self._unsaid, None
        if self._parts.answerer.turn_waits:
            self.receive(t.TurnUnanswered())
        elif unsaid is not None:
            self.prompt(unsaid)

    def speak(self, answer: AnswerReady) -> Reply:
        """Give the answer that was waited for."""
        self._parts.conversation.adopt(answer.prepared, answer.line)
        self._unsaid = None
        item, turn = new_item(), answer.turn.turn if answer.turn else self._turn
        reply = self._parts.speaker.begin(
            answer.prepared.move, answer.line, item, turn, answer.beginning, answer.draft.voice
        )
        self._parts.speaker.note_failure(answer.draft.speech_failure)
        self.receive(t.ReplyBegan())
        return reply

    def attend(self) -> None:
        """Called before sound comes in: listen as the moment asks."""
        reply, now_s = self._parts.speaker.reply, self._parts.clock()
        her = HerSound(ended_s=self._her_end_s)
        if reply is not None:
            guard_s = CUT_IN_GUARD_S if self._cutting_in else 0.0
            guard_s = FIRST_REPLY_GUARD_S if reply.stream == 1 else guard_s
            her = HerSound(reply.first_sound_s, guard_s, self._her_end_s)
        if self._cutting_in and self.state is State.THINKING:
            self._parts.ear.attend(Attention.DEAF)
            return
        if self.state is not State.SPEAKING:
            self._cutting_in = False
        self._parts.ear.attend(attention(self.state, self.turn_taking, her, now_s))

    def take_turns(self, turn_taking: TurnTaking) -> None:
        """Another way to get the floor from now on; a turn that is not over is heard afresh."""
        if turn_taking != self.turn_taking and self.state in (State.HEARING, State.PAUSING):
            self.receive(t.ClearRequested())
        self.turn_taking = turn_taking

    def watch(self) -> None:
        """Called as sound comes in: look again at a pause or an overlap that goes on."""
        if self.turn_taking == "push-to-talk" and self.state is State.LISTENING:
            now = self._parts.ear.received_samples
            # Sound before the button was pressed is of the last turn: no pre-roll.
            self.receive(SpeechStarted(now, max(0, now - FRAME_SAMPLES) + PREROLL_SAMPLES))
        elif self.state is State.PAUSING:
            self._parts.pauses.watch()
        elif self.state is State.HEARING and self.turn_taking != "push-to-talk":
            talked_s = self._parts.clock() - self._parts.ear.time_of(self._speech_start())
            if talked_s >= self._parts.conversation.monologue_limit_s:
                self.receive(t.MonologueRanOn())
        elif self.state is State.YIELDING and self._parts.overlaps.is_due():
            self.receive(t.OverlapLasted())

    def overlap_judged(self, judged: OverlapJudged) -> None:
        """Act on what an overlap turned out to be."""
        overlaps = self._parts.overlaps
        if self.state is not State.YIELDING or not overlaps.is_current(judged):
            return
        if judged.verdict is Overlap.INTERRUPTION:
            self._end_overlap(t.InterruptionHeard())
            return
        settled = overlaps.is_settled(judged)
        went_on = overlaps.move_on(judged)
        if (settled or went_on) and judged.verdict is not Overlap.BACKCHANNEL:
            self._parts.ear.take_for_noise(judged.began, judged.until)
        if settled and not went_on:
            self.receive(t.BackchannelHeard())

    def stages_ms(self, of_draft: dict[str, float], now_s: float) -> dict[str, float]:
        """How long each stage of the turn that is answered now took."""
        stages = {
            "endpoint": 1000 * (self.turn_ended_s - self.speech_ended_s),
            **of_draft,
            "voice_to_voice": 1000 * (now_s - self.speech_ended_s),
        }
        return {stage: round(ms, 1) for stage, ms in stages.items()}

    def reply_over(self, event: t.ReplyFinished | t.CancelRequested) -> None:
        """The learner has heard the reply to its end, or the client stops it."""
        if self.state is State.YIELDING:
            self._end_overlap(event)
        else:
            self.receive(event)

    def _end_overlap(self, event: t.TurnEvent) -> None:
        self._since = self._parts.overlaps.began
        edge = self._parts.overlaps.end()
        self.receive(event)
        if edge is not None:
            self.receive(edge)

    def _follow_speech(self, event: t.TurnEvent) -> None:
        if isinstance(event, SpeechStarted):
            now = self._parts.ear.received_samples
            self._speech = (event.speech_start, now, 0)
        elif isinstance(event, SpeechPaused | TurnEnded):
            self._speech = (event.speech_start, event.speech_end, event.pause)
        if self.state is State.YIELDING and isinstance(
            event, SpeechStarted | SpeechPaused | SpeechResumed | TurnEnded
        ):
            self._parts.overlaps.follow(event)

    def _speech_start(self) -> int:
        """Where the learner's turn began: with the first of what was said over her."""
        return self._speech[0] if self._since is None else min(self._since, self._speech[0])

    def _stretch(self, until: int) -> Stretch:
        _start, end, pause = self._speech
        start, ear = self._speech_start(), self._parts.ear
        return Stretch(
            samples=ear.samples(start, until),
            samples_start_s=ear.time_of(start) - PREROLL_S,
            speech_start_s=ear.time_of(start),
            speech_end_s=ear.time_of(end),
            pause=pause,
        )

    def _next_turn(self, stretch: Stretch | None) -> LearnerTurn:
        self._turn += 1
        if not self._announced:
            self._item = new_item()
        self._announced = False
        received = self._parts.received
        turn = LearnerTurn(
            self._turn,
            self._item,
            stretch,
            self._interrupted,
            received.input_end,
            received.client_event,
        )
        self._interrupted = False
        self._since = None
        return turn

    def _announce_speech(self, _event: t.TurnEvent) -> None:
        self._item = new_item()
        self._announced = True
        at_ms = round(1000 * self._speech_start() / SAMPLE_RATE_HZ)
        self._parts.emit(o.SpeechBegan(self._item, at_ms))

    def _retract_speech(self, _event: t.TurnEvent) -> None:
        self._announced = False
        self._since = None
        self._parts.emit(o.SpeechRetracted(self._item))

    def _speculate(self, event: t.TurnEvent) -> None:
        self.settle(force=True)
        if isinstance(event, SpeechPaused):
            self._parts.answerer.speculate(self._stretch(event.at_sample), self._interrupted)
            self._parts.pauses.begin(event.pause, self._speech_start())

    def _drop_speculation(self, _event: t.TurnEvent) -> None:
        self._parts.answerer.drop_speculation()
        self._parts.pauses.end()

    def _commit_turn(self, event: t.TurnEvent) -> None:
        self._parts.pauses.end()
        self.settle(force=True)
        ear = self._parts.ear
        if not isinstance(event, TurnEnded):
            start, _end, pause = self._speech
            self._speech = (start, ear.received_samples, pause)
            ear.forget_speech()
        stretch = self._stretch(ear.received_samples)
        self.turn_ended_s = self._parts.clock()
        self.speech_ended_s = stretch.speech_end_s
        span = (self._speech_start(), self._speech[1])
        turn = self._next_turn(stretch)
        self.levels.note(turn.turn, *span)
        ended_ms = round(1000 * self._speech[1] / SAMPLE_RATE_HZ)
        self._parts.emit(o.SpeechEnded(turn.item, ended_ms))
        self._parts.answerer.commit(turn, stretch)

    def _cut_in(self, _event: t.TurnEvent) -> None:
        self.settle(force=True)
        ear = self._parts.ear
        self._speech = (self._speech[0], ear.received_samples, 0)
        ear.forget_speech()
        stretch, start = self._stretch(ear.received_samples), self._speech_start()
        turn = self._next_turn(stretch)
        self.levels.note(turn.turn, start, ear.received_samples)
        self._parts.emit(o.SpeechEnded(turn.item, 1000 * self._speech[1] // SAMPLE_RATE_HZ))
        self._parts.answerer.take_down(turn, stretch)
        self._cutting_in = True
        self._parts.answerer.say(self._parts.conversation.prepare_cut_in())

    def _commit_text(self, _event: t.TurnEvent) -> None:
        self.settle(force=True)
        self.turn_ended_s = self.speech_ended_s = self._parts.clock()
        text, self._item = self._texts.pop(0)
        self._announced = True
        self._parts.answerer.commit_text(self._next_turn(None), text)

    def _answer_prompt(self, _event: t.TurnEvent) -> None:
        prompt = self._prompts.pop(0)
        if isinstance(prompt, HalfSaid):
            hers = self._parts.answerer.voice
            voice = self._parts.conversation.voice_of(prompt.move) or hers
            self._parts.speaker.go_on(prompt, hers and voice)
        else:
            self._parts.answerer.say(prompt)

    def _answer_again(self, _event: t.TurnEvent) -> None:
        self._parts.answerer.answer_again()

    def _recall_reply(self, event: t.TurnEvent) -> None:
        unsaid = self._parts.answerer.recall()
        if unsaid is not None and not isinstance(event, t.CancelRequested):
            self._unsaid = unsaid

    def _duck(self, event: t.TurnEvent) -> None:
        if isinstance(event, SpeechStarted):
            self._parts.overlaps.begin(event.speech_start)
        self._parts.speaker.ask("duck")

    def _unduck(self, _event: t.TurnEvent) -> None:
        self._parts.overlaps.end()
        self._parts.ear.forget_speech()
        self._parts.speaker.ask("resume")

    def _judge_overlap(self, _event: t.TurnEvent) -> None:
        reply = self._parts.speaker.reply
        heard_ms = reply.heard_ms(self._parts.clock()) if reply else 0.0
        self._parts.overlaps.judge(reply.text_around(heard_ms) if reply else "")

    def _stop_reply(self, event: t.TurnEvent) -> None:
        self._interrupted = True
        self.settle(force=True)
        self._parts.speaker.stop(by_client=not isinstance(event, t.InterruptionHeard))

    def _forget_speech(self, _event: t.TurnEvent) -> None:
        self._parts.ear.forget_speech()

    def settle(self, force: bool = False) -> None:
        """Note how much of a stopped reply was heard, once that is known."""
        settled = self._parts.speaker.settle(force)
        if settled:
            self.note_settled(settled)

    def cut_short(self, item: str, heard_ms: float) -> None:
        """The client stopped playing a line there, now or a while ago."""
        shorter = self._parts.speaker.shorten(item, heard_ms)
        if shorter:
            self.note_settled(shorter)
        else:
            self._parts.speaker.report(item, heard_ms, final=True)

    def note_settled(self, settled: ReplySettled) -> None:
        """Tell the persona how much of a line was heard, and keep it to be written down."""
        self._parts.conversation.note_heard(
            settled.reply.move, settled.share_heard, settled.text_heard
        )
        self.settled.append(settled)


def new_item() -> str:
    """A fresh item id."""
    return f"item_{uuid.uuid4().hex[:16]}"
