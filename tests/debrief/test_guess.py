"""Guesses at what a persona was really worried about, compared by the sentence embeddings."""

import csv
from pathlib import Path

import pytest

from dryfit.critique.alike import Alike
from dryfit.debrief.guess import COVER_FROM, NEAR_FROM, RIGHT_FROM, Closeness, closeness
from dryfit.persona.embed import MiniLM
from dryfit.scenario.hidden import Concern
from dryfit.scenario.library import Library

TABLE = Path(__file__).with_name("guesses.tsv").read_text(encoding="utf-8")
ROWS = list(csv.reader(TABLE.splitlines(), "excel-tab"))
RIGHT_SHARE = 0.85
"""Of right guesses, those called right; the others are called close."""
NEAR_SHARE = 0.12
"""Of wrong guesses, those that may be called close."""


@pytest.fixture(scope="module")
def judged(model_dir: Path, personas: Path) -> list[tuple[str, str, Closeness]]:
    library, alike = Library(personas), Alike(MiniLM(model_dir / "minilm"))
    return [
        (label, text, closeness(text, library.get(scenario).hidden_concerns, alike))
        for scenario, label, text in ROWS
    ]


def test_right_guesses_are_heard_as_right_or_close(
    judged: list[tuple[str, str, Closeness]],
) -> None:
    right = [(text, found) for label, text, found in judged if label == "right"]
    called = [text for text, found in right if found is Closeness.RIGHT]
    assert len(called) >= RIGHT_SHARE * len(right)
    assert not [row for row in right if row[1] not in (Closeness.RIGHT, Closeness.NEAR)]


def test_no_wrong_guess_is_praised(judged: list[tuple[str, str, Closeness]]) -> None:
    wrong = [(text, found) for label, text, found in judged if label == "wrong"]
    assert len(wrong) > len(ROWS) / 3
    assert not [row for row in wrong if row[1] is Closeness.RIGHT]
    assert sum(found is Closeness.NEAR for _, found in wrong) <= NEAR_SHARE * len(wrong)


CONCERN = Concern(concern="zebra", cover_story="lion")


@pytest.mark.parametrize(
    ("truth", "cover", "expected"),
    [
        (RIGHT_FROM, 0.0, Closeness.RIGHT),
        (RIGHT_FROM - 0.001, 0.0, Closeness.NEAR),
        (NEAR_FROM, 0.0, Closeness.NEAR),
        (NEAR_FROM - 0.001, 0.0, Closeness.OTHER),
        (0.1, COVER_FROM, Closeness.COVER),
        (0.1, COVER_FROM - 0.001, Closeness.OTHER),
        (RIGHT_FROM, RIGHT_FROM, Closeness.RIGHT),
        (RIGHT_FROM, RIGHT_FROM + 0.001, Closeness.COVER),
    ],
)
def test_the_thresholds(truth: float, cover: float, expected: Closeness) -> None:
    likeness = {"zebra": truth, "lion": cover}
    assert closeness("horse", (CONCERN,), lambda _guess, text: likeness[text]) is expected


@pytest.mark.parametrize("guess", ["", "   ", "um", "I think", "x" * 50_000, "\x00\u202e"])
def test_hardly_a_guess(guess: str) -> None:
    assert closeness(guess, (CONCERN,), lambda *_: 0.0) is Closeness.OTHER
    assert closeness(guess, (), lambda *_: 1.0) is Closeness.OTHER
