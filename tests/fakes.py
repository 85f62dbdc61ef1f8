"""Stand-ins for what is slow or real: recognition, voices, threads, disks.

Each does the job of what it stands for, on simple terms: the recogniser says what it was told
to, the voice hums, the pool runs at once. Nothing patches anything.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

import numpy as np

from dryfit.drill.book import DrillBook, Kept
from dryfit.drill.steps import Answered
from dryfit.engines import Engines, Samples
from dryfit.persona.embed import MiniLM, Vectors, WordOverlap
from dryfit.persona.reader import Reader
from dryfit.pool import Errand, ModelPool, Urgency
from dryfit.store.errors import JournalError, JournalFull
from dryfit.store.events import SessionEvent
from dryfit.store.journal import Journal
from dryfit_audio.errors import EngineFailed
from dryfit_audio.framing import SAMPLE_RATE_HZ
from dryfit_audio.smart_turn import TurnModel
from dryfit_audio.speech_cache import SpeechCache
from dryfit_audio.synthesize import OUTPUT_RATE_HZ, Synthesizer
from dryfit_audio.transcribe import Transcriber, Transcript, Word
from dryfit_audio.vad import SpeechDetector
from dryfit_audio.voices import Voice

P = ParamSpec("P")
R = TypeVar("R")

LOUD = 0.05
"""Root mean square from which the fake detector hears a voice."""
LETTERS_PER_SECOND = 15
"""How fast the fake voice speaks; about as fast as a person."""


def tone(seconds: float, rate_hz: int, amplitude: float = 0.3) -> Samples:
    """A hum."""
    times = np.arange(round(seconds * rate_hz), dtype=np.float32) / np.float32(rate_hz)
    return np.asarray(amplitude * np.sin(2 * np.pi * 220 * times), dtype=np.float32)


class LoudnessDetector(SpeechDetector):
    """Takes every loud frame for a voice."""

    def __init__(self) -> None:
        pass

    def reset(self) -> None:
        pass

    def probability(self, frame: Samples) -> float:
        return 1.0 if float(np.sqrt(np.mean(np.square(frame)))) >= LOUD else 0.0


class FakeTranscriber(Transcriber):
    """Says what it was told to, in order; then nothing."""

    language = "en"

    def __init__(self) -> None:
        self._texts: deque[tuple[str, float] | EngineFailed] = deque()
        self.heard_s: list[float] = []
        """How long each piece of sound was that it was given."""
        self.languages: list[str] = []
        """What other languages it was asked to hear."""

    def enqueue(self, *texts: str, confidence: float = 0.9) -> None:
        """What it will recognise next; an empty text for no words."""
        self._texts.extend((text, confidence) for text in texts)

    def enqueue_failure(self, times: int = 1) -> None:
        """It will break next."""
        broken = EngineFailed("recognition-failed", "The recogniser broke.")
        self._texts.extend([broken] * times)

    def warm_up(self) -> None:
        pass

    def transcribe(
        self,
        samples_16k: Samples,
        *,
        with_words: bool = True,
        prompt: str = "",
        thorough: bool = True,
    ) -> Transcript:
        length_s = len(samples_16k) / SAMPLE_RATE_HZ
        self.heard_s.append(length_s)
        given = self._texts.popleft() if self._texts else ("", 0.0)
        if isinstance(given, EngineFailed):
            raise given
        text, confidence = given
        said = text.split()
        each_s = length_s / max(1, len(said))
        words = tuple(
            Word(word, number * each_s, (number + 1) * each_s, confidence)
            for number, word in enumerate(said)
        )
        return Transcript(text, words, confidence, 0.0 if text else 1.0, ())

    def glance(self, samples_16k: Samples, *, prompt: str = "") -> Transcript:
        return self.transcribe(samples_16k)

    def transcribe_in(self, samples_16k: Samples, language: str) -> Transcript:
        self.languages.append(language)
        return self.transcribe(samples_16k)


class FakeSynthesizer(Synthesizer):
    """Hums for as long as a person would take to say it; may be told to break."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.rates: list[float] = []
        self.breaks_on: Callable[[str], bool] = lambda _clause: False

    def warm_up(self) -> None:
        pass

    def synthesize(self, clause: str, voice: Voice, language: str = "en-US") -> Samples:
        if self.breaks_on(clause):
            raise EngineFailed("speech-failed", "The voice broke.")
        self.said.append(clause)
        self.rates.append(voice.rate)
        return tone(len(clause) / LETTERS_PER_SECOND / voice.rate, OUTPUT_RATE_HZ, 0.2)


