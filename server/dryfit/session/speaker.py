"""The persona's mouth: one reply at a time, sent ahead of playback and stopped at the playhead."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.persona.assistant import speaker_of
from dryfit.persona.move import Move
from dryfit.pool import Urgency
from dryfit.reply.line import FixedLine, Line, Wording
from dryfit.scenario.schema import Scenario
from dryfit.session.draft import Beginning
from dryfit.session.options import Mode
from dryfit.session.outputs import (
    ClauseSpoken,
    PlaybackAsked,
    ReplyClosed,
    ReplyOpened,
    SessionOutput,
)
from dryfit.session.reply import Reply
from dryfit.session.surroundings import sound_before
from dryfit_audio.synthesize import OUTPUT_RATE_HZ
from dryfit_audio.voices import Voice

Samples = npt.NDArray[np.float32]
FRAME_SAMPLES = OUTPUT_RATE_HZ // 50
"""Clauses last whole frames of 20 ms, so that the packets of a codec join without a seam."""
SETTLE_S = 0.25
"""How long a stopped client may take to say where it stopped; then its last report counts."""


@dataclass(frozen=True, slots=True)
class ReplySettled:
    """How much of a reply was heard is known and will not change."""

    reply: Reply
    heard_ms: float
    truncated: bool
    late: bool = False
    """Settled before, and now put right by the client."""

    @property
    def share_heard(self) -> float:
        """The part of the whole line that was heard, 0 to 1, by its words."""
        if not self.truncated:
            return 1.0
        words = len(self.reply.text.split())
        if not self.reply.closed:
            words = max(words, self.reply.expected_words)
        return len(self.text_heard.split()) / words if words else 1.0

    @property
    def text_heard(self) -> str:
        """The words that were heard."""
        return self.reply.text_heard(self.heard_ms) if self.truncated else self.reply.text


@dataclass(frozen=True, slots=True)
class HalfSaid:
    """A line that a lost server was saying, and what the client has of it."""

    item: str
    turn: int
    move: Move
    text: str
    played_ms: float = 0.0
    held_ms: float = 0.0


class Speaker:
    """Owns the current reply. What it was told to stop sends nothing more."""

    def __init__(
        self,
        engines: Engines,
        scenario: Scenario,
        emit: Callable[[SessionOutput], None],
        clock: Callable[[], float],
        lines: int = 0,
    ) -> None:
        """`lines` is how many the session has had already: each has a stream number."""
        self._worded: list[tuple[Reply, Wording]] = []
        self._line: Line = FixedLine("")
        self._engines = engines
        self._scenario = scenario
        self._emit = emit
        self._clock = clock
        self._pump: asyncio.Task[None] | None = None
        self._stopping: tuple[Reply, float] | None = None
        self._settled: ReplySettled | None = None
        self._streams = lines
        self.reply: Reply | None = None
        self._failures: list[StageError] = []

    def begin(
        self,
        move: Move,
        line: Line,
        item: str,
        turn: int,
        beginning: Beginning,
        voice: Voice | None,
    ) -> Reply:
        """Start saying a line whose first clause is already sound; the voice stays to its end."""
        self._streams += 1
        reply = Reply(item, turn, self._streams, move, line.text)
        reply.expected_words = line.expected_words
        self.reply, self._line = reply, line
        mode: Mode = "voice" if voice else "text"
        self._emit(ReplyOpened(item, turn, reply.stream, mode, speaker_of(self._scenario, move)))
        if beginning.clause:
            self._send(reply, beginning.clause, beginning.samples)
        self._pump = asyncio.create_task(self._send_rest(reply, line, voice))
        return reply

    def go_on(self, line: HalfSaid, voice: Voice | None) -> None:
        """Say the rest of a line; the same item, the same stream, the same places in its sound."""
        reply = Reply(line.item, line.turn, self._streams, line.move, line.text)
        reply.held_samples = round(line.held_ms * OUTPUT_RATE_HZ / 1000)
        reply.played_ms, reply.reported = line.played_ms, line.held_ms > 0
        self.reply, self._line = reply, FixedLine(line.text)
        mode: Mode = "voice" if voice else "text"
        by = speaker_of(self._scenario, line.move)
        self._emit(ReplyOpened(line.item, line.turn, reply.stream, mode, by))
        self._pump = asyncio.create_task(self._send_rest(reply, self._line, voice))

    def ask(self, action: Literal["duck", "resume"]) -> None:
        """Ask the client to lower the voice, or to bring it back."""
        if self.reply:
            self._emit(PlaybackAsked(self.reply.item, action))

    def stop(self, by_client: bool = False) -> None:
        """Say no more. How much was heard is settled when the client has told, or soon after."""
        reply, self.reply = self.reply, None
        if reply is None:
            return
        if self._pump:
            self._pump.cancel()
        self._drop_line(reply)
        self._emit(PlaybackAsked(reply.item, "stop"))
        if not reply.closed:
            self._emit(ReplyClosed(reply.item, reply.text_sent, False, by_client))
        self._stopping = (reply, self._clock() + SETTLE_S)

    def report(self, item: str, played_ms: float, final: bool) -> None:
        """Take a playhead for the current or the just stopped reply; others are out of date."""
        stopping = self._stopping[0] if self._stopping else None
        for reply in (self.reply, stopping):
            if reply and reply.item == item:
                reply.report(played_ms, final)

    def settle(self, force: bool = False) -> ReplySettled | None:
        """The stopped reply, once it is known how much was heard; `force` takes what is known."""
        if self._stopping is None:
            return None
        reply, deadline_s = self._stopping
        if not (force or reply.final or self._clock() >= deadline_s):
            return None
        self._stopping = None
        heard_ms = reply.heard_ms(self._clock())
        return self._note(ReplySettled(reply, heard_ms, truncated=True))

    def shorten(self, item: str, heard_ms: float) -> ReplySettled | None:
        """The reply settled last, where less of it was heard than was taken for granted.

        A client that reports no playheads tells only by its truncation, which may come late.
        """
        last = self._settled
        if last is None or last.reply.item != item or heard_ms >= last.heard_ms:
            return None
        return self._note(ReplySettled(last.reply, heard_ms, truncated=True, late=True))

    def _note(self, settled: ReplySettled) -> ReplySettled:
        self._settled = settled
        return settled

    def finish(self) -> ReplySettled | None:
        """The current reply, once the learner has heard it to its end, or no more of it."""
        reply = self.reply
        if reply is None or not reply.is_finished(self._clock()):
            return None
        self.reply = None
        if reply.was_cut:
            return self._note(ReplySettled(reply, reply.played_ms, truncated=True))
        return self._note(ReplySettled(reply, reply.sent_ms, truncated=False))

    def _send(self, reply: Reply, text: str, samples: Samples) -> None:
        if reply.first_sound_s is None:
            reply.first_sound_s = self._clock()
        lead = samples[:0]
        if len(samples) and not reply.spoken:
            lead = sound_before(self._scenario, reply.move)
        samples = np.concatenate([lead, samples])
        samples = np.pad(samples, (0, -len(samples) % FRAME_SAMPLES))
        clause = reply.add(text, len(samples), len(lead))
        held = min(len(samples), max(0, reply.held_samples - clause.start_sample))
        self._emit(ClauseSpoken(reply.item, reply.stream, text, clause.start_sample, samples, held))

    def _drop_line(self, reply: Reply) -> None:
        self._line.drop()
        if self._line.wording and not reply.closed:
            reply.text = self._line.text
            self._worded.append((reply, self._line.wording))

    async def _send_rest(self, reply: Reply, line: Line, voice: Voice | None) -> None:
        while (part := await line.clause()) is not None:
            reply.text = line.text
            samples = await self._sound(part, voice)
            if self.reply is not reply:
                return
            self._send(reply, part, samples)
        if self.reply is not reply:
            return
        reply.text = line.text
        reply.closed = True
        if line.wording:
            self._worded.append((reply, line.wording))
        self._emit(ReplyClosed(reply.item, reply.text, completed=True))

    async def _sound(self, part: str, voice: Voice | None) -> Samples:
        silent = np.zeros(0, dtype=np.float32)
        if voice is None:
            return silent
        speak, language = self._engines.speak, self._scenario.language
        try:
            return await self._engines.pool.run(Urgency.PLAYING, speak, part, voice, language)
        except StageError as error:
            self._failures.append(error)
            return silent

    def note_failure(self, error: StageError | None) -> None:
        """Remember that the first clause came without sound."""
        if error:
            self._failures.append(error)

    def take_failures(self) -> list[StageError]:
        """Clauses that could not be spoken since the last call; their text was sent silent."""
        failures, self._failures = self._failures, []
        return failures

    def take_worded(self) -> list[tuple[Reply, Wording]]:
        """Lines that a model has worded since the last call, whole or given up."""
        worded, self._worded = self._worded, []
        return worded

    def close(self) -> None:
        """End of session: nothing more is sent."""
        if self._pump:
            self._pump.cancel()
        self._line.drop()
