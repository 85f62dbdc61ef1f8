"""Every model of the process, loaded once and shared by all sessions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dryfit import __version__
from dryfit.errors import DryfitError, StageError
from dryfit.llm.settings import llm_settings
from dryfit.llm.start import make_writer
from dryfit.llm.writer import Writer
from dryfit.models.manifest import load_manifest, require
from dryfit.paths import cache_dir
from dryfit.persona.embed import MiniLM
from dryfit.persona.reader import Reader
from dryfit.pool import ModelPool, available_cores
from dryfit_audio.errors import AudioError
from dryfit_audio.smart_turn import TurnModel
from dryfit_audio.speech_cache import SpeechCache
from dryfit_audio.spoken_form import spoken
from dryfit_audio.synthesize import Synthesizer
from dryfit_audio.transcribe import Transcriber, Transcript
from dryfit_audio.vad import SpeechDetector
from dryfit_audio.voices import Voice

Samples = npt.NDArray[np.float32]
Progress = Callable[[str], None]
CORES = available_cores()
"""One utterance is read per core; one thread more is for what decides whether a turn is over."""


class Engines:
    """The models and the pool that they run in. A model is loaded when it is first used.

    Every property raises `dryfit.models.errors.ModelMissing` or `ModelDamaged`, with the command
    that mends it.
    """

    writer_fault: DryfitError | None = None

    def __init__(self) -> None:
        self.pool = ModelPool(CORES + 1, at_once={"recognise": CORES, "caption": 1})

    @cached_property
    def transcriber(self) -> Transcriber:
        """Speech recognition."""
        made_of = load_manifest().model("recognise").fingerprint
        keep_in = cache_dir() / "packed" / made_of
        return Transcriber(require("recognise"), at_once=CORES, keep_in=keep_in)

    @cached_property
    def synthesizer(self) -> Synthesizer:
        """The voices."""
        return Synthesizer(require("speak"))

    @cached_property
    def turn_model(self) -> TurnModel:
        """Has the voice finished?"""
        return TurnModel(require("turn"))

    @cached_property
    def embedder(self) -> MiniLM:
        """Sentence embeddings."""
        return MiniLM(require("embed"))

    @cached_property
    def reader(self) -> Reader:
        """What did the learner do?"""
        return Reader(self.embedder, keep_in=cache_dir() / "phrases")

    @cached_property
    def writer(self) -> Writer | None:
        """The language models that word her moves; None where none is set, or can be used.

        Why not is in `writer_fault` then; the persona has her authored lines.
        """
        try:
            settings = llm_settings()
            return make_writer(settings, self.embedder) if settings else None
        except DryfitError as error:
            self.writer_fault = error
            return None

    async def model_fault(self) -> DryfitError | None:
        """What keeps the language model from wording her lines; None where none is set, or it can.

        Asks it for a word, which may take `dryfit.llm.check.PATIENCE_S`.
        """
        return await self.writer.fault() if self.writer else self.writer_fault

    def detector(self) -> SpeechDetector:
        """A voice detector for one stream."""
        return SpeechDetector()

    @cached_property
    def cache(self) -> SpeechCache:
        """Clauses that were spoken before."""
        made_by = f"{load_manifest().model('speak').fingerprint} {__version__}"
        return SpeechCache(cache_dir() / "speech", model_hash=made_by)

    def load_all(self, progress: Progress = lambda _step: None) -> "Engines":
        """Load and warm up everything that a spoken session needs."""
        progress("reading")
        _ = self.reader
        if self.writer:
            progress("the language model")
        progress("turn taking")
        self.turn_model.warm_up()
        progress("the voice")
        self.synthesizer.warm_up()
        progress("speech recognition")
        self.transcriber.warm_up()
        return self

    def recognise(self, samples: Samples) -> Transcript:
        """Words in 16 kHz sound. Blocking.

        Raises:
            StageError: code `recognition-failed`.
        """
        with _stage("recognition-failed", "What you said could not be recognised."):
            return self.transcriber.transcribe(samples, thorough=not self.pool.is_pressed)

    def recognise_in(self, samples: Samples, language: str) -> Transcript:
        """Words in a language that sessions need not be in; slower. Blocking.

        Raises:
            StageError: code `recognition-failed`.
        """
        if language == self.transcriber.language:
            return self.recognise(samples)
        with _stage("recognition-failed", "What you said could not be recognised."):
            return self.transcriber.transcribe_in(samples, language)

    def glance(self, samples: Samples, expected: str) -> Transcript:
        """Words as they are being said, quickly and roughly; `expected` ones rather. Blocking.

        Raises:
            StageError: code `recognition-failed`.
        """
        message = "What was said over the persona could not be recognised."
        with _stage("recognition-failed", message):
            return self.transcriber.glance(samples, prompt=expected)

    def caption(self, samples: Samples) -> Transcript:
        """Words of a turn that is not over, to be shown. Blocking.

        Raises:
            StageError: code `recognition-failed`.
        """
        return self.glance(samples, expected="")

    def has_finished(self, samples: Samples) -> float:
        """How likely the voice in 16 kHz sound has finished its turn, 0 to 1. Blocking.

        Raises:
            StageError: code `turn-model-failed`.
        """
        with _stage("turn-model-failed", "The pause could not be judged."):
            return self.turn_model.finished_probability(samples)

    def speak(self, clause: str, voice: Voice, language: str) -> Samples:
        """A clause as 24 kHz sound, from the cache where it was said before. Blocking.

        Raises:
            StageError: code `speech-failed`.
        """
        text = spoken(clause, language)
        kept = self.cache.get(text, voice)
        if kept is not None:
            return kept
        with _stage("speech-failed", "The reply could not be spoken."):
            samples = self.synthesizer.synthesize(text, voice)
        self.cache.put(text, voice, samples)
        return samples

    def close(self) -> None:
        """Stop the pool; nothing may be run afterwards."""
        self.pool.close()


@contextmanager
def _stage(code: str, message: str) -> Iterator[None]:
    """What an engine raises in here becomes the one error of its stage."""
    try:
        yield
    except AudioError as cause:
        raise StageError(code, message) from cause
