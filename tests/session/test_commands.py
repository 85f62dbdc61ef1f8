"""What a learner says to the practice itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.session.scene import scene
from tests.virtual_time import on_virtual_time

from dryfit.session import inputs as i
from dryfit.session.commands import (
    MAX_LETTERS,
    SLOWEST_RATE,
    Command,
    answer_line,
    read_command,
    says_go_on,
    slower,
)
from dryfit.store import events as journal
from dryfit.turn.table import State

S = State


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Pause.", Command.PAUSE),
        ("Pause, please.", Command.PAUSE),
        ("Pon pausa", Command.PAUSE),
        ("Can you repeat that?", Command.REPEAT),
        ("Say that again, please.", Command.REPEAT),
        ("¿Me lo repites?", Command.REPEAT),
        ("Slower!", Command.SLOWER),
        ("Más despacio, por favor.", Command.SLOWER),
        ("What's my goal?", Command.GOAL),
        ("What\u2019s my goal?", Command.GOAL),
        ("¿Cuál es mi meta?", Command.GOAL),
        ("End the session.", Command.STOP),
        ("Termina la práctica.", Command.STOP),
        ("Stop.", None),
        ("Stop it.", None),
        ("We pause for lunch at noon.", None),
        ("I'd pause the work until it is dry.", None),
        ("What is your goal?", None),
        ("My goal is one Friday.", None),
        ("Let's finish the session with a date.", None),
        ("Can you repeat that for the boss?", None),
        ("Otra vez llegaste tarde.", None),
        ("", None),
        ("?!", None),
        ("please", None),
        ("pause " * 10_000, None),
        ("pause" + " " * (MAX_LETTERS - 5), Command.PAUSE),
        ("pause" + " " * (MAX_LETTERS - 4), None),
    ],
)
def test_only_a_whole_utterance_is_a_command(text: str, command: Command | None) -> None:
    assert read_command(text) is command


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert read_command(text) in (None, *Command)


@pytest.mark.parametrize("language", ["en-US", "es-MX", "de-AT"])
def test_answers_in_the_language_of_the_talk(language: str) -> None:
    lines = [
        answer_line(command, last_line="No.", goal="A date.", language=language)
        for command in Command
    ]
    assert [bool(line) for line in lines] == [False, True, True, True, False]
    assert "A date." in lines[3]


def test_slower_has_an_end() -> None:
    rate = 1.0
    for _ in range(10):
        assert slower(rate) <= rate
        rate = slower(rate)
    assert rate == SLOWEST_RATE
    assert slower(0.5) == 0.5, "who is slower already is not hurried"


@on_virtual_time
async def test_repeat_says_the_last_line_again_and_costs_nothing() -> None:
    async with scene() as play:
        await play.opening_over()
        before = play.noted(journal.PersonaMoved)[-1]
        play.give(i.TextTyped("Say that again."))
        await play.until(S.SPEAKING)
        again = play.noted(journal.PersonaMoved)[-1]
        assert again.text == before.text
        assert again.turn > before.turn
        assert again.move["trust_delta"] == again.move["patience_delta"] == 0


@on_virtual_time
async def test_pause_holds_without_a_word_and_release_goes_on() -> None:
    async with scene() as play:
        await play.opening_over()
        said = len(play.noted(journal.PersonaMoved))
        play.give(i.TextTyped("Pause."))
        await play.until(S.HELD)
        play.give(i.HoldChanged(False))
        await play.until(S.LISTENING)
        assert len(play.noted(journal.PersonaMoved)) == said


@on_virtual_time
async def test_end_the_session_ends_it_with_a_critique() -> None:
    async with scene() as play:
        await play.opening_over()
        play.give(i.TextTyped("End the session."))
        await play.until(S.ENDED)
        assert play.noted(journal.SessionEnded)[0].outcome == "learner_stopped"


@on_virtual_time
async def test_slower_changes_the_voice_for_what_follows() -> None:
    async with scene() as play:
        await play.opening_over()
        play.give(i.TextTyped("Slower, please."))
        await play.until(S.SPEAKING)
        await play.until(S.LISTENING)
        assert "slower" in play.noted(journal.PersonaMoved)[-1].text
        play.give(i.TextTyped("What happened last winter?"))
        await play.until(S.SPEAKING)
        rates = play.engines.mouth.rates
        assert rates[-1] < rates[0]


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Go on.", True),
        ("Okay, let's go on.", True),
        ("Continue, please.", True),
        ("Resume the session.", True),
        ("I\u2019m back.", True),
        ("Seguimos.", True),
        ("Sigue, por favor.", True),
        ("Ya volví.", True),
        ("", False),
        ("Go on without me, I have a customer.", False),
        ("Don't go on.", False),
        ("Pause.", False),
        ("go on " * 100, False),
    ],
)
def test_what_lets_a_held_session_go_on(text: str, goes_on: bool) -> None:
    assert says_go_on(text) is goes_on
    assert read_command(text) is not Command.PAUSE or text == "Pause."


@given(st.text(max_size=200))
def test_any_text_is_asked_whether_it_goes_on(text: str) -> None:
    assert says_go_on(text) in (True, False)
