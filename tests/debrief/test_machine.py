"""The debrief's course: every wish at every step, silence, and sessions with little to say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.critique.build import Build, act, bar_scenario, strong, weak

from dryfit.critique.critique import critique
from dryfit.debrief.answers import Wish
from dryfit.debrief.guess import Closeness
from dryfit.debrief.machine import (
    BREATH_S,
    ENDS,
    PATIENCE_S,
    TABLE,
    Debrief,
    Step,
    begin,
    go_on,
    hear,
    wait,
)
from dryfit.debrief.material import Material, material_of
from dryfit.persona.reading import Act

WEAK = material_of(critique(weak().events, bar_scenario()), bar_scenario())
STRONG = material_of(critique(strong().events, bar_scenario()), bar_scenario())
GUESS = "She was afraid of the neighbour."


def right(_guess: str) -> Closeness:
    return Closeness.RIGHT


def tell(debrief: Debrief) -> list[Debrief]:
    """Let the coach talk until she asks or ends."""
    told = [debrief]
    while not told[-1].asks and not told[-1].is_over:
        following = wait(told[-1], BREATH_S)
        assert following is not None
        told.append(following)
    return told


def test_a_whole_debrief_with_a_redo() -> None:
    asked = begin(WEAK)
    assert asked.step is Step.GUESS
    assert "really worried about?" in asked.line
    told = tell(hear(asked, GUESS, right))
    assert [at.step for at in told] == [Step.REVEAL, Step.STRENGTH, Step.FIX, Step.OFFER]
    assert told[0].line.startswith("Yes, that was it. A neighbour complained")
    assert told[1].line == "No single line of yours stood out this time."
    assert "You said: “We're the best covers band" in told[2].line
    assert "You could try: “What happened last time you had a band in?”" in told[2].line
    ended = hear(told[3], "Yes, please.", right)
    assert (ended.step, ended.redo_turn) == (Step.REDO, WEAK.redo_turn)


def test_the_strength_is_in_their_own_words_and_nothing_is_made_up_to_mend() -> None:
    told = tell(hear(begin(STRONG), GUESS, right))
    assert "You said: “Sounds like it cost you more than money.”" in told[1].line
    assert told[2].line == "I found nothing to do differently."
    assert told[-1].step is Step.DONE
    assert STRONG.redo_turn is None


@pytest.mark.parametrize(
    ("closeness", "words"),
    [
        (Closeness.RIGHT, "Yes, that was it."),
        (Closeness.NEAR, "You are close."),
        (Closeness.COVER, "That was the reason given"),
        (Closeness.OTHER, "It was something else."),
    ],
)
def test_a_guess_is_compared_and_the_truth_told(closeness: Closeness, words: str) -> None:
    told = hear(begin(WEAK), "Money.", lambda _guess: closeness)
    assert told.line.startswith(words)
    assert "licence is at risk" in told.line


def test_a_redo_begins_with_the_comparison() -> None:
    again = begin(replace(WEAK, comparison="Before, it fell. This time, it rose."))
    assert [at.step for at in tell(again)] == [Step.COMPARE, Step.FIX, Step.OFFER]


def at(step: Step) -> Debrief:
    """A debrief at that step."""
    debrief = begin(WEAK)
    while debrief.step is not step and not debrief.is_over:
        debrief = go_on(debrief)
    return debrief if debrief.step is step else Debrief(WEAK, step, "A line.")


SAID = {
    Wish.YES: "Yes.", Wish.NO: "No.", Wish.REDO: "Redo that.", Wish.AGAIN: "Again.",
    Wish.REPEAT: "Say that again?", Wish.SKIP: "Skip.", Wish.STOP: "Stop.",
    Wish.NO_IDEA: "I don't know.", Wish.GO_ON: "Go on.", Wish.NOTHING: GUESS,
}  # fmt: skip
THEN = {
    (Step.GUESS, Wish.NOTHING): Step.REVEAL,
    (Step.GUESS, Wish.YES): Step.GUESS,
    (Step.GUESS, Wish.NO): Step.GUESS,
    (Step.GUESS, Wish.GO_ON): Step.GUESS,
    (Step.OFFER, Wish.NOTHING): Step.OFFER,
    (Step.REVEAL, Wish.NOTHING): Step.STRENGTH,
    (Step.STRENGTH, Wish.YES): Step.FIX,
    (Step.FIX, Wish.NO): Step.OFFER,
    (Step.COMPARE, Wish.GO_ON): Step.FIX,
}


@pytest.mark.parametrize("step", [step for step in Step if step not in ENDS])
@pytest.mark.parametrize("wish", list(Wish))
def test_every_wish_at_every_step(step: Step, wish: Wish) -> None:
    before = at(step)
    after = hear(before, SAID[wish], right)
    then = TABLE.get((step, wish), THEN.get((step, wish)))
    if then == "repeat":
        assert (after.step, after.line) == (step, before.line)
    elif then == "next":
        assert after == go_on(before)
    elif then is not None:
        assert after.step is then
    else:
        assert after == go_on(before)


@pytest.mark.parametrize("said", SAID.values())
@pytest.mark.parametrize("step", sorted(ENDS))
def test_after_the_end_nothing_is_said(step: Step, said: str) -> None:
    assert hear(at(step), said, right) == at(step)
    assert wait(at(step), 1_000) is None


@pytest.mark.parametrize(
    ("step", "silent_s", "speaks"),
    [
        (Step.GUESS, PATIENCE_S, True), (Step.GUESS, PATIENCE_S - 0.01, False),
        (Step.OFFER, PATIENCE_S, True), (Step.OFFER, PATIENCE_S - 0.01, False),
        (Step.FIX, BREATH_S, True), (Step.FIX, BREATH_S - 0.01, False),
    ],
)  # fmt: skip
def test_silence(step: Step, silent_s: float, speaks: bool) -> None:
    assert (wait(at(step), silent_s) is not None) is speaks


def test_a_silent_learner_hears_all_of_it_once() -> None:
    debrief, lines = begin(WEAK), list[str]()
    while not debrief.is_over:
        lines.append(debrief.line)
        following = wait(debrief, PATIENCE_S)
        assert following is not None
        debrief = following
    assert len(lines) == len(set(lines))
    assert lines[1] == "No rush. A guess is enough, or say skip."
    assert debrief.step is Step.DONE


@pytest.mark.parametrize(
    "made", [Build(), Build().learner(act(Act.GREETING, "Hello.")).end(),
             Build().learner(act(Act.PITCH, "of the they and"), word_confidence=0.2).end()],
)  # fmt: skip
def test_too_little_to_look_back_on(made: Build) -> None:
    debrief = begin(material_of(critique(made.events, bar_scenario()), bar_scenario()))
    assert debrief.step is Step.DONE
    assert debrief.line.startswith("There is too little")


def test_where_nothing_is_hidden_no_guess_is_asked_for() -> None:
    assert begin(replace(WEAK, concerns=())).step is Step.STRENGTH


def test_no_moment_to_go_back_to() -> None:
    bare = replace(WEAK, redo_turn=None)
    asked = hear(begin(bare), "Redo that.", right)
    assert asked.step is Step.GUESS
    assert asked.line.startswith("There is no moment to go back to here.")
    assert [at.step for at in tell(go_on(asked))][-1] is Step.DONE


def test_another_moment_than_the_fix_is_named() -> None:
    asked = at(Step.OFFER)
    assert WEAK.redo_quote == "Come on, just give us one Friday, what do you have to lose?"
    assert WEAK.redo_quote in asked.line
    here = Debrief(replace(WEAK, redo_quote=""), Step.FIX, "")
    assert go_on(here).line == "Do you want to redo that moment?"


def test_spanish() -> None:
    told = tell(hear(begin(replace(WEAK, language="es-MX")), GUESS, right))
    assert told[0].line.startswith("Sí, era eso.")
    assert told[-1].line.startswith("¿Quieres repetir")
    assert "You said" not in " ".join(at.line for at in told)


@given(
    said=st.lists(st.sampled_from([*SAID.values(), "", "{quote} {0}", "x" * 9_000]), max_size=40)
)
def test_it_always_comes_to_an_end_and_never_repeats_a_question_for_ever(said: list[str]) -> None:
    """Whatever is said, a silent minute later at the most it is over."""
    hostile = replace(WEAK, fix="{model} %s {}", strength="{0}")
    debrief = begin(hostile)
    for text in said:
        debrief = hear(debrief, text, right)
    for _ in range(12):
        debrief = wait(debrief, PATIENCE_S) or debrief
    assert debrief.is_over


def test_material_of_nothing() -> None:
    assert begin(Material("en-US")).step is Step.STRENGTH
