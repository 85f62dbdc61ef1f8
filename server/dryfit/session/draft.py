"""One attempt at answering what has been heard so far. Until it is committed, nobody hears it.

The stages run one after another as tasks, each of which can be waited for; dropping the draft
cancels what has not run.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.persona.reading import Heard
from dryfit.pool import Urgency
from dryfit.session.conversation import Conversation, Prepared
from dryfit_audio.events import Judgement
from dryfit_audio.sentences import clauses
from dryfit_audio.transcribe import Transcript
from dryfit_audio.voices import Voice
from dryfit_audio.wording import words_verdict

Samples = npt.NDArray[np.float32]
T = TypeVar("T")


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
        self.transcript: asyncio.Task[Transcript]
        self.prepared: asyncio.Task[Prepared | None]
        self.first_sound: asyncio.Task[Samples]

    def hear(
        self,
        samples: Samples,
        describe: Callable[[Transcript], Heard],
        on_judgement: Callable[[Judgement], None],
    ) -> None:
        """Start on sound: recognise it, say whether the words hang in the air, and answer."""
        self.transcript = self._start(self._transcribe(samples, on_judgement))
        self.prepared = self._start(self._prepare(describe))
        self.first_sound = self._start(self._sound_first())

    def read(self, text: str, describe: Callable[[Transcript], Heard]) -> None:
        """Start on typed text."""
        self.transcript = self._start(_given(Transcript(text, (), 1.0, 0.0, ())))
        self.prepared = self._start(self._prepare(describe))
        self.first_sound = self._start(self._sound_first())

    def prompt(self, prepared: Prepared) -> None:
        """Start on a line that the persona says unasked."""
        self.prompted = prepared
        self.transcript = self._start(_given(Transcript("", (), 1.0, 0.0, ())))
        self.prepared = self._start(_given(prepared))
        self.first_sound = self._start(self._sound_first())

    def commit(self) -> None:
        """Somebody is waiting now: what waits goes first, and what was shed starts."""
        self._engines.pool.promote(self._errand, Urgency.FINAL)

    def drop(self) -> None:
        """Cancel everything that has not run; nothing of it can be heard any more."""
        for task in self._tasks:
            task.cancel()

    def recall(self) -> None:
        """Cancel the answer but not the words: the turn was over and is to be written down."""
        for task in self._tasks:
            if task is not self.transcript:
                task.cancel()

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
        prepared = await self._engines.pool.run_for(
            self._errand, self._conversation.prepare_answer, heard
        )
        self.stages_ms.update(prepared.stages_ms)
        return prepared

    async def _sound_first(self) -> Samples:
        prepared = await self.prepared
        parts = clauses(prepared.text) if prepared else []
        self.stages_ms["queue"] = 1000 * self._errand.waited_s
        if self.voice is None or not parts:
            return np.zeros(0, dtype=np.float32)
        began = time.perf_counter()
        language = self._conversation.scenario.language
        try:
            samples = await self._engines.pool.run_for(
                self._errand, self._engines.speak, parts[0], self.voice, language
            )
        except StageError as error:
            self.speech_failure = error
            return np.zeros(0, dtype=np.float32)
        self.stages_ms["speak"] = 1000 * (time.perf_counter() - began)
        return samples


async def _given(value: T) -> T:
    return value


def _mark_retrieved(task: "asyncio.Task[object]") -> None:
    """A dropped draft may fail unseen; a committed one is awaited and raises there."""
    if not task.cancelled():
        task.exception()
