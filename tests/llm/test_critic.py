"""A model judges what the rules leave open: with a quote that holds, or not at all."""

import asyncio
import json
from collections.abc import Sequence

import pytest
from tests.critique.build import Build, act, bar_scenario
from tests.llm.scripted_chat import ScriptedChat
from tests.llm.typed import SETTINGS, play
from tests.session.scene import van
from tests.virtual_time import on_virtual_time

from dryfit.critique.critique import critique, open_questions
from dryfit.critique.opinion import SAID_BY
from dryfit.critique.report import Critique
from dryfit.critique.talk import Talk
from dryfit.llm.chat import ModelFailed, Usage
from dryfit.llm.critic import LONGEST_WHY, Critic, Judgement, Points, prompt, sifted
from dryfit.llm.spend import Spend
from dryfit.llm.structured import Asker, Structured
from dryfit.llm.watcher import Unwatched
from dryfit.persona.reading import Act
from dryfit.scenario.review import RubricItem
from dryfit.store.events import CritiqueMade, ModelJudged, PointJudged, SessionEvent

ITEM: dict[str, object] = {"id": "calm", "behaviour": "Kept a level voice", "weight": 2.0}
SAID = "Take all the time you need, I am in no hurry today."


def built(**more: object) -> Build:
    """A talk with a question that no rule knows."""
    scenario = bar_scenario(
        rubric=[ITEM, {"id": "asked", "behaviour": "Asked about her experience"}]
    )
    return (
        Build(scenario)
        .persona("We don't do bands.")
        .learner(act(Act.ANSWER, SAID))
        .persona("Hm.")
        .learner(act(Act.ANSWER, "Something that nobody could hear at all."), word_confidence=0.1)
        .end()
    )


def opened() -> tuple[Talk, tuple[RubricItem, ...]]:
    made = built()
    return open_questions(made.events, made.scenario, lambda _one, _other: 0.3)


def answer(*points: dict[str, object]) -> Structured[Points]:
    return Structured(Points.model_validate({"points": points}), "m")


def point(**changes: object) -> dict[str, object]:
    good = {"id": "calm", "met": "yes", "quote": "I am in no hurry today", "why": "You gave time."}
    return {**good, **changes}


def judged(events: Sequence[SessionEvent], judgement: Judgement) -> list[SessionEvent]:
    points = [
        PointJudged(id=one.id, met=one.met, turn=one.turn, quote=one.quote, why=one.why)
        for one in judgement.opinions
    ]
    return [*events, ModelJudged(seq=len(events), at_s=99.0, model="m", points=tuple(points))]


def test_only_what_the_rules_cannot_tell_is_asked() -> None:
    _, items = opened()
    assert [item.id for item in items] == ["calm"]


def test_a_point_with_a_quote_that_holds_answers_the_question() -> None:
    made, (talk, items) = built(), opened()
    found = sifted(answer(point()), talk, items)
    assert found.dropped == ()
    before = critique(made.events, made.scenario, lambda _one, _other: 0.3)
    after = critique(judged(made.events, found), made.scenario, lambda _one, _other: 0.3)
    was, now = (next(r for r in one.rubric if r.id == "calm") for one in (before, after))
    assert (was.met, now.met, now.quote, now.turn) == (
        "not_applicable", "yes", "I am in no hurry today", 1,
    )  # fmt: skip
    assert now.why == f"You gave time. {SAID_BY}"
    assert after.score.earned == before.score.earned + 2.0
    assert after.score.possible == before.score.possible + 2.0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quote": "I will wait for ever"}, "invented-quote"),
        ({"quote": "i am in no hurry today"}, "invented-quote"),
        ({"quote": ""}, "invented-quote"),
        ({"quote": "hurry"}, "invented-quote"),
        ({"quote": "We don't do bands."}, "invented-quote"),
        ({"quote": "Something that nobody could hear"}, "invented-quote"),
        ({"quote": "x " * 900}, "invented-quote"),
        ({"id": "asked"}, "unasked-point"),
        ({"id": "made-up"}, "unasked-point"),
        ({"why": ""}, "unfit-reason"),
        ({"why": "y" * (LONGEST_WHY + 1)}, "unfit-reason"),
        ({"why": "**Well** done"}, "unfit-reason"),
    ],
    ids=str,
)
def test_a_point_that_cannot_be_shown_falls(changes: dict[str, object], code: str) -> None:
    found = sifted(answer(point(**changes)), *opened())
    assert (found.opinions, [one.code for one in found.dropped]) == ((), [code])


def test_the_second_answer_to_one_question_falls_and_unsure_is_no_answer() -> None:
    twice = sifted(answer(point(), point(met="no")), *opened())
    assert [one.met for one in twice.opinions] == ["yes"]
    assert [one.code for one in twice.dropped] == ["unasked-point"]
    unsure = sifted(answer(point(met="cannot_tell", quote="")), *opened())
    assert (unsure.opinions, unsure.dropped) == ((), ())


