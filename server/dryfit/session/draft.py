"""One attempt at answering what has been heard so far. Until it is committed, nobody hears it.

The stages run one after another as tasks, each of which can be waited for; dropping the draft
cancels what has not run.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.llm.second_reader import SecondReading
from dryfit.persona.reading import Heard
from dryfit.pool import Urgency
from dryfit.reply.line import FixedLine, Line
from dryfit.session.conversation import Conversation, Prepared
from dryfit_audio.events import Judgement
from dryfit_audio.transcribe import Transcript
from dryfit_audio.voices import Voice
from dryfit_audio.wording import words_verdict

Samples = npt.NDArray[np.float32]
T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first clause of an answer, and its sound."""

    clause: str
    samples: Samples


class Draft:
    """Transcript, answer and first clause of sound for one stretch of the learner's speech."""

    def __init__(
        self, engines: Engines, conversation: Conversation, voice: Voice | None, pause: int = 0
    ) -> None:
        self.pause = pause
        self.stages_ms: dict[str, float] = {}
        self.speech_failure: StageError | None = None
        """The first clause could not be spoken; its words can be shown."""
        self._engines = engines
        self._conversation = conversation
        self.prompted: Prepared | None = None
        self.voice = voice
        """None: the answer is text, and nothing is spoken."""
        self._errand = engines.pool.errand(Urgency.SPECULATION)
        self._tasks: list[asyncio.Task[object]] = []
        self._committed = asyncio.Event()
        self._line: Line | None = None
        self.transcript: asyncio.Task[Transcript]
        self.prepared: asyncio.Task[Prepared | None]
        self.line: asyncio.Task[Line]
        self.beginning: asyncio.Task[Beginning]

    def hear(
        self,
        samples: Samples,
        describe: Callable[[Transcript], Heard],
        on_judgement: Callable[[Judgement], None],
    ) -> None:
        """Start on sound: recognise it, say whether the words hang in the air, and answer."""
        self.transcript = self._start(self._transcribe(samples, on_judgement))
        self.prepared = self._start(self._prepare(describe))
        self._begin()

    def read(self, text: str, describe: Callable[[Transcript], Heard]) -> None:
        """Start on typed text."""
        self.transcript = self._start(_given(Transcript(text, (), 1.0, 0.0, ())))
        self.prepared = self._start(self._prepare(describe))
        self._begin()

    def prompt(self, prepared: Prepared) -> None:
        """Start on a line that the persona says unasked."""
        self.prompted = prepared
        self.transcript = self._start(_given(Transcript("", (), 1.0, 0.0, ())))
        self.prepared = self._start(_given(prepared))
        self._begin()

    def commit(self) -> None:
        """Somebody is waiting now: what waits goes first, and what was shed starts."""
        self._engines.pool.promote(self._errand, Urgency.FINAL)
        self._committed.set()

    def drop(self) -> None:
        """Cancel everything that has not run; nothing of it can be heard any more."""
        for task in self._tasks:
            task.cancel()
        if self._line:
            self._line.drop()

    def hand_over(self) -> None:
        """The line is somebody else's now; cancel what has not run of the rest."""
        self._line = None
        self.drop()

    def recall(self) -> None:
        """Cancel the answer but not the words: the turn was over and is to be written down."""
        for task in self._tasks:
            if task is not self.transcript:
                task.cancel()
        if self._line:
            self._line.drop()

    def _start(self, work: Coroutine[object, object, T]) -> "asyncio.Task[T]":
        task = asyncio.create_task(work)
        task.add_done_callback(_mark_retrieved)
        self._tasks.append(task)
        return task

    async def _transcribe(
        self, samples: Samples, on_judgement: Callable[[Judgement], None]
    ) -> Transcript:
        began = time.perf_counter()
        transcript = await self._engines.pool.run_for(
            self._errand, self._engines.recognise, samples
        )
        self.stages_ms["transcribe"] = 1000 * (time.perf_counter() - began)
        on_judgement(Judgement(self.pause, None, words_verdict(transcript.text)))
        return transcript

    async def _prepare(self, describe: Callable[[Transcript], Heard]) -> Prepared | None:
        # Shielded: a recalled answer must not take the learner's words with it.
        transcript = await asyncio.shield(self.transcript)
        if not transcript.text:
            return None
        heard = describe(transcript)
        second = await self._read_again(heard)
        if second:
            heard = replace(heard, told=second.told)
        prepared = await self._engines.pool.run_for(
            self._errand, self._conversation.prepare_answer, heard
        )
        self.stages_ms.update(prepared.stages_ms)
        return replace(prepared, second=second)

    async def _read_again(self, heard: Heard) -> SecondReading | None:
        """What a model makes of what the rules are unsure of, where one is set for that."""
        writer = self._engines.writer
        if writer is None or writer.reader is None:
            return None
        conversation = self._conversation
        unsure = await self._engines.pool.run_for(self._errand, conversation.unsure_of, heard)
        if not unsure:
            return None
        if not writer.settings.speculates:
            await self._committed.wait()
        hidden = conversation.names.hidden
        second = await writer.reader.read(heard, unsure, conversation.spend, hidden)
        self.stages_ms["read_again"] = second.took_ms
        return second

    def _begin(self) -> None:
        self.line = self._start(self._word())
        self.beginning = self._start(self._sound_first())

    async def _word(self) -> Line:
        """The words, or a model at work on them."""
        prepared = await self.prepared
        if prepared and prepared.voice and self.voice:
            self.voice = prepared.voice
        writer = self._engines.writer
        if prepared is None or prepared.wanted is None or writer is None:
            self._line = FixedLine(prepared.text if prepared else "")
            return self._line
        if not writer.settings.speculates:
            await self._committed.wait()

        async def run(function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
            return await self._engines.pool.run(Urgency.FINAL, function, *given, **named)

        self._line = writer.begin(prepared.wanted, self._conversation.spend, run)
        return self._line

    async def _sound_first(self) -> Beginning:
        line = await self.line
        began = time.perf_counter()
        clause = await line.clause()
        if line.wording:
            self.stages_ms["word"] = 1000 * (time.perf_counter() - began)
        self.stages_ms["queue"] = 1000 * self._errand.waited_s
        silent = np.zeros(0, dtype=np.float32)
        if self.voice is None or not clause:
            return Beginning(clause or "", silent)
        began = time.perf_counter()
        language = self._conversation.scenario.language
        try:
            samples = await self._engines.pool.run_for(
                self._errand, self._engines.speak, clause, self.voice, language
            )
        except StageError as error:
            self.speech_failure = error
            return Beginning(clause, silent)
        self.stages_ms["speak"] = 1000 * (time.perf_counter() - began)
        return Beginning(clause, samples)


async def _given(value: T) -> T:
    return value


def _mark_retrieved(task: "asyncio.Task[object]") -> None:
    """A dropped draft may fail unseen; a committed one is awaited and raises there."""
    if not task.cancelled():
        task.exception()
