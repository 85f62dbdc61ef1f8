"""The judges: each answers one kind of rubric question from what was read and what happened.

Name → what it asks:

asked_first        a question came before any pitch, offer or request
asked_about        a question on the subject the trainer named
explored_objection an objection was asked about or said back before it was answered
reflected          something was said back
found_concern      a hidden concern came fully out
settled_concern    a hidden concern was settled
specific_offer     an offer with numbers, times or something the persona needed
closed             a concrete next step, with what the trainer named (date, time, price)
"""

import re
from collections.abc import Callable, Iterable

from dryfit.critique.meaning import by_meaning
from dryfit.critique.measures import explored_first, explores, objections
from dryfit.critique.moments import trace_concern
from dryfit.critique.report import Quote
from dryfit.critique.talk import Sentence
from dryfit.critique.verdict import Question, Verdict, cannot_tell, no, not_applicable, yes
from dryfit.persona.reading import QUESTIONS, Act
from dryfit.persona.words import content_words

Judge = Callable[[Question], Verdict]

SELLING = frozenset({Act.PITCH, Act.OFFER, Act.CLOSE, Act.PRESSURE})

_FIGURES = {
    "date": r"\b(date|day|night|week|appointment|slot)\b",
    "time": r"\b(time|hour|finish|o'clock)\b",
    "price": r"\b(price|cost|number|amount|money|fee)\b",
}
_AFTER_ASKED = re.compile(
    r"\b(?:asked?|asking|questions?)\b(?:\s+(?:her|him|them|an?|open|openly|questions?))*"
    r"(?:\s+(?:about|for|on|whether|if|what|how|why|where|when))*\s+(?P<subject>.+)",
    re.IGNORECASE,
)


def first(sentences: Iterable[Sentence], *acts: Act) -> Sentence | None:
    """The first sentence that did one of these."""
    return next((sentence for sentence in sentences if not sentence.acts.isdisjoint(acts)), None)


def unless_unclear(question: Question, verdict: Verdict, *acts: Act) -> Verdict:
    """Withhold a "no" when it may have been done, in words not heard or not read for sure."""
    wanted = frozenset(acts)
    unclear = [
        sentence
        for sentence in question.talk.sentences
        if wanted & sentence.maybe or (wanted & sentence.acts and not sentence.sure)
    ]
    if verdict.met != "no" or not unclear:
        return verdict
    turn = unclear[0].turn
    return cannot_tell(f"You may have done this in turn {turn}; that cannot be told for sure.")


def asked_first(question: Question) -> Verdict:
    """A question before any selling; only an open one where the trainer says so."""
    talk = question.talk
    wanted = {Act.OPEN_QUESTION}
    if not re.search(r"\bopen", question.item.behaviour, re.IGNORECASE):
        wanted.add(Act.CLOSED_QUESTION)
    pure = [sentence for sentence in talk.sure if not sentence.acts & SELLING]
    asked, sold = first(pure, *wanted), first(talk.sure, *SELLING)
    if asked and (sold is None or asked.order < sold.order):
        return yes("You asked before you offered anything.", asked)
    if sold and asked:
        late = no(f"Your first question came in turn {asked.turn}, after this.", sold)
        return unless_unclear(question, late, *wanted)
    if sold:
        never = no(f"You went for it without asking {question.persona} anything first.", sold)
        return unless_unclear(question, never, *wanted)
    return unless_unclear(question, no("No such question was asked."), *wanted)


def asked_about(question: Question) -> Verdict:
    """A question on the named subject, by its words, its topic, or its meaning."""
    found = _AFTER_ASKED.search(question.item.behaviour)
    subject = found["subject"] if found else question.item.behaviour
    wanted = content_words(subject) | content_words(question.item.good)
    asked = [sentence for sentence in question.talk.sure if sentence.acts & QUESTIONS]
    for sentence in asked:
        topics = " ".join(topic.partition(":")[2] or topic for topic in sentence.topics)
        if wanted & (content_words(sentence.text) | content_words(topics.replace("-", " "))):
            return yes("You asked about it.", sentence)
    if not asked:
        return unless_unclear(question, no("You asked nothing."), *QUESTIONS)
    if question.similarity is None:
        return cannot_tell("Whether one of your questions was about this cannot be told.")
    return by_meaning(question, asked, (subject, question.item.good))


def explored_objection(question: Question) -> Verdict:
    """For the objection the trainer names, else for every one: asked or said back first."""
    named = [
        objection.id
        for objection in question.scenario.objections
        if content_words(f"{objection.id} {objection.type}")
        & content_words(question.item.behaviour)
    ]
    raised = objections(question.talk, named[0] if len(named) == 1 else "")
    if not raised:
        return not_applicable(f"{question.persona} never raised it.")
    met: Verdict | None = None
    for line in raised:
        found = explored_first(question.talk, line)
        if found is None:
            continue
        if not explores(found):
            verdict = no("You answered it before finding out what was behind it.", found)
            return unless_unclear(question, verdict, Act.REFLECTION, *QUESTIONS)
        met = met or yes("You asked before you answered it.", found)
    return met or not_applicable("The talk ended before you answered it.")


