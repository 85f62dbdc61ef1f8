"""From the learner's finished turn to an answer that may be given.

A turn is written down as soon as its words are known, whatever becomes of the answer.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.persona.reading import Heard
from dryfit.reply.line import Line
from dryfit.session.conversation import Conversation, Prepared
from dryfit.session.draft import Beginning, Draft, Samples
from dryfit.session.options import Mode
from dryfit.session.recorder import Recorder
from dryfit.store.events import HeardWord, LearnerSpoke
from dryfit_audio.events import Judgement
from dryfit_audio.transcribe import Transcript
from dryfit_audio.voices import Voice


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the learner's speech: its sound and where it lies in time."""

    samples: Samples
    samples_start_s: float
    speech_start_s: float
    speech_end_s: float
    pause: int


@dataclass(frozen=True, slots=True)
class LearnerTurn:
    """What is known of a turn before its words are."""

    turn: int
    item: str
    stretch: Stretch | None
    """None for typed text."""
    interrupted_persona: bool = False
    input_end: int = 0
    client_event: str = ""
    """How far the client's sound and events had been taken in when it ended."""

    @property
    def mode(self) -> Mode:
        """Whether it was spoken or typed."""
        return "voice" if self.stretch else "text"


@dataclass(frozen=True, slots=True)
class LearnerHeard:
    """The learner's turn is recognised and on disk."""

    turn: LearnerTurn
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """An answer is there as far as the sound of its first clause."""

    draft: Draft
    turn: LearnerTurn | None
    prepared: Prepared
    line: Line
    beginning: Beginning


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """The turn held no words."""

    draft: Draft
    turn: LearnerTurn


@dataclass(frozen=True, slots=True)
class AnswerFailed:
    """A stage or the journal failed; there is no answer."""

    draft: Draft
    error: DryfitError


AnswerNews = LearnerHeard | AnswerReady | NothingHeard | AnswerFailed


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Words of a committed turn that no reply has been given to yet."""

    draft: Draft
    turn: LearnerTurn
    text: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Turns are written in order, so that the journal's last is the last that was taken in."""

    turn: LearnerTurn
    before: asyncio.Event
    written: asyncio.Event


