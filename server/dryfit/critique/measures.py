"""Numbers that a coach would mention: advice only, and None where they cannot be known."""

import re
from statistics import median

from dryfit.critique.hearing import WORD_SURE
from dryfit.critique.report import Measures
from dryfit.critique.talk import LearnerLine, PersonaLine, Sentence, Talk
from dryfit.persona.reading import Act

FILLERS = frozenset({"um", "umm", "uh", "uhh", "uhm", "erm", "er", "hmm", "ah"})
"""Sounds that carry nothing. "Like" and "you know" are left out: they may mean what they say."""

LEAST_SPEECH_S = 5.0
"""Speech needed before a pace is given; less, and one quick "yes" reads as 200 words a minute."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # noqa: RUF001 - recognisers write both apostrophes

EXPLORING = frozenset({Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.REFLECTION})
ANSWERING = frozenset(
    {Act.OFFER, Act.REASSURANCE, Act.PITCH, Act.ARGUE, Act.PRESSURE, Act.ANSWER, Act.CLOSE}
)
"""What takes up an objection, or goes over it, without finding out what is behind it."""


def measure(talk: Talk) -> Measures:
    """Compute every measure of a talk."""
    spoken = [line for line in talk.learner if line.mode == "voice"]
    explored = [explored_first(talk, line) for line in objections(talk)]
    decided = [explores(found) for found in explored if found is not None]
    return Measures(
        talk_share=_talk_share(spoken, talk.persona),
        open_questions=_count(talk, Act.OPEN_QUESTION),
        closed_questions=_count(talk, Act.CLOSED_QUESTION),
        longest_turn_s=_rounded(max(_durations(spoken), default=None)),
        words_per_minute=_pace(spoken),
        fillers=_fillers(spoken),
        pause_after_objection_s=_pause_after_objection(talk),
        explored_before_answering=all(decided) if decided else None,
        interruptions=sum(line.interrupted for line in spoken),
    )


def words_in(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def objections(talk: Talk, objection_id: str = "") -> list[PersonaLine]:
    """The persona's lines that raise an objection (that one, when named)."""
    return [
        line
        for line in talk.persona
        if line.kind == "object" and objection_id in ("", line.objection)
    ]


def explores(sentence: Sentence) -> bool:
    """Whether it asks or says back, without already holding the answer."""
    return bool(sentence.acts & EXPLORING) and not answers(sentence)


def answers(sentence: Sentence) -> bool:
    """Whether it answers an objection, well or badly."""
    met = any(hit.target.endswith(".accept_if") for hit in sentence.hits)
    if sentence.acts & EXPLORING:
        return met or bool(sentence.acts & (ANSWERING - {Act.ANSWER}))
    return met or bool(sentence.acts & ANSWERING)


def explored_first(talk: Talk, objection: PersonaLine) -> Sentence | None:
    """The learner sentence that first explored or answered the objection; None if neither came.

    Only up to the next time an objection is raised: what comes after answers that one.
    """
    following = [line.place for line in objections(talk) if line.place > objection.place]
    until = min(following, default=None)
    for sentence in talk.sure:
        place = sentence.order[0]
        if place < objection.place or (until is not None and place > until):
            continue
        if explores(sentence) or answers(sentence):
            return sentence
    return None


def _count(talk: Talk, act: Act) -> int:
    return sum(act in sentence.acts for sentence in talk.sure)


def _duration(line: LearnerLine) -> float | None:
    if line.start_s is None or line.end_s is None:
        return None
    return max(0.0, line.end_s - line.start_s)


def _durations(lines: list[LearnerLine]) -> list[float]:
    return [found for line in lines if (found := _duration(line)) is not None]


def _talk_share(spoken: list[LearnerLine], persona: tuple[PersonaLine, ...]) -> float | None:
    """Learner's seconds of speech in everyone's."""
    learner_s = sum(_durations(spoken))
    persona_s = sum(line.played_s or 0.0 for line in persona)
    if learner_s <= 0 or persona_s <= 0:
        return None
    return round(learner_s / (learner_s + persona_s), 3)


def _pace(spoken: list[LearnerLine]) -> float | None:
    timed = [(line, length) for line in spoken if (length := _duration(line))]
    seconds = sum(length for _, length in timed)
    if seconds < LEAST_SPEECH_S:
        return None
    return round(60 * sum(len(words_in(line.text)) for line, _ in timed) / seconds, 1)


def _fillers(spoken: list[LearnerLine]) -> int | None:
    """Fillers that were recognised; recognisers leave many out, so this is at least how many."""
    if not spoken:
        return None
    count = 0
    for line in spoken:
        if line.words:
            said = [word.text for word in line.words if word.confidence >= WORD_SURE]
        else:
            said = [line.text] if line.sure else []
        count += sum(word.lower() in FILLERS for text in said for word in words_in(text))
    return count


def _pause_after_objection(talk: Talk) -> float | None:
    """Median seconds between the end of an objection and the learner's next word.

    An objection that was talked over counts as no pause.
    """
    pauses = []
    for line in objections(talk):
        answer = next((found for found in talk.learner if found.place > line.place), None)
        if answer is None or answer.start_s is None or line.end_s is None:
            continue
        pauses.append(max(0.0, answer.start_s - line.end_s))
    return _rounded(median(pauses)) if pauses else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