def reflected(question: Question) -> Verdict:
    """Something was said back; a sentence on a hidden concern before any other."""
    concerns = {concern.id for concern in question.scenario.hidden_concerns}
    said = [s for s in question.talk.sure if Act.REFLECTION in s.acts]
    sold = first(question.talk.sure, *SELLING)
    if said and sold and sold.order < said[0].order and "before" in question.item.behaviour:
        return no(f"You said it back in turn {said[0].turn}, after this.", sold)
    said.sort(key=lambda sentence: (not concerns & set(sentence.topics), sentence.order))
    if said:
        return yes(f"You said back what {question.persona} had told you.", said[0])
    verdict = no(f"You never said back what you had heard from {question.persona}.")
    return unless_unclear(question, verdict, Act.REFLECTION)


def found_concern(question: Question) -> Verdict:
    """Any hidden concern came fully out, and was heard."""
    traces = [trace_concern(question.talk, c) for c in question.scenario.hidden_concerns]
    if not traces:
        return not_applicable("This scenario holds nothing back.")
    for trace in traces:
        if trace.revealed_turn is not None:
            why = f"This got {question.persona} to say what it was."
            return yes(why, _sentence_of(question, trace.opened_by))
    hints = [trace.hinted_turn for trace in traces if trace.hinted_turn is not None]
    if hints:
        return no(f"It showed in turn {hints[0]} and did not come all the way out.")
    return no(f"What worried {question.persona} stayed hidden.")


def _sentence_of(question: Question, quote: Quote | None) -> Sentence | None:
    if quote is None:
        return None
    said = [s for s in question.talk.sure if s.turn == quote.turn]
    return next((sentence for sentence in said if quote.quote in sentence.text), None)


def settled_concern(question: Question) -> Verdict:
    """Any hidden concern was settled by something the learner said."""
    for concern in question.scenario.hidden_concerns:
        trace = trace_concern(question.talk, concern)
        if trace.resolved_turn is not None:
            target = f"{concern.id}.resolved_by"
            met = [s for s in question.talk.sure if any(h.target == target for h in s.hits)]
            return yes("This settled it.", met[-1] if met else None)
    return no(f"What worried {question.persona} was not settled.")


def specific_offer(question: Question) -> Verdict:
    """An offer with a figure, or one that meets something the persona needs."""
    for sentence in question.talk.sure:
        needed = any(hit.target.endswith((".resolved_by", ".accept_if")) for hit in sentence.hits)
        if needed or (Act.OFFER in sentence.acts and sentence.figures):
            return yes("This was something definite to say yes to.", sentence)
    vague = first(question.talk.sure, Act.OFFER, Act.REASSURANCE, Act.PITCH)
    verdict = no("You offered nothing definite.")
    if vague:
        verdict = no("There was no number, time or condition in it to say yes to.", vague)
    maybe = [
        s
        for s in question.talk.sentences
        if s.figures and (Act.OFFER in s.maybe or (Act.OFFER in s.acts and not s.sure))
    ]
    return unless_unclear(question, verdict, Act.OFFER) if maybe else verdict


def closed(question: Question) -> Verdict:
    """A request for the next step, with every figure that the trainer names."""
    talk, behaviour = question.talk, question.item.behaviour.lower()
    asked = [sentence for sentence in talk.sure if Act.CLOSE in sentence.acts]
    agreed = next((line for line in talk.persona if line.kind == "commit"), None)
    if agreed and not asked:
        asked = [s for s in talk.sure if s.turn == agreed.turn and Act.OFFER in s.acts]
    if not asked:
        return unless_unclear(question, no("You never asked for the next step."), Act.CLOSE)
    wanted = [kind for kind, words in _FIGURES.items() if re.search(words, behaviour)]
    told = [s for s in talk.sure if s.acts & SELLING or not s.acts & QUESTIONS]
    named = {figure.kind for s in told for figure in s.figures}
    named |= {figure.kind for s in asked for figure in s.figures}
    missing = [kind for kind in wanted if kind not in named]
    shown = max(asked, key=lambda s: (len({f.kind for f in s.figures} & set(wanted)), s.order))
    if missing:
        return no(f"You asked, but named no {' and no '.join(missing)}.", shown)
    if wanted:
        return yes(f"You asked, and the {' and the '.join(wanted)} had been named.", shown)
    return yes("You asked for the next step.", shown)
