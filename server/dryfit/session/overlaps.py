"""Follows what is said over the persona until it is clear what it is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.pool import Urgency
from dryfit.session.ear import Ear
from dryfit.session.overlap import MIN_OVERLAP_S, REJUDGE_OVERLAP_S, Overlap, judge_overlap
from dryfit_audio.events import SpeechPaused, SpeechResumed, SpeechStarted, TurnEnded
from dryfit_audio.framing import SAMPLE_RATE_HZ

UNCLEAR_LIMIT_S = 1.6
"""An overlap without clear words for this long is noise; the persona carries on."""

SpeechEdge = SpeechStarted | SpeechPaused | SpeechResumed | TurnEnded


@dataclass(frozen=True, slots=True)
class OverlapJudged:
    """What the overlap that began at `began` turned out to be, so far."""

    began: int
    until: int
    """Where in the stream the judged sound ended; more may have been said since."""
    verdict: Overlap
    text: str


class Overlaps:
    """At most one overlap at a time, recognised again as more of it is heard."""

    def __init__(self, engines: Engines, ear: Ear, post: Callable[[OverlapJudged], None]) -> None:
        self._engines = engines
        self._ear = ear
        self._post = post
        self._began: int | None = None
        self._next_judgement_s = MIN_OVERLAP_S
        self._task: asyncio.Task[None] | None = None
        self.edge: SpeechEdge | None = None

    def begin(self, speech_start: int) -> None:
        """Something was heard over the persona."""
        self._began = speech_start
        self._next_judgement_s = MIN_OVERLAP_S
        self.edge = None

    def end(self) -> SpeechPaused | TurnEnded | None:
        """It is clear what it was. Returns the last pause or end that nobody has acted on."""
        self._began = None
        edge, self.edge = self.edge, None
        return edge if isinstance(edge, SpeechPaused | TurnEnded) else None

    def is_current(self, judged: OverlapJudged) -> bool:
        """Whether a judgement is about the overlap that is going on."""
        return judged.began == self._began

    @property
    def length_s(self) -> float:
        """How long it has lasted."""
        if self._began is None:
            return 0.0
        return (self._ear.received_samples - self._began) / SAMPLE_RATE_HZ

    def is_due(self) -> bool:
        """Whether enough more has been heard to recognise it (again)."""
        busy = self._task is not None and not self._task.done()
        return self._began is not None and not busy and self.length_s >= self._next_judgement_s

    def is_hopeless(self, judged: OverlapJudged) -> bool:
        """Whether it was heard for too long, or to its end, without having become clear."""
        if isinstance(self.edge, TurnEnded) and judged.until >= self.edge.speech_end:
            return True
        return (judged.until - judged.began) / SAMPLE_RATE_HZ >= UNCLEAR_LIMIT_S

    def judge(self, persona_says: str) -> None:
        """Recognise what has been heard so far."""
        if self._began is None or (self._task and not self._task.done()):
            return
        self._next_judgement_s = self.length_s + REJUDGE_OVERLAP_S
        self._task = asyncio.create_task(self._judge(self._began, persona_says))

    def close(self) -> None:
        """Stop recognising."""
        if self._task:
            self._task.cancel()

    async def _judge(self, began: int, persona_says: str) -> None:
        until = self._ear.received_samples
        samples = self._ear.samples(began, until)
        try:
            heard = await self._engines.pool.run(Urgency.JUDGE, self._engines.recognise, samples)
        except StageError:
            self._post(OverlapJudged(began, until, Overlap.UNCLEAR, ""))
            return
        verdict = judge_overlap(heard, persona_says)
        self._post(OverlapJudged(began, until, verdict, heard.text))
