"""Which judge answers a rubric item, and the answers with their quotes verified.

A trainer writes `behaviour` in plain words. The judge is taken from the item's `judge` field when
it has one, else from those words, else from `skill`, else the words are compared by meaning. What
nobody can judge is answered "not applicable", with the reason.
"""

import re
from collections.abc import Mapping, Sequence

from dryfit.critique import judges
from dryfit.critique.avoiding import avoided
from dryfit.critique.judges import Judge
from dryfit.critique.meaning import resembles
from dryfit.critique.measures import words_in
from dryfit.critique.quoting import is_verbatim, shortened
from dryfit.critique.report import RubricResult, Score
from dryfit.critique.talk import Talk
from dryfit.critique.verdict import Question, Similarity, Verdict, cannot_tell, not_applicable
from dryfit.scenario.review import RubricItem
from dryfit.scenario.schema import Scenario

LEAST_WORDS = 5
"""Clear words needed before anything is judged; fewer, and a "hello" is marked as a failure."""

JUDGES: Mapping[str, Judge] = {
    "asked_first": judges.asked_first,
    "asked_about": judges.asked_about,
    "explored_objection": judges.explored_objection,
    "reflected": judges.reflected,
    "found_concern": judges.found_concern,
    "settled_concern": judges.settled_concern,
    "specific_offer": judges.specific_offer,
    "closed": judges.closed,
    "avoided": avoided,
    "resembles": resembles,
}

_BY_WORDS: tuple[tuple[str, str], ...] = (
    (r"^(did(n.t| not)|never|avoid|without|no |not |refrain|held back|kept from|let )", "avoided"),
    (r"explor|before (answer|address|counter|respond|defend)", "explored_objection"),
    (r"\b(ask|question).*\bbefore\b", "asked_first"),
    (r"reflect|sa(id|ys?) back|repeat\w* back|paraphras|summari[sz]|acknowledg|own words",
     "reflected"),
    (r"found (out )?|uncover|discover|brought out|\breal (worry|concern|reason)", "found_concern"),
    (r"settled|resolv|dealt with|solved", "settled_concern"),
    (r"\bclos(e|ed|ing)\b|next step|booked|commitment|asked for (a|the) (date|order|job|sale|day)",
     "closed"),
    (r"offer|propos|suggest|specific|concrete|guarantee", "specific_offer"),
    (r"\bask|question", "asked_about"),
)  # fmt: skip
_BY_SKILL: Mapping[str, str] = {
    "discovery": "asked_first",
    "objections": "explored_objection",
    "listening": "reflected",
    "empathy": "reflected",
    "offer": "specific_offer",
    "negotiation": "specific_offer",
    "close": "closed",
    "closing": "closed",
}

DEFAULT_RUBRIC: tuple[RubricItem, ...] = (
    RubricItem(
        id="open-question",
        behaviour="Asked an open question before pitching",
        weight=3,
        skill="discovery",
        good="Before I say what I'm after: what has your experience been?",
    ),
    RubricItem(
        id="reflected",
        behaviour="Said back what they had told you",
        weight=2,
        skill="listening",
        good="So if I heard you right, it's what comes afterwards that worries you?",
    ),
    RubricItem(
        id="concern",
        behaviour="Found out what was really behind it",
        weight=3,
        skill="discovery",
        good="What would worry you most about saying yes?",
    ),
    RubricItem(
        id="offer",
        behaviour="Made a specific offer",
        weight=2,
        skill="offer",
        good="Here is exactly what I would do, by when, and what if it goes wrong.",
    ),
    RubricItem(
        id="close",
        behaviour="Closed on one concrete next step",
        weight=2,
        critical=True,
        skill="close",
        good="Shall we put a day on it now?",
    ),
)
"""Five questions that fit any talk with something hidden; used where a scenario has no rubric."""


def judge_name(item: RubricItem) -> str:
    """The judge that fits an item."""
    asked = str(getattr(item, "judge", "") or "")
    if asked:
        return asked
    for words, name in _BY_WORDS:
        if re.search(words, item.behaviour, re.IGNORECASE):
            return name
    return _BY_SKILL.get(item.skill.lower(), "resembles")


def judge(question: Question) -> Verdict:
    """Answer one rubric item; never on words that were too few or not heard clearly."""
    talk = question.talk
    if not talk.learner:
        return not_applicable("Nothing was said.")
    if not any(line.sure for line in talk.learner):
        return not_applicable("What was said could not be heard clearly enough to judge.")
    if clear_words(talk) < LEAST_WORDS:
        return not_applicable("Too little was said to judge.")
    if not talk.sentences:
        return not_applicable("What was said was not read, so it cannot be judged.")
    chosen = JUDGES.get(judge_name(question.item))
    if chosen is None:
        return cannot_tell(f"There is no judge called {judge_name(question.item)}.")
    return chosen(question)


def verdicts(
    talk: Talk, scenario: Scenario, similarity: Similarity | None
) -> tuple[tuple[RubricItem, Verdict], ...]:
    """Every item of the scenario's rubric, and what the rules say."""
    rubric = scenario.rubric or DEFAULT_RUBRIC
    return tuple((item, judge(Question(talk, scenario, item, similarity))) for item in rubric)


def result_of(item: RubricItem, verdict: Verdict, talk: Talk) -> RubricResult:
    """The item's result; a quote that is not in the transcript word for word is dropped."""
    quote = shortened(verdict.evidence.text) if verdict.evidence else ""
    turn = verdict.evidence.turn if verdict.evidence else None
    line = talk.line(turn) if turn is not None else None
    verified = line is not None and is_verbatim(quote, line.text)
    return RubricResult(
        id=item.id,
        behaviour=item.behaviour,
        met=verdict.met,
        quote=quote if verified else None,
        turn=turn if verified else None,
        weight=item.weight,
        critical=item.critical,
        why=verdict.why,
    )


def score(results: Sequence[RubricResult]) -> Score:
    """Add up the weights; what was not applicable counts neither way."""
    return Score(
        earned=sum(result.weight for result in results if result.met == "yes"),
        possible=sum(result.weight for result in results if result.met != "not_applicable"),
    )


def clear_words(talk: Talk) -> int:
    """How many words were said in turns that were heard clearly."""
    return sum(len(words_in(line.text)) for line in talk.learner if line.sure)
