"""Session events into a `Talk`. A journal cut anywhere still gives the part that is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from dryfit.critique.hearing import is_sure, word_spans
from dryfit.critique.talk import ASSISTANT, LearnerLine, PersonaLine, Sentence, Talk
from dryfit.persona.assistant import ASKED
from dryfit.persona.reading import Act, CriterionHit, Figure
from dryfit.store.events import (
    LearnerRead,
    LearnerSpoke,
    PersonaHeard,
    PersonaMoved,
    SessionEnded,
    SessionEvent,
)
from dryfit.store.worded import with_final_words

ACT_SURE = 0.6
"""Reader confidence an act needs; lower, and people are told they did what they did not."""

_STOPS = ".?!…"
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})  # noqa: RUF001 - what is mapped
_ACTS = {act.value: act for act in Act}


def replay(events: Sequence[SessionEvent]) -> Talk:
    """Return the conversation those events hold, in order of `seq`."""
    ordered = sorted(with_final_words(events), key=lambda event: event.seq)
    learner: list[LearnerLine] = []
    persona: list[PersonaLine] = []
    unread = 0
    heard = {event.item: event for event in ordered if isinstance(event, PersonaHeard)}
    for place, event in enumerate(ordered):
        if isinstance(event, LearnerSpoke):
            learner.append(_learner_line(place, event))
        elif isinstance(event, LearnerRead):
            # A reading covers every turn since the last one: an answer may have been recalled.
            learner[unread:] = _with_reading(learner[unread:], event.reading)
            unread = len(learner)
        elif isinstance(event, PersonaMoved):
            persona.append(_persona_line(place, event, heard.get(event.item)))
    ended = next((e for e in ordered if isinstance(e, SessionEnded)), None)
    return Talk(
        learner=tuple(learner),
        persona=tuple(persona),
        outcome=ended.outcome if ended else None,
        won=ended.won if ended else False,
    )


def _learner_line(place: int, event: LearnerSpoke) -> LearnerLine:
    spans = word_spans(event.text, event.words)
    return LearnerLine(
        turn=event.turn,
        place=place,
        text=event.text,
        start_s=event.start_s,
        end_s=event.end_s,
        mode=event.mode,
        interrupted=event.interrupted_persona,
        sure=is_sure(0, len(event.text), spans, event.confidence),
        words=event.words,
        spans=spans,
    )


def _with_reading(lines: Sequence[LearnerLine], reading: Mapping[str, object]) -> list[LearnerLine]:
    """Give each sentence of the reading to the line that holds it word for word."""
    flat = [_flattened(line.text) for line in lines]
    cursors = [0] * len(lines)
    found: list[list[Sentence]] = [[] for _ in lines]
    hits = [_hit(item) for item in _objects(reading.get("hits"))]
    for said, acts in groupby(_objects(reading.get("acts")), lambda act: as_text(act, "sentence")):
        places = [(index, text.find(said, cursors[index])) for index, text in enumerate(flat)]
        index, at = next(((i, at) for i, at in places if at >= 0), (0, -1))
        if at < 0 or not said.strip():
            continue
        cursors[index] = at + len(said)
        found[index].append(_sentence(lines[index], (at, at + len(said)), list(acts), hits))
    return [
        replace(line, sentences=tuple(sentences))
        for line, sentences in zip(lines, found, strict=True)
    ]


def _flattened(text: str) -> str:
    """The text as the reader saw it, letter for letter: straight quotes, no control characters."""
    straight = text.translate(_QUOTES)
    return "".join(" " if ord(c) < 32 or ord(c) == 127 else c for c in straight)


def _sentence(
    line: LearnerLine,
    span: tuple[int, int],
    acts: Sequence[Mapping[str, object]],
    hits: Iterable[CriterionHit],
) -> Sentence:
    """One sentence with all that it does, in the line's own letters and with its full stop."""
    start, end = span
    said = _flattened(line.text)[start:end]
    heard = is_sure(start, end, line.spans, 1.0 if line.sure else 0.0)
    sure = [act for act in acts if _known(act, "confidence", 1.0) >= ACT_SURE]
    maybe = [act for act in acts if act not in sure]
    while end < len(line.text) and line.text[end] in _STOPS:
        end += 1
    return Sentence(
        turn=line.turn,
        order=(line.place, start),
        text=line.text[start:end],
        acts=_names(sure),
        sure=heard,
        maybe=_names(maybe),
        topics=_unique(topic for act in acts for topic in _list(act.get("topics"))),
        figures=tuple(
            dict.fromkeys(
                Figure(as_text(figure, "kind"), as_text(figure, "text"))
                for act in acts
                for figure in _objects(act.get("figures"))
            )
        ),
        hits=tuple(hit for hit in hits if hit.sentence and hit.sentence in said),
    )


def _names(acts: Iterable[Mapping[str, object]]) -> frozenset[Act]:
    return frozenset(_ACTS.get(as_text(act, "act"), Act.UNCLEAR) for act in acts)


def _unique(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if isinstance(value, str)))


def _hit(item: Mapping[str, object]) -> CriterionHit:
    return CriterionHit(
        target=as_text(item, "target"),
        what=as_text(item, "what"),
        sentence=as_text(item, "sentence"),
        score=_known(item, "score", 0.0),
    )


def _persona_line(place: int, event: PersonaMoved, heard: PersonaHeard | None) -> PersonaLine:
    text = event.text if heard is None or not heard.truncated else heard.text_heard
    share = len(text) / len(event.text) if event.text else 1.0
    move, state = event.move, event.state
    return PersonaLine(
        turn=event.turn,
        place=place,
        at_s=event.at_s,
        text=text,
        heard_share=share,
        start_s=heard.start_s if heard else None,
        end_s=heard.end_s if heard else None,
        played_s=heard.played_ms / 1000 if heard else None,
        kind=ASSISTANT if causes_of(move)[:2] == ASKED else as_text(move, "kind"),
        concern=as_text(move, "concern"),
        objection=as_text(move, "objection"),
        stage_before=as_text(move, "stage_before"),
        stage_after=as_text(move, "stage_after"),
        resolved=_unique(_list(state.get("resolved"))),
        trust=as_number(state, "trust"),
        patience=as_number(state, "patience"),
    )


def causes_of(move: Mapping[str, object]) -> tuple[str, ...]:
    """Why a kept move was made."""
    return tuple(str(cause) for cause in _list(move.get("because")))


def as_text(data: Mapping[str, object], key: str) -> str:
    """A text among an event's facts; empty where there is none."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def as_number(data: Mapping[str, object], key: str) -> float | None:
    """A number among an event's facts."""
    value = data.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return None


def _known(data: Mapping[str, object], key: str, default: float) -> float:
    value = as_number(data, key)
    return default if value is None else value


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in _list(value) if isinstance(item, Mapping)]
