import pytest
from hypothesis import given
from hypothesis import strategies as st

from dryfit_audio.sentences import FIRST_MIN_LETTERS, MAX_CHARACTERS, clauses, take_sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Yeah. What do you want?", ["Yeah. What do you want?"]),
        ("Well, I tried live music once, and it was a disaster for all of us.",
         ["Well, I tried live music once,", "and it was a disaster for all of us."]),
        ("Mr. Smith paid $3.50 at 7 p.m. on Friday, e.g. for beer. He left.",
         ["Mr. Smith paid $3.50 at 7 p.m. on Friday,", "e.g. for beer.", "He left."]),
        ("We open at 7 p.m. Come by then.", ["We open at 7 p.m.", "Come by then."]),
        ("No. I already told you no, and I meant it.",
         ["No. I already told you no,", "and I meant it."]),
        ("It costs $1,200. That's 3.5 times what I pay now!",
         ["It costs $1,200.", "That's 3.5 times what I pay now!"]),
        ("Sure, why not, let's do it.", ["Sure, why not,", "let's do it."]),
        ("The U.S. market is big. So what?", ["The U.S. market is big.", "So what?"]),
        ("No.", ["No."]),
        ("", []),
        ("  ", []),
    ],
)  # fmt: skip
def test_clauses(text: str, pieces: list[str]) -> None:
    assert clauses(text) == pieces


def test_the_first_clause_needs_ten_letters() -> None:
    assert clauses("Abcdefghi, and then some more of it.")[0] != "Abcdefghi,"
    assert clauses("Abcdefghij, and then some more of it.")[0] == "Abcdefghij,"
    assert FIRST_MIN_LETTERS == 10


def test_a_long_first_sentence_is_split_before_a_conjunction() -> None:
    text = (
        "I have a bar to run and twelve kegs coming in about an hour so make it quick and tell me"
        " what you actually want from me today."
    )
    first, rest = clauses(text)
    assert first.endswith("hour")
    assert rest.startswith("so make it quick")


@given(st.text(alphabet="ab .,;!?$3M\n'", max_size=600))
def test_nothing_is_lost_and_nothing_is_endless(text: str) -> None:
    pieces = clauses(text)
    assert " ".join(pieces).replace(" ", "") == "".join(text.split())
    assert all(0 < len(piece) <= MAX_CHARACTERS + 1 for piece in pieces)


@pytest.mark.parametrize(
    ("text", "whole", "rest"),
    [
        ("", [], ""),
        ("No bands", [], "No bands"),
        ("No bands.", [], "No bands."),
        ("No bands. ", [], "No bands. "),
        ("No bands. W", ["No bands."], " W"),
        ("Why? ", ["Why?"], " "),
        ("Why?", [], "Why?"),
        ("One. Two! Three", ["One.", "Two!"], " Three"),
        ("Ask Mr. Smith at 7 p.m. to come", [], "Ask Mr. Smith at 7 p.m. to come"),
        ("It is $3.50 now", [], "It is $3.50 now"),
        ("No bands\n\nDot says no", ["No bands"], "Dot says no"),
        ("\n\nNo", [], "No"),
        ("Hm... no", ["Hm..."], "no"),
    ],
)
def test_sentences_are_taken_as_they_come(text: str, whole: list[str], rest: str) -> None:
    taken, left = take_sentences(text)
    assert taken == whole
    assert left.strip() == rest.strip()
