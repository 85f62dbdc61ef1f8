"""Each judge, from what was read and what the persona did."""

import pytest
from tests.critique.build import RUBRIC, Build, act, bar_scenario, strong, weak

from dryfit.critique.alike import Alike
from dryfit.critique.critique import critique
from dryfit.critique.report import RubricResult
from dryfit.critique.rubric import DEFAULT_RUBRIC, JUDGES, judge_name
from dryfit.persona.embed import WordOverlap
from dryfit.persona.move import MoveKind
from dryfit.persona.reading import Act
from dryfit.scenario.review import RubricItem

PITCH = act(Act.PITCH, "We always pack the room wherever we play.")
OPEN = act(Act.OPEN_QUESTION, "What happened the last time you had a band in?")
CLOSED = act(Act.CLOSED_QUESTION, "Did the last band draw a crowd?")
REFLECTION = act(Act.REFLECTION, "So it cost you more than the money.")
OFFER = act(Act.OFFER, "We would stop at ten sharp.", figures=[("time", "ten")])
VAGUE = act(Act.OFFER, "We can work something out with you.")
REASSURANCE = act(Act.REASSURANCE, "Don't worry, it will be fine.")
CLOSE = act(Act.CLOSE, "Can you write us down for the twelfth?", figures=[("date", "the twelfth")])


def result(behaviour: str, made: Build, **fields: object) -> RubricResult:
    """Judge one free-worded item on that talk."""
    item = {"id": "it", "behaviour": behaviour, **fields}
    return critique(made.events, bar_scenario(rubric=[item])).rubric[0]


@pytest.mark.parametrize(
    ("behaviour", "skill", "expected"),
    [
        ("Asked about her experience before pitching", "discovery", "asked_first"),
        ("Asked an open question before pitching", "discovery", "asked_first"),
        ("Explored the money objection before answering it", "objections", "explored_objection"),
        ("Asked about the price objection before answering it", "", "explored_objection"),
        ("Closed on a date and a finish time", "close", "closed"),
        ("Closed on one concrete next step", "close", "closed"),
        ("Said back what the other person was worried about", "listening", "reflected"),
        ("Acknowledged her worry in his own words", "", "reflected"),
        ("Found out what was really behind it", "discovery", "found_concern"),
        ("Uncovered the real worry", "", "found_concern"),
        ("Settled the worry about the smell", "", "settled_concern"),
        ("Made a specific offer", "offer", "specific_offer"),
        ("Offered a trial night", "", "specific_offer"),
        ("Did not reassure only", "", "avoided"),
        ("Never argued", "", "avoided"),
        ("Let her finish without interrupting", "", "avoided"),
        ("Asked about the humidity", "", "asked_about"),
        ("Handled it well", "objections", "explored_objection"),
        ("Mentioned the warranty", "", "resembles"),
    ],
)
def test_the_trainers_words_choose_the_judge(behaviour: str, skill: str, expected: str) -> None:
    assert judge_name(RubricItem(id="it", behaviour=behaviour, skill=skill)) == expected


def test_every_default_item_has_a_judge() -> None:
    assert [judge_name(item) for item in DEFAULT_RUBRIC] == [
        "asked_first",
        "reflected",
        "found_concern",
        "specific_offer",
        "closed",
    ]
    assert all(judge_name(item) in JUDGES for item in DEFAULT_RUBRIC)


def test_the_example_rubric_on_a_strong_and_a_weak_talk() -> None:
    assert [r.met for r in critique(strong().events, bar_scenario()).rubric] == ["yes"] * 3
    assert [r.met for r in critique(weak().events, bar_scenario()).rubric] == ["no"] * 3
    assert len(RUBRIC) == 3


