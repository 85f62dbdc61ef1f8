"""What she says about the talk itself: did you say that, say it again."""

import asyncio

import pytest
from tests.session.scene import Scene, scene
from tests.virtual_time import on_virtual_time

from dryfit.persona.reading import Heard
from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.asides import (
    MAX_CHECKED_WORDS,
    UNSURE_CONFIDENCE,
    CheckAnswer,
    can_be_checked,
    check_line,
    is_unsure,
    read_answer,
)
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State
QUESTION = "What happened last winter?"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes.", CheckAnswer.YES),
        ("Yeah, that's right.", CheckAnswer.YES),
        ("Exactly.", CheckAnswer.YES),
        ("Sí.", CheckAnswer.YES),
        ("No.", CheckAnswer.NO),
        ("Nope, not that.", CheckAnswer.NO),
        ("Not quite.", CheckAnswer.NO),
        ("", CheckAnswer.SOMETHING_ELSE),
        ("Yesterday.", CheckAnswer.SOMETHING_ELSE),
        ("November.", CheckAnswer.SOMETHING_ELSE),
        ("Yes, and I can start on Friday.", CheckAnswer.SOMETHING_ELSE),
        ("What happened last winter?", CheckAnswer.SOMETHING_ELSE),
    ],
)
def test_what_a_check_was_answered_with(text: str, answer: CheckAnswer) -> None:
    assert read_answer(text) is answer


@pytest.mark.parametrize(
    ("confidence", "unsure"), [(UNSURE_CONFIDENCE - 0.001, True), (UNSURE_CONFIDENCE, False)]
)
def test_unsure_just_under_and_exactly(confidence: float, unsure: bool) -> None:
    assert is_unsure(Heard("Hello.", confidence=confidence)) is unsure


@pytest.mark.parametrize(
    ("words", "short"), [(MAX_CHECKED_WORDS, True), (MAX_CHECKED_WORDS + 1, False)]
)
def test_only_what_can_be_remembered_is_said_back(words: int, short: bool) -> None:
    assert can_be_checked(Heard(" ".join(["word"] * words))) is short


@pytest.mark.parametrize("language", ["en-US", "es-MX", "pl-PL", ""])
@pytest.mark.parametrize("number", [0, 1, 2, 7])
def test_a_check_says_it_back(language: str, number: int) -> None:
    line = check_line("What happened {last} winter?", language, number)
    assert "what happened {last} winter" in line
    assert line.endswith("?")
    assert "??" not in line


async def _misheard(play: Scene, text: str = QUESTION) -> None:
    await play.opening_over()
    play.engines.ear.enqueue(text, confidence=UNSURE_CONFIDENCE - 0.1)
    await play.speak(1.0)
    await play.until(S.SPEAKING)
    await play.until(S.LISTENING)


def _moves(play: Scene) -> list[journal.PersonaMoved]:
    return play.noted(journal.PersonaMoved)


@on_virtual_time
async def test_a_misheard_turn_is_asked_about_and_changes_nothing() -> None:
    async with scene() as play:
        await _misheard(play)
    opening, asked = _moves(play)
    assert "what happened last winter?" in asked.text.lower()
    for number in ("trust", "patience", "disclosed", "turn"):
        assert asked.state[number] == opening.state[number]
    assert not play.noted(journal.LearnerRead), "nothing was read into it"
    assert play.noted(journal.LearnerSpoke)[0].text == QUESTION


@on_virtual_time
async def test_yes_has_it_answered() -> None:
    async with scene() as play:
        await _misheard(play)
        await play.say("Yes.")
        await play.until(S.SPEAKING)
    assert _moves(play)[-1].state["disclosed"] == {"brakes": "hint"}
    assert play.noted(journal.LearnerRead)[-1].reading["text"] == QUESTION


@on_virtual_time
async def test_no_has_it_said_again() -> None:
    async with scene() as play:
        await _misheard(play)
        await play.say("No.")
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
        assert _moves(play)[-1].state["disclosed"] == {}
        await play.say(QUESTION)
        await play.until(S.SPEAKING)
    assert _moves(play)[-1].state["disclosed"] == {"brakes": "hint"}


@on_virtual_time
async def test_saying_it_again_at_once_is_as_good() -> None:
    async with scene() as play:
        await _misheard(play, "What pan at last inter?")
        await play.say(QUESTION)
        await play.until(S.SPEAKING)
    assert _moves(play)[-1].state["disclosed"] == {"brakes": "hint"}
    assert play.noted(journal.LearnerRead)[-1].reading["text"] == QUESTION


@on_virtual_time
async def test_a_yes_long_after_is_about_something_else() -> None:
    async with scene() as play:
        await _misheard(play)
        for text in ("Nice day today.", "Yes."):
            await play.say(text)
            await play.until(S.SPEAKING)
            await play.until(S.LISTENING)
    assert _moves(play)[-1].state["disclosed"] == {}


@on_virtual_time
async def test_a_long_misheard_turn_is_asked_for_again() -> None:
    async with scene() as play:
        await _misheard(play, "so and the thing then was " * 4)
    assert "the thing" not in _moves(play)[-1].text


@on_virtual_time
async def test_typed_words_are_never_asked_about() -> None:
    async with scene() as play:
        await play.opening_over()
        play.give(i.TextTyped(QUESTION))
        await play.until(S.SPEAKING)
    assert _moves(play)[-1].state["disclosed"] == {"brakes": "hint"}


@on_virtual_time
async def test_noise_that_recalls_an_answer_does_not_make_its_words_sure() -> None:
    """Answered after all, a misheard turn is still only asked about."""
    async with scene() as play:
        await play.opening_over()
        play.engines.inline.delays_s["prepare_answer"] = 1.5
        play.engines.ear.enqueue(QUESTION, confidence=UNSURE_CONFIDENCE - 0.1)
        await play.speak(1.0)
        await play.until(S.THINKING)
        await asyncio.sleep(0.4)
        await play.speak(0.4)
        await play.until(S.SPEAKING)
    assert _moves(play)[-1].state["disclosed"] == {}
    assert "last winter" in _moves(play)[-1].text


@pytest.mark.parametrize("typed", [False, True])
@on_virtual_time
async def test_an_opening_that_a_hold_cut_short_is_said_afterwards(typed: bool) -> None:
    """Unless the learner has said something first."""
    async with scene() as play:
        play.engines.inline.delays_s["speak"] = 0.5
        play.give(i.HoldChanged(on=True))
        await play.until(S.HELD)
        await asyncio.sleep(3)
        assert not play.of(o.ReplyOpened)
        if typed:
            play.give(i.TextTyped("Hello Ruth."))
        else:
            play.give(i.HoldChanged(on=False))
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
        await asyncio.sleep(1)
    kinds = [event.move["kind"] for event in _moves(play)]
    assert ("open" in kinds) is not typed
    assert len(kinds) == 1


@on_virtual_time
async def test_an_opening_that_the_client_cancelled_is_not_said() -> None:
    async with scene() as play:
        play.engines.inline.delays_s["speak"] = 0.5
        play.give(i.ReplyCancelled())
        await play.until(S.LISTENING)
        play.give(i.HoldChanged(on=True))
        play.give(i.HoldChanged(on=False))
        await asyncio.sleep(3)
    assert not play.of(o.ReplyOpened)
