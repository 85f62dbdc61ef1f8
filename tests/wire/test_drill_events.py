"""What a client is told of a drill at each of its lines."""

from tests.drill.sets import drill_of

from dryfit.drill.scores import scores_of
from dryfit.drill.script import Script, hear, open_script, wait
from dryfit.drill.understand.reader import AnswerReader
from dryfit.session import outputs as o
from dryfit.wire.drill_events import drill_event, scores_event
from dryfit.wire.server_events import DryfitDrill

ITEMS = drill_of(1).items
READER = AnswerReader()


def told(script: Script) -> DryfitDrill:
    return drill_event(o.DrillLineBegan("item_1", script.line, script.drill, script.follows()))


def on(script: Script) -> Script:
    following = wait(script, 1.0)
    assert following is not None
    return following


def test_the_lines_of_a_drill_from_its_opening_to_its_scores() -> None:
    script = open_script(ITEMS)
    events = [told(script)]
    for _ in range(3):
        script = on(script)
        events.append(told(script))
    assert [(one.speaker, one.follows, one.step) for one in events] == [
        ("coach", True, "decision"), ("coach", True, "decision"),
        ("assistant", True, "decision"), ("coach", False, "decision"),
    ]  # fmt: skip
    assert {(one.number, one.of, one.answer) for one in events} == {(1, 2, ITEMS[0].ai_says)}
    for text in ("use it", "ninety", "the data sheet"):
        script = hear(script, text, READER)
    verdict = told(script)
    assert (verdict.number, verdict.asks) == (2, ITEMS[1].learner_asks)
    assert verdict.verdict is not None
    assert verdict.verdict.model_dump() == {
        "asks": ITEMS[0].learner_asks, "answer": ITEMS[0].ai_says, "correct": False,
        "decision": "use", "sureness": 90, "wrong": "two degrees", "right": "five degrees",
        "source": "Made for tests", "look": "data sheet, application conditions, page 2",
        "checked": False,
    }  # fmt: skip
    script = hear(on(on(on(script))), "stop", READER)
    last = told(script)
    assert (last.step, last.number, last.asks, last.follows) == ("over", 2, "", True)
    drill = script.drill
    scores = scores_event(o.DrillScored("Marks", drill.done, *[scores_of(drill.trials)] * 2))
    assert [one.answer for one in scores.answers] == [ITEMS[0].ai_says], "judged ones alone"
    assert (scores.run.judged, scores.run.wrong, scores.run.caught) == (1, 1, 0)
    assert (scores.run.dial, scores.run.position, scores.run.about) == ("", None, [])
