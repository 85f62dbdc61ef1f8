import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dryfit_audio.spoken_form import spoken

TABLE = {
    "It's $400 a night.": "It's four hundred dollars a night.",
    "$3.50": "three dollars and fifty cents",
    "$1,200": "one thousand two hundred dollars",
    "$300-400": "three hundred to four hundred dollars",
    "400 bucks": "four hundred bucks",
    "$1": "one dollar",
    "$0.99": "ninety-nine cents",
    "$1.5M": "one point five million dollars",
    "$4/sq ft": "four dollars per square foot",
    "a $400-a-night band": "a four hundred dollars a night band",
    "4 pm": "four P M",
    "We open at 7 p.m. Come by.": "We open at seven P M. Come by.",
    "7:30": "seven thirty",
    "at 9:00 sharp": "at nine o'clock sharp",
    "7:05": "seven oh five",
    "24/7": "twenty-four seven",
    "7\u20139 pm": "seven to nine P M",
    "from 10am-2pm": "from ten A M to two P M",
    "72\u00b0F": "seventy-two degrees Fahrenheit",
    "5 mils": "five mils",
    "12 ft": "twelve feet",
    "2,400 sq ft": "two thousand four hundred square feet",
    "50 lb": "fifty pounds",
    "80 psi": "eighty P S I",
    "60%": "sixty percent",
    '3/8"': "three eighths inch",
    "2x4": "two by four",
    "12 V": "twelve volts",
    "20 A": "twenty amps",
    "3 mm": "three millimeters",
    "45 kWh": "forty-five kilowatt hours",
    "6'2\"": "six foot two",
    "an 8' ceiling": "an eight foot ceiling",
    "2 1/2 in.": "two and a half inches.",
    "1\u00bd hours": "one and a half hours",
    "5 min. Then go": "five minutes. Then go",
    "1 lb": "one pound",
    "1/2": "one half",
    "50/50": "fifty fifty",
    "The PA is loud, GC sent an RFI about HVAC.":
        "The P A is loud, G C sent an R F I about H vac.",
    "Mr. Smith and Mrs. Jones": "Mister Smith and Missus Jones",
    "St. Patrick's Day": "Saint Patrick's Day",
    "on Main St. today": "on Main Street today",
    "e.g. paint, tile, etc.": "for example paint, tile, et cetera.",
    "approx. 5": "approximately five",
    "No. 5": "number five",
    "No. I won't.": "No. I won't.",
    "#5": "number five",
    "I'm NOT going": "I'm not going",
    "March 3": "March third",
    "2025-03-14": "March fourteenth, twenty twenty-five",
    "in 1998": "in nineteen ninety-eight",
    "the 90s": "the nineties",
    "1st, 2nd, 112th": "first, second, one hundred twelfth",
    "5-10 people": "five to ten people",
    "call 555-123-4567": "call five five five, one two three, four five six seven",
    "you & me": "you and me",
    "his/her": "his or her",
    "**bold** and _it_ `code`": "bold and it code",
    "# Heading": "Heading",
    "[a link](http://x.y/z)": "a link",
    "Great! \U0001f600\U0001f44d": "Great!",
    "~20 people": "about twenty people",
    "3.14": "three point one four",
    "-5 degrees": "minus five degrees",
    "ISO 8502-4.": "I S O eighty-five oh two dash four.",
    "IFGC 304.5.1.": "I F G C three oh four point five point one.",
    "29 CFR 1926.62.": "twenty-nine C F R nineteen twenty-six point sixty-two.",
    "See 1926.501(b)(13).": "See nineteen twenty-six point five oh one, b, thirteen.",
    "IRC R905.1.1": "I R C R nine oh five point one point one",
    "4-piece band": "four piece band",
    "100% sure (really)": "one hundred percent sure, really",
    "": "",
    "...": "",
}  # fmt: skip


@pytest.mark.parametrize(("written", "said"), TABLE.items())
def test_said_as_a_person_would(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize("written", TABLE)
def test_saying_it_twice_changes_nothing(written: str) -> None:
    assert spoken(spoken(written)) == spoken(written)


@given(st.text(max_size=80))
def test_any_text_can_be_said(text: str) -> None:
    said = spoken(text)
    assert not re.search(r"[*_`#<>|\[\]{}\n]", said)
    assert not re.search(r"[0-9]", said)


@given(
    st.from_regex(r"(\$?[0-9]{1,6}([.,:/-][0-9]{1,4})?(%|pm| ft|th|\")? ?){1,4}", fullmatch=True)
)
def test_anything_like_a_number_becomes_words(text: str) -> None:
    assert not re.search(r"[0-9$%]", spoken(text))


def test_a_language_without_rules_keeps_its_numbers() -> None:
    assert spoken("Son **400** euros", "es-MX") == "Son 400 euros"
