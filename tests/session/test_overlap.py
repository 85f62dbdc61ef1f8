"""What counts as a bid for the floor, row by row."""

import pytest

from dryfit.session.overlap import (
    DEMAND_CONFIDENCE,
    ECHO_SHARE,
    LATE_S,
    MIN_CONFIDENCE,
    WORDS_S,
    Overlap,
    judge_overlap,
)
from dryfit_audio.transcribe import Transcript

LINE = "I can do Friday the twelfth, but only if you are done by ten."


def _heard(text: str, confidence: float = 0.9) -> Transcript:
    return Transcript(text, (), confidence, 0.0, ())


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", Overlap.UNCLEAR),
        ("...", Overlap.UNCLEAR),
        ("Mhm.", Overlap.BACKCHANNEL),
        ("Mm-hm.", Overlap.BACKCHANNEL),
        ("Yeah, yeah, okay.", Overlap.BACKCHANNEL),
        ("I see.", Overlap.BACKCHANNEL),
        ("Uh-huh.", Overlap.BACKCHANNEL),
        ("Wait.", Overlap.INTERRUPTION),
        ("No.", Overlap.INTERRUPTION),
        ("Hold on.", Overlap.INTERRUPTION),
        ("Yeah, but wait.", Overlap.INTERRUPTION),
        ("Okay, sorry.", Overlap.INTERRUPTION),
        ("Stop stop stop stop", Overlap.INTERRUPTION),
        ("I see. I see. I", Overlap.BACKCHANNEL),
        ("That's right. That's", Overlap.BACKCHANNEL),
        ("No kidding.", Overlap.BACKCHANNEL),
        ("Yeah, the van, done.", Overlap.UNCLEAR),
        ("Tuesday.", Overlap.UNCLEAR),
        ("Tuesday works.", Overlap.INTERRUPTION),
        ("Yeah Tuesday.", Overlap.UNCLEAR),
        ("What about Saturday night?", Overlap.INTERRUPTION),
        ("done by ten", Overlap.ECHO),
        ("Friday the twelfth but only", Overlap.ECHO),
    ],
)
def test_words(text: str, verdict: Overlap) -> None:
    assert judge_overlap(_heard(text), LINE) is verdict


@pytest.mark.parametrize(
    ("confidence", "verdict"),
    [
        (DEMAND_CONFIDENCE - 0.001, Overlap.UNCLEAR),
        (DEMAND_CONFIDENCE, Overlap.INTERRUPTION),
    ],
)
def test_confidence_in_a_demand_just_under_and_exactly(confidence: float, verdict: Overlap) -> None:
    assert judge_overlap(_heard("Wait, hold on.", confidence), LINE) is verdict


@pytest.mark.parametrize(
    ("confidence", "length_s", "verdict"),
    [
        (MIN_CONFIDENCE - 0.001, WORDS_S, Overlap.UNCLEAR),
        (MIN_CONFIDENCE, WORDS_S, Overlap.INTERRUPTION),
        (MIN_CONFIDENCE, WORDS_S - 0.001, Overlap.UNCLEAR),
    ],
)
def test_other_words_just_under_and_exactly(
    confidence: float, length_s: float, verdict: Overlap
) -> None:
    heard = _heard("What about Saturday?", confidence)
    assert judge_overlap(heard, LINE, length_s) is verdict


@pytest.mark.parametrize("half", ["Wai", "Way way way", "Sto", "Excu"])
def test_a_demand_half_said_counts_unless_it_may_be_her_own(half: str) -> None:
    assert judge_overlap(_heard(half), LINE, 0.3) is Overlap.INTERRUPTION
    own = "The waiter stopped a way off, excused himself and shut the door."
    assert judge_overlap(_heard(half), own, 0.3) is not Overlap.INTERRUPTION


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        ("", Overlap.UNCLEAR),
        ("the weight", Overlap.UNCLEAR),
        ("stop", Overlap.UNCLEAR),
        ("oh wait", Overlap.INTERRUPTION),
    ],
)
def test_a_demand_hardly_believed_counts_the_second_time(before: str, verdict: Overlap) -> None:
    hardly = _heard("Wait.", DEMAND_CONFIDENCE - 0.001)
    assert judge_overlap(hardly, LINE, 0.4, before) is verdict


def test_a_no_that_may_become_no_kidding_waits_a_little() -> None:
    assert judge_overlap(_heard("No. No."), LINE, LATE_S - 0.001) is Overlap.UNCLEAR
    assert judge_overlap(_heard("No. No."), LINE, LATE_S) is Overlap.INTERRUPTION
    assert judge_overlap(_heard("No, listen."), LINE, 0.3) is Overlap.INTERRUPTION


@pytest.mark.parametrize(
    ("own", "other", "verdict"), [(2, 2, Overlap.INTERRUPTION), (3, 2, Overlap.ECHO)]
)
def test_echo_just_under_and_exactly(own: int, other: int, verdict: Overlap) -> None:
    share = own / (own + other)
    assert (share >= ECHO_SHARE) is (verdict is Overlap.ECHO)
    words = ["done", "friday", "twelfth"][:own] + ["saturday", "morning"][:other]
    assert judge_overlap(_heard(" ".join(words)), LINE) is verdict


def test_a_demand_that_she_says_herself_is_no_demand() -> None:
    assert judge_overlap(_heard("wait"), "Wait, the truck is here.") is not Overlap.INTERRUPTION
    assert judge_overlap(_heard("wait"), "The truck is here.") is Overlap.INTERRUPTION


def test_words_before_her_first_line_are_judged_too() -> None:
    assert judge_overlap(_heard("Hello there Dot"), "") is Overlap.INTERRUPTION
