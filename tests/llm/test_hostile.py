"""Sessions against a server that does everything wrong: what the learner hears is in order.

Real HTTP and the real client library on a virtual clock, so that a stall costs nothing and each
session takes the same course each time. `DRYFIT_HOSTILE_SESSIONS=500` plays that many.
"""

import asyncio
import os
import re
from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest
from tests.llm.hostile import Served, draw, hostile_server
from tests.llm.sessions import NotedChat, Played, Theatre
from tests.virtual_time import run_virtual

from dryfit.bench.virtual_time import SOCKETS_SETTLE_S
from dryfit.llm.settings import LlmSettings
from dryfit.scenario.hidden import LEVELS
from dryfit.scenario.schema import Scenario
from dryfit.store.events import ModelRead

pytest.importorskip("litellm", reason="litellm is not installed: make llm")

SESSIONS = int(os.environ.get("DRYFIT_HOSTILE_SESSIONS", "12"))
AT_ONCE = 12
FIRST_SENTENCE_S = 1.2
READER_S = 0.4
"""Every third session is read by the same server, too."""
TICK_S = 0.25
"""Bytes on their way while the clock jumps may arrive so much late; no budget is that close."""
LEARNER_NAMES = ("strong", "average", "weak", "flatterer", "injector", "chatty")


@dataclass(frozen=True, slots=True)
class Met:
    """One session, what the server did in it, and what came through to her."""

    played: Played
    served: list[Served]
    noted: NotedChat


def secrets_of(scenario: Scenario) -> list[str]:
    """Everything that the first hint does not say."""
    return [
        text
        for concern in scenario.hidden_concerns
        for text in (
            concern.concern,
            *(line for stage in concern.stages if stage.level != "hint" for line in stage.lines),
        )
    ]


