"""Good files load; each fault has its own code at its own place."""

import re
from pathlib import Path

import pytest

from dryfit.drill.load import load_drill
from dryfit.errors import DryfitError
from dryfit.scenario.errors import ScenarioError, UnknownScenario
from dryfit.scenario.library import Library, file_named
from dryfit.scenario.load import load_scenario, load_text
from dryfit.scenario.source import MAX_ALIASES, MAX_BYTES

PERSONAS = Path(__file__).parents[2] / "personas"
BROKEN = sorted((PERSONAS / "broken").glob("*.yaml"))
SEVEN = """\
schema: 1
title: Book the band at Dot's bar
persona: Dot Kowalski, 54, owns a corner bar. Dry, busy, fair.
situation: You walked in at 4 pm on a slow Tuesday. She is stocking coolers.
goal: Get a date in her book for one night.
hidden_concern: A neighbour complained about noise last year and she fears for her licence.
opening: "We don't do bands. You want a drink or what?"
"""
HERE = Path("draft.yaml")


def test_seven_lines_have_everything_that_plays() -> None:
    scenario = load_text(SEVEN, HERE)
    assert scenario.id == "draft"
    assert scenario.persona.name == "Dot Kowalski"
    assert scenario.persona.temperament.bank_name() == "clipped"
    assert [stage.level for stage in scenario.hidden_concerns[0].stages] == [
        "hint",
        "partial",
        "full",
    ]
    assert scenario.hidden_concerns[0].stages[2].lines == (
        "A neighbour complained about noise last year and I fear for my licence.",
    )
    assert scenario.needs() == ("concern.full", "concern.resolved")
    assert scenario.rubric


