"""No name of a real person is in any prompt: of her words, of the reader, of the critic."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fakes import SharedWords
from tests.llm.scripted_chat import ScriptedChat
from tests.llm.test_second_reader import read_as
from tests.llm.typed import SETTINGS, play
from tests.session.scene import van
from tests.virtual_time import on_virtual_time

from dryfit.llm.chat import Usage
from dryfit.llm.names import Names, names_of
from dryfit.reply.brief import Briefing
from dryfit.reply.secrets import Secrets
from dryfit.scenario.load import load_scenario, load_text
from dryfit.session.recovery import recover
from dryfit.store.events import LearnerSpoke
from dryfit.visit.make import make


@pytest.mark.parametrize(
    ("name", "said", "sent"),
    [
        ("Dave", "Hi Dave, how is it going?", "Hi Ruth, how is it going?"),
        ("Dave", "hi dave", "hi Ruth"),
        ("Dave", "That is Dave's van.", "That is Ruth's van."),
        ("Dave", "DAVE!", "Ruth!"),
        ("Dave", "A davenport in Davenport.", "A davenport in Davenport."),
        ("Dave Miller", "Mr. Miller? Dave Miller?", "Mr. Ruth? Ruth?"),
        ("Mr. Dave Miller", "So, mister, Dave.", "So, mister, Ruth."),
        ("José Núñez", "Hola Jose, hola señor Nuñez.", "Hola Ruth, hola señor Ruth."),
        ("Ana-Maria", "Ana Maria, or Ana?", "Ruth, or Ruth?"),
        ("Will", "Will, I will call you.", "Ruth, I will call you."),
        ("Mark", "mark my words", "mark my words"),
        ("O'Brien", "Mr O'Brien is here", "Mr Ruth is here"),
        ("", "Nobody is named.", "Nobody is named."),
        ("?.*", "What? .* is fine.", "What? .* is fine."),
        ("x" * 5_000, "x", "x"),
        ("A", "A day", "A day"),
    ],
)
def test_however_it_is_written(name: str, said: str, sent: str) -> None:
    assert Names("Ruth", [name]).hidden(said) == sent


def test_more_names_than_a_visit_has_are_not_kept() -> None:
    names = Names("Ruth", [f"Name{number}" for number in range(100)])
    assert names.hidden("Name0 Name3 Name4") == "Ruth Name4"


def test_a_scenario_about_a_real_person_is_sent_without_the_name(personas: Path) -> None:
    bar = load_scenario(personas / "bar-owner.yaml")
    made = make(
        "seeing Dave Miller, worried about noise", [bar], SharedWords(),
        scenario_id="visit-dave", named=True, like="bar-owner",
    )  # fmt: skip
    assert made.scenario.persona.name == "Dave Miller"
    names = names_of(made.scenario)
    system = Briefing(made.scenario, Secrets(made.scenario, SharedWords()))._system
    assert "Dave" in system
    assert not re.search(r"dave|miller", names.hidden(system), re.IGNORECASE)
    assert names.hidden("Dave shrugs.").startswith("the ")


def test_a_library_scenario_keeps_its_own_name() -> None:
    assert names_of(van()).hidden("Ruth Tanner, you said?") == "Ruth Tanner, you said?"


def test_the_stand_in_never_is_the_name_in_another_place() -> None:
    text = "\n".join(
        [
            "schema: 1", "title: T", "persona: {name: Dave Miller, role: Dave of Dave's Diner}",
            "situation: S.", "goal: G.", "hidden_concern: C.", "opening: O.",
            "provenance: {anonymised: false}",
        ]
    )  # fmt: skip
    names = names_of(load_text(text, Path("x.yaml")))
    assert "dave" not in names.hidden("Dave, Miller, Dave's").lower()


@on_virtual_time
async def test_every_prompt_of_a_session_is_without_the_names_that_the_device_told() -> None:
    chat = ScriptedChat()
    said = (
        "Hi Dave, that yard looks like it has been a long winter, Mr Miller",
        "What happened last winter, Dave?",
        "so dave your van was the talk of the town I guess",
    )
    for _ in range(20):
        chat.enqueue(read_as("small_talk"), Usage(1, 1, 0.0))
    await play(chat, *said, names=("Dave Miller",))
    prompts = [message["content"] for ask in chat.asked for message in ask.messages]
    assert {ask.model for ask in chat.asked} == {SETTINGS.model, SETTINGS.reader}
    assert any("Ruth" in text and "last winter" in text for text in prompts)
    found = [text for text in prompts if re.search(r"dave|miller", text, re.IGNORECASE)]
    assert found == []


@on_virtual_time
async def test_a_session_that_is_rebuilt_keeps_back_the_names_that_the_client_tells_again() -> None:
    first, again = ScriptedChat(), ScriptedChat()
    for _ in range(20):
        first.enqueue("Well.", Usage(1, 1, 0.0))
        again.enqueue("Well.", Usage(1, 1, 0.0))
    events = await play(first, "Nice day, Dave.", names=("Dave",))
    written = [event for event in events if isinstance(event, LearnerSpoke)]
    assert written[0].text == "Nice day, Dave."
    lost = events[: events.index(written[0]) + 1]  # the server died before it answered
    await play(again, "It is.", kept=replace(recover(lost, 60.0), names=("Dave",)))
    prompts = [message["content"] for ask in again.asked for message in ask.messages]
    assert any("Nice day, Ruth" in text for text in prompts)
    assert not [text for text in prompts if "dave" in text.lower()]
