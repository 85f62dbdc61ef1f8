"""The judge of things better left undone: "Did not reassure only", "Never argued"."""

import re

from dryfit.critique.talk import Sentence
from dryfit.critique.verdict import Question, Verdict, no, not_applicable, yes
from dryfit.persona.reading import Act

_UNDONE: tuple[tuple[str, frozenset[Act], str], ...] = (
    (r"reassur|promis", frozenset({Act.REASSURANCE}), "This asks for trust and gives nothing."),
    (r"argu|contradict|debat", frozenset({Act.ARGUE}), "This argues with what was said."),
    (r"push|press|insist|beg", frozenset({Act.PRESSURE}), "This presses for an answer."),
    (r"insult|rude|belittl|mock", frozenset({Act.INSULT}), "This could be taken as an insult."),
    (r"pitch|sell|sold|brag|boast", frozenset({Act.PITCH}), "This is a pitch."),
)
_ONLY = re.compile(r"\b(only|alone|just|nothing but)\b", re.IGNORECASE)


def avoided(question: Question) -> Verdict:
    """None of the named acts was done; with "only", none was left standing by itself."""
    behaviour, talk = question.item.behaviour, question.talk
    if re.search(r"interrupt|talk(ed|ing)? over|cut .* off", behaviour, re.IGNORECASE):
        return _not_interrupted(question)
    for words, acts, why in _UNDONE:
        if not re.search(words, behaviour, re.IGNORECASE):
            continue
        done = [sentence for sentence in talk.sure if sentence.acts & acts]
        if _ONLY.search(behaviour):
            done = [sentence for sentence in done if not _backed(question, sentence)]
        if done:
            return no(
                f"{why} Nothing definite came with it." if _ONLY.search(behaviour) else why, done[0]
            )
        return yes("Nothing of the kind was said.")
    return not_applicable("What should be left undone here cannot be told from the words.")


def _backed(question: Question, reassurance: Sentence) -> bool:
    """Whether something definite came with it, in the same turn or the next."""
    return any(
        0 <= sentence.turn - reassurance.turn <= 1
        and (sentence.hits or (Act.OFFER in sentence.acts and sentence.figures))
        for sentence in question.talk.sure
        if sentence is not reassurance
    )


def _not_interrupted(question: Question) -> Verdict:
    spoken = [line for line in question.talk.learner if line.mode == "voice"]
    if not spoken:
        return not_applicable("Typed lines cannot talk over anyone.")
    over = [line for line in spoken if line.interrupted]
    if not over:
        return yes(f"You let {question.persona} finish.")
    said = [s for s in question.talk.sure if s.turn == over[0].turn]
    return no(
        f"You started while {question.persona} was still speaking.", said[0] if said else None
    )
