"""Whatever was said: quotes are verbatim, and a change in one line changes only what it should."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.critique.build import Build, act, bar_scenario

from dryfit.critique.critique import Critique, critique
from dryfit.critique.rubric import DEFAULT_RUBRIC
from dryfit.critique.text import as_text
from dryfit.persona.move import MoveKind
from dryfit.persona.reading import Act, ActFound, CriterionHit
from dryfit.store.events import SessionEvent, parse_event_json

SCENARIO = bar_scenario(
    rubric=[
        *(item.model_dump() for item in DEFAULT_RUBRIC),
        {"id": "x", "behaviour": "Explored the money objection before answering it"},
        {"id": "y", "behaviour": "Did not reassure only"},
        {"id": "z", "behaviour": "Settled the worry"},
    ]
)
words = st.lists(
    st.sampled_from(
        ["we", "play", "at", "ten", "noise", "ünïcode", "<b>", "[red]", "\x1b[2J", "?"]
    ),
    min_size=1,
    max_size=9,
).map(" ".join)
figures = st.lists(st.sampled_from([("time", "ten"), ("date", "Friday")]), max_size=2)
sentences = st.builds(
    act,
    st.sampled_from(list(Act)),
    words,
    topics=st.sampled_from([(), ("noise",)]),
    figures=figures,
    confidence=st.sampled_from([0.2, 0.4, 0.9]),
)
moves = st.sampled_from(
    [
        (MoveKind.ANSWER, "", ""),
        (MoveKind.HINT, "noise", ""),
        (MoveKind.PARTIAL, "noise", ""),
        (MoveKind.FULL, "noise", ""),
        (MoveKind.SETTLED, "noise", ""),
        (MoveKind.OBJECT, "", "money"),
        (MoveKind.COMMIT, "", ""),
    ]
)


@st.composite
def talks(draw: st.DrawFn) -> Build:
    made = Build(SCENARIO, voice=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 5))):
        acts = draw(st.lists(sentences, min_size=1, max_size=3))
        hit = CriterionHit("noise.resolved_by", "names a finish time", acts[0].sentence, 0.7)
        made.learner(
            *acts,
            hits=[hit] if draw(st.booleans()) else [],
            word_confidence=draw(st.sampled_from([0.2, 0.6, 0.95])),
            interrupted=draw(st.booleans()),
            read=draw(st.booleans()),
        )
        kind, concern, objection = draw(moves)
        line = draw(words)
        cut = draw(st.none() | st.integers(0, len(line)))
        heard = None if cut is None else line[:cut]
        trust = draw(st.sampled_from([-9.0, -1.0, 0.0, 6.0]))
        made.persona(line, kind, concern=concern, objection=objection, heard=heard, trust=trust)
    if draw(st.booleans()):
        made.end("commitment", won=True)
    return made


def quotes(made: Critique) -> list[tuple[str, int]]:
    """Every learner quote with its turn."""
    found = [(r.quote, r.turn) for r in made.rubric]
    for point in (made.strength, made.fix):
        if point:
            found.append((point.quote, point.turn))
    for trace in made.concerns:
        for quote in (trace.opened_by, trace.shut_by, trace.walked_past, trace.resolved_by):
            if quote:
                found.append((quote.quote, quote.turn))
    return [(quote, turn) for quote, turn in found if quote is not None and turn is not None]


@given(talks())
def test_every_quote_stands_in_the_transcript_line_of_its_turn(made: Build) -> None:
    found = critique(made.events, SCENARIO)
    learner = {line.turn: line for line in found.transcript if line.who == "learner"}
    for quote, turn in quotes(found):
        assert quote.strip()
        assert quote in learner[turn].text
    if found.strength and found.strength.led_to:
        persona = [line.text for line in found.transcript if line.who == "persona"]
        assert any(found.strength.led_to in text for text in persona)


@given(talks())
def test_no_quote_holds_words_that_were_not_heard_clearly(made: Build) -> None:
    found = critique(made.events, SCENARIO)
    unclear = {line.turn for line in found.transcript if line.who == "learner" and not line.heard}
    assert not unclear & {turn for _, turn in quotes(found)}


@given(talks(), st.randoms(use_true_random=False))
def test_the_same_events_give_the_same_critique(made: Build, random: object) -> None:
    first = critique(made.events, SCENARIO)
    from_disk: list[SessionEvent] = [parse_event_json(e.model_dump_json()) for e in made.events]
    assert critique(from_disk[::-1], SCENARIO) == first
    assert Critique.model_validate(first.model_dump(mode="json")) == first


@given(talks())
def test_points_add_up(made: Build) -> None:
    found = critique(made.events, SCENARIO)
    assert 0 <= found.score.earned <= found.score.possible
    assert found.score.possible <= sum(item.weight for item in SCENARIO.rubric)
    for result in found.rubric:
        assert result.why
        assert result.met != "not_applicable" or result.quote is None


@settings(max_examples=40)
@given(talks())
def test_the_text_never_steers_the_terminal(made: Build) -> None:
    text = as_text(critique(made.events, SCENARIO), width=60)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 60


different = st.lists(sentences, min_size=1, max_size=2, unique_by=lambda found: found.sentence)


@given(st.lists(different, min_size=2, max_size=4), st.data())
def test_one_changed_line_changes_only_its_own(
    turns: list[list[ActFound]], data: st.DataObject
) -> None:
    """The same acts in other words: only the quotes of that turn and its line differ."""
    index = data.draw(st.integers(0, len(turns) - 1))
    changed = [replace(found, sentence=f"changed {n}") for n, found in enumerate(turns[index])]
    before = critique(_talk(turns).events, SCENARIO)
    after = critique(_talk([*turns[:index], changed, *turns[index + 1 :]]).events, SCENARIO)
    assert [p.trust for p in after.curve] == [p.trust for p in before.curve]
    for old, new in zip(before.transcript, after.transcript, strict=True):
        assert (old.text == new.text) or (old.turn == index + 1 and old.who == "learner")
    assert after.measures.open_questions == before.measures.open_questions
    reflected = [next(r for r in made.rubric if r.id == "reflected") for made in (before, after)]
    if before.summary.find("Too little") < 0 and after.summary.find("Too little") < 0:
        assert reflected[0].met == reflected[1].met


def _talk(turns: list[list[ActFound]]) -> Build:
    made = Build(SCENARIO, voice=False)
    for acts in turns:
        made.learner(*acts).persona("Uh-huh.", trust=1.0)
    return made
