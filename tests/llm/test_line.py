"""A model's line on virtual time: deadlines to the millisecond, one regeneration, one retry."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest
from tests.fakes import SharedWords
from tests.llm.scripted_chat import ScriptedChat
from tests.session.scene import VAN
from tests.virtual_time import on_virtual_time

from dryfit.llm.breaker import FAILURES, REST_S
from dryfit.llm.chat import ModelFailed, Usage
from dryfit.llm.line import ModelLine
from dryfit.llm.settings import LlmSettings
from dryfit.llm.spend import Spend
from dryfit.llm.writer import Wanted, Writer
from dryfit.persona.move import Move, MoveKind
from dryfit.reply.brief import Brief
from dryfit.reply.guard import Fault, Guard, Moment
from dryfit.reply.line import FixedLine, Wording
from dryfit.scenario.load import load_text

SETTINGS = LlmSettings("openai/first", first_word_s=1.0, first_sentence_s=2.0, line_s=5.0)
SCRIPTED = "That is what I would say. And that is all."


async def _at_once(
    function: Callable[[str, tuple[str, ...]], tuple[str, Fault | None]],
    sentence: str,
    before: tuple[str, ...],
) -> tuple[str, Fault | None]:
    return function(sentence, before)


class Stage:
    """A writer over a scripted chat, and what it reports."""

    def __init__(self, settings: LlmSettings = SETTINGS) -> None:
        self.chat = ScriptedChat()
        self.writer = Writer(settings, self.chat, SharedWords())
        self.spend = Spend(settings.session_usd)
        scenario = load_text(VAN.read_text(encoding="utf-8"), VAN)
        self.guard = Guard(scenario, SharedWords())

    def begin(self) -> ModelLine:
        brief = Brief("You are Dot.", (), "[Now: deflect.]", 60)
        wanted = Wanted(brief, Moment(Move(MoveKind.DEFLECT), {}), SCRIPTED, self.guard)

        return self.writer.begin(wanted, self.spend, _at_once)

    async def whole(self) -> tuple[Wording, float]:
        """A line to its end, and when its first clause came."""
        line, loop = self.begin(), asyncio.get_running_loop()
        began_s = loop.time()
        said = [await line.clause()]
        first_s = loop.time() - began_s
        while (clause := await line.clause()) is not None:
            said.append(clause)
        assert " ".join(filter(None, said)) == line.text
        await asyncio.sleep(0)
        return line.wording, first_s


def codes(wording: Wording) -> list[str]:
    return [one["code"] for one in wording.interventions]


def failed(code: str, retry_after_s: float = 0.0) -> ModelFailed:
    return ModelFailed(code, "It failed.", retry_after_s=retry_after_s)


@on_virtual_time
async def test_the_first_sentence_is_said_while_the_model_goes_on() -> None:
    stage = Stage()
    stage.chat.enqueue(0.3, "Why do you ask", "? ", "Cof", 2.0, "fee is there.", Usage(10, 5, 0.1))
    wording, first_s = await stage.whole()
    assert first_s == pytest.approx(0.3)
    assert wording.text == "Why do you ask? Coffee is there."
    assert (wording.source, wording.interventions) == ("model", ())
    assert (wording.first_ms, wording.prompt_tokens, wording.cost_usd) == (300, 10, 0.1)
    assert stage.spend.calls == 1


@on_virtual_time
async def test_a_stopped_sentence_is_tried_again_with_the_reason() -> None:
    stage = Stage()
    stage.chat.enqueue("As an AI, I cannot say. ", "More.")
    stage.chat.enqueue("Why do you ask?")
    wording, _ = await stage.whole()
    assert (wording.source, wording.text) == ("model", "Why do you ask?")
    assert codes(wording) == ["role"]
    assert "As an AI" in stage.chat.asked[1].messages[-1]["content"]
    assert stage.chat.asked[0].messages[0] == stage.chat.asked[1].messages[0]


@on_virtual_time
async def test_stopped_twice_the_authored_line_is_said() -> None:
    stage = Stage()
    stage.chat.enqueue("As an AI, no. ", "More.")
    stage.chat.enqueue("**No** way.")
    wording, _ = await stage.whole()
    assert (wording.source, wording.text, codes(wording)) == (
        "scripted", SCRIPTED, ["role", "markup"],
    )  # fmt: skip


@on_virtual_time
async def test_a_later_sentence_that_is_stopped_ends_the_line() -> None:
    stage = Stage()
    stage.chat.enqueue("Why do you ask? ", "As an AI, I wonder. ", "More ", 9.0, "of it.")
    wording, _ = await stage.whole()
    assert (wording.source, wording.text, codes(wording)) == ("cut", "Why do you ask?", ["role"])
    assert stage.chat.closed_s == [0.0]


@pytest.mark.parametrize(
    ("late_s", "source"), [(0.999, "model"), (1.001, "scripted")], ids=["just in time", "late"]
)
def test_the_first_word_has_a_deadline(late_s: float, source: str) -> None:
    @on_virtual_time
    async def play() -> None:
        stage = Stage()
        stage.chat.enqueue(late_s, "Why do you ask?")
        stage.chat.enqueue(9.0)
        wording, first_s = await stage.whole()
        assert wording.source == source
        assert first_s <= SETTINGS.first_sentence_s
        assert codes(wording)[:1] == ([] if source == "model" else ["model-timeout"])

    play()


@on_virtual_time
async def test_the_first_sentence_has_a_deadline() -> None:
    stage = Stage()
    stage.chat.enqueue("and on ", 0.1, again=100)
    wording, first_s = await stage.whole()
    assert first_s == pytest.approx(SETTINGS.first_sentence_s)
    assert (wording.source, codes(wording)) == ("scripted", ["model-timeout"])
    assert stage.chat.closed_s == [pytest.approx(SETTINGS.first_sentence_s)]


@on_virtual_time
async def test_a_line_has_a_deadline() -> None:
    stage = Stage()
    stage.chat.enqueue("Why do you ask? ", *(9.0, "and "))
    wording, first_s = await stage.whole()
    assert first_s == 0
    assert (wording.source, wording.text) == ("cut", "Why do you ask?")
    assert codes(wording) == ["model-timeout"]
    assert stage.chat.closed_s == [pytest.approx(SETTINGS.line_s)]


@pytest.mark.parametrize(
    "code", ["rate-limited", "server-error", "cut-stream", "bad-answer", "unreachable"]
)
def test_a_failed_call_is_tried_once_more(code: str) -> None:
    @on_virtual_time
    async def play() -> None:
        stage = Stage()
        stage.chat.enqueue(failed(code))
        stage.chat.enqueue("Why do you ask?")
        wording, first_s = await stage.whole()
        assert (wording.source, codes(wording)) == ("model", [code])
        assert 0.05 <= first_s <= 0.2
        assert len(stage.chat.asked) == 2

    play()


@on_virtual_time
async def test_no_second_try_where_it_would_be_late() -> None:
    stage = Stage()
    stage.chat.enqueue(failed("rate-limited", retry_after_s=30.0))
    wording, first_s = await stage.whole()
    assert (wording.source, first_s, len(stage.chat.asked)) == ("scripted", 0.0, 1)


@on_virtual_time
async def test_no_second_try_for_what_must_be_mended() -> None:
    stage = Stage()
    stage.chat.enqueue(failed("wrong-key"))
    wording, _ = await stage.whole()
    assert (codes(wording), len(stage.chat.asked)) == (["wrong-key"], 1)


@on_virtual_time
async def test_the_fallback_is_asked_next() -> None:
    stage = Stage(LlmSettings("openai/first", fallback="openai/second"))
    stage.chat.enqueue(failed("wrong-key"))
    stage.chat.enqueue("Why do you ask?")
    wording, _ = await stage.whole()
    assert [ask.model for ask in stage.chat.asked] == ["openai/first", "openai/second"]
    assert (wording.model, wording.source) == ("openai/second", "model")


@on_virtual_time
async def test_a_model_that_keeps_failing_rests() -> None:
    stage = Stage()
    for _ in range(FAILURES):
        stage.chat.enqueue(failed("wrong-key"))
        await stage.whole()
    wording, first_s = await stage.whole()
    assert (codes(wording), first_s, len(stage.chat.asked)) == (["model-resting"], 0.0, FAILURES)
    await asyncio.sleep(REST_S)
    stage.chat.enqueue("Why do you ask?")
    assert (await stage.whole())[0].source == "model"


@pytest.mark.parametrize("said", ["", "Why do you ask? "])
def test_half_a_sentence_is_not_said(said: str) -> None:
    @on_virtual_time
    async def play() -> None:
        stage = Stage()
        stage.chat.enqueue(said, "And then I")
        stage.chat.enqueue("And then I")
        wording, _ = await stage.whole()
        assert codes(wording)[0] == "cut-stream"
        assert wording.text == (said.strip() or SCRIPTED)

    play()


@pytest.mark.parametrize("pieces", [(), ("",), (" \n ",), ('""',)], ids=repr)
def test_an_empty_answer_counts_as_a_failure(pieces: tuple[str, ...]) -> None:
    @on_virtual_time
    async def play() -> None:
        stage = Stage()
        stage.chat.enqueue(*pieces)
        stage.chat.enqueue(*pieces)
        wording, _ = await stage.whole()
        assert codes(wording) == ["empty-answer", "empty-answer"]
        assert wording.text == SCRIPTED

    play()


@on_virtual_time
async def test_a_dropped_line_closes_its_request_and_says_no_more() -> None:
    stage = Stage()
    stage.chat.enqueue("Why do you ask? Is it that I ", 9.0, "seem busy?")
    line = stage.begin()
    assert await line.clause() == "Why do you ask?"
    await asyncio.sleep(1.0)
    line.drop()
    line.drop()
    assert await line.clause() is None
    await asyncio.sleep(0.01)
    assert stage.chat.closed_s == [pytest.approx(1.0)]
    assert line.wording.source == "cut"
    assert stage.spend.used.completion_tokens > 0


@on_virtual_time
async def test_a_reader_that_waits_is_let_go_by_a_drop() -> None:
    stage = Stage()
    stage.chat.enqueue(0.5)
    line = stage.begin()
    waiting = asyncio.create_task(line.clause())
    await asyncio.sleep(0.1)
    line.drop()
    with suppress(asyncio.CancelledError):
        assert await waiting is None


@on_virtual_time
async def test_the_sessions_cap_is_kept() -> None:
    stage = Stage(LlmSettings("openai/first", session_usd=0.5))
    stage.chat.enqueue("Why do you ask?", Usage(1, 1, 0.5))
    await stage.whole()
    wording, _ = await stage.whole()
    assert (codes(wording), wording.text) == (["over-budget"], SCRIPTED)
    assert "$0.50" in wording.interventions[0]["detail"]


@on_virtual_time
async def test_a_fixed_line_is_there_at_once() -> None:
    line = FixedLine("Why do you ask? Coffee is there.")
    assert [await line.clause() for _ in range(3)] == ["Why do you ask?", "Coffee is there.", None]
    assert line.wording is None
    line.drop()
