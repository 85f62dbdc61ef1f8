"""The strength, the fix and the summary; and honest answers to sessions that hold little."""

import pytest
from tests.critique.build import RUBRIC, Build, act, bar_scenario, strong, weak

from dryfit.critique.critique import Critique, critique
from dryfit.critique.quoting import LONGEST_QUOTE
from dryfit.persona.move import MoveKind
from dryfit.persona.reading import Act
from dryfit.store.events import Noted, SessionEvent

PITCH = act(Act.PITCH, "We always pack the room wherever we play.")
OPEN = act(Act.OPEN_QUESTION, "What happened the last time you had a band in?")


def look(made: Build) -> Critique:
    return critique(made.events, made.scenario)


def test_the_strength_is_what_opened_the_concern_and_what_it_led_to() -> None:
    found = look(strong())
    assert found.strength is not None
    assert found.strength.quote == "Sounds like it cost you more than money."
    assert found.strength.led_to == "Woman upstairs called the city on me."
    assert "Dot" in found.strength.why
    assert found.fix is None


def test_the_fix_comes_with_the_trainers_line() -> None:
    found = look(weak())
    assert found.fix is not None
    assert found.fix.turn == 1
    assert found.fix.quote.startswith("We're the best covers band")
    assert found.fix.model_line == "What happened last time you had a band in?"
    assert found.fix.why.endswith("Dot trusted you less after this turn.")
    assert found.strength is None


def test_a_critical_item_goes_before_an_equal_one() -> None:
    rubric = [
        {"id": "a", "behaviour": "Said back what she told you", "weight": 2},
        {"id": "b", "behaviour": "Closed on a next step", "weight": 2, "critical": True},
    ]
    made = Build(bar_scenario(rubric=rubric)).learner(PITCH).persona("Uh-huh.")
    found = look(made)
    assert found.fix is not None
    assert found.fix.why.startswith("You never asked for the next step")


@pytest.mark.parametrize(
    ("behaviour", "line"),
    [
        ("Made a specific offer", "We'd be done by ten."),
        ("Asked before pitching", "How was the last night with a band?"),
        ("Explored the price objection before answering it", "What makes you say that?"),
    ],
)
def test_a_model_line_without_the_trainers(behaviour: str, line: str) -> None:
    concern = bar_scenario().hidden_concerns[0]
    about = {"about": ("How was the last night with a band?",)}
    scenario = bar_scenario(rubric=[{"id": "it", "behaviour": behaviour}])
    scenario = scenario.model_copy(update={"hidden_concerns": (concern.model_copy(update=about),)})
    made = Build(scenario).learner(PITCH)
    made.persona("Who pays you?", MoveKind.OBJECT, objection="money")
    made.learner(act(Act.REASSURANCE, "You need not worry about that."))
    found = look(made)
    assert found.fix is not None
    assert found.fix.model_line == line


def test_no_model_line_where_the_trainer_wants_none() -> None:
    scenario = bar_scenario(debrief={"model_lines": 0})
    found = critique(weak().events, scenario)
    assert found.fix is not None
    assert found.fix.model_line is None


def test_strength_and_fix_are_never_the_same_words() -> None:
    rubric = [
        {"id": "a", "behaviour": "Closed on a next step", "weight": 1},
        {"id": "b", "behaviour": "Closed on a date", "weight": 3},
    ]
    made = Build(bar_scenario(rubric=rubric))
    made.learner(act(Act.CLOSE, "So can we shake hands on it now?"))
    found = look(made)
    assert found.fix is not None
    assert found.strength is None


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("commitment", "Dot said yes."),
        ("patience_zero", "Dot ran out of patience."),
        ("time_limit", "Time ran out"),
        ("something new", "The talk ended."),
    ],
)
def test_the_summary_begins_with_how_it_ended(outcome: str, words: str) -> None:
    made = Build().learner(OPEN).end(outcome)
    assert look(made).summary.startswith(words)
    assert look(made).outcome == outcome


def nothing_to_say(made: Critique) -> None:
    assert made.strength is None
    assert made.fix is None
    assert made.retry_turn is None
    assert {result.met for result in made.rubric} <= {"not_applicable"}
    assert (made.score.earned, made.score.possible) == (0, 0)