async def play_all(theatre: Theatre, scenarios: tuple[Scenario, Scenario]) -> list[Met]:
    """`SESSIONS` of them, the scenarios and learners in turn."""
    from dryfit.llm.litellm_chat import LitellmChat

    gate, met = asyncio.Semaphore(AT_ONCE), list[Met]()
    async with (
        hostile_server(secrets_of(scenarios[0]), seed=1) as first,
        hostile_server(secrets_of(scenarios[1]), seed=2) as second,
    ):

        async def one(number: int) -> None:
            server, key = (first, second)[number % 2], f"hostile-{number}"
            settings = LlmSettings(
                f"openai/{key}", base_url=server.base_url,
                first_word_s=0.5, first_sentence_s=FIRST_SENTENCE_S, line_s=2.5,
                reader=f"openai/{key}" if number % 3 == 0 else "", reader_s=READER_S,
            )  # fmt: skip
            noted = NotedChat(LitellmChat(settings))
            engines = theatre.engines(settings, noted)
            assert engines.writer
            engines.writer.watcher = noted
            learner = LEARNER_NAMES[number // 2 % len(LEARNER_NAMES)]
            async with gate:
                played = await theatre.play(scenarios[number % 2], engines, learner, number, key)
            met.append(Met(played, server.served[key], noted))

        await asyncio.gather(*(one(number) for number in range(SESSIONS)))
        await met[0].noted.close()
    return met


@pytest.fixture(scope="module")
def met(theatre: Theatre, bar: Scenario, porch: Scenario) -> list[Met]:
    return run_virtual(play_all(theatre, (bar, porch)), 1e6, SOCKETS_SETTLE_S)


def test_every_session_ends_in_all_three_ways_of_wording(met: list[Met]) -> None:
    spoken = [event for one in met for event in one.played.worded.values()]
    by_source = Counter(event.source for event in spoken)
    codes = Counter(item.code for event in spoken for item in event.interventions)
    print(f"\n{len(met)} sessions, {len(spoken)} lines {dict(by_source)}, "
          f"{sum(len(one.noted.calls) for one in met)} calls, slowest first words "
          f"{max(waited for one in met for waited in one.played.waited_s):.2f} s")  # fmt: skip
    print(dict(codes.most_common()))
    assert len(met) == SESSIONS
    assert set(by_source) == {"model", "scripted", "cut"}


def test_no_sin_is_heard_that_the_director_has_not_allowed(met: list[Met]) -> None:
    for one in met:
        sins = {sin for served in one.served for sin in served.sins}
        heard = {event.item: event.text for event in one.played.worded.values()}
        for moved in one.played.moved:
            for sin in (sin for sin in sins if sin[:60] in heard.get(moved.item, "")):
                scenario = one.played.scenario
                assert _is_allowed(sin, moved.move, moved.state, scenario), (sin, moved)


def test_no_line_is_over_its_limits(met: list[Met]) -> None:
    for one in met:
        style = one.played.scenario.speaking_style
        for event in one.played.worded.values():
            if event.source != "scripted":
                ends = re.findall(r"[.!?]+(?=\s|$)", event.text)
                assert len(event.text.split()) <= style.max_words, event
                assert len(ends) <= style.max_sentences + 1, event


def test_nobody_waits_beyond_the_budget(met: list[Met]) -> None:
    for one in met:
        reading_s = READER_S if one.played.of(ModelRead) else 0.0
        budget_s = FIRST_SENTENCE_S + reading_s + TICK_S
        assert max(one.played.waited_s) <= budget_s, one.played.key


def test_every_call_that_went_wrong_is_in_the_journal_with_its_reason(met: list[Met]) -> None:
    for one in met:
        written = [item for event in one.played.worded.values() for item in event.interventions]
        read = [item for event in one.played.of(ModelRead) for item in event.interventions]
        coded = [item.code for item in written] + [f"reader-{item.code}" for item in read]
        assert Counter(coded) == Counter(one.noted.intervened)
        assert all(item.detail for item in read)
        assert all(item.code and item.detail for item in written)
        for event in one.played.worded.values():
            assert event.source == "model" or event.interventions, event
        details = " ".join(" ".join(item.detail for item in written).split())
        for call in one.noted.calls:
            assert call.outcome, "a call that nobody closed"
            assert call.outcome != "dropped", "nobody spoke over her"
        stopped = [call for call in one.noted.calls if call.outcome == "stopped"]
        codes = [code.removeprefix("reader-") for code in one.noted.intervened]
        assert len(stopped) == sum(code not in _FAILURES for code in codes)
        failed = Counter(c.outcome for c in one.noted.calls if c.outcome not in ("ok", "stopped"))
        for code, count in failed.items():
            assert codes.count(code) >= count, (code, details)


def test_what_was_read_to_its_end_held_nothing_that_is_not_allowed(met: list[Met]) -> None:
    """By what has come through to her, not by what the server has sent: that may be more."""
    for one in met:
        sins = {sin for served in one.served for sin in served.sins}
        heard = " ".join(event.text for event in one.played.worded.values())
        for call in (call for call in one.noted.calls if call.outcome == "ok"):
            for sin in (sin for sin in sins if sin in call.text):
                assert sin in heard, f"{sin} was neither said nor stopped"


_FAILURES = frozenset({
    "rate-limited", "server-error", "model-timeout", "unreachable", "cut-stream", "bad-answer",
    "empty-answer", "model-resting", "over-budget", "refused-request", "bad-json", "too-long",
    "wrong-schema",
})  # fmt: skip


def _is_allowed(
    sin: str, move: dict[str, object], state: dict[str, object], scenario: Scenario
) -> bool:
    if move["kind"] == "commit":
        return True
    disclosed = state["disclosed"]
    assert isinstance(disclosed, dict)
    for concern in scenario.hidden_concerns:
        out = disclosed.get(concern.id, "")
        levels = LEVELS[: LEVELS.index(out) + 1] if out else ()
        lines = [line for stage in concern.stages if stage.level in levels for line in stage.lines]
        if sin in lines or (out == "full" and sin == concern.concern):
            return True
    return False


def test_the_server_draws_every_behaviour() -> None:
    drawn = {draw(Random(seed)) for seed in range(2_000)}
    assert {"good", "leak", "then-leak", "concede", "stall", "cut", "429", "malformed"} <= drawn
