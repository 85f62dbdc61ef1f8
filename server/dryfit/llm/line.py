"""One line that a model words: asked, judged sentence by sentence, and given up in time.

text → sentence → guard → clause. Until a sentence has passed, another attempt may be made: one with
the reason why a sentence was stopped, and one more where the call itself failed. Then the authored
line is said. Once she has begun to speak, a sentence that is stopped ends the line.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from dryfit.llm.chat import Ask, Chat, ModelFailed, Usage, estimated
from dryfit.llm.settings import LlmSettings
from dryfit.llm.spend import Spend
from dryfit.reply.brief import Brief
from dryfit.reply.guard import REASONS, Fault
from dryfit.reply.line import Wording
from dryfit_audio.sentences import clauses, take_sentences

SHORT_WORDS = 3
"""A first sentence under this waits for the second: "I lied." alone says nothing yet."""
LONGEST_LETTERS = 600
"""Without any full stop; then it is judged as it is."""

RESTING = "Every model rests after its failures."

_ENDS = (".", "!", "?", "\u2026", "")
_CLOSING = " \n\t\"'\u201d\u2019)*_"
"""What may follow the end of a sentence."""

Judge = Callable[[str, tuple[str, ...]], Awaitable[tuple[str, Fault | None]]]
"""A raw sentence and those before it → the tidied sentence, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be worded."""

    brief: Brief
    scripted: str
    judge: Judge
    spend: Spend


class Rota(Protocol):
    """Which model is asked next. Told how each call went."""

    def next_model(self, failed: str = "") -> str | None:
        """Rather not the one that has just failed. None: all of them rest."""
        ...

    def called(self, model: str, outcome: str, first_s: float | None, usage: Usage) -> None:
        """One call is over; `outcome` is `ok`, `stopped`, `dropped` or a failure's code."""

    def pause_s(self) -> float:
        """Before a failed call is tried again: a moment, never the same for two sessions."""
        ...

    def intervened(self, code: str) -> None:
        """A sentence was stopped or a call failed."""