def test_an_opinion_does_not_count_against_the_rules_nor_with_a_quote_that_moved() -> None:
    made = built()
    forged = (
        PointJudged(id="asked", met="yes", turn=1, quote="I am in no hurry today", why="W."),
        PointJudged(id="calm", met="yes", turn=1, quote="never said", why="W."),
    )
    event = ModelJudged(seq=len(made.events), at_s=99.0, model="m", points=forged)
    plain = critique(made.events, made.scenario, lambda _one, _other: 0.3)
    assert critique([*made.events, event], made.scenario, lambda _one, _other: 0.3) == plain


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ((9.0,), "model-timeout"), (("{",), "bad-json"), (('{"points": 3}',), "wrong-schema"),
        ((json.dumps({"points": [{"id": "calm", "met": "10 out of 10"}]}),), "wrong-schema"),
        (("z" * 9_000,), "too-long"), ((ModelFailed("cut-stream", "It stopped."),), "cut-stream"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_an_answer_of_no_use_leaves_the_questions_open(
    pieces: tuple[str | float | ModelFailed, ...], code: str
) -> None:
    @on_virtual_time
    async def run() -> None:
        chat = ScriptedChat()
        chat.enqueue(*pieces)
        critic = Critic(Asker("critic", "m", chat, Unwatched), 2.0)
        talk, items = opened()
        found = await critic.judge(talk, items, Spend(1.0), str)
        assert (found.opinions, [one.code for one in found.dropped]) == ((), [code])

    run()


@on_virtual_time
async def test_what_it_cost_and_what_fell_is_counted() -> None:
    chat, spend, codes = ScriptedChat(), Spend(1.0), list[str]()

    class Counting(Unwatched):
        def model_intervened(self, code: str) -> None:
            codes.append(code)

    chat.enqueue(json.dumps({"points": [point(quote="never said that")]}), Usage(90, 30, 0.2))
    talk, items = opened()
    found = await Critic(Asker("critic", "m", chat, Counting), 2.0).judge(talk, items, spend, str)
    assert (found.used, spend.used.cost_usd) == (Usage(90, 30, 0.2), 0.2)
    assert codes == ["critic-invented-quote"]


def test_what_was_not_heard_clearly_is_not_sent() -> None:
    asked = prompt(*opened())[1]["content"]
    assert SAID in asked
    assert "nobody could hear" not in asked
    assert "calm: Kept a level voice" in asked


@on_virtual_time
async def test_a_session_ends_with_what_was_judged_in_its_journal_and_in_its_critique() -> None:
    item = "rubric: [{id: calm, behaviour: Said something of the rain, weight: 2}]"
    chat, said = ScriptedChat(), "The rain has not let up since Monday, Dave."
    chat.enqueue(json.dumps({"sentences": []}), Usage(1, 1, 0.0))
    chat.enqueue("Well, go on then.", Usage(1, 1, 0.0))
    right = point(quote="rain has not let up", why="You spoke of the rain.")
    chat.enqueue(json.dumps({"points": [right, point(id="x")]}), Usage(50, 20, 0.03))
    events = await play(chat, said, scenario=van(item), names=("Dave",))
    judged = next(event for event in events if isinstance(event, ModelJudged))
    assert ([one.quote for one in judged.points], judged.asked) == (
        ["rain has not let up"], ("calm",),
    )  # fmt: skip
    assert [one.code for one in judged.interventions] == ["unasked-point"]
    assert (judged.model, judged.cost_usd) == ("openai/critic", 0.03)
    shown = Critique.model_validate(
        next(event for event in events if isinstance(event, CritiqueMade)).critique
    )
    assert shown.rubric[0].quote == "rain has not let up"
    assert shown.score.earned == 2.0
    assert not any("dave" in m["content"].lower() for m in chat.asked[-1].messages)


@on_virtual_time
async def test_a_critic_that_stalls_holds_the_end_up_no_longer_than_its_deadline() -> None:
    item = "rubric: [{id: calm, behaviour: Said something of the rain}]"
    chat = ScriptedChat()
    chat.enqueue(json.dumps({"sentences": []}), Usage(1, 1, 0.0))
    chat.enqueue("Well, go on then.", Usage(1, 1, 0.0))
    chat.enqueue(90.0)
    began_s = asyncio.get_running_loop().time()
    events = await play(chat, "The rain has not let up since Monday.", scenario=van(item))
    assert asyncio.get_running_loop().time() - began_s < SETTINGS.critic_s + 1.0
    judged = next(event for event in events if isinstance(event, ModelJudged))
    assert ([one.code for one in judged.interventions], judged.points) == (["model-timeout"], ())
    assert any(isinstance(event, CritiqueMade) for event in events)
