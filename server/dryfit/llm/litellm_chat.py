"""The one file that knows litellm. Importing it costs seconds: only where a model is set."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

from dryfit.llm.chat import Ask, ModelFailed, Usage, estimated
from dryfit.llm.settings import LlmSettings

# Before the import: otherwise it fetches its price list from the network each time it starts.
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")

import litellm
from litellm import exceptions as their
from litellm.llms.custom_httpx.async_client_cleanup import close_litellm_async_clients

litellm.telemetry = False
litellm.suppress_debug_info = True
litellm.drop_params = True
for _name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

SETTLE_S = 0.05
"""How long a request may go on that was dropped as it began."""


class LitellmChat:
    """Any model that litellm can call."""

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        """See `Chat`."""
        given: dict[str, Any] = {
            "model": ask.model,
            "messages": list(ask.messages),
            "max_tokens": ask.max_tokens,
            "temperature": ask.temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
            "timeout": ask.timeout_s,
            "num_retries": 0,
            "max_retries": 0,
        }
        if self._settings.base_url:
            given["api_base"] = self._settings.base_url
            # Servers on one's own machine ask for no key, but the clients insist on one.
            given["api_key"] = self._settings.key or "none"
        if ask.answer_schema and litellm.supports_response_schema(model=ask.model):
            named = {"name": "answer", "schema": dict(ask.answer_schema), "strict": True}
            given["response_format"] = {"type": "json_schema", "json_schema": named}
        usage, finished, length = None, False, 0
        try:
            async with aclosing(await _opened(given)) as answer:
                async for chunk in answer:
                    usage = getattr(chunk, "usage", None) or usage
                    for choice in chunk.choices:
                        finished = finished or bool(choice.finish_reason)
                        if text := choice.delta.content:
                            length += len(text)
                            yield text
        except Exception as cause:  # litellm lets through whatever its providers' clients raise
            raise _failure(cause, ask.model) from cause
        if not finished:
            raise ModelFailed("cut-stream", f"{ask.model} stopped in mid-sentence.")
        yield self._usage(ask, usage, length)

    def _usage(self, ask: Ask, told: Any, length: int) -> Usage:  # noqa: ANN401 - litellm's own
        """As the provider counts; where it does not say, as long as it was."""
        prompt = getattr(told, "prompt_tokens", 0) or 0
        completion = getattr(told, "completion_tokens", 0) or 0
        if not prompt:
            return estimated(self, ask.model, ask.messages, length)
        return Usage(prompt, completion, self.cost_usd(ask.model, prompt, completion))

    def cost_usd(self, model: str, prompt_tokens: int, completion_tokens: int) -> float:
        """By litellm's price list; 0 for a model that is not in it."""
        try:
            prompt, completion = litellm.cost_per_token(
                model=model, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens
            )
        except Exception:  # an unknown model is raised as a bare Exception
            return 0.0
        return float(prompt + completion)

    async def close(self) -> None:
        """See `Chat`."""
        closing: Callable[[], Awaitable[None]] = close_litellm_async_clients
        forget: Callable[[], None] = litellm.in_memory_llm_clients_cache.flush_cache
        await closing()
        forget()


async def _opened(given: dict[str, Any]) -> Any:  # noqa: ANN401 - litellm's own
    opening = asyncio.create_task(litellm.acompletion(**given), name="model request")
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        opening.add_done_callback(_close_unwanted)
        # Cancelled in its first moments, litellm leaves behind a coroutine that nobody awaits.
        loop.call_later(max(0.0, began_s + SETTLE_S - loop.time()), opening.cancel)
        raise


def _close_unwanted(opening: asyncio.Task[Any]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        closing = asyncio.ensure_future(opening.result().aclose())
        _closing.add(closing)
        closing.add_done_callback(_closing.discard)


_closing: set[asyncio.Future[None]] = set()


def _failure(cause: Exception, model: str) -> ModelFailed:
    text = str(cause)
    if _NO_KEY.search(text):
        return ModelFailed("no-key", f"There is no key for {model}.", _key(model))
    if isinstance(cause, their.AuthenticationError | their.PermissionDeniedError):
        return ModelFailed("wrong-key", f"The key for {model} was refused.", _key(model))
    if isinstance(cause, their.NotFoundError) or _NO_PROVIDER.search(text):
        return ModelFailed("wrong-model", f"There is no model {model} there.", _NAME)
    if isinstance(cause, their.RateLimitError):
        return ModelFailed(
            "rate-limited", f"{model} has had too many requests.",
            "Wait, or raise the limit with its provider.", _retry_after_s(cause),
        )  # fmt: skip
    if isinstance(cause, their.Timeout):
        return ModelFailed("model-timeout", f"{model} did not answer in time.")
    if isinstance(cause, their.BadRequestError):
        return ModelFailed("refused-request", f"{model} refused the request: {text[:200]}")
    if _UNREADABLE.search(text):
        return ModelFailed("bad-answer", f"{model} sent what cannot be read.")
    if isinstance(cause, their.MidStreamFallbackError):
        return ModelFailed("cut-stream", f"{model} stopped in mid-sentence.")
    if isinstance(cause, their.APIConnectionError) or _UNREACHABLE.search(text):
        return ModelFailed("unreachable", f"{model} cannot be reached.", _reach(model))
    if isinstance(
        cause, their.APIError | their.InternalServerError | their.ServiceUnavailableError
    ):
        return ModelFailed("server-error", f"The server of {model} failed.", "Try again later.")
    return ModelFailed("bad-answer", f"{model} sent what cannot be read.")


# litellm passes on what each provider's client says; its own classes do not tell these apart.
_NO_KEY = re.compile(
    r"missing credentials|missing .{0,20}api.?key|api_key.{0,60}must be set|no key is set", re.I
)
_NO_PROVIDER = re.compile(r"provider not provided", re.I)
_UNREADABLE = re.compile(
    r"expecting value|unterminated string|json|decod|error parsing chunk", re.I
)
_UNREACHABLE = re.compile(
    r"cannot connect to host|name or service not known|connection error", re.I
)
_NAME = "Set DRYFIT_LLM to provider/model, for instance ollama/llama3.2."


def _key(model: str) -> str:
    provider = model.partition("/")[0]
    return f"Set {provider.upper()}_API_KEY in the environment to a key of theirs that is valid."


def _reach(model: str) -> str:
    if model.startswith("ollama"):
        return "Start Ollama (`ollama serve`), and fetch the model with `ollama pull`."
    return "Check the network, and DRYFIT_LLM_BASE if the server is your own."


def _retry_after_s(cause: Exception) -> float:
    headers = getattr(getattr(cause, "response", None), "headers", None) or {}
    given = str(headers.get("retry-after", ""))
    return float(given) if given.isdecimal() else 0.0
