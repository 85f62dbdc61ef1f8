"""A session's critique: pure, and the same every time it is asked for."""

from collections.abc import Sequence

from dryfit.critique.consulting import consultations
from dryfit.critique.measures import measure
from dryfit.critique.moments import trace_concern, trace_curve, worst_turn
from dryfit.critique.naming import called
from dryfit.critique.opinion import opinions_in, with_opinion
from dryfit.critique.pick import pick_fix, pick_strength
from dryfit.critique.practice import plan
from dryfit.critique.replay import replay
from dryfit.critique.report import ConcernTrace, Critique, Fix, TranscriptLine
from dryfit.critique.rubric import result_of, score, verdicts
from dryfit.critique.summary import UNFINISHED, summarise
from dryfit.critique.talk import ASSISTANT, Talk
from dryfit.critique.verdict import Similarity
from dryfit.scenario.review import RubricItem
from dryfit.scenario.schema import Scenario
from dryfit.store.events import SessionEvent, opened_in

__all__ = ["Critique", "critique"]


def critique(
    events: Sequence[SessionEvent], scenario: Scenario, similarity: Similarity | None = None
) -> Critique:
    """Look back on the session those events hold.

    `similarity` (two sentences to 0…1) lets free-worded rubric items be judged by meaning;
    without it they are answered "not applicable". What a model thinks of those (`ModelJudged`)
    counts where its quote holds.
    """
    talk = replay(events)
    judged, opinions = verdicts(talk, scenario, similarity), opinions_in(events)
    rubric = [item for item, _ in judged]
    results = tuple(
        result_of(item, with_opinion(verdict, item, opinions, talk), talk)
        for item, verdict in judged
    )
    concerns = tuple(trace_concern(talk, concern) for concern in scenario.hidden_concerns)
    persona = called(scenario.persona.name)
    fix = pick_fix(talk, scenario, results, rubric, concerns)
    again = _retry_turn(talk, scenario, concerns, fix)
    days = scenario.debrief.review_after_days
    return Critique(
        outcome=talk.outcome or UNFINISHED,
        won=talk.won,
        persona=persona,
        summary=summarise(talk, concerns, persona),
        strength=pick_strength(talk, scenario, results, concerns, fix),
        fix=fix,
        rubric=results,
        score=score(results),
        measures=measure(talk),
        curve=trace_curve(talk),
        concerns=concerns,
        retry_turn=again,
        transcript=_transcript(talk, scenario),
        consulted=consultations(events, scenario, talk),
        practice=plan(days, results, fix, again, _difficulty(events, scenario), talk.won),
    )


def open_questions(
    events: Sequence[SessionEvent], scenario: Scenario, similarity: Similarity | None = None
) -> tuple[Talk, tuple[RubricItem, ...]]:
    """The talk, and the questions about it that the rules cannot answer."""
    talk = replay(events)
    judged = verdicts(talk, scenario, similarity)
    return talk, tuple(item for item, verdict in judged if verdict.is_open)


def _difficulty(events: Sequence[SessionEvent], scenario: Scenario) -> str:
    opened = opened_in(events)
    return opened.difficulty if opened else scenario.difficulty.default


def _retry_turn(
    talk: Talk, scenario: Scenario, concerns: Sequence[ConcernTrace], fix: Fix | None
) -> int | None:
    if scenario.debrief.retry == "none" or not talk.sure:
        return None
    if scenario.debrief.retry == "last_moment":
        return talk.sure[-1].turn
    worst = worst_turn(talk, concerns)
    return worst if worst is not None or fix is None else fix.turn


def _transcript(talk: Talk, scenario: Scenario) -> tuple[TranscriptLine, ...]:
    assistant = scenario.assistant.name if scenario.assistant else ""
    placed = [
        (
            line.place,
            TranscriptLine(
                turn=line.turn,
                who="learner",
                text=line.text,
                start_s=line.start_s,
                heard=line.sure,
            ),
        )
        for line in talk.learner
    ]
    placed += [
        (
            line.place,
            TranscriptLine(
                turn=line.turn,
                who="persona",
                text=f"{assistant}: {line.text}" if line.kind == ASSISTANT else line.text,
                start_s=line.start_s,
                heard=line.whole,
            ),
        )
        for line in talk.persona
        if line.text
    ]
    return tuple(line for _, line in sorted(placed, key=lambda pair: pair[0]))
