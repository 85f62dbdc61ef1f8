"""Which language model, and what it may take: from the environment."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from dryfit.errors import DryfitError

Speculation = Literal["auto", "on", "off"]
_OWN_MACHINE = (
    "ollama",
    "ollama_chat",
    "llamafile",
    "lm_studio",
    "hosted_vllm",
    "vllm",
    "xinference",
)
"""Providers that run on one's own machines unless told otherwise."""


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """One server's choice. `model` and `fallback` are names that litellm knows."""

    model: str
    fallback: str = ""
    base_url: str = ""
    key: str = ""
    speculation: Speculation = "auto"
    first_word_s: float = 1.5
    """Until the model's first word; then the authored line is said. Lower: it is said more often;
    higher: learners wait in silence."""
    first_sentence_s: float = 2.5
    """Until a sentence that may be said, a second attempt included. Likewise."""
    line_s: float = 8.0
    """A whole line; what has not come by then is not said."""
    session_usd: float = 0.25
    day_usd: float = 5.0
    reader: str = ""
    """The model that reads what the rules are unsure of; empty: none does."""
    reader_s: float = 0.8
    """Until its reading; then the embedded one counts. Higher: unsure turns are answered later."""
    critic: str = ""
    """The model that judges what the rules cannot tell; empty: none does."""
    critic_s: float = 6.0
    """Until its judgement; then those questions stay open. Higher: critiques come later."""

    @property
    def models(self) -> tuple[str, ...]:
        """All that may be asked for anything, each once."""
        named = (self.model, self.fallback, self.reader, self.critic)
        return tuple(dict.fromkeys(filter(None, named)))

    @property
    def is_local(self) -> bool:
        """Whether what is said stays on this machine or the network it is in."""
        return not self.sent_to

    @property
    def speculates(self) -> bool:
        """Whether a model is asked before it is certain that the learner has finished."""
        return self.speculation == "on" or (self.speculation == "auto" and self.is_local)

    @property
    def sent_to(self) -> str:
        """Who else gets to read what is said; empty where nobody does."""
        if self.base_url:
            host = urlsplit(self.base_url).hostname or ""
            return "" if _is_near(host) else host
        far = [model.partition("/")[0] for model in self.models if not _runs_near(model)]
        return ", ".join(dict.fromkeys(far))

    @property
    def where(self) -> str:
        """Who gets to read what is said, in words."""
        if not self.sent_to:
            return "What is said stays on your own machines."
        told = (
            "The words of both (no sound), the scenario's persona and situation go to "
            f"{self.sent_to} with every answer"
        )
        judged = "; at the end the talk and the questions it is judged by" if self.critic else ""
        return f"{told}{judged}. The name of whom a visit is to is replaced first."


def llm_settings(environment: Mapping[str, str] | None = None) -> LlmSettings | None:
    """What is set; None where no model is.

    Raises:
        DryfitError: `bad-setting`.
    """
    env = os.environ if environment is None else environment
    model = env.get("DRYFIT_LLM", "").strip()
    if not model:
        for name in ("DRYFIT_LLM_READER", "DRYFIT_LLM_CRITIC"):
            if _named(env, name, "on"):
                message = f"{name} is set, but no model for the persona."
                raise DryfitError("bad-setting", message, f"Set DRYFIT_LLM too, or unset {name}.")
        return None
    speculation = env.get("DRYFIT_LLM_SPECULATE", "") or "auto"
    if speculation not in ("auto", "on", "off"):
        message = f"DRYFIT_LLM_SPECULATE is `{speculation}`."
        raise DryfitError("bad-setting", message, "Set it to auto, on or off.")
    given = LlmSettings(model)
    first_s = _number(env, "DRYFIT_LLM_FIRST_WORD_S", given.first_word_s)
    return LlmSettings(
        model=model,
        fallback=env.get("DRYFIT_LLM_FALLBACK", "").strip(),
        base_url=env.get("DRYFIT_LLM_BASE", "").strip(),
        key=env.get("DRYFIT_LLM_KEY", "").strip(),
        speculation=speculation,  # type: ignore[arg-type]  # checked above
        first_word_s=first_s,
        first_sentence_s=first_s + 1.0,
        line_s=max(given.line_s, first_s + 4.0),
        session_usd=_number(env, "DRYFIT_LLM_SESSION_USD", given.session_usd),
        day_usd=_number(env, "DRYFIT_LLM_DAY_USD", given.day_usd),
        reader=_named(env, "DRYFIT_LLM_READER", model),
        reader_s=_number(env, "DRYFIT_LLM_READER_S", given.reader_s),
        critic=_named(env, "DRYFIT_LLM_CRITIC", model),
        critic_s=_number(env, "DRYFIT_LLM_CRITIC_S", given.critic_s),
    )


def _named(env: Mapping[str, str], name: str, own: str) -> str:
    """A model's name; "on" is the persona's own, nothing or "off" is none."""
    given = env.get(name, "").strip()
    return {"": "", "off": "", "on": own}.get(given.lower(), given)


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    given = env.get(name, "").strip()
    if not given:
        return default
    try:
        value = float(given)
    except ValueError:
        value = -1.0
    if not 0 < value < 1e6:
        raise DryfitError("bad-setting", f"{name} is `{given}`.", "Set it to a number above 0.")
    return value


def _runs_near(model: str) -> bool:
    provider = model.partition("/")[0]
    base = os.environ.get("OLLAMA_API_BASE", "") if provider.startswith("ollama") else ""
    return provider in _OWN_MACHINE and (not base or _is_near(urlsplit(base).hostname or ""))


def _is_near(host: str) -> bool:
    if host == "localhost" or host.endswith(".local"):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False
