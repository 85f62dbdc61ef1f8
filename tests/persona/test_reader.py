"""Does the reader understand what learners say? Measured on labelled sentences."""

import statistics
import time
from pathlib import Path

import numpy as np
import pytest

from dryfit.persona.embed import OnDisk, WordOverlap
from dryfit.persona.reader import Reader, find_acts
from dryfit.persona.reading import Act, Heard, Reading
from dryfit.scenario.schema import Scenario

LABELLED = Path(__file__).with_name("labelled.tsv")
ROWS = [
    line.split("\t")
    for line in LABELLED.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SILENT_TOPICS = {"offer", "reflection", "reassurance", "argue", "meta"}
"""Acts whose sentences may rightly touch the concern though the label names no topic."""


@pytest.fixture(scope="module")
def read(reader: Reader, bar: Scenario) -> list[Reading]:
    cast = reader.prepare(bar)
    return [reader.read(cast, Heard(text)) for _, _, text in ROWS]


def test_acts_are_read_right_nine_times_in_ten(read: list[Reading]) -> None:
    assert len(ROWS) >= 150
    wrong = [
        (act, [found.act.value for found in reading.acts], text)
        for (act, _, text), reading in zip(ROWS, read, strict=True)
        if act not in [found.act.value for found in reading.acts][:2]
    ]
    assert len(wrong) <= 0.1 * len(ROWS), wrong


def test_topics_are_read_right_in_85_of_100(read: list[Reading]) -> None:
    wrong = []
    for (act, topic, text), reading in zip(ROWS, read, strict=True):
        topics = {"noise" if name.startswith("subject:") else name for name in reading.topics}
        right = topic in topics if topic != "-" else "noise" not in topics or act in SILENT_TOPICS
        if not right:
            wrong.append((topic, topics, text))
    assert len(wrong) <= 0.15 * len(ROWS), wrong


def test_a_sentence_takes_few_milliseconds(reader: Reader, bar: Scenario) -> None:
    cast = reader.prepare(bar)
    spent = []
    for index in range(30):
        started = time.thread_time()
        reader.read(cast, Heard(f"What worried you the most about band number {index}?"))
        spent.append((time.thread_time() - started) * 1000)
    assert statistics.median(spent) <= 20, spent


def test_every_sentence_quoted_stands_in_the_learners_text(read: list[Reading]) -> None:
    for (_, _, text), reading in zip(ROWS, read, strict=True):
        assert all(found.sentence in text for found in reading.acts)
        assert all(hit.sentence in text for hit in reading.hits)


ODD = [
    "",
    "   ",
    "\x00\x07\x1b[31m",
    "word " * 10_000,
    "🎸" * 500,
    "これはペンです",
    "?" * 300,
    "a" * 5000,
    "\n\n\n",
    "-",
    "١٢٣",
    "don\u2019t \u201cworry\u201d",
    "<script>alert(1)</script>",
    "%s %d {date}",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_text_is_read_without_failing(reader: Reader, bar: Scenario, text: str) -> None:
    reading = reader.read(reader.prepare(bar), Heard(text))
    assert reading.acts
    assert reading.to_json()["text"] == text


@pytest.mark.parametrize(("confidence", "unclear"), [(0.34, True), (0.35, False)])
def test_low_recognition_confidence_is_asked_again(
    reader: Reader, bar: Scenario, confidence: float, unclear: bool
) -> None:
    heard = Heard("what happened last time", confidence=confidence)
    assert reader.read(reader.prepare(bar), heard).has(Act.UNCLEAR) is unclear


@pytest.mark.parametrize(
    "text",
    ["we can't stop by ten", "no way we'd play acoustic", "I'm not going to talk to the neighbor"],
)
def test_saying_they_will_not_meets_no_criterion(reader: Reader, bar: Scenario, text: str) -> None:
    assert not reader.read(reader.prepare(bar), Heard(text)).hit("noise.resolved_by")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("what happened last time", Act.OPEN_QUESTION),
        ("hi dot what happened last time", Act.OPEN_QUESTION),
        ("its quiet in here today how do fridays usually go", Act.OPEN_QUESTION),
        ("did the neighbors call", Act.CLOSED_QUESTION),
    ],
)
def test_questions_need_no_question_mark(
    reader: Reader, bar: Scenario, text: str, act: Act
) -> None:
    assert reader.read(reader.prepare(bar), Heard(text)).has(act)


def test_without_a_model_rules_still_read(bar: Scenario) -> None:
    reader = Reader(None)
    reading = reader.read(reader.prepare(bar), Heard("We'd play acoustic and stop at ten sharp."))
    assert reading.has(Act.OFFER)
    assert len(reading.hit("noise.resolved_by")) == 2


def test_vectors_of_a_scenario_are_kept_and_a_damaged_file_is_made_anew(
    bar: Scenario, tmp_path: Path
) -> None:
    first = OnDisk(WordOverlap(), tmp_path)
    texts = [f"sentence number {index}" for index in range(OnDisk.LONG)]
    made = first.embed(texts)
    (kept,) = tmp_path.iterdir()
    assert np.array_equal(first.embed(texts), made)
    kept.write_bytes(b"not an array")
    assert np.array_equal(first.embed(texts), made)
    assert kept.read_bytes() != b"not an array"
    assert Reader(WordOverlap(), tmp_path).prepare(bar).topics


def test_a_tag_makes_a_statement_a_question() -> None:
    assert find_acts("the back door is open on Fridays, right?")[0][0] is Act.CLOSED_QUESTION