@pytest.mark.parametrize(
    ("behaviour", "said", "met", "quote"),
    [
        ("Asked before pitching", [OPEN, PITCH], "yes", OPEN.sentence),
        ("Asked before pitching", [CLOSED, PITCH], "yes", CLOSED.sentence),
        ("Asked before pitching", [PITCH, OPEN], "no", PITCH.sentence),
        ("Asked before pitching", [PITCH], "no", PITCH.sentence),
        ("Asked an open question before pitching", [CLOSED, PITCH], "no", PITCH.sentence),
        ("Asked before pitching", [REASSURANCE], "no", None),
        ("Said back what she told you", [REFLECTION], "yes", REFLECTION.sentence),
        ("Said back what she told you", [PITCH], "no", None),
        ("Made a specific offer", [OFFER], "yes", OFFER.sentence),
        ("Made a specific offer", [VAGUE], "no", VAGUE.sentence),
        ("Made a specific offer", [OPEN], "no", None),
        ("Closed on a next step", [CLOSE], "yes", CLOSE.sentence),
        ("Closed on a date", [CLOSE], "yes", CLOSE.sentence),
        ("Closed on a date and a finish time", [CLOSE], "no", CLOSE.sentence),
        ("Closed on a date and a finish time", [OFFER, CLOSE], "yes", CLOSE.sentence),
        ("Closed on a date", [PITCH], "no", None),
        ("Did not reassure", [PITCH], "yes", None),
        ("Did not reassure", [REASSURANCE], "no", REASSURANCE.sentence),
        ("Did not reassure only", [REASSURANCE, OFFER], "yes", None),
        ("Did not reassure only", [REASSURANCE, VAGUE], "no", REASSURANCE.sentence),
        ("Asked about the crowd", [CLOSED], "yes", CLOSED.sentence),
        ("Asked about the crowd", [PITCH], "no", None),
        ("Asked about the humidity", [OPEN], "not_applicable", None),
        ("Explored the money objection before answering it", [OPEN], "not_applicable", None),
        ("Mentioned the warranty", [PITCH], "not_applicable", None),
    ],
)
def test_judges(behaviour: str, said: list[object], met: str, quote: str | None) -> None:
    made = Build()
    for sentence in said:
        made.learner(sentence)  # type: ignore[arg-type]
        made.persona("Uh-huh.")
    found = result(behaviour, made)
    assert (found.met, found.quote) == (met, quote)
    assert found.why


@pytest.mark.parametrize(
    ("answer", "met"),
    [
        ([OPEN, OFFER], "yes"),
        ([REFLECTION, OFFER], "yes"),
        ([OFFER, OPEN], "no"),
        ([REASSURANCE], "no"),
        ([act(Act.GREETING, "Oh hello there again Dot.")], "not_applicable"),
    ],
)
def test_an_objection_is_explored_before_it_is_answered(answer: list[object], met: str) -> None:
    made = Build().learner(PITCH)
    made.persona("Who pays you?", MoveKind.OBJECT, objection="money")
    made.learner(*answer)  # type: ignore[arg-type]
    assert result("Explored the money objection before answering it", made).met == met


def test_another_objection_does_not_count_for_the_one_named() -> None:
    objections = [
        {"id": "money", "type": "price", "line": "Who pays?"},
        {"id": "space", "type": "fit", "line": "There is no stage."},
    ]
    item = {"id": "it", "behaviour": "Explored the space objection before answering it"}
    scenario = bar_scenario(objections=objections, rubric=[item])
    made = Build().learner(PITCH)
    made.persona("Who pays?", MoveKind.OBJECT, objection="money").learner(REASSURANCE)
    made.persona("There is no stage.", MoveKind.OBJECT, objection="space").learner(OPEN)
    assert critique(made.events, scenario).rubric[0].met == "yes"


def test_a_yes_that_may_lie_in_unclear_words_is_not_turned_into_a_no() -> None:
    made = Build().learner(PITCH).learner(REFLECTION, word_confidence=0.3)
    found = result("Said back what she told you", made)
    assert found.met == "not_applicable"
    assert "turn 2" in found.why
    assert found.quote is None


