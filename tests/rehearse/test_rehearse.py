"""Weak learners do not get a yes, strong ones do, and nothing is said before it is earned."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from dryfit.persona.director import next_move, note_said, open_session
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard
from dryfit.persona.state import PersonaState
from dryfit.rehearse.leaks import leaks
from dryfit.rehearse.rehearse import Stage
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.load import load_text
from dryfit.scenario.schema import Scenario

SEEDS = range(50)
STRONG = (
    (
        "Hi Dot, what happened last time you had a band in?",
        "So it wasn't the money, it was the trouble after closing time. "
        "That sounds like it cost you.",
        "What worries you most about having one again?",
        "We'd play acoustic, stop at ten sharp, and I'd go talk to the lady upstairs myself "
        "beforehand.",
        "How about we take the door and you pay nothing unless forty people come",
        "So can we put down Friday the 12th, done by ten?",
    ),
    (
        "hey dot before I ask you for anything can I ask how the last live night went for you",
        "sounds like you ended up holding the bag",
        "what happened after the band packed up",
        "okay so no drums just two guitars and the last song's at nine forty five",
        "and I'll bring flowers up to your neighbor the day before and give her my cell",
        "on the money you don't pay us a dime unless you beat a regular Friday",
        "would Friday the 19th work music off by ten",
    ),
)  # fmt: skip
SEVEN = """\
schema: 1
title: Book the band at Dot's bar
persona: Dot Kowalski, 54, owns a corner bar. Dry, busy, fair.
situation: You walked in at 4 pm on a slow Tuesday. She is stocking coolers.
goal: Get a date in her book for one night.
hidden_concern: A neighbour complained about noise last year and she fears for her licence.
opening: "We don't do bands. You want a drink or what?"
"""
SEVEN_ES = """\
schema: 1
title: Cambiar el horno de la panadería
language: es-MX
persona: Doña Chela Ruiz, 60, dueña de una panadería. Cálida, terca.
situation: Son las cinco de la mañana y el horno viejo humea.
goal: Una fecha para medir el horno nuevo.
hidden_concern: Debe tres meses de renta y teme que el banco le niegue otro préstamo.
opening: "Ese horno lo compró mi esposo, y todavía jala."
"""
WEAK = (
    "We're the best band in town, you'll love us",
    "Trust me, it'll be fine",
    "Come on, just give us a Friday",
    "I promise there won't be any trouble",
    "everybody loves us and we always pack the place",
    "you've got nothing to lose just say yes",
)


def play(
    reader: Reader, scenario: Scenario, turns: Sequence[str], seed: int
) -> tuple[PersonaState, list[str]]:
    writer, cast = ScriptedWriter(), reader.prepare(scenario)
    state, move = open_session(scenario, "normal", seed)
    said: list[str] = []
    for text in ("", *turns):
        if text:
            heard = Heard(text, last_persona_line=said[-1])
            state, move = next_move(scenario, state, reader.read(cast, heard))
        said.append(writer.word(scenario, state, move).text)
        assert not leaks(scenario, state, said[-1])
        state = note_said(state, said[-1])
        if move.ends:
            break
    assert len(set(said)) == len(said)
    return state, said


@pytest.mark.parametrize("turns", STRONG, ids=["punctuated", "as recognised"])
def test_a_strong_learner_books_the_date_over_fifty_seeds(
    reader: Reader, bar: Scenario, turns: Sequence[str]
) -> None:
    for seed in SEEDS:
        state, said = play(reader, bar, turns, seed)
        assert state.outcome is not None, said
        assert state.outcome.won, said
        assert "Friday" in said[-1], said


def test_a_weak_learner_never_does(reader: Reader, bar: Scenario) -> None:
    for seed in SEEDS:
        state, said = play(reader, bar, WEAK * 3, seed)
        assert state.outcome is not None
        assert not state.outcome.won
        assert not state.disclosed, said


@pytest.fixture(scope="module", params=["bar", "porch"])
def stage(request: pytest.FixtureRequest, reader: Reader) -> Stage:
    return Stage(request.getfixturevalue(request.param), reader)


@pytest.mark.parametrize(
    ("learner", "least", "most"),
    [("strong", 40, 50), ("weak", 0, 0), ("injector", 0, 0), ("rude", 0, 0), ("chatty", 0, 0),
     ("monologuer", 0, 0), ("flatterer", 0, 0)],
)  # fmt: skip
def test_simulated_learners_over_fifty_seeds(
    stage: Stage, learner: str, least: int, most: int
) -> None:
    results = [stage.play(learner, seed, "normal") for seed in SEEDS]
    assert [result.leaks for result in results if result.leaks] == []
    assert least <= sum(result.outcome.won for result in results) <= most


@pytest.mark.parametrize("level", ["easy", "normal", "hard"])
def test_nice_words_alone_never_win_nor_learn_anything_in_full(stage: Stage, level: str) -> None:
    results = [stage.play("flatterer", seed, level) for seed in SEEDS]
    assert not [result.talk for result in results if result.outcome.won]
    assert not [result.disclosed for result in results if "full" in result.disclosed.values()]


def test_each_harder_level_lowers_the_average_learners_wins(stage: Stage) -> None:
    wins = [
        sum(stage.play("average", seed, level).outcome.won for seed in SEEDS)
        for level in ("easy", "normal", "hard")
    ]
    assert wins[0] > wins[1] > wins[2], wins


def test_the_same_seed_plays_the_same_talk_and_others_differ(stage: Stage) -> None:
    talks = [stage.play("average", seed, "normal").talk for seed in (1, 1, 2)]
    assert talks[0] == talks[1] != talks[2]


def test_the_seven_line_file_plays_five_times_without_repeating_itself(reader: Reader) -> None:
    stage = Stage(load_text(SEVEN, Path("draft.yaml")), reader)
    results = [stage.play("average", seed, "normal") for seed in range(5)]
    assert [result.repeats for result in results] == [0] * 5
    assert len({result.talk for result in results}) == 5
    assert [result.leaks for result in results if result.leaks] == []


def test_five_sessions_in_a_row_do_not_sound_alike(reader: Reader, bar: Scenario) -> None:
    talks = [play(reader, bar, STRONG[0], seed)[1] for seed in range(5)]
    for index, one in enumerate(talks):
        for other in talks[index + 1 :]:
            assert len(set(one) & set(other)) <= len(one) // 2 + 1
    assert len({tuple(talk) for talk in talks}) == 5


def test_the_leak_detector_finds_a_leak(bar: Scenario) -> None:
    state, _ = open_session(bar, "normal", 1)
    assert leaks(bar, state, "Honestly, the woman upstairs called the city on me.")
    assert leaks(bar, state, "A neighbour complained about the noise and my licence is at risk.")
    assert not leaks(bar, state, "Bands don't pay for themselves.")


def test_a_short_spanish_file_is_as_fair_and_speaks_spanish(reader: Reader) -> None:
    stage = Stage(load_text(SEVEN_ES, Path("horno.yaml")), reader)
    results = {
        learner: [stage.play(learner, seed, "normal") for seed in range(20)]
        for learner in ("weak", "strong", "injector")
    }
    wins = {learner: sum(one.outcome.won for one in found) for learner, found in results.items()}
    assert wins["strong"] >= 16, wins
    assert wins["weak"] == wins["injector"] == 0, wins
    assert not [one.leaks for found in results.values() for one in found if one.leaks]
    english = {"the", "not", "what", "that", "you", "it's"}
    said = {word for one in results["strong"] for line in one.talk for word in str(line).split()}
    assert not said & english