class _Stopped(Exception):
    """A sentence may not be said."""

    def __init__(self, fault: Fault, sentence: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.sentence = sentence


class ModelLine:
    """See `dryfit.reply.line.Line`."""

    def __init__(self, task: Task, chat: Chat, rota: Rota, settings: LlmSettings) -> None:
        self.expected_words = len(task.scripted.split())
        self._task = task
        self._chat = chat
        self._rota = rota
        self._settings = settings
        self._loop = asyncio.get_running_loop()
        self._began_s = self._loop.time()
        self._said: list[str] = []
        self._clauses: deque[str] = deque()
        self._more = asyncio.Event()
        self._over = False
        self._source = "model"
        self._model = ""
        self._interventions: list[dict[str, str]] = []
        self._first_s = 0.0
        self._used = Usage()
        self._limit: asyncio.Timeout | None = None
        self._work = asyncio.create_task(self._write(), name="model line")
        self._work.add_done_callback(_mark_retrieved)

    @property
    def text(self) -> str:
        """The words that are known so far."""
        return " ".join(self._said)

    @property
    def wording(self) -> Wording:
        """How it came about, as far as it has."""
        return Wording(
            text=self.text,
            source=self._source,
            model=self._model or self._settings.model,
            interventions=tuple(self._interventions),
            first_ms=round(1000 * self._first_s),
            prompt_tokens=self._used.prompt_tokens,
            completion_tokens=self._used.completion_tokens,
            cost_usd=round(self._used.cost_usd, 6),
        )

    async def clause(self) -> str | None:
        """See `Line`."""
        while not self._clauses and not self._over:
            self._more.clear()
            await self._more.wait()
        return self._clauses.popleft() if self._clauses else None

    def drop(self) -> None:
        """Cancel the request; what was not handed out is not said."""
        if not self._over:
            self._source = "cut"
            self._end()
        self._clauses.clear()
        self._work.cancel()

    async def _write(self) -> None:
        try:
            async with asyncio.timeout_at(self._began_s + self._settings.first_sentence_s) as limit:
                self._limit = limit
                await self._try_models()
        except TimeoutError:
            self._source = "cut"
            late = "line" if self._said else "first sentence"
            self._intervene("model-timeout", f"The {late} took too long.")
        finally:
            self._limit = None
            self._finish()

    def _finish(self) -> None:
        if self._over:
            return
        if not self._said:
            self._source = "scripted"
            self._say(self._task.scripted)
        self._end()

    def _end(self) -> None:
        self._over = True
        self._more.set()

    async def _try_models(self) -> None:
        reason, failed_model = "", ""
        while True:
            over = self._task.spend.over
            model = None if over else self._rota.next_model(failed_model)
            if model is None:
                self._intervene("over-budget" if over else "model-resting", over or RESTING)
                return
            try:
                await self._ask(model, reason)
                return
            except _Stopped as stopped:
                self._source = "cut" if self._said else "model"
                self._intervene(stopped.fault.value, stopped.sentence)
                if self._said or reason:
                    return
                reason = f"[You said: {stopped.sentence[:120]} {REASONS[stopped.fault]} Again.]"
            except ModelFailed as failed:
                self._source = "cut" if self._said else "model"
                self._intervene(failed.code, str(failed))
                if self._said or failed_model or not await self._is_worth_another(failed):
                    return
                failed_model = model

    async def _is_worth_another(self, failed: ModelFailed) -> bool:
        """Waits a moment, where the same call may still be in time after it."""
        pause_s = max(self._rota.pause_s(), failed.retry_after_s)
        left_s = self._began_s + self._settings.first_sentence_s - self._loop.time()
        if not failed.may_pass and not self._settings.fallback:
            return False
        if pause_s + self._settings.first_word_s / 3 > left_s:
            return False
        await asyncio.sleep(pause_s)
        return True

    async def _ask(self, model: str, reason: str) -> None:
        self._model = model
        messages = self._task.brief.messages()
        if reason:
            messages[-1] = {**messages[-1], "content": f"{messages[-1]['content']}\n{reason}"}
        call = _Call(model, tuple(messages), self._loop.time())
        ask = Ask(model, call.messages, self._task.brief.max_tokens, self._settings.line_s)
        try:
            async with aclosing(self._chat.stream(ask)) as pieces:
                await self._read(pieces, call)
            call.outcome = "ok"
        except _Stopped:
            call.outcome = "stopped"
            raise
        except ModelFailed as failed:
            call.outcome = failed.code
            raise
        except asyncio.CancelledError:
            call.outcome = "dropped" if self._over else "model-timeout"
            raise
        finally:
            self._account(call)

    async def _read(self, pieces: AsyncGenerator[str | Usage, None], call: _Call) -> None:
        rest = ""
        while True:
            piece = await self._next(pieces, call)
            if isinstance(piece, Usage):
                call.usage = piece
            elif piece is None:
                break
            else:
                if call.first_s is None:
                    call.first_s = self._loop.time() - call.began_s
                call.letters += len(piece)
                rest = await self._take(rest + piece)
        if rest.strip() and rest.rstrip(_CLOSING)[-1:] not in _ENDS:
            raise ModelFailed("cut-stream", f"{call.model} stopped in mid-sentence.")
        if rest.strip():
            await self._consider(rest)
        if not self._said:
            raise ModelFailed("empty-answer", f"{call.model} said nothing.")

    async def _next(
        self, pieces: AsyncGenerator[str | Usage, None], call: _Call
    ) -> str | Usage | None:
        if call.first_s is not None:
            return await anext(pieces, None)
        try:
            async with asyncio.timeout_at(call.began_s + self._settings.first_word_s):
                return await anext(pieces, None)
        except TimeoutError as cause:
            message = f"{call.model} said nothing for {self._settings.first_word_s:g} s."
            raise ModelFailed("model-timeout", message) from cause

    async def _take(self, text: str) -> str:
        """Judge the sentences that are whole; returns what is left."""
        sentences, rest = take_sentences(text)
        if sentences and not self._said and len(sentences[0].split()) < SHORT_WORDS:
            if len(sentences) == 1:
                return text
            sentences[:2] = [" ".join(sentences[:2])]
        for sentence in sentences:
            await self._consider(sentence)
        if len(rest) > LONGEST_LETTERS:
            await self._consider(rest)
            return ""
        return rest

    async def _consider(self, sentence: str) -> None:
        tidy, fault = await self._task.judge(sentence, tuple(self._said))
        if not tidy:
            return
        if fault is not None:
            raise _Stopped(fault, tidy)
        self._say(tidy)

    def _say(self, sentence: str) -> None:
        if not self._said:
            self._first_s = self._loop.time() - self._began_s
            if self._limit:
                self._limit.reschedule(self._began_s + self._settings.line_s)
        self._said.append(sentence)
        self._clauses.extend(clauses(sentence))
        self._more.set()

    def _intervene(self, code: str, detail: str) -> None:
        self._interventions.append({"code": code, "detail": detail[:300]})
        self._rota.intervened(code)

    def _account(self, call: _Call) -> None:
        usage = call.usage or estimated(self._chat, call.model, call.messages, call.letters)
        self._used += usage
        self._task.spend.note(usage)
        self._rota.called(call.model, call.outcome, call.first_s, usage)


@dataclass(slots=True)
class _Call:
    """One request under way."""

    model: str
    messages: tuple[dict[str, str], ...]
    began_s: float
    first_s: float | None = None
    letters: int = 0
    usage: Usage | None = None
    outcome: str = "dropped"


def _mark_retrieved(task: asyncio.Task[None]) -> None:
    """A fault in here ends the line; it is raised where the line is read, not by the collector."""
    if not task.cancelled():
        task.exception()
