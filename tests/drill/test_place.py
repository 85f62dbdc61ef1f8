"""Where a drill is comes back from plain JSON as it was, at every line of it."""

import json
from contextlib import suppress

import pytest
from tests.drill.sets import drill_of

from dryfit.drill.order import plan
from dryfit.drill.place import place_of, script_at, script_in
from dryfit.drill.run import DrillUnreadable, run_of, run_on
from dryfit.drill.script import WAITED_S, Script, hear, open_script, slow_down, wait
from dryfit.drill.steps import Step
from dryfit.drill.understand.reader import AnswerReader
from dryfit.store.events import DrillOpened, PersonaHeard, PersonaMoved

SET = drill_of(3)
RUN = run_on(SET, plan(SET, seed=1, length=4), "me")
ANSWERS = (
    "use it", "sixteen", "yes", "data sheet",
    "don't use it", "wait, make that use it", "eighty", "hold on", "I'd ask my foreman",
    "don't use it", "ninety", "the two degrees", "five degrees", "data sheet",
    "skip", "skip",
)  # fmt: skip


READER = AnswerReader()


def told(script: Script) -> list[Script]:
    """Every line from here until the learner's turn."""
    found = [script]
    while found[-1].rest:
        following = wait(found[-1], WAITED_S)
        assert following is not None
        found.append(following)
    return found


def every_place() -> list[Script]:
    """Every line of a whole drill."""
    scripts = told(open_script(RUN.items))
    for answer in ANSWERS:
        scripts += told(hear(scripts[-1], answer, READER))
    again = wait(scripts[1], WAITED_S, share=0.1)
    assert again is not None
    return [again, slow_down(scripts[1], share=0.3), *scripts]


PLACES = every_place()
OPENED = DrillOpened(
    seq=0, at_s=0.0, session="drill_1", drill=RUN.name, trade=RUN.trade, title=RUN.title,
    learner=RUN.learner, items=tuple(item.model_dump(mode="json") for item in RUN.items),
)  # fmt: skip


def test_every_place_of_a_drill_comes_back() -> None:
    steps = {script.drill.step for script in PLACES}
    assert steps == set(Step)
    assert any(script.drill.pending for script in PLACES)
    assert any(script.again for script in PLACES)
    assert PLACES[-1].is_over
    for script in PLACES:
        place = json.loads(json.dumps(place_of(script)))
        assert script_at(place, RUN) == script


def test_a_run_comes_back_without_its_set() -> None:
    assert run_of(OPENED) == RUN


@pytest.mark.parametrize("name", place_of(PLACES[-1]))
@pytest.mark.parametrize("value", ["gone", -1, [], {}, None, [["gone"]], [{"item": "gone"}]])
def test_a_place_that_is_none_is_refused_or_another_place(name: str, value: object) -> None:
    for script in (PLACES[5], PLACES[-1]):
        with suppress(DrillUnreadable):
            script_at({**place_of(script), name: value}, RUN)


def test_items_of_another_version_are_refused() -> None:
    torn = OPENED.model_copy(update={"items": ({"id": "mark-0", "says": "Two degrees."},)})
    with pytest.raises(DrillUnreadable):
        run_of(torn)
    with pytest.raises(DrillUnreadable):
        script_at({}, RUN)


@pytest.mark.parametrize(("heard", "share"), [(None, 0.0), ("one two", 0.5), ("one two a b", 1.0)])
def test_how_much_was_heard_of_the_last_line(heard: str | None, share: float) -> None:
    moved = PersonaMoved(
        seq=1, at_s=1.0, turn=0, item="i1", move={}, state={}, text="one two a b",
        place=place_of(PLACES[4]),
    )  # fmt: skip
    aside = PersonaMoved(seq=2, at_s=2.0, turn=0, item="i2", move={}, state={}, text="What?")
    settled = [PersonaHeard(seq=3, at_s=3.0, turn=0, item="i1", text_heard=heard, played_ms=9)
               for heard in [heard] if heard is not None]  # fmt: skip
    assert script_in([OPENED, moved, aside, *settled], RUN) == (PLACES[4], share)


def test_a_drill_without_a_line_is_at_its_beginning() -> None:
    assert script_in([OPENED], RUN) == (open_script(RUN.items), 0.0)
