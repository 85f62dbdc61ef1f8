"""What a client is told of a drill: each line as it begins, and the scores."""

from dryfit.drill.scores import Scores
from dryfit.drill.steps import Answered, Step
from dryfit.session import outputs as o
from dryfit.wire import server_events as s
from dryfit.wire.event_parts import DrillScores, DrillVerdict


def drill_event(began: o.DrillLineBegan) -> s.DryfitDrill:
    """Whose line it is, which item is being judged, and what is asked."""
    drill, line = began.drill, began.line
    judged = line.judges
    item = drill.items[min(drill.at, len(drill.items) - 1)]
    return s.DryfitDrill(
        item_id=began.item,
        speaker=line.speaker,
        follows=began.follows,
        number=drill.at + 1,
        of=len(drill.items),
        step=drill.step.value,
        asks=item.learner_asks if drill.step is not Step.OVER else "",
        answer=item.ai_says if drill.step is not Step.OVER else "",
        checked=item.checked,
        verdict=verdict_of(judged) if judged else None,
    )


def scores_event(scored: o.DrillScored) -> s.DryfitScores:
    """The scores of this drill and of all, and every item that was judged."""
    return s.DryfitScores(
        title=scored.title,
        answers=[verdict_of(answer) for answer in scored.done if answer.decision is not None],
        run=_scores(scored.run),
        all=_scores(scored.all),
    )


def verdict_of(answer: Answered) -> DrillVerdict:
    """One item, as it was judged, with what is right."""
    item = answer.item
    ways = [f"{way.method.replace('_', ' ')}, {way.where}" for way in item.verify]
    return DrillVerdict(
        asks=item.learner_asks,
        answer=item.ai_says,
        correct=item.correct,
        decision=answer.decision.value if answer.decision else None,
        sureness=answer.sureness,
        wrong=item.error.span if item.error else "",
        right=item.error.right if item.error else "",
        source=item.source,
        look=ways[0] if ways else "",
        checked=item.checked,
    )


def _scores(scores: Scores) -> DrillScores:
    counts = scores.counts
    return DrillScores(
        judged=counts.total,
        wrong=counts.wrong,
        caught=counts.hits,
        right=counts.right,
        used=counts.right - counts.false_alarms,
        rejected=counts.right_rejected,
        recovered=scores.recovered,
        recovery_chances=scores.recovery_chances,
        verification=scores.verification,
        dial=scores.dial,
        position=scores.position,
        about=list(scores.about),
    )