class Answerer:
    """Owns the drafts of a session: at most one being prepared and one being waited for."""

    def __init__(
        self,
        engines: Engines,
        conversation: Conversation,
        recorder: Recorder,
        voice: Voice | None,
        post: Callable[[AnswerNews | Judgement], None],
    ) -> None:
        self._engines = engines
        self._conversation = conversation
        self._recorder = recorder
        self.voice = voice
        self._post = post
        self._speculation: Draft | None = None
        self._current: Draft | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._unanswered: list[Unanswered] = []
        self._all_written = asyncio.Event()
        self._all_written.set()

    def restore(self, turns: Iterable[tuple[LearnerTurn, str]]) -> None:
        """Take up turns that were written down and never answered."""
        for turn, text in turns:
            self._unanswered.append(Unanswered(self._new_draft(), turn, text))

    def speculate(self, stretch: Stretch, interrupted: bool) -> None:
        """Prepare an answer to what was heard up to a pause."""
        self.drop_speculation()
        self._speculation = self._draft(stretch, interrupted)

    def drop_speculation(self) -> None:
        """They went on: what was prepared is stale."""
        if self._speculation:
            self._speculation.drop()
            self._speculation = None

    def commit(self, turn: LearnerTurn, stretch: Stretch) -> None:
        """The turn is over: answer it, with what was prepared in its last pause if that fits."""
        draft, self._speculation = self._speculation, None
        if draft is None or draft.pause != stretch.pause or stretch.pause == 0:
            if draft:
                draft.drop()
            draft = self._draft(stretch, turn.interrupted_persona)
        self._wait_for(draft, turn)

    def take_down(self, turn: LearnerTurn, stretch: Stretch) -> None:
        """Write a turn down that is not answered by itself: she cut in."""
        self.drop_speculation()
        draft = self._draft(stretch, turn.interrupted_persona)
        self._wait_for(draft, turn)
        self.recall()

    def commit_text(self, turn: LearnerTurn, text: str) -> None:
        """Answer a typed turn."""
        draft = self._new_draft()
        draft.read(text, lambda given: self._describe(draft, given, None, turn.interrupted_persona))
        self._wait_for(draft, turn)

    def say(self, prepared: Prepared) -> None:
        """Say a line that answers nobody."""
        draft = self._new_draft()
        draft.prompt(prepared)
        self._wait_for(draft, None)

    @property
    def all_written(self) -> bool:
        """Whether every turn that was committed is on disk, or held no words."""
        return self._all_written.is_set()

    @property
    def turn_waits(self) -> bool:
        """Whether something the learner said has got no answer, and none is on its way."""
        return bool(self._unanswered) and self._current is None

    def answer_again(self) -> None:
        """Answer what was left unanswered when its answer was recalled; it is written down."""
        last = self._unanswered.pop()
        draft = self._new_draft()
        self._unanswered.append(replace(last, draft=draft))
        draft.read(last.text, lambda given: self._describe(draft, given, last.turn.stretch, False))
        self._wait_for(draft, last.turn, written=True)

    def recall(self) -> Prepared | None:
        """Drop the answer that was being waited for; the learner's words stay to be answered.

        Returns a line of hers that answered nobody and was not said.
        """
        draft, self._current = self._current, None
        if draft is None:
            return None
        draft.recall()
        return draft.prompted

    def accept(self, draft: Draft) -> bool:
        """Whether this draft is still the one waited for; if so its turn counts as answered."""
        if draft is not self._current:
            return False
        self._current = None
        draft.hand_over()  # its judgement of the pause may still be waiting
        if draft.prompted is None:
            self._unanswered.clear()
        return True

    def dismiss(self, draft: Draft) -> bool:
        """Whether this draft, which held no words, was waited for; what came before still waits."""
        if draft is not self._current:
            return False
        self._current = None
        draft.drop()  # its judgement of the pause may still be waiting
        return True

    def close(self) -> None:
        """Cancel everything."""
        self.drop_speculation()
        self.recall()
        for task in self._tasks:
            task.cancel()

    async def settle(self) -> None:
        """Wait until every turn that was committed is written down."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _new_draft(self, pause: int = 0) -> Draft:
        return Draft(self._engines, self._conversation, self.voice, pause)

    def _draft(self, stretch: Stretch, interrupted: bool) -> Draft:
        draft = self._new_draft(stretch.pause)
        draft.hear(
            stretch.samples,
            lambda transcript: self._describe(draft, transcript, stretch, interrupted),
            self._post,
        )
        return draft

    def _describe(
        self, draft: Draft, transcript: Transcript, stretch: Stretch | None, interrupted: bool
    ) -> Heard:
        earlier = [waiting for waiting in self._unanswered if waiting.draft is not draft]
        own = [waiting.confidence for waiting in self._unanswered if waiting.draft is draft]
        return Heard(
            text=" ".join([*(waiting.text for waiting in earlier), transcript.text]),
            last_persona_line=self._conversation.last_line,
            duration_s=stretch.speech_end_s - stretch.speech_start_s if stretch else 0.0,
            interrupted=interrupted,
            confidence=min([transcript.confidence, *own, *(one.confidence for one in earlier)]),
        )

    def _wait_for(self, draft: Draft, turn: LearnerTurn | None, written: bool = False) -> None:
        self._current = draft
        draft.commit()
        place = None
        if turn is not None and not written:
            place = _Place(turn, before=self._all_written, written=asyncio.Event())
            self._all_written = place.written
        task = asyncio.create_task(self._answer(draft, turn, place))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, draft: Draft, turn: LearnerTurn | None, place: "_Place | None") -> None:
        try:
            if place and not await self._hear(draft, place):
                self._post(NothingHeard(draft, place.turn))
                return
            prepared = await draft.prepared
            line, beginning = await draft.line, await draft.beginning
        except DryfitError as error:
            self._post(AnswerFailed(draft, error))
            return
        if prepared is not None:
            self._post(AnswerReady(draft, turn, prepared, line, beginning))

    async def _hear(self, draft: Draft, place: "_Place") -> bool:
        """Write a turn down once those before it are; whether it held words."""
        try:
            transcript = await draft.transcript
            await place.before.wait()
            if transcript.text:
                await self._write_down(draft, place.turn, transcript)
            return bool(transcript.text)
        finally:
            place.written.set()

    async def _write_down(self, draft: Draft, turn: LearnerTurn, transcript: Transcript) -> None:
        stretch = turn.stretch
        # Before the disk, so that a turn that follows at once is answered together with this one.
        self._unanswered.append(Unanswered(draft, turn, transcript.text, transcript.confidence))
        await self._recorder.record(
            LearnerSpoke,
            turn=turn.turn,
            item=turn.item,
            text=transcript.text,
            words=_heard_words(transcript, stretch),
            start_s=round(stretch.speech_start_s, 3) if stretch else None,
            end_s=round(stretch.speech_end_s, 3) if stretch else None,
            confidence=transcript.confidence,
            interrupted_persona=turn.interrupted_persona,
            mode=turn.mode,
            input_end=turn.input_end,
            client_event=turn.client_event,
        )
        self._post(LearnerHeard(turn, transcript.text, transcript.confidence))


def _heard_words(transcript: Transcript, stretch: Stretch | None) -> tuple[HeardWord, ...]:
    if stretch is None:
        return ()
    began_s = stretch.samples_start_s
    return tuple(
        HeardWord(
            text=word.text,
            start_s=round(began_s + word.start_s, 3),
            end_s=round(began_s + word.end_s, 3),
            confidence=round(word.confidence, 3),
        )
        for word in transcript.words
    )
