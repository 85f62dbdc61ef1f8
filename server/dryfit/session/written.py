"""What a session writes down about its beginning and the persona's lines."""

from collections.abc import Iterable

from dryfit.llm.critic import Judgement
from dryfit.llm.second_reader import SecondReading
from dryfit.llm.spend import Spend
from dryfit.persona.state import reworded
from dryfit.reply.line import Wording
from dryfit.session.answerer import AnswerReady
from dryfit.session.options import SessionOptions
from dryfit.session.recorder import Recorder
from dryfit.session.reply import Reply
from dryfit.session.speaker import ReplySettled
from dryfit.session.staged import Staged
from dryfit.store.events import (
    Interrupted,
    Intervention,
    LearnerRead,
    ModelJudged,
    ModelRead,
    ModelUsed,
    PersonaHeard,
    PersonaMoved,
    PersonaWorded,
    PointJudged,
    SentenceRead,
    SessionEnded,
    SessionOpened,
)

UNNOTICED_INPUT = 7_200
"""Samples (24 kHz, 0.3 s) in which a voice may have begun before it was noticed."""


async def write_opened(
    recorder: Recorder, session: str, staged: Staged, options: SessionOptions
) -> None:
    """Keep all that is needed to play the session again, or to go on with it."""
    scenario = staged.scenario
    await recorder.record(
        SessionOpened,
        session=session,
        scenario=scenario.id,
        scenario_version=scenario.version,
        scenario_source=staged.source,
        difficulty=options.difficulty or scenario.difficulty.default,
        seed=options.seed,
        language=scenario.language,
        title=scenario.title,
        mode=options.mode,
        eagerness=options.eagerness,
        resume_key_hash=options.resume_key_hash,
    )


async def write_move(recorder: Recorder, answer: AnswerReady, reply: Reply) -> None:
    """Keep what the director chose, and the reading that it chose by."""
    turn, prepared = answer.turn, answer.prepared
    if turn and prepared.reading:
        if prepared.second:
            await write_second_reading(recorder, turn.turn, prepared.second)
        await recorder.record(LearnerRead, turn=turn.turn, reading=prepared.reading.to_json())
    await recorder.record(
        PersonaMoved,
        turn=reply.turn,
        item=reply.item,
        move=answer.prepared.move.to_json(),
        state=reworded(answer.prepared.state, answer.line.text).to_json(),
        text=answer.line.text,
        place=prepared.place,
    )


async def write_second_reading(recorder: Recorder, turn: int, second: SecondReading) -> None:
    """Keep what a model made of a turn, or why it was of no use."""
    stopped = [Intervention(code=second.code, detail=second.detail)] if second.code else []
    await recorder.record(
        ModelRead,
        turn=turn,
        model=second.model,
        sentences=[SentenceRead(text=text, act=act.value) for text, act in second.told],
        interventions=stopped,
        took_ms=second.took_ms,
        prompt_tokens=second.used.prompt_tokens,
        completion_tokens=second.used.completion_tokens,
        cost_usd=round(second.used.cost_usd, 6),
    )


async def write_judged(recorder: Recorder, asked: Iterable[str], judgement: Judgement) -> None:
    """Keep what a model judged, and what of it fell."""
    await recorder.record(
        ModelJudged,
        model=judgement.model,
        asked=list(asked),
        points=[
            PointJudged(id=one.id, met=one.met, turn=one.turn, quote=one.quote, why=one.why)
            for one in judgement.opinions
        ],
        interventions=[Intervention(code=o.code, detail=o.detail) for o in judgement.dropped],
        took_ms=judgement.took_ms,
        prompt_tokens=judgement.used.prompt_tokens,
        completion_tokens=judgement.used.completion_tokens,
        cost_usd=round(judgement.used.cost_usd, 6),
    )


async def write_worded(recorder: Recorder, reply: Reply, wording: Wording) -> None:
    """Keep how a model worded a line, once it is whole or given up."""
    await recorder.record(
        PersonaWorded,
        turn=reply.turn,
        item=reply.item,
        text=wording.text,
        source=wording.source,
        model=wording.model,
        interventions=[Intervention(**one) for one in wording.interventions],
        first_ms=wording.first_ms,
        prompt_tokens=wording.prompt_tokens,
        completion_tokens=wording.completion_tokens,
        cost_usd=wording.cost_usd,
    )


async def write_ended(recorder: Recorder, spend: Spend, outcome: str, won: bool) -> None:
    """Keep how it ended, and what its language models came to, where any were asked."""
    if spend.calls:
        await recorder.record(
            ModelUsed,
            calls=spend.calls,
            prompt_tokens=spend.used.prompt_tokens,
            completion_tokens=spend.used.completion_tokens,
            cost_usd=round(spend.used.cost_usd, 6),
        )
    await recorder.record(SessionEnded, outcome=outcome, won=won)


async def write_heard(
    recorder: Recorder, settled: ReplySettled, now_s: float, input_end: int
) -> None:
    """Keep how much of a line was heard; `input_end` 0 where the learner is being heard too."""
    reply, heard_ms = settled.reply, round(settled.heard_ms)
    began_s = reply.first_sound_s if reply.first_sound_s is not None else now_s
    await recorder.record(
        PersonaHeard,
        turn=reply.turn,
        item=reply.item,
        text_heard=settled.text_heard,
        played_ms=heard_ms,
        truncated=settled.truncated,
        start_s=round(began_s, 3),
        end_s=round(began_s + heard_ms / 1000, 3),
        input_end=max(0, input_end - UNNOTICED_INPUT),
    )
    if settled.truncated and not settled.late:
        await recorder.record(Interrupted, turn=reply.turn, item=reply.item, played_ms=heard_ms)
