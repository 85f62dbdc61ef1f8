"""A drill told aloud: what is heard when somebody speaks in between."""

import random
from pathlib import Path

import pytest
from tests.drill.sets import drill_of

from dryfit.drill.lines import QUESTIONS, SLOWER, WAITING
from dryfit.drill.load import load_drill
from dryfit.drill.order import plan
from dryfit.drill.scoring import Decision
from dryfit.drill.script import (
    BREATH_S,
    HALF_HEARD,
    HEARD,
    NUDGE_S,
    PATIENT_S,
    WAITED_S,
    Script,
    hear,
    open_script,
    slow_down,
    stopped,
    wait,
)
from dryfit.drill.steps import Line, Step
from dryfit.drill.understand.reader import AnswerReader

ITEMS = {item.id: item for item in load_drill(Path(__file__).with_name("answers.yaml")).items}
READER = AnswerReader()
TWO = (ITEMS["dew"], ITEMS["dew"].model_copy(update={"id": "other"}))


def tell(script: Script, count: int = 99) -> list[Script]:
    """Say what follows without a word from the learner, up to so many lines."""
    told = [script]
    while len(told) <= count and told[-1].rest:
        following = wait(told[-1], BREATH_S)
        assert following is not None
        told.append(following)
    return told


def asked(items: tuple[object, ...] = TWO) -> Script:
    """A drill whose first answer was heard and whose first question was put."""
    return tell(open_script(TWO if items is TWO else items))[-1]  # type: ignore[arg-type]


def judged(script: Script, *said: str) -> Script:
    for text in said:
        script = tell(hear(script, text, READER))[-1]
    return script


def verdict(script: Script) -> Script:
    """The first item is judged, and its right answer is being told."""
    for text in ("use it", "ninety"):
        script = hear(script, text, READER)
    return hear(script, "the data sheet", READER)


def test_the_opening_line_by_line() -> None:
    told = tell(open_script(TWO))
    assert [at.line.speaker for at in told] == ["coach", "coach", "assistant", "coach"]
    assert "answers from an assistant" in told[0].line.text
    assert ITEMS["dew"].learner_asks in told[1].line.text
    assert told[2].line.text == ITEMS["dew"].ai_says
    assert (told[3].line.text, told[3].asks) == (QUESTIONS[Step.DECISION], True)
    assert not any(at.asks or at.is_over for at in told[:3])


@pytest.mark.parametrize(("quiet_s", "goes_on"), [(BREATH_S - 0.01, False), (BREATH_S, True)])
def test_a_breath_between_two_lines(quiet_s: float, goes_on: bool) -> None:
    assert (wait(open_script(TWO), quiet_s) is not None) is goes_on


@pytest.mark.parametrize(("quiet_s", "again"), [(NUDGE_S - 0.01, False), (NUDGE_S, True)])
def test_a_question_is_put_once_more_after_a_long_silence(quiet_s: float, again: bool) -> None:
    waiting = asked()
    nudged = wait(waiting, quiet_s)
    assert (nudged is not None) is again
    if nudged:
        assert nudged.line == waiting.line
        assert wait(nudged, 10 * NUDGE_S) is None, "once"


def test_whoever_asks_for_a_moment_gets_it() -> None:
    waiting = hear(asked(), "hold on a second", READER)
    assert waiting.line.text == WAITING
    assert wait(waiting, PATIENT_S - 0.01) is None
    nudged = wait(waiting, PATIENT_S)
    assert nudged is not None
    assert nudged.line.text == QUESTIONS[Step.DECISION]
    assert hear(waiting, "use it", READER).drill.answer.decision is Decision.USE


@pytest.mark.parametrize("text", ["use it", "that is wrong", "mumble"])
def test_what_comes_before_the_answer_judges_nothing(text: str) -> None:
    for at in tell(open_script(TWO))[:2]:
        after = hear(at, text, READER)
        assert after.drill == at.drill
        assert after.line == at.rest[0]


@pytest.mark.parametrize(
    ("share", "counts"), [(HALF_HEARD - 0.01, False), (HALF_HEARD, True), (1.0, True)]
)
def test_half_an_answer_can_be_judged(share: float, counts: bool) -> None:
    assistant = tell(open_script(TWO))[2]
    after = hear(assistant, "don't use it", READER, share=share)
    assert (after.drill.step is Step.SURENESS) is counts
    if not counts:
        assert (after.line, after.again) == (assistant.line, True)


def test_who_taps_has_the_answer_before_their_eyes() -> None:
    assistant = tell(open_script(TWO))[2]
    after = hear(assistant, "check first", READER, share=0.0, typed=True)
    assert after.drill.answer.decision is Decision.CHECK


@pytest.mark.parametrize(("share", "again"), [(HEARD - 0.01, True), (HEARD, False)])
def test_a_right_answer_that_is_talked_over_is_told_again_once(share: float, again: bool) -> None:
    told = verdict(asked())
    assert told.line.judges is not None
    after = hear(told, "yeah I figured", READER, share=share)
    assert (after.line.judges is not None) is again
    if again:
        twice = hear(after, "I said I figured", READER, share=0.1)
        assert twice.line == told.rest[0]


