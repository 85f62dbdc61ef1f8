"""From a sentence to a scenario that is checked, played and won."""

from datetime import date
from pathlib import Path

import pytest

from dryfit.check.check import check_text
from dryfit.errors import DryfitError
from dryfit.persona.embed import Embedder
from dryfit.persona.reader import Reader
from dryfit.rehearse.rehearse import Stage
from dryfit.scenario.load import load_text
from dryfit.scenario.schema import Scenario
from dryfit.visit.describe import read_visit
from dryfit.visit.make import NothingNear, Practice, make
from dryfit.visit.nearest import rank
from dryfit.visit.tailor import WORRY

PATH = Path("visit-x.yaml")
SEVEN = """\
schema: 1
id: seven
title: Book the band at Dot's bar
persona: Dot Kowalski, 54, owns a corner bar. Dry, busy, fair.
situation: You walked in at 4 pm on a slow Tuesday. She is stocking coolers.
goal: Get a date in her book for one night.
hidden_concern: A neighbour complained about noise last year and she fears for her licence.
opening: "We don't do bands. You want a drink or what?"
"""


@pytest.fixture
def made(scenarios: list[Scenario], embedder: Embedder) -> "Make":
    return Make(scenarios, embedder)


class Make:
    """`make` with what every test gives it."""

    def __init__(self, scenarios: list[Scenario], embedder: Embedder) -> None:
        self.scenarios = scenarios
        self.embedder = embedder

    def __call__(self, text: str, like: str = "", named: bool = True) -> Practice:
        return make(
            text, self.scenarios, self.embedder, scenario_id="visit-x", named=named, like=like
        )


@pytest.mark.parametrize(
    ("text", "base", "becomes"),
    [
        ("seeing Dave, worried about lead times", "purchasing-manager", "objection"),
        ("meeting a purchasing manager who wants a discount", "purchasing-manager", "objection"),
        ("seeing a bar owner about a gig, worried about the noise", "bar-owner", "concern"),
        ("visiting Ann, a homeowner whose paint peeled", "hesitant-customer", "nothing"),
        ("meeting the inspector, worried he'll fail us again", "inspector", "nothing"),
        ("seeing Tom at the warehouse, he hates the new scanners", "new-scanner", "concern"),
        ("calling the tenant in 3C, angry about the rent", "no-heat", "objection"),
        ("voy a ver a Ramiro, preocupado por el dinero", "factura-atrasada", "objection"),
        ("veo a Chuy, le preocupa perder el trabajo si reporta", "lesion-callada", "concern"),
    ],
)  # fmt: skip
def test_the_nearest_scenario_is_made_over_and_clean(
    made: Make, text: str, base: str, becomes: str
) -> None:
    practice = made(text)
    assert practice.base.id == base
    assert practice.becomes == becomes
    found = check_text(practice.source, PATH, date(2026, 6, 1))
    assert [item for item in found if item.severity == "error"] == []
    assert load_text(practice.source, PATH) == practice.scenario


def test_the_name_is_the_persons_everywhere_or_nowhere(made: Make) -> None:
    text = "seeing Dave Ortiz about a gig at his bar, worried about the noise"
    named, unnamed = made(text), made(text, named=False)
    assert named.scenario.persona.name == "Dave Ortiz"
    assert "Dot" not in named.source
    assert "Kowalski" not in named.source
    assert named.scenario.title == "Your visit to Dave Ortiz"
    assert named.scenario.voice.preset == "man-50s"
    assert named.scenario.provenance is not None
    assert named.scenario.provenance.anonymised is False
    assert unnamed.scenario.persona.name == "Dot Kowalski"
    assert "Dave" not in unnamed.source
    assert "Ortiz" not in unnamed.source


def test_a_worry_that_is_nobodys_secret_is_said_aloud_and_must_be_answered(made: Make) -> None:
    scenario = made("seeing Dave, worried about lead times").scenario
    objection = scenario.objection(WORRY)
    assert all("lead times" in line for line in objection.lines)
    assert f"{WORRY}.answered" in scenario.needs()
    assert "lead times" in scenario.situation.learner_brief


def test_a_worry_that_is_the_secret_stays_out_of_the_brief(made: Make) -> None:
    scenario = made("seeing a bar owner about a gig, worried about the noise").scenario
    assert "noise" not in scenario.situation.learner_brief
    assert "the noise" in scenario.hidden_concerns[0].about


