"""Answers in a given form: what is late, cut, huge or of another form is told, and done without.

Through real HTTP and the real client library from a server that misbehaves, on a virtual clock.
"""

import asyncio
from collections.abc import Sequence

import pytest
from pydantic import BaseModel
from tests.llm.hostile import hostile_server
from tests.llm.scripted_chat import ScriptedChat
from tests.virtual_time import on_virtual_time, run_virtual

from dryfit.bench.virtual_time import SOCKETS_SETTLE_S
from dryfit.llm.breaker import FAILURES
from dryfit.llm.chat import Ask, Usage
from dryfit.llm.settings import LlmSettings
from dryfit.llm.spend import Spend
from dryfit.llm.structured import LONGEST_LETTERS, Asker, Structured, Wish

WITHIN_S = 1.0
MESSAGES = ({"role": "user", "content": "How many?"},)
GOOD = '{"count": 3}'


class Count(BaseModel):
    """The form of an answer."""

    count: int


class Watcher:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.outcomes: list[str] = []
        self.codes: list[str] = []

    def model_called(self, model: str, outcome: str, first_s: float | None, usage: Usage) -> None:
        self.outcomes.append(outcome)

    def model_intervened(self, code: str) -> None:
        self.codes.append(code)


async def asked_of_server(
    orders: Sequence[str], watcher: Watcher, spend: Spend
) -> list[Structured[Count]]:
    from dryfit.llm.litellm_chat import LitellmChat

    async with hostile_server() as server:
        server.order(*orders)
        chat = LitellmChat(LlmSettings("openai/some", base_url=server.base_url))
        made = []
        for _ in orders:
            asker = Asker("reader", "openai/some", chat, lambda: watcher)
            began_s = asyncio.get_running_loop().time()
            made.append(await asker.ask(Wish(MESSAGES, Count, 20, WITHIN_S), spend))
            assert asyncio.get_running_loop().time() - began_s <= WITHIN_S + 0.01
        await chat.close()
        return made


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("stall", "model-timeout"), ("stall-midway", "model-timeout"),
        ("cut", "cut-stream bad-json"),
        ("cut-first", "cut-stream empty-answer"), ("429", "rate-limited"), ("500", "server-error"),
        ("malformed", "bad-answer"), ("empty", "empty-answer"), ("html", "bad-answer empty-answer"),
        ("good", "bad-json"), ("say:{count: 3}", "bad-json"), ('say:{"count": 3', "bad-json"),
        ('say:{"number": 3}', "wrong-schema"), ('say:{"count": "lots"}', "wrong-schema"),
        ("say:[1, 2]", "bad-json"), ("say:{}", "wrong-schema"),
        ("say:" + "{" * 4_000, "bad-json"), (f"say:{GOOD} {'x' * LONGEST_LETTERS}", "too-long"),
        ("endless", "model-timeout cut-stream"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_and_counted(order: str, code: str) -> None:
    pytest.importorskip("litellm", reason="litellm is not installed: make llm")
    watcher, spend = Watcher(), Spend(1.0)
    made = run_virtual(asked_of_server([order], watcher, spend), 60.0, SOCKETS_SETTLE_S)
    assert [one.answer for one in made] == [None]
    assert made[0].code in code.split()  # as the client library takes it
    assert made[0].detail
    assert watcher.codes == [f"reader-{made[0].code}"]
    assert watcher.outcomes == [made[0].code]
    assert spend.calls == 1


@pytest.mark.parametrize(
    "text", [GOOD, f"```json\n{GOOD}\n```", f"Here you are: {GOOD} Good luck!"]
)
def test_a_good_answer_is_found_among_words(text: str) -> None:
    pytest.importorskip("litellm", reason="litellm is not installed: make llm")
    watcher, spend = Watcher(), Spend(1.0)
    made = run_virtual(asked_of_server([f"say:{text}"], watcher, spend), 60.0, SOCKETS_SETTLE_S)
    assert made[0].answer == Count(count=3)
    assert (watcher.codes, watcher.outcomes) == ([], ["ok"])
    assert spend.used.prompt_tokens > 0


@pytest.mark.parametrize(("late_s", "in_time"), [(0.999, True), (1.001, False)])
def test_the_deadline_to_the_millisecond(late_s: float, in_time: bool) -> None:
    @on_virtual_time
    async def play() -> None:
        chat = ScriptedChat()
        chat.enqueue(late_s, GOOD)
        asker = Asker("reader", "m", chat, Watcher)
        made = await asker.ask(Wish(MESSAGES, Count, 20, WITHIN_S), Spend(1.0))
        assert (made.answer is not None) is in_time
        assert chat.closed_s == [pytest.approx(min(late_s, WITHIN_S))]

    play()


@on_virtual_time
async def test_a_model_that_fails_again_and_again_is_left_alone() -> None:
    chat, watcher = ScriptedChat(), Watcher()
    asker, spend = Asker("critic", "m", chat, lambda: watcher), Spend(1.0)
    for _ in range(FAILURES):
        chat.enqueue("no")
        await asker.ask(Wish(MESSAGES, Count, 20, WITHIN_S), spend)
    made = await asker.ask(Wish(MESSAGES, Count, 20, WITHIN_S), spend)
    assert (made.code, len(chat.asked)) == ("model-resting", FAILURES)
    assert watcher.codes[-1] == "critic-model-resting"


@on_virtual_time
async def test_no_call_goes_out_above_the_cap() -> None:
    chat, spend = ScriptedChat(), Spend(0.5)
    spend.note(Usage(1, 1, 0.5))
    made = await Asker("reader", "m", chat, Watcher).ask(Wish(MESSAGES, Count, 20, 1.0), spend)
    assert (made.code, chat.asked) == ("over-budget", [])


@on_virtual_time
async def test_dropped_half_way_it_ends_the_request_and_is_paid_for() -> None:
    chat, spend, watcher = ScriptedChat(), Spend(1.0), Watcher()
    chat.enqueue('{"count"', 9.0)
    asker = Asker("reader", "m", chat, lambda: watcher)
    asking = asyncio.create_task(asker.ask(Wish(MESSAGES, Count, 20, 5.0), spend))
    await asyncio.sleep(0.1)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    assert chat.closed_s == [pytest.approx(0.1)]
    assert (watcher.outcomes, spend.calls) == (["dropped"], 1)


@on_virtual_time
async def test_the_form_is_told_to_those_that_can_be_held_to_it() -> None:
    chat = ScriptedChat()
    chat.enqueue(GOOD)
    await Asker("reader", "m", chat, Watcher).ask(Wish(MESSAGES, Count, 20, 1.0), Spend(1.0))
    asked: Ask = chat.asked[0]
    assert asked.answer_schema == Count.model_json_schema()
    assert asked.temperature == 0.0