@pytest.mark.parametrize(
    ("text", "says", "left"),
    [
        ("say that again", 1, 2),
        ("skip it", 2, 1),
        ("hold on", None, 3),
        ("stop", None, 0),
    ],
)
def test_steering_while_the_question_is_told(text: str, says: int | None, left: int) -> None:
    told = tell(open_script(TWO))
    after = hear(told[1], text, READER, share=0.3)
    if says is not None:
        assert after.line == told[says].line
    assert len(after.rest) == left
    assert (text == "stop") is after.is_over


def test_a_moment_in_the_middle_goes_on_where_it_was() -> None:
    told = tell(open_script(TWO))
    waiting = hear(told[2], "wait", READER, share=0.2)
    assert waiting.line.text == WAITING
    assert wait(waiting, WAITED_S - 0.01) is None
    again = wait(waiting, WAITED_S)
    assert again is not None
    assert again.line == told[2].line


def test_stopping_over_a_right_answer_tells_it_to_its_end() -> None:
    told = verdict(asked())
    ended = hear(told, "stop", READER, share=0.2)
    assert ended.line == told.line
    assert [line.text for line in ended.rest] == ["That's it. You caught 0 of 1 wrong answer."]
    assert len(ended.drill.trials) == 1, "the one that was not heard is not judged"


def test_the_end_is_told_in_plain_counts_and_nothing_changes_it() -> None:
    script = judged(asked(), "use it", "ninety", "the data sheet")
    script = judged(script, "don't use it", "ninety", "I don't know", "the data sheet")
    assert script.is_over
    assert script.line.text == "That's it. You caught 1 of 2 wrong answers."
    for text in ("use it", "stop", "say that again", ""):
        assert hear(script, text, READER).drill == script.drill
    assert wait(script, 1_000) is None


def test_slower_agrees_and_goes_on() -> None:
    told = tell(open_script(TWO))
    agreed = slow_down(told[2], share=0.5)
    assert agreed.line == Line("coach", SLOWER)
    assert agreed.rest == (told[2].line, *told[2].rest)
    assert slow_down(told[3]).rest == (told[3].line,), "the question, for who forgot it meanwhile"


@pytest.mark.parametrize(("share", "again"), [(HEARD - 0.01, True), (HEARD, False)])
def test_a_line_that_a_pause_cut_off_is_said_again(share: float, again: bool) -> None:
    told = tell(open_script(TWO))[2]
    following = wait(told, BREATH_S, share)
    assert following is not None
    assert (following.line == told.line) is again


def test_leaving_keeps_a_decision() -> None:
    script = hear(asked(), "use it", READER)
    assert [one.decision for one in stopped(script.drill).done] == [Decision.USE]


def test_next_is_tapped_while_what_is_right_is_told() -> None:
    told = verdict(asked())
    after = hear(told, "next", READER, share=0.1, typed=True)
    assert after.line == told.rest[0]
    assert hear(told, "next", READER, share=0.1).line == told.line, "said, it is not heard yet"


def test_a_moment_asked_for_in_the_middle_is_the_learners() -> None:
    told = tell(open_script(TWO))[1]
    assert told.follows()
    assert not hear(told, "hold on", READER, share=0.3).follows()


def test_in_writing_what_is_right_stands_until_one_goes_on() -> None:
    opened = open_script(TWO)
    following = wait(opened, 0.0, 0.0, in_writing=True)
    assert following is not None
    assert following.line == opened.rest[0]
    told = verdict(asked())
    assert told.follows()
    assert not told.follows(in_writing=True)
    assert wait(told, 10_000, in_writing=True) is None
    assert hear(told, "next", READER, typed=True).line == told.rest[0]
    assert wait(asked(), 10_000, in_writing=True) is None, "nobody is nagged"


WORDS = (
    "use it", "don't use it", "check first", "eighty", "I don't know", "the data sheet", "stop",
    "say that again", "skip it", "hold on", "wait, make that use it", "yes", "no", "", "mhm",
    "\u0000 ''--", "nine " * 400,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_said_whenever_every_right_answer_is_told(seed: int) -> None:
    """No matter who talks over what: what was judged is told, and it comes to an end."""
    dice = random.Random(seed)
    script = open_script(plan(drill_of(3), seed, length=4))
    told: set[str] = set()
    for _ in range(400):
        share = dice.choice((0.0, 0.3, 0.6, 1.0))
        if share >= HEARD or script.again:
            told |= {script.line.judges.item.id} if script.line.judges else set()
        if script.is_over:
            break
        following = wait(script, 1_000, share) if dice.random() < 0.6 else None
        script = following or hear(script, dice.choice(WORDS), READER, share=share)
    else:
        script = tell(hear(script, "stop", READER))[-1]
    assert told >= {one.item.id for one in script.drill.done if one.decision}
