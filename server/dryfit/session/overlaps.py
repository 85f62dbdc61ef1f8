"""Follows what is said over the persona until it is clear what it is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.pool import Urgency
from dryfit.session.ear import Ear
from dryfit.session.overlap import EXPECTED, GLANCE_AGAIN_S, GLANCE_S, Overlap, judge_overlap
from dryfit_audio.events import SpeechPaused, SpeechResumed, SpeechStarted, TurnEnded
from dryfit_audio.framing import SAMPLE_RATE_HZ

WORDLESS_S = 0.4
"""Sound over her without a word after this long is noise. Higher: it hides the words after it."""
WORD_CONFIDENCE = 0.25
"""What is believed less is no word."""
UNCLEAR_LIMIT_S = 1.6
"""An overlap without clear words for this long is noise; the persona carries on."""
LISTEN_BACK_S = 4.0
"""So much of a long overlap is recognised: its end, where words may have become clear."""

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
    """At most one overlap at a time, recognised again as more of it is heard.

    It may be several bursts of speech: the next can begin before the first has been recognised.
    """

    def __init__(self, engines: Engines, ear: Ear, post: Callable[[OverlapJudged], None]) -> None:
        self._engines = engines
        self._ear = ear
        self._post = post
        self.began: int | None = None
        """Where the first burst that has not been judged yet began."""
        self._last_start = self._last_end = 0
        self._due_s = GLANCE_S
        self._task: asyncio.Task[None] | None = None
        self._edge: SpeechEdge | None = None
        self._heard = ""
        """The words of the last look."""

    def begin(self, speech_start: int) -> None:
        """Something was heard over the persona."""
        self.began = self._last_start = self._last_end = speech_start
        self._due_s = GLANCE_S
        self._edge = None
        self._heard = ""

    def follow(self, edge: SpeechEdge) -> None:
        """The voice paused, went on, ended, or began again."""
        self._edge = edge
        if isinstance(edge, SpeechStarted):
            self._last_start = edge.speech_start
        elif isinstance(edge, SpeechPaused | TurnEnded):
            self._last_end = edge.speech_end

    def end(self) -> SpeechPaused | TurnEnded | None:
        """It is clear what it was. Returns the last pause or end that nobody has acted on."""
        self.began = None
        edge, self._edge = self._edge, None
        return edge if isinstance(edge, SpeechPaused | TurnEnded) else None

    def is_current(self, judged: OverlapJudged) -> bool:
        """Whether a judgement is about the overlap that is going on."""
        return judged.began == self.began

    @property
    def length_s(self) -> float:
        """How long it has lasted."""
        if self.began is None:
            return 0.0
        return (self._ear.received_samples - self.began) / SAMPLE_RATE_HZ

    def is_due(self) -> bool:
        """Whether enough more has been heard to recognise it (again)."""
        busy = self._task is not None and not self._task.done()
        return self.began is not None and not busy and self.length_s >= self._due_s

    def is_settled(self, judged: OverlapJudged) -> bool:
        """Whether all of it has been judged, or it is no learner's, however long it goes on."""
        length_s = (judged.until - judged.began) / SAMPLE_RATE_HZ
        limit_s = UNCLEAR_LIMIT_S if judged.text else WORDLESS_S
        is_hers = judged.verdict is Overlap.ECHO
        return is_hers or length_s >= limit_s or self._ended_by(judged.until)

    def move_on(self, judged: OverlapJudged) -> bool:
        """Whether what was judged is over and another burst has begun, which is now the overlap."""
        if not self._last_end <= judged.until <= self._last_start:
            return False
        self.began = self._last_start
        self._due_s = GLANCE_S
        return True

    def judge(self, persona_says: str) -> None:
        """Recognise what has been heard so far."""
        if self.began is None or (self._task and not self._task.done()):
            return
        self._due_s = self.length_s + GLANCE_AGAIN_S
        self._task = asyncio.create_task(self._judge(self.began, persona_says))

    def close(self) -> None:
        """Stop recognising."""
        if self._task:
            self._task.cancel()

    def _ended_by(self, until: int) -> bool:
        edge = self._edge
        return isinstance(edge, SpeechPaused | TurnEnded) and until >= edge.speech_end

    async def _judge(self, began: int, persona_says: str) -> None:
        until = self._ear.received_samples
        since = max(began, until - round(LISTEN_BACK_S * SAMPLE_RATE_HZ))
        samples = self._ear.samples(since, until)
        length_s = (until - began) / SAMPLE_RATE_HZ
        pool, engines = self._engines.pool, self._engines
        try:
            heard = await pool.run(Urgency.JUDGE, engines.glance, samples, EXPECTED)
            verdict = judge_overlap(heard, persona_says, length_s, self._heard)
            self._heard = heard.text
            if verdict is Overlap.UNCLEAR and self._ended_by(until):
                heard = await pool.run(Urgency.JUDGE, engines.recognise, samples)
                verdict = judge_overlap(heard, persona_says, length_s, self._heard)
        except StageError:
            self._post(OverlapJudged(began, until, Overlap.UNCLEAR, ""))
            return
        text = heard.text if heard.confidence >= WORD_CONFIDENCE else ""
        self._post(OverlapJudged(began, until, verdict, text))
