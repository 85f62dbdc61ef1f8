"""Sessions against a server that does everything wrong: what the learner hears is in order.

`DRYFIT_HOSTILE_SESSIONS=500` plays that many; without it the sessions are left out.
"""

import asyncio
import gc
import os
import re
from collections import Counter

import pytest
from tests.llm.hostile import HostileServer, Served, hostile_server
from tests.llm.sessions import Played, Theatre

from dryfit.llm.settings import LlmSettings
from dryfit.scenario.hidden import LEVELS
from dryfit.scenario.schema import Scenario

pytest.importorskip("litellm", reason="litellm is not installed: make llm")

SESSIONS = int(os.environ.get("DRYFIT_HOSTILE_SESSIONS", "12"))
AT_ONCE = 20 if SESSIONS > 100 else 6
FIRST_SENTENCE_S = 1.2
BUSY_MACHINE_S = 1.5
"""Other work on the machine may hold up the first words by so much beyond their budget."""
LEARNER_NAMES = ("strong", "average", "weak", "flatterer", "injector", "chatty")


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


@pytest.mark.skipif(
    "DRYFIT_HOSTILE_SESSIONS" not in os.environ,
    reason="set DRYFIT_HOSTILE_SESSIONS=500: its budgets hold on an idle machine",
)
# Cancelled before it has sent anything, litellm leaves a coroutine behind; no request was made.
@pytest.mark.filterwarnings("ignore:.*was never awaited:RuntimeWarning")
async def test_nothing_wrong_is_heard_and_all_of_it_is_written_down(
    theatre: Theatre, bar: Scenario, porch: Scenario
) -> None:
    from dryfit.llm.litellm_chat import LitellmChat

    gate, played = asyncio.Semaphore(AT_ONCE), list[Played]()
    async with (
        hostile_server(secrets_of(bar), seed=1) as bars,
        hostile_server(secrets_of(porch), seed=2) as porches,
    ):

        async def one(number: int) -> None:
            scenario, server = ((bar, bars), (porch, porches))[number % 2]
            settings = LlmSettings(
                "openai/hostile", base_url=server.base_url, key=f"key-{number}",
                first_word_s=0.5, first_sentence_s=FIRST_SENTENCE_S, line_s=2.5,
            )  # fmt: skip
            engines = theatre.engines(settings, LitellmChat(settings))
            learner = LEARNER_NAMES[number % len(LEARNER_NAMES)]
            async with gate:
                key = f"key-{number}"
                played.append(await theatre.play(scenario, engines, learner, number, key))

        await asyncio.gather(*(one(number) for number in range(SESSIONS)))
        servers = (bars, porches)
    spoken = [event for session in played for event in session.worded.values()]
    await asyncio.sleep(0.1)
    gc.collect()
    by_source = Counter(event.source for event in spoken)
    assert len(played) == SESSIONS
    assert set(by_source) == {"model", "scripted", "cut"}
    for session in played:
        _judge(session, [one for server in servers for one in server.served[session.key]])
    slowest_s = max(waited for session in played for waited in session.waited_s)
    assert slowest_s <= FIRST_SENTENCE_S + BUSY_MACHINE_S
    codes = Counter(one.code for event in spoken for one in event.interventions)
    print(
        f"\n{SESSIONS} sessions, {len(spoken)} lines {dict(by_source)}, slowest {slowest_s:.2f} s"
    )
    print(dict(codes.most_common()))


def _judge(session: Played, served: list[Served]) -> None:
    """By what the server knows that it has sent: nothing here asks the guard."""
    sins = {sin for one in served for sin in one.sins}
    noted = " ".join(one.detail for event in session.worded.values() for one in event.interventions)
    heard = {event.item: event.text for event in session.worded.values()}
    allowed = set[str]()
    for moved in session.moved:
        text = heard.get(moved.item)
        if text is None:
            continue
        for sin in sins:
            if _first_words(sin) in text:
                assert _is_allowed(sin, moved.move, moved.state, session.scenario), (text, moved)
                allowed.add(sin)
        event = session.worded[moved.item]
        assert event.source == "model" or event.interventions, event
        if event.source != "scripted":
            style = session.scenario.speaking_style
            assert len(text.split()) <= style.max_words, text
            assert len(re.findall(r"[.!?]+(?=\s|$)", text)) <= style.max_sentences + 1, text
    unread = [
        sin
        for one in served
        for sin in one.sins
        if sin not in allowed and not _noted(sin, noted) and not one.gone.done()
    ]
    # What came after time was up was not read; that it was up is written down.
    assert len(unread) <= noted.count("took too long") + noted.count("said nothing for"), unread


def _noted(sin: str, noted: str) -> bool:
    plain = sin.split(": ")[-1][:60]
    return (
        plain in noted
        or sin[:60] in noted
        or any(part[:40] in noted for part in re.split(r"(?<=[.!?]) ", sin))
    )


def _first_words(sin: str) -> str:
    return sin[:60]


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
    from random import Random

    server = HostileServer("", ("s",), Random(3), 1.0)
    drawn = {server._draw() for _ in range(2_000)}
    assert {"good", "leak", "then-leak", "concede", "stall", "cut", "429", "malformed"} <= drawn
