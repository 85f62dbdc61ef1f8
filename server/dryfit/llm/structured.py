"""One answer in a given form: asked for as JSON, checked, and given up in time.

Whatever the model does (late, cut, huge, not JSON, JSON of another form), there is a `Structured`
that says so, and the caller goes on without.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from dryfit.llm.breaker import Breaker
from dryfit.llm.chat import NOTHING_USED, Ask, Chat, ModelFailed, Usage, estimated
from dryfit.llm.line import RESTING
from dryfit.llm.spend import Spend
from dryfit.llm.watcher import LlmWatcher

LONGEST_LETTERS = 8_000
"""An answer that is longer is not read to its end."""

Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Wish(Generic[Form]):
    """What is asked, the form that the answer must have, and until when it is of use."""

    messages: tuple[dict[str, str], ...]
    form: type[Form]
    max_tokens: int
    within_s: float


@dataclass(frozen=True, slots=True)
class Structured(Generic[Form]):
    """What came of it. `answer` None: `code` and `detail` say why."""

    answer: Form | None
    model: str
    code: str = ""
    detail: str = ""
    took_ms: int = 0
    used: Usage = NOTHING_USED


class Asker:
    """Asks one model for one purpose ("reader", "critic"), and leaves it alone while it fails."""

    def __init__(
        self, purpose: str, model: str, chat: Chat, watcher: Callable[[], LlmWatcher]
    ) -> None:
        self.purpose = purpose
        self.model = model
        self._chat = chat
        self._watcher = watcher
        self._breaker = Breaker()

    async def ask(self, wish: Wish[Form], spend: Spend) -> Structured[Form]:
        """An answer of that form, or why there is none. Cancelled, it ends the request."""
        loop = asyncio.get_running_loop()
        if over := spend.over:
            return self._useless(ModelFailed("over-budget", over))
        if not self._breaker.may_ask(loop.time()):
            return self._useless(ModelFailed("model-resting", RESTING))
        began_s, heard = loop.time(), _Heard()
        outcome = "dropped"
        try:
            async with asyncio.timeout(wish.within_s):
                await self._listen(wish, heard)
            answer = _read(heard.text, wish.form)
            outcome = "ok"
        except TimeoutError:
            late = f"{self.model} took more than {wish.within_s:g} s."
            failed = ModelFailed("model-timeout", late)
            outcome = failed.code
        except ModelFailed as cause:
            failed = cause
            outcome = failed.code
        finally:
            used = self._account(wish, heard, outcome, spend)
        took_ms = round(1000 * (loop.time() - began_s))
        if outcome == "ok":
            return Structured(answer, self.model, took_ms=took_ms, used=used)
        return self._useless(failed, took_ms, used)

    async def _listen(self, wish: Wish[Form], heard: _Heard) -> None:
        ask = Ask(
            self.model, wish.messages, wish.max_tokens, wish.within_s,
            temperature=0.0, answer_schema=wish.form.model_json_schema(),
        )  # fmt: skip
        async with aclosing(self._chat.stream(ask)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Usage):
                    heard.usage = piece
                    continue
                heard.text += piece
                if len(heard.text) > LONGEST_LETTERS:
                    raise ModelFailed("too-long", f"{self.model} did not come to an end.")

    def _account(self, wish: Wish[Form], heard: _Heard, outcome: str, spend: Spend) -> Usage:
        letters = len(heard.text)
        used = heard.usage or estimated(self._chat, self.model, wish.messages, letters)
        spend.note(used)
        if outcome == "ok":
            self._breaker.succeeded()
        elif outcome != "dropped":
            self._breaker.failed(asyncio.get_running_loop().time())
        self._watcher().model_called(self.model, outcome, None, used)
        return used

    def _useless(
        self, failed: ModelFailed, took_ms: int = 0, used: Usage = NOTHING_USED
    ) -> Structured[Form]:
        self.intervened(failed.code)
        return Structured(None, self.model, failed.code, str(failed)[:300], took_ms, used)

    def intervened(self, code: str) -> None:
        """Count what could not be used, by purpose and reason."""
        self._watcher().model_intervened(f"{self.purpose}-{code}")


def without_names(
    messages: Iterable[dict[str, str]], hidden: Callable[[str], str]
) -> tuple[dict[str, str], ...]:
    """The messages, each text as `hidden` gives it."""
    return tuple({**message, "content": hidden(message["content"])} for message in messages)


@dataclass(slots=True)
class _Heard:
    """What has come so far."""

    text: str = ""
    usage: Usage | None = None


def _read(text: str, form: type[Form]) -> Form:
    """The object in an answer; words and fences around it are let be."""
    begin, end = text.find("{"), text.rfind("}")
    if not text.strip():
        raise ModelFailed("empty-answer", "It answered nothing.")
    try:
        found = json.loads(text[begin : end + 1])
    except (ValueError, RecursionError) as cause:
        raise ModelFailed("bad-json", "Its answer is not JSON.") from cause
    try:
        return form.model_validate(found)
    except ValidationError as cause:
        first = cause.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ModelFailed("wrong-schema", f"{where}: {first['msg']}."[:200]) from cause