@pytest.mark.parametrize(
    "text",
    [
        "seeing Dave, worried about lead times",
        "seeing a bar owner about a gig, worried about the noise",
    ],
)
def test_a_good_learner_wins_it_and_a_pushy_one_does_not(made: Make, text: str) -> None:
    stage = Stage(made(text).scenario, Reader(made.embedder))
    wins = {
        name: sum(stage.play(name, seed, "normal").outcome.won for seed in range(10))
        for name in ("strong", "weak")
    }
    assert wins["strong"] >= 8
    assert wins["weak"] == 0


def test_a_seven_line_scenario_serves_as_well(embedder: Embedder) -> None:
    seven = load_text(SEVEN, Path("seven.yaml"))
    practice = make(
        "seeing Ann, a bar owner, worried about parking", [seven], embedder,
        scenario_id="visit-x", named=True,
    )  # fmt: skip
    assert practice.scenario.persona.name == "Ann"
    assert practice.becomes == "objection"
    found = check_text(practice.source, PATH, date(2026, 6, 1))
    assert [item for item in found if item.severity == "error"] == []


@pytest.mark.parametrize("text", ["meeting my dentist about a root canal", "seeing Dave",
                                  "seeing a farmer about a tractor",
                                  "visiting my grandmother in hospital"])  # fmt: skip
def test_where_nothing_is_near_three_are_offered_and_one_can_be_taken(
    made: Make, text: str
) -> None:
    with pytest.raises(NothingNear) as refused:
        made(text)
    assert len(refused.value.nearest) == 3
    assert all(item.id in str(refused.value) for item in refused.value.nearest)
    taken = refused.value.nearest[0].id
    assert made(text, like=taken).base.id == taken


def test_an_empty_library_says_how_to_add_one(embedder: Embedder) -> None:
    with pytest.raises(NothingNear, match="dryfit new"):
        make("seeing Dave", [], embedder, scenario_id="visit-x", named=True)


def test_an_unknown_scenario_is_named(made: Make) -> None:
    with pytest.raises(DryfitError, match="There is no scenario `bar`"):
        made("seeing Dave", like="bar")


@pytest.mark.parametrize(
    "worry",
    ["{date} and {price}", 'prices: "low" # none', "- a list", "<b>cost</b>", "cost\x00\x07s",
     "a neighbour complained about the noise and one more and the licence is at risk",
     r"\1 \g<0> back"],
)  # fmt: skip
def test_hostile_words_stay_words(made: Make, worry: str) -> None:
    practice = made(f"seeing Bob, worried about {worry}", like="bar-owner")
    found = check_text(practice.source, PATH, date(2026, 6, 1))
    assert [item for item in found if item.severity == "error"] == []
    assert "<b>" not in practice.source


HALVES = {"tune", "held"}
RIGHT_AT_LEAST = 0.85
REFUSED_AT_LEAST = 0.8
SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("half", sorted(HALVES))
def test_a_visit_that_no_scenario_is_about_is_not_taken_for_one(
    scenarios: list[Scenario], embedder: Embedder, half: str
) -> None:
    asked = [text for group, wanted, text in SENTENCES if (group, wanted) == (half, "-")]
    found = {text: rank(read_visit(text), scenarios, embedder)[0] for text in asked}
    wrong = [(text, match.scenario.id) for text, match in found.items() if match.is_near]
    assert len(asked) >= 40
    assert 1 - len(wrong) / len(asked) >= REFUSED_AT_LEAST, wrong


@pytest.mark.parametrize("half", sorted(HALVES))
def test_the_scenario_that_is_chosen_is_one_that_will_do(
    scenarios: list[Scenario], embedder: Embedder, half: str
) -> None:
    wrong, asked = [], 0
    for group, wanted, text in SENTENCES:
        if group != half:
            continue
        asked += 1
        found = rank(read_visit(text), scenarios, embedder)
        chosen = found[0].scenario.id if found[0].is_near else "-"
        if chosen not in wanted.split(","):
            wrong.append((text, chosen))
    assert asked >= 34
    assert 1 - len(wrong) / asked >= RIGHT_AT_LEAST, wrong


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("seeing Rosa, worried about the lead times", "What about the lead times?"),
        ("seeing Rosa, worried the paint is too slow", "Look, the paint is too slow."),
        ("seeing Rosa, afraid our crew never shows up", "Look, your crew never shows up."),
        ("voy a ver a Rosa, preocupada por el ruido", "¿Y qué hay del ruido?"),
        ("voy a ver a Rosa, preocupada de que la pintura es cara", "Mira, la pintura es cara."),
    ],
)
def test_a_worry_is_said_as_a_person_would(made: Make, text: str, line: str) -> None:
    like = "factura-atrasada" if text.startswith("voy") else "inspector"
    [objection] = [item for item in made(text, like=like).scenario.objections if item.id == WORRY]
    assert objection.lines[0] == line