@pytest.mark.parametrize(("confidence", "met"), [(0.6, "yes"), (0.59, "not_applicable")])
def test_what_the_reader_only_guessed_counts_neither_way(confidence: float, met: str) -> None:
    guess = act(Act.REFLECTION, "So it cost you more than the money.", confidence=confidence)
    assert result("Said back what she told you", Build().learner(PITCH, guess)).met == met


def test_a_guessed_pitch_is_not_held_against_the_question_after_it() -> None:
    hello = act(Act.OFFER, "I play in a four piece covers band.", confidence=0.55)
    assert result("Asked before pitching", Build().learner(hello).learner(OPEN)).met == "yes"


def test_an_offer_in_the_shape_of_a_question_is_no_question() -> None:
    both = "Could we do a Friday at ten?"
    made = Build().learner(act(Act.CLOSED_QUESTION, both), act(Act.OFFER, both), text=both)
    found = result("Asked before pitching", made.learner(OPEN))
    assert (found.met, found.quote) == ("no", both)


def test_saying_it_back_before_the_offer() -> None:
    behaviour = "Said back what she was worried about before offering anything"
    assert result(behaviour, Build().learner(REFLECTION).learner(OFFER)).met == "yes"
    late = result(behaviour, Build().learner(OFFER).learner(REFLECTION))
    assert (late.met, late.quote) == ("no", OFFER.sentence)


def test_unclear_words_are_never_held_against_anyone() -> None:
    made = Build().learner(REASSURANCE, word_confidence=0.3).learner(PITCH)
    assert result("Did not reassure", made).met == "yes"


@pytest.mark.parametrize(("confidence", "met"), [(0.6, "yes"), (0.59, "not_applicable")])
def test_the_bar_for_clear_words(confidence: float, met: str) -> None:
    made = Build().learner(PITCH).learner(REFLECTION, word_confidence=confidence)
    assert result("Said back what she told you", made).met == met


@pytest.mark.parametrize(
    ("alike", "met"),
    [(0.42, "yes"), (0.41, "not_applicable"), (0.25, "not_applicable"), (0.24, "no")],
)
@pytest.mark.parametrize("behaviour", ["Mentioned the warranty", "Asked about the humidity"])
def test_free_words_are_judged_by_meaning(behaviour: str, alike: float, met: str) -> None:
    scenario = bar_scenario(rubric=[{"id": "it", "behaviour": behaviour}])
    made = Build().learner(CLOSED)
    assert critique(made.events, scenario, lambda one, other: alike).rubric[0].met == met
    assert critique(made.events, scenario).rubric[0].met == "not_applicable"


def test_the_embedder_tells_paraphrases_from_chance_remarks() -> None:
    alike = Alike(WordOverlap())
    same = alike("We clear the stage that night.", "We clear the stage that same night.")
    other = alike("We clear the stage that night.", "Four hundred and a meal.")
    assert other < 0.25 < 0.42 <= same <= 1.0


def test_weights_are_added_up_and_what_does_not_apply_counts_neither_way() -> None:
    rubric = [
        {"id": "a", "behaviour": "Said back what she told you", "weight": 3},
        {"id": "b", "behaviour": "Made a specific offer", "weight": 2},
        {"id": "c", "behaviour": "Mentioned the warranty", "weight": 7},
    ]
    made = Build().learner(REFLECTION).learner(VAGUE)
    made_score = critique(made.events, bar_scenario(rubric=rubric)).score
    assert (made_score.earned, made_score.possible) == (3, 5)


def test_a_rubric_without_weight_gives_no_points_and_still_says_something() -> None:
    rubric = [{**item, "weight": 0} for item in RUBRIC]
    made = critique(weak().events, bar_scenario(rubric=rubric))
    assert (made.score.earned, made.score.possible) == (0, 0)
    assert made.fix is not None


def test_no_rubric_at_all_is_judged_by_questions_that_fit_any_talk() -> None:
    bare = bar_scenario().model_copy(update={"rubric": ()})
    made = critique(strong().events, bare)
    assert [r.met for r in made.rubric] == ["yes"] * 5
    assert [r.met for r in critique(weak().events, bare).rubric] == ["no"] * 5
