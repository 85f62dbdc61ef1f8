"""A drill as a conversation, by what is said alone."""

import random
from pathlib import Path

import pytest
from tests.drill.sets import drill_of

from dryfit.drill.item import DrillItem
from dryfit.drill.listen import understand
from dryfit.drill.load import load_drill
from dryfit.drill.order import plan
from dryfit.drill.scoring import Decision, Trial
from dryfit.drill.steps import Drill, Line, Step
from dryfit.drill.talk import Amended, Asked, Confirmed, Said, Told, Unclear, advance, begin
from dryfit.drill.understand.control import Control
from dryfit.drill.understand.fault import Fault
from dryfit.drill.understand.mend import Mend
from dryfit.drill.understand.reader import AnswerReader

ITEMS = {item.id: item for item in load_drill(Path(__file__).with_name("answers.yaml")).items}
READER = AnswerReader()
"""Words alone: what is said here needs no sentence model."""


def right(item: DrillItem) -> DrillItem:
    return item.model_copy(update={"id": f"{item.id}-ok", "correct": True, "error": None})


def play(items: tuple[DrillItem, ...], *said: str) -> tuple[Drill, list[Line]]:
    drill, heard = begin(items)
    told = list(heard)
    for text in said:
        drill, more = advance(drill, understand(drill, text, READER))
        told += more
    return drill, told


def spoken(told: list[Line]) -> str:
    return " ".join(line.text for line in told)


def test_a_wrong_answer_is_judged_step_by_step() -> None:
    drill, told = play(
        (ITEMS["dew"],),
        "don't use it", "pretty sure", "two degrees is too close", "five degrees",
        "look at the product data sheet, application conditions",
    )  # fmt: skip
    assert drill.over
    assert drill.trials == (Trial(False, Decision.REJECT, 0.75, 3),)
    assert (drill.done[0].fault, drill.done[0].mend) == (Fault.NAMED, Mend.RIGHT)
    assert "Good catch" in told[-1].text
    assert "five degrees Fahrenheit" in told[-1].text
    assert "Source: ISO 8502-4." in told[-1].text


def test_a_right_answer_that_is_used_is_not_asked_what_is_wrong() -> None:
    drill, told = play((right(ITEMS["dew"]),), "use it", "ninety", "the data sheet")
    assert drill.trials == (Trial(True, Decision.USE, 0.9, 2),)
    assert "What's wrong" not in spoken(told)
    assert "Good, that answer was right." in told[-1].text


def test_the_questions_do_not_tell_whether_it_was_wrong() -> None:
    said = ("don't use it", "eighty", "two degrees is too close", "ten degrees", "data sheet")
    wrong, heard = play((ITEMS["dew"],), *said)
    good, heard_too = play((right(ITEMS["dew"]),), *said)
    assert wrong.over
    assert good.over
    assert [line.text for line in heard[1:-1]] == [line.text for line in heard_too[1:-1]]


def test_it_opens_by_saying_that_some_are_wrong_and_two_voices_speak() -> None:
    _, told = play((ITEMS["dew"], ITEMS["tip"]))
    assert "Some of them are wrong" in told[0].text
    assert [line.speaker for line in told] == ["coach", "coach", "assistant", "coach"]
    assert told[2].text == ITEMS["dew"].ai_says


@pytest.mark.parametrize(
    ("signed", "told"),
    [(0, "They are not yet checked by an expert."),
     (1, "One of them is not yet checked by an expert."), (2, "")],
)  # fmt: skip
def test_it_says_how_many_no_expert_has_checked(signed: int, told: str) -> None:
    items = [
        item.model_copy(update={"checked_by": "an expert" if number < signed else ""})
        for number, item in enumerate([ITEMS["dew"], ITEMS["tip"]])
    ]
    opening = play(tuple(items))[1][0].text
    assert told in opening
    assert ("expert" in opening) is bool(told)


@pytest.mark.parametrize(
    "said",
    [
        [],
        ["use it"],
        ["check first", "eighty"],
        ["don't use it", "eighty", "the two degrees"],
        ["don't use it", "eighty", "the two degrees", "five"],
        ["blah", "blah"],
    ],
)
def test_what_is_right_and_its_source_are_said_before_leaving(said: list[str]) -> None:
    drill, told = play((ITEMS["dew"], ITEMS["tip"]), *said, "stop")
    assert drill.over
    assert "Right is: at least five degrees" in told[-1].text
    assert "Source: ISO 8502-4." in told[-1].text
    assert ITEMS["tip"].ai_says not in spoken(told)


def test_an_answer_may_be_amended_at_any_later_step() -> None:
    drill, told = play(
        (ITEMS["dew"],), "use it", "eighty", "wait, make that don't use it", "ninety",
        "actually make that sixty", "the two degrees", "no idea", "ask my foreman",
    )  # fmt: skip
    assert drill.trials == (Trial(False, Decision.REJECT, 0.6, 1),)
    assert drill.done[0].amended == 2
    assert "Changed to don't use it." in spoken(told)
    assert "Changed to 60." in spoken(told)


