"""Thirty simulated sessions: what is known to have happened is found, and nothing is invented."""

import re
from pathlib import Path

import pytest
from tests.critique.known import Fact, found_facts, known_facts
from tests.critique.simulate import Simulated, Simulation

from dryfit.critique.critique import Critique, critique
from dryfit.critique.report import Fix, Quote, RubricResult, Strength
from dryfit.persona.embed import MiniLM
from dryfit.persona.reader import Reader
from dryfit.scenario.library import Library
from dryfit.store.events import LearnerSpoke, SessionEvent

SESSIONS = 30
FOUND_AT_LEAST = 0.95
LEARNERS = ("strong", "average", "weak", "average", "strong", "rude", "flatterer")


@pytest.fixture(scope="module")
def reader(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(MiniLM(model_dir / "minilm"), tmp_path_factory.getbasetemp() / "vectors")


@pytest.fixture(scope="module")
def played(reader: Reader, personas: Path) -> list[Simulated]:
    """The library in turn, with the five questions that fit any talk as rubric."""
    english = [
        scenario.model_copy(update={"rubric": ()})
        for scenario in Library(personas).all()
        if scenario.language.startswith("en")
    ]
    return [
        Simulation(
            english[number % len(english)], reader, LEARNERS[number % len(LEARNERS)], number
        ).play()
        for number in range(SESSIONS)
    ]


def test_what_happened_is_found_and_nothing_is_invented(played: list[Simulated]) -> None:
    known, missed, invented = 0, list[Fact](), list[Fact]()
    for talk in played:
        truth, found = known_facts(talk.known), found_facts(critique(talk.events, talk.scenario))
        known += len(truth)
        missed += [(talk.scenario.id, *fact) for fact in truth - found]
        invented += [(talk.scenario.id, *fact) for fact in found - truth]
    assert invented == []
    assert 1 - len(missed) / known >= FOUND_AT_LEAST, missed


def test_there_was_something_to_find(played: list[Simulated]) -> None:
    """Every kind of event occurs, so that finding it was put to the test."""
    kinds = {str(fact[0]) for talk in played for fact in known_facts(talk.known)}
    assert kinds == {
        "outcome", "talk share", "longest turn", "pace", "fillers", "interruptions", "unclear",
        "pause after an objection", "explored before answering", "hinted", "revealed", "resolved",
        "opened by", "walked past", "shut by", "rubric",
    }  # fmt: skip
    verdicts = {fact[1:] for talk in played for fact in known_facts(talk.known)}
    for judge in ("asked_first", "reflected", "found_concern", "specific_offer", "closed"):
        assert {(judge, "yes"), (judge, "no")} <= verdicts


def test_every_quote_is_verbatim_and_was_heard_clearly(played: list[Simulated]) -> None:
    for talk in played:
        said = {spoke.turn: spoke.text for spoke in _spoken(talk.events)}
        clear = {said.turn for said in talk.known.clear}
        quotes = _quotes(critique(talk.events, talk.scenario))
        for turn, quote in quotes:
            assert quote in said[turn]
            assert turn in clear


def _spoken(events: list[SessionEvent]) -> list[LearnerSpoke]:
    return [event for event in events if isinstance(event, LearnerSpoke)]


def _quotes(made: Critique) -> list[tuple[int, str]]:
    parts: list[Strength | Fix | RubricResult | Quote | None]
    parts = [made.strength, made.fix, *made.rubric]
    for trace in made.concerns:
        parts += [trace.opened_by, trace.shut_by, trace.walked_past, trace.resolved_by]
    return [(part.turn, part.quote) for part in parts if part and part.quote and part.turn]


def test_the_act_is_commented_on_and_never_the_person(played: list[Simulated]) -> None:
    """What somebody did can be done differently; what somebody is cannot."""
    judging = re.compile(r"\byou(?:['’]re| are| were)\b|\b(bad|weak|poor|lazy|rude) (at|learner)\b")  # noqa: RUF001
    for talk in played:
        made = critique(talk.events, talk.scenario)
        told = [result.why for result in made.rubric]
        told += [part.why for part in (made.strength, made.fix) if part]
        assert not [why for why in told if judging.search(why.lower())]