def test_x_fields_are_ignored_anywhere() -> None:
    text = SEVEN + "x-notes: mine\nvoice: {rate: 1.1, x-why: livelier}\n"
    assert load_text(text, HERE).voice.rate == 1.1


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_a_file_is_refused_only_for_what_stops_it_from_being_played(path: Path) -> None:
    """`test_check.py` has what is merely unwise."""
    code = path.stem.partition("-")[0].upper()
    if code > "DF020" or code in ("DF017", "DF019"):
        load = load_drill if "\ntrade:" in path.read_text("utf-8") else load_scenario
        assert load(path).title
        return
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    first = path.read_bytes().splitlines()[0].decode()
    assert first == f"# expect: {caught.value.code} line {caught.value.line}"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("openning: hi", "opening"),
        ("hidden_concernss: []", "hidden_concerns"),
        ("speaking_style: {max_word: 9}", "max_words"),
        ("dynamics: {trust: {strat: 9}}", "start"),
        ("dynamics: {trust: {gains: {open_questions: 9}}}", "open_question"),
        ("lines: {pich: [no]}", "pitch"),
    ],
)
def test_a_misspelt_field_is_named_with_what_was_meant(line: str, hint: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_text(SEVEN + line + "\n", HERE)
    assert caught.value.hint == f"Did you mean `{hint}`?"
    assert caught.value.line == 8


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(ScenarioError) as caught:
            load_scenario(path)
        assert caught.value.code == "DF001"


@pytest.mark.parametrize(("extra", "code"), [(0, None), (1, "DF003")])
def test_size_limit_exactly_and_just_over(tmp_path: Path, extra: int, code: str | None) -> None:
    path = tmp_path / "big.yaml"
    fill = MAX_BYTES + extra - len(SEVEN.encode()) - 2
    path.write_text(SEVEN + "#" + "x" * fill + "\n")
    assert path.stat().st_size == MAX_BYTES + extra
    if code is None:
        load_scenario(path)
    else:
        with pytest.raises(ScenarioError, match=code):
            load_scenario(path)


@pytest.mark.parametrize(("count", "refused"), [(MAX_ALIASES, False), (MAX_ALIASES + 1, True)])
def test_alias_limit_exactly_and_just_over(count: int, refused: bool) -> None:
    text = SEVEN + "tags: [&a one" + ", *a" * count + "]\n"
    if refused:
        with pytest.raises(ScenarioError, match="DF008"):
            load_text(text, HERE)
    else:
        assert len(load_text(text, HERE).tags) == count + 1


def test_billion_laughs_are_refused_at_once() -> None:
    rows = ["x-a0: &a0 [lol]"]
    rows += [f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(ScenarioError, match="DF008"):
        load_text(SEVEN + "\n".join(rows), HERE)


def test_bare_yes_and_no_stay_words() -> None:
    scenario = load_text(SEVEN + "tags: [no, yes, off]\n", HERE)
    assert scenario.tags == ("no", "yes", "off")


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(SEVEN)
    (tmp_path / "bad.yaml").write_text("title: [")
    library = Library(tmp_path)
    assert [item.id for item in library.all()] == ["good"]
    assert [fault.code for fault in library.faults()] == ["DF004"]
    assert library.get("good").id == "good"
    with pytest.raises(UnknownScenario) as caught:
        library.get("goood")
    assert caught.value.hint == "Did you mean `good`?"


def test_a_saved_file_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_text(SEVEN)
    library = Library(tmp_path)
    first = library.get("good")
    path.write_text(SEVEN.replace("Book the band", "Book a choir"))
    assert library.get("good").title != first.title


SHIPPED = sorted(PERSONAS.glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_lines_keep_to_the_persona_s_own_limits(path: Path) -> None:
    scenario = load_scenario(path)
    style = scenario.speaking_style
    authored = [line for lines in scenario.lines.values() for line in lines]
    authored += [line for item in scenario.persona.knowledge for line in item.lines]
    for concern in scenario.hidden_concerns:
        authored += [line for stage in concern.stages for line in stage.lines]
        authored += [*concern.cover_lines, *concern.told_lines, *concern.need_lines]
        authored += concern.soften_lines
    for objection in scenario.objections:
        authored += [*objection.lines, *objection.accept_lines]
    authored += scenario.opening.lines
    for line in authored:
        assert len(line.split()) <= style.max_words, line
        sentences = [part for part in re.split(r"(?<=[.!?])\s+", line) if part]
        assert len(sentences) <= max(style.max_sentences, 3), line
        assert not any(banned.lower() in line.lower() for banned in style.never_says), line


@pytest.mark.parametrize(
    ("name", "written", "words"),
    [
        ("draft.yaml.txt", "draft.yaml.txt", "does not end in .yaml"),
        ("drafts", "drafts/", "is a folder"),
    ],
)
def test_what_cannot_be_meant_as_a_file_is_said(
    name: str, written: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / written
    path.mkdir() if written.endswith("/") else path.write_text(SEVEN)
    with pytest.raises(DryfitError, match=words):
        file_named(str(tmp_path / name))


@pytest.mark.parametrize("name", ["draft.yaml", "draft.yml", "Draft.YAML"])
def test_a_name_with_its_ending_is_a_file(name: str) -> None:
    assert file_named(name) == Path(name)


def test_a_name_that_lacks_its_ending_is_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert file_named("draft") is None
    Path("draft.yaml").write_text(SEVEN)
    with pytest.raises(DryfitError, match=r"Did you mean `draft\.yaml`"):
        Library(tmp_path / "library").get("draft")


def test_a_drill_set_and_a_scenario_are_not_taken_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(SEVEN)
    with pytest.raises(ScenarioError, match="dryfit talk"):
        load_drill(path)
    with pytest.raises(ScenarioError, match="dryfit drill"):
        load_scenario(PERSONAS / "drills" / "plumbing.yaml")


def test_a_file_of_a_windows_editor_is_read_again_from_what_was_kept_of_it(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SEVEN.replace("\n", "\r\n").encode())
    kept = Library(tmp_path).source("draft")
    assert load_text(kept, path) == load_text("\ufeff" + SEVEN, path) == load_scenario(path)
