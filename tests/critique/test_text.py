"""The critique on a terminal."""

import pytest
from tests.critique.build import Build, act, bar_scenario, strong, weak

from dryfit.critique.critique import critique
from dryfit.critique.text import as_text, printable, sparkline
from dryfit.persona.reading import Act


def test_a_strong_talk_reads_well() -> None:
    text = as_text(critique(strong().events, bar_scenario()))
    assert text.startswith("Dot said yes. You found out what was behind it in turn 2")
    assert "“Sounds like it cost you more than money.”  turn 2" in text
    assert "Dot said: “Woman upstairs called the city on me.”" in text
    assert "8 of 8 points" in text
    assert "trust      30 ▃▄▅▅▅▆ 65" in text


def test_a_weak_talk_says_what_to_try() -> None:
    text = as_text(critique(weak().events, bar_scenario()))
    assert "Try: “What happened last time you had a band in?”" in text
    assert "0 of 8 points" in text
    assert "Nothing stood out." in text


def test_an_empty_session_gives_no_advice() -> None:
    text = as_text(critique([], bar_scenario()))
    assert text.count("There is too little to go on.") == 2
    assert "no points to give" in text
    assert "Try:" not in text


@pytest.mark.parametrize("width", [30, 60, 100])
def test_lines_fit_the_terminal(width: int) -> None:
    text = as_text(critique(weak().events, bar_scenario()), width=width)
    assert max(map(len, text.splitlines())) <= width


def test_colour_only_when_asked_for() -> None:
    made = critique(weak().events, bar_scenario())
    assert "\x1b[" in as_text(made, colour=True)
    assert "\x1b" not in as_text(made)


def test_markup_in_what_was_said_is_shown_as_it_is() -> None:
    hostile = "[bold red]What[/] happened \x1b[2J last time, [link=x]hm[/link]?"
    made = Build().learner(act(Act.OPEN_QUESTION, hostile))
    text = as_text(critique(made.events, made.scenario), width=200)
    assert "[bold red]What[/] happened [2J last time, [link=x]hm[/link]?" in text


def test_a_very_long_turn_is_cut_on_the_screen_only() -> None:
    made = Build().learner(act(Act.PITCH, "word " * 10_000))
    found = critique(made.events, made.scenario)
    assert len(as_text(found)) < 5_000
    assert len(found.transcript[0].text) > 40_000


@pytest.mark.parametrize(
    ("value", "bar"), [(-5, "▁"), (0, "▁"), (12.4, "▁"), (12.5, "▂"), (99.9, "█"), (100, "█")]
)
def test_sparkline(value: float, bar: str) -> None:
    assert sparkline([value]) == bar


def test_printable() -> None:
    assert printable("a\x1b[31m\u202eb\r\nc\u2028d") == "a [31m b c d"