class FakeTurnModel(TurnModel):
    """Always of the same opinion."""

    def __init__(self, finished: float = 0.9) -> None:
        self.finished = finished

    def warm_up(self) -> None:
        pass

    def finished_probability(self, samples: Samples) -> float:
        return self.finished


class SharedWords(MiniLM):
    """Likeness by shared words, for where the real sentence embeddings would take too long."""

    def __init__(self) -> None:
        self._words = WordOverlap()

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._words.embed(texts)


class NoCache(SpeechCache):
    """Forgets everything."""

    def __init__(self) -> None:
        pass

    def get(self, text: str, voice: Voice) -> Samples | None:
        return None

    def put(self, text: str, voice: Voice, samples: Samples) -> None:
        pass


class InlinePool(ModelPool):
    """Runs work at once and in order, after a delay that may be set for a function's name."""

    def __init__(self) -> None:
        self.delays_s: dict[str, float] = {}
        self.ran: list[tuple[Urgency, str]] = []
        self.finals_waiting = 0
        self.pressed = False

    async def run(
        self, urgency: Urgency, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        return await self.run_for(self.errand(urgency), function, *args, **kwargs)

    async def run_for(
        self, errand: Errand, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        name = getattr(function, "__name__", "")
        await asyncio.sleep(self.delays_s.get(name, 0.0))
        self.ran.append((errand.urgency, name))
        return function(*args, **kwargs)

    def promote(self, errand: Errand, urgency: Urgency) -> None:
        errand.urgency = min(errand.urgency, urgency)

    @property
    def is_pressed(self) -> bool:
        return self.pressed

    def waiting(self, urgency: Urgency | None = None) -> int:
        return self.finals_waiting if urgency is Urgency.FINAL else 0

    def close(self) -> None:
        pass


class FakeEngines(Engines):
    """Engines that need no model files; the reader is the real one, over shared words."""

    def __init__(self) -> None:
        self.inline = InlinePool()
        self.pool = self.inline
        self.ear = FakeTranscriber()
        self.mouth = FakeSynthesizer()
        self.judge = FakeTurnModel()
        self.transcriber = self.ear
        self.synthesizer = self.mouth
        self.turn_model = self.judge
        self.embedder = SharedWords()
        self.reader = Reader(self.embedder)
        self.cache = NoCache()
        self.writer = None
        self.captions: deque[str] = deque()
        """What is heard of a turn that is not over, look by look."""

    def detector(self) -> SpeechDetector:
        return LoudnessDetector()

    def caption(self, samples: Samples) -> Transcript:
        text = self.captions.popleft() if self.captions else ""
        return Transcript(text, (), 0.9, 0.0, ("glance",))


class MemoryJournal(Journal):
    """Keeps events in a list; from the append numbered `full_from` on, its disk is full."""

    def __init__(
        self, full_from: int | None = None, watch: Callable[[SessionEvent], None] | None = None
    ) -> None:
        self._full_from = full_from
        self._watch = watch or (lambda _event: None)
        self._kept: dict[str, list[SessionEvent]] = {}
        self.appends = 0

    async def append(self, session: str, event: SessionEvent) -> None:
        number, self.appends = self.appends, self.appends + 1
        await asyncio.sleep(0)
        if self._full_from is not None and number >= self._full_from:
            raise self.error()
        kept = self._kept.setdefault(session, [])
        assert event.seq == len(kept), "numbers have gaps"
        kept.append(event)
        self._watch(event)

    def error(self) -> JournalError:
        """What it raises when it is full."""
        return JournalFull("memory")

    async def events(self, session: str) -> list[SessionEvent]:
        return list(self._kept.get(session, []))

    @property
    def everything(self) -> list[SessionEvent]:
        """The events of all sessions, in the order of sessions."""
        return [event for kept in self._kept.values() for event in kept]


class MemoryBook(DrillBook):
    """Keeps answers in a list; from the one numbered `full_from` on, its disk is full."""

    def __init__(self, full_from: int | None = None) -> None:
        self._full_from = full_from
        self.kept: list[tuple[str, Answered]] = []

    async def add(
        self, run: str, learner: str, drill: str, answer: Answered, at_unix_s: float
    ) -> None:
        if self._full_from is not None and len(self.kept) >= self._full_from:
            raise JournalFull("memory")
        if answer.decision is not None:
            self.kept.append((learner, answer))

    async def answers(self, learner: str | None = None, drill: str = "") -> list[Kept]:
        return [
            Kept(name, "", answer.item.id, answer.trial)
            for name, answer in self.kept
            if name == learner and answer.trial
        ]