@pytest.mark.parametrize("events", [[], Build().events])
def test_an_empty_session(events: list[SessionEvent]) -> None:
    made = critique(events, bar_scenario())
    nothing_to_say(made)
    assert made.outcome == "unfinished"
    assert "Nothing was said" in made.summary
    assert "licence" not in made.summary


@pytest.mark.parametrize(("words", "judged"), [(1, False), (4, False), (5, True)])
def test_a_session_of_a_word_or_two(words: int, judged: bool) -> None:
    made = Build().learner(act(Act.GREETING, " ".join(["hello"] * words))).end()
    found = look(made)
    assert any(result.met != "not_applicable" for result in found.rubric) is judged
    assert ("Too little was said" in found.summary) is not judged
    if not judged:
        nothing_to_say(found)


def test_only_noise() -> None:
    made = Build()
    for _ in range(4):
        made.learner(act(Act.PITCH, "and the the of they room"), word_confidence=0.2)
        made.persona("Say that again?", trust=-4)
    found = look(made)
    nothing_to_say(found)
    assert "could not be heard clearly" in found.summary
    assert found.concerns[0].shut_by is None
    assert not any(line.heard for line in found.transcript if line.who == "learner")


def test_words_that_were_never_read_are_kept_and_not_judged() -> None:
    made = Build().learner(OPEN, read=False)
    found = look(made)
    nothing_to_say(found)
    assert found.transcript[0].text == OPEN.sentence


def test_a_journal_cut_anywhere_gives_a_critique_of_what_is_there() -> None:
    whole = strong().events
    for length in range(len(whole)):
        found = critique(whole[:length], bar_scenario())
        assert found.outcome == "unfinished"
        assert found.won is False
        assert "cut off" in found.summary


def test_asked_twice_it_is_the_same() -> None:
    made = weak()
    first, second = look(made), look(made)
    assert first == second
    assert first.model_dump_json() == second.model_dump_json()
    assert Critique.model_validate_json(first.model_dump_json()) == first


def test_notes_between_the_lines_change_nothing() -> None:
    made = weak()
    noisy: list[SessionEvent] = []
    for event in made.events:
        noisy.append(event.model_copy(update={"seq": len(noisy)}))
        noisy.append(Noted(seq=len(noisy), at_s=0, code="degraded", message="slow"))
    assert critique(noisy, made.scenario) == look(made)


@pytest.mark.parametrize(
    "text",
    [
        "[bold red]What[/] happened \x1b[2J last <script>alert(1)</script> time?",
        "What happened? " * 5_000,
        "wh" * 20_000,
        "What happened last time \u202e \u0000 \ud7ff?",
    ],
)
def test_hostile_words(text: str) -> None:
    made = Build().learner(act(Act.OPEN_QUESTION, text)).learner(PITCH)
    found = look(made)
    assert found.transcript[0].text == text
    for result in found.rubric:
        if result.quote:
            assert result.quote in text + PITCH.sentence
            assert len(result.quote) <= LONGEST_QUOTE


def test_a_reading_that_quotes_what_was_not_said_is_dropped() -> None:
    made = Build().learner(act(Act.OPEN_QUESTION, "Nobody said this at all?"), text=PITCH.sentence)
    nothing_to_say(look(made))


def test_a_damaged_reading_or_state_does_no_harm() -> None:
    made = weak()
    broken: list[SessionEvent] = []
    for event in made.events:
        if event.type == "learner_read":
            event = event.model_copy(update={"reading": {"acts": [1, {"act": 5}, None], "hits": 3}})
        if event.type == "persona_moved":
            event = event.model_copy(update={"move": {"kind": 7}, "state": {"trust": "high"}})
        broken.append(event)
    found = critique(broken, made.scenario)
    assert found.curve == ()
    assert len(found.rubric) == len(RUBRIC)


def test_the_place_for_what_is_missing_is_a_line_of_the_talk_and_not_its_end() -> None:
    made = Build().persona("Yes?", MoveKind.OPEN).learner(PITCH).persona("Do you.")
    made.learner(act(Act.STOP, "Okay, let's stop here.")).end()
    found = look(made)
    assert found.fix is not None
    assert found.fix.quote == PITCH.sentence
