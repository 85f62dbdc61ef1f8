"""Five answers make a file that loads, whatever is in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dryfit.cli.main import app
from dryfit.errors import DryfitError
from dryfit.scenario.fresh import QUESTIONS, Answers, as_yaml
from dryfit.scenario.load import load_scenario, load_text

ANSWERS = {
    "persona": "Ann Reyes, 40, runs the front desk. Warm.",
    "situation": "Monday, 8 am: the phone rings.",
    "goal": 'A visit on "Tuesday" #4.',
    "concern": "Her last vendor lost a patient file and she was blamed.",
    "opening": "Front desk. Yes?",
}
OPTIONS = [part for name, text in ANSWERS.items() for part in (f"--{name}", text)]


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    told = CliRunner().invoke(app, ["new", *arguments], input=typed)
    return told.exit_code, told.stdout


def test_options_alone_write_a_file_that_plays(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    code, told = run(str(path), *OPTIONS)
    assert code == 0
    scenario = load_scenario(path)
    assert scenario.persona.name == "Ann Reyes"
    assert scenario.situation.shared == "Monday, 8 am: the phone rings."
    assert scenario.learner_goal() == 'A visit on "Tuesday" #4.'
    assert scenario.hidden_concerns[0].concern == ANSWERS["concern"]
    assert "dryfit talk" in told


def test_what_no_option_gives_is_asked_and_an_empty_answer_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    typed = "\n".join(["", *(ANSWERS[name] for name, _ in QUESTIONS)]) + "\n"
    code, told = run(str(path), typed=typed)
    assert code == 0
    assert load_scenario(path).opening.lines == (ANSWERS["opening"],)
    assert told.count("Whom do they talk to?") == 2


def test_breaking_off_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    assert run(str(path), typed="Ann\nA desk\n")[0] == 1
    assert not path.exists()


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    path.write_text("mine")
    assert run(str(path), *OPTIONS)[0] == 1
    assert path.read_text() == "mine"
    assert run(str(tmp_path / "no" / "such.yaml"), *OPTIONS)[0] == 1


def test_an_opening_that_gives_it_away_is_said_at_once(tmp_path: Path) -> None:
    leaking = [*OPTIONS[:-1], "My last vendor lost a patient file and I was blamed."]
    assert "DF020" in run(str(tmp_path / "desk.yaml"), *leaking)[1]


TEXT = st.text(st.characters(codec="utf-8").filter(str.isprintable), min_size=1, max_size=80)


@given(st.lists(TEXT.filter(lambda text: bool(text.strip())), min_size=5, max_size=5))
def test_any_words_stay_the_words_they_were(given_words: list[str]) -> None:
    persona, situation, goal, concern, _ = (" ".join(text.split()) for text in given_words)
    answers = Answers("Ann, " + persona, situation, goal, concern, "Yes?")
    scenario = load_text(as_yaml(answers), Path("any.yaml"))
    assert scenario.situation.shared == situation
    assert scenario.goal == goal


@pytest.mark.parametrize("field", [name for name, _ in QUESTIONS])
@pytest.mark.parametrize("answer", [".", "...", " ", "¿?", '"'])
def test_an_answer_without_words_is_refused_or_asked_again(
    tmp_path: Path, field: str, answer: str
) -> None:
    path = tmp_path / "desk.yaml"
    refused = CliRunner().invoke(app, ["new", str(path), *OPTIONS, f"--{field}", answer])
    assert isinstance(refused.exception, DryfitError)
    assert f"--{field}" in str(refused.exception)
    assert not path.exists()
    others = [part for name, text in ANSWERS.items() if name != field
              for part in (f"--{name}", text)]  # fmt: skip
    code, told = run(str(path), *others, typed=f"{answer}\n{ANSWERS[field]}\n")
    assert code == 0, told
    assert load_scenario(path).title


def test_a_folder_gets_a_file_named_after_the_goal(tmp_path: Path) -> None:
    assert run(str(tmp_path), *OPTIONS)[0] == 0
    assert load_scenario(tmp_path / "a-visit-on-tuesday-4.yaml").persona.name == "Ann Reyes"


@pytest.mark.parametrize(("goal", "name"), [("A date.", "a-date.yaml"), ("约会", "scenario.yaml")])
def test_the_file_is_named_after_the_goal(
    goal: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*OPTIONS, "--goal", goal)[0] == 0
    assert (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["desk.yaml", "nowhere/desk.yaml"], ids=["taken", "no folder"])
def test_where_nothing_can_be_written_nothing_is_asked(tmp_path: Path, name: str) -> None:
    (tmp_path / "desk.yaml").write_text("mine")
    code, told = run(str(tmp_path / name), typed="Ann\n")
    assert code == 1
    assert "Whom do they talk to?" not in told


def test_two_scenarios_with_one_goal_have_two_files(tmp_path: Path) -> None:
    for _ in range(3):
        assert run(str(tmp_path), *OPTIONS)[0] == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    stem = "a-visit-on-tuesday-4"
    assert names == [f"{stem}-2.yaml", f"{stem}-3.yaml", f"{stem}.yaml"]