def test_a_change_of_mind_within_the_step_needs_no_question() -> None:
    drill, _ = play((ITEMS["dew"],), "use it, no wait, check first")
    assert drill.answer.decision is Decision.CHECK


def test_a_fault_that_begins_like_a_change_is_a_fault() -> None:
    drill, _ = play((ITEMS["breaker"],), "check first", "eighty",
                    "no wait, the minimum circuit ampacity is wrong")  # fmt: skip
    assert drill.answer.decision is Decision.CHECK
    assert drill.answer.fault is Fault.NAMED


def test_a_check_that_begins_like_a_change_is_a_check() -> None:
    drill, _ = play((ITEMS["dew"],), "use it", "eighty", "hold on, I'd ask my foreman first")
    assert drill.trials == (Trial(False, Decision.USE, 0.8, 1),)


def test_what_is_unsure_is_confirmed() -> None:
    drill, told = play((ITEMS["dew"],), "use it", "sixteen")
    assert "Did you say 60?" in told[-1].text
    assert drill.answer.sureness is None
    after, _ = advance(drill, understand(drill, "yep", READER))
    assert after.answer.sureness == 60
    after, asked = advance(drill, understand(drill, "no", READER))
    assert after.answer.sureness is None
    assert "fifty to a hundred" in asked[-1].text
    after, _ = advance(drill, understand(drill, "no, seventy", READER))
    assert after.answer.sureness == 70


def test_a_no_to_did_you_say_is_no_decision() -> None:
    drill, told = play((ITEMS["dew"],), "no, I'd go with it")
    assert told[-1].text == "Did you say use it?"
    after, _ = advance(drill, understand(drill, "no", READER))
    assert after.answer.decision is None
    after, _ = advance(drill, understand(drill, "yes", READER))
    assert after.answer.decision is Decision.USE
    after, _ = advance(drill, understand(drill, "no, don't use it", READER))
    assert after.answer.decision is Decision.REJECT


def test_what_cannot_be_told_is_asked_again_and_then_left_open() -> None:
    drill, told = play((ITEMS["dew"],), "use it", "blue", "green", "red")
    assert drill.step is Step.CHECKING
    assert drill.answer.sureness is None
    assert spoken(told).count("Give me a number") == 2
    assert "I'll leave that one open." in spoken(told)


def test_an_item_without_a_decision_is_told_and_not_scored() -> None:
    drill, told = play((ITEMS["dew"],), "blue", "green", "red")
    assert drill.over
    assert drill.trials == ()
    assert "That answer was wrong." in told[-1].text
    skipped, _ = play((ITEMS["dew"], ITEMS["tip"]), "skip this one")
    assert (skipped.at, skipped.trials) == (1, ())


def test_hearing_it_again_and_taking_a_moment_change_nothing() -> None:
    drill, told = play((ITEMS["dew"],), "use it", "say that again", "hold on a sec")
    assert drill.step is Step.SURENESS
    assert told[-3].speaker == "assistant"
    assert told[-1].text == "Take your time."


def test_hardly_recognised_words_are_never_an_answer() -> None:
    drill, _ = begin((ITEMS["dew"],))
    assert understand(drill, "use it", READER, confidence=0.34) == Unclear()
    assert understand(drill, "use it", READER, confidence=0.35) == Told(Decision.USE)


def test_once_over_nothing_changes_it() -> None:
    drill, _ = play((ITEMS["dew"],), "stop")
    assert advance(drill, Told(Decision.USE)) == (drill, ())
    assert begin(())[0].over


DECISIONS: list[Said] = [Told(value) for value in Decision]
ANYTHING: list[Said] = [
    *(Amended(Step.DECISION, value) for value in Decision),
    *(Asked(control) for control in Control if control is not Control.STOP),
    Amended(Step.SURENESS, 80),
    Confirmed(True),
    Confirmed(False),
    Unclear(),
]


@pytest.mark.parametrize("seed", range(100))
def test_any_walk_ends_with_every_item_told(seed: int) -> None:
    dice = random.Random(seed)
    items = plan(drill_of(4), seed)
    drill, told = begin(items)
    fitting: dict[Step, list[Said]] = {
        Step.SURENESS: [Told(80), Told(60, False)],
        Step.FAULT: [Told(value) for value in Fault],
        Step.MEND: [Told(value) for value in Mend],
        Step.CHECKING: [Told(value) for value in range(4)],
    }
    for _ in range(2_000):
        if drill.over:
            break
        if drill.step is Step.DECISION:
            said = dice.choice([*DECISIONS * 2, *ANYTHING])
        else:
            said = dice.choice([*fitting[drill.step] * 3, *ANYTHING])
        drill, more = advance(drill, said)
        told += more
    assert drill.over
    assert len(drill.done) == len(items)
    text = " ".join(line.text for line in told)
    assert text.count("Source: Made for tests.") == len(items)
    assert len(drill.trials) <= len(items)
